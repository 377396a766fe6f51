namespace SlackPartner.Simulator;

/// <summary>Everything that can be set: by environment (<c>A__B</c>) for the executable, in code for tests.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Where to listen. Port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";
    public string BotToken { get; init; } = "xoxb-simulated";
    public string AppToken { get; init; } = "xapp-simulated";
    public string SigningSecret { get; init; } = "simulated-signing-secret";
    public string ClientId { get; init; } = "simulated-client";
    public string ClientSecret { get; init; } = "simulated-client-secret";
    public BotAddress Bot { get; init; } = BotAddress.None;

    /// <summary>A Slack app manifest as JSON; null takes the four commands and no shortcuts.</summary>
    public string? Manifest { get; init; }

    /// <summary>How long Slack waits for an ack. Slack's own value is the default; a slow test machine may need more.</summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromSeconds(3);
    public TimeSpan TriggerLife { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Multiplies the waits before Slack's second and third retry of an event (one and five minutes).</summary>
    public double RetryFactor { get; init; } = 1;

    /// <summary>Whether calls over the rate tiers answer 429.</summary>
    public bool RateTiers { get; init; }
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where Slack's clock starts; null is now.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>How long the driver waits for something to appear before it says what it saw instead.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    public static SimulatorOptions From(IConfiguration settings)
    {
        var defaults = new SimulatorOptions();
        var baseUrl = settings["Bot:BaseUrl"] ?? "http://localhost:5050";
        var bot = BotAddress.At(baseUrl);
        return defaults with
        {
            Urls = settings["Urls"] ?? "http://localhost:5055",
            BotToken = settings["BotToken"] ?? defaults.BotToken,
            AppToken = settings["AppToken"] ?? defaults.AppToken,
            SigningSecret = settings["SigningSecret"] ?? defaults.SigningSecret,
            ClientId = settings["ClientId"] ?? defaults.ClientId,
            ClientSecret = settings["ClientSecret"] ?? defaults.ClientSecret,
            Manifest = settings["Manifest"] is { Length: > 0 } path ? path : null,
            RetryFactor = settings.GetValue("RetryFactor", 1.0),
            RateTiers = settings.GetValue("RateTiers", false),
            Bot = bot with
            {
                Events = settings["Bot:EventsUrl"] ?? bot.Events,
                Commands = settings["Bot:CommandsUrl"] ?? bot.Commands,
                Interactions = settings["Bot:InteractionsUrl"] ?? bot.Interactions,
                Clock = settings["Bot:ClockUrl"] ?? bot.Clock,
            },
        };
    }
}

/// <summary>The request URLs a Slack app registers, and the bot's development clock.</summary>
public sealed record BotAddress(string? Events, string? Commands, string? Interactions, string? Clock)
{
    public static readonly BotAddress None = new(null, null, null, null);

    public static BotAddress At(string baseUrl)
    {
        var root = baseUrl.TrimEnd('/');
        return new($"{root}/slack/events", $"{root}/slack/commands", $"{root}/slack/interactions", $"{root}/dev/clock");
    }

    public BotAddress OnlyClock() => None with { Clock = Clock };
}
