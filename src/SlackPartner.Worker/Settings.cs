using SlackPartner.Jobs;
using SlackPartner.Slack;

namespace SlackPartner.Worker;

/// <summary>Every configuration key, read in one place.</summary>
internal sealed record Settings(
    string Postgres, SlackOptions Slack, string? SigningSecret, string? Keys, CommandNames Commands, HelpTexts Help, WorkPace Pace, JobSettings Jobs, string SlackClient, bool DevClock)
{
    private static readonly Uri RealSlack = new("https://slack.com/api/");

    public bool IsRealSlack => Slack.ApiUrl.Host == RealSlack.Host || Slack.ApiUrl.Host.EndsWith(".slack.com", StringComparison.Ordinal);

    /// <exception cref="SettingException">Something needed is missing or cannot be read.</exception>
    public static Settings From(IConfiguration configuration)
    {
        var names = configuration.GetSection("Commands");
        var usual = new CommandNames();
        return new Settings(
            Required(configuration.GetConnectionString("Postgres"), "ConnectionStrings__Postgres", "the Postgres connection string"),
            new SlackOptions(ApiUrl(configuration["Slack:ApiUrl"]), Optional(configuration["Slack:BotToken"]), Optional(configuration["Slack:AppToken"])),
            Optional(configuration["Slack:SigningSecret"]),
            configuration["Security:Keys"],
            new CommandNames(
                Command(names["Sbi"], usual.Sbi), Command(names["OneOnOne"], usual.OneOnOne), Command(names["CoolDown"], usual.CoolDown), Command(names["Partner"], usual.Partner)),
            new HelpTexts(Optional(configuration["Help:EscalationText"])),
            new WorkPace(MessagesPerMinute: configuration.GetValue("Slack:MessagesPerMinute", 200)),
            new JobSettings(Word(configuration["Jobs:Engine"]) ?? JobEngines.Quartz, Optional(configuration["Jobs:Dashboard"])),
            Word(configuration["Slack:Client"]) ?? SlackClients.Own,
            configuration.GetValue("Dev:Clock", false));
    }

    /// <summary>The same sources as the running worker, for the other verbs.</summary>
    public static Settings Load() => From(
        new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").AddEnvironmentVariables().Build());

    private static Uri ApiUrl(string? value)
    {
        var text = Optional(value) ?? RealSlack.AbsoluteUri;
        return Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url)
            ? url
            : throw new SettingException("Slack__ApiUrl is not a URL.");
    }

    private static string Command(string? value, string usual) =>
        Optional(value) is not { } name ? usual : name.StartsWith('/') ? name : "/" + name;

    private static string Required(string? value, string key, string what) =>
        Optional(value) ?? throw new SettingException($"Set {key}: {what}.");

    private static string? Word(string? value) => Optional(value)?.ToLowerInvariant();

    private static string? Optional(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

/// <summary>Which job engine ticks, and who may see its dashboard.</summary>
internal sealed record JobSettings(string Engine, string? Dashboard);

/// <summary>A setting is missing or cannot be read; the message says which and what it should be.</summary>
internal sealed class SettingException(string message) : Exception(message);
