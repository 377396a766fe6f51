using SlackPartner.Slack;
#if SLACKNET
using SlackPartner.SlackNet;
#endif

namespace SlackPartner.Worker;

/// <summary>The clients of Slack's Web API there are: our own always, SlackNet where it was compiled in.</summary>
internal static class SlackClients
{
    public const string Own = "own";
    public const string SlackNet = "slacknet";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="SettingException">The client asked for is not in this build, or is none.</exception>
    public static ISlackApi Create(Settings settings) => settings.SlackClient switch
    {
        Own => new SlackApi(new HttpClient(Connections()) { Timeout = Patience }, settings.Slack),
        SlackNet => CreateSlackNet(settings.Slack),
        _ => throw new SettingException("Slack__Client is own or slacknet."),
    };

#if SLACKNET
    private static SlackNetApi CreateSlackNet(SlackOptions slack) => SlackNetApi.Create(Connections(), Patience, slack);
#else
    private static ISlackApi CreateSlackNet(SlackOptions slack) => throw new SettingException(
        "Slack__Client=slacknet is not in this build. Build the worker with -p:WithSlackNet=true, or set Slack__Client=own.");
#endif

    private static SocketsHttpHandler Connections() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(3),
        AllowAutoRedirect = false,
    };
}
