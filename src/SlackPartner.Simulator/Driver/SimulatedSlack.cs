using System.Text.Json.Nodes;
using SlackPartner.Simulator.Delivery;

namespace SlackPartner.Simulator.Driver;

/// <summary>Slack in the test's own process, over real sockets. Journeys are told through its people.</summary>
public sealed class SimulatedSlack : IAsyncDisposable
{
    private readonly SimulatorHost _host;
    private readonly Workspace _workspace;

    private SimulatedSlack(SimulatorHost host, Workspace workspace)
    {
        _host = host;
        _workspace = workspace;
    }

    /// <summary>Starts on a free port unless the options say otherwise.</summary>
    public static async Task<SimulatedSlack> StartAsync(SimulatorOptions? options = null)
    {
        var host = await SimulatorHost.StartAsync(options ?? new SimulatorOptions());
        return new SimulatedSlack(host, host.World.Default);
    }

    /// <summary>Where the page is, without a slash at the end.</summary>
    public string Url => _host.World.BaseUrl;

    /// <summary>What Slack:ApiUrl is to be, with a slash at the end.</summary>
    public string ApiUrl => $"{Url}/api/";
    public string AppToken => _host.World.Options.AppToken;
    public string BotToken => _workspace.BotToken ?? "";
    public string SigningSecret => _host.World.Options.SigningSecret;
    public string ClientId => _host.World.Options.ClientId;
    public string ClientSecret => _host.World.Options.ClientSecret;
    public string TeamId => _workspace.Id;
    public string BotUserId => _workspace.BotUserId;
    public string AppId => World.AppId;
    public SlackClock Clock => _host.World.Clock;
    public Faults Faults => _host.World.Faults;

    /// <summary>Every Web API call and response_url post so far, oldest first.</summary>
    public IReadOnlyList<ApiCall> Calls => _host.World.Calls;

    /// <summary>Every attempt to deliver an event, a command or an interaction.</summary>
    public IReadOnlyList<DeliveryAttempt> Deliveries => _host.World.Deliveries;

    /// <summary>Methods called that Slack (or this simulator) does not know.</summary>
    public IReadOnlyList<string> UnknownCalls => _host.World.UnknownCalls;

    /// <summary>Things an app must not do although Slack lets them pass.</summary>
    public IReadOnlyList<string> Violations => _host.World.Violations;

    /// <summary>How many Socket Mode connections are open.</summary>
    public int Connections => _host.Sockets.Count;

    internal SimulatorHost Host => _host;
    internal Workspace Workspace => _workspace;
    internal World World => _host.World;

    /// <summary>Someone of the cast, by handle, full name or id.</summary>
    public Person Person(string nameOrId)
    {
        lock (World.Gate) return new Person(this, _workspace.Named(nameOrId).Id);
    }

    /// <summary>Another workspace with the same cast under other ids; share its state through the answer, dispose only the first.</summary>
    public SimulatedSlack AddWorkspace(string teamId, string name, bool installed = true)
    {
        var workspace = World.AddWorkspace(teamId, name);
        if (installed) World.Install(workspace, $"{World.Options.BotToken}-{teamId}");
        return new SimulatedSlack(_host, workspace);
    }

    /// <summary>Where the bot listens for signed HTTP (used while no socket is connected) and for its clock.</summary>
    public void BotListensAt(string baseUrl) => World.Bot = BotAddress.At(baseUrl);

    /// <summary>Only the bot's clock: everything else goes over Socket Mode.</summary>
    public void BotClockAt(string baseUrl) => World.Bot = BotAddress.At(baseUrl).OnlyClock();

    /// <summary>Moves Slack's clock, and the bot's when it is known; throws when the bot's did not follow.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        if (await _host.Clockwork.AdvanceAsync(by) is { } trouble) throw new SlackTroubleException(trouble);
    }

    /// <summary>Waits until the bot has at least this many sockets open.</summary>
    public Task ConnectedAsync(int connections = 1, TimeSpan? timeout = null) =>
        UntilAsync(() => _host.Sockets.Usable >= connections ? this : null, timeout, () => $"the bot to open {connections} sockets; it has {_host.Sockets.Usable}");

    /// <summary>Waits for a Web API call, also one already made.</summary>
    public Task<ApiCall> CalledAsync(string method, Func<ApiCall, bool>? where = null, TimeSpan? timeout = null) =>
        UntilAsync(() => World.Calls.FirstOrDefault(call => call.Method == method && (where is null || where(call))), timeout,
            () => $"a call of {method}; there were: {string.Join(", ", World.Calls.Select(call => call.Method))}");

    /// <summary>Waits for a delivery attempt, also one already made.</summary>
    public Task<DeliveryAttempt> DeliveredAsync(Func<DeliveryAttempt, bool> where, TimeSpan? timeout = null) =>
        UntilAsync(() => World.Deliveries.FirstOrDefault(where), timeout, () => $"a delivery; there were {World.Deliveries.Count}");

    /// <summary>Cuts sockets without a close frame.</summary>
    public void DropSockets(bool onlyOne = false) => _host.Sockets.Drop(onlyOne);

    /// <summary>Lets sockets die without a word: the lines stay up, but nothing passes any more, pongs included.</summary>
    public void SilenceSockets() => _host.Sockets.Silence();

    /// <summary>Sends Slack's disconnect message: warning, refresh_requested or link_disabled.</summary>
    public Task DisconnectAsync(string reason) => _host.Sockets.DisconnectAsync(reason);

    /// <summary>Removes the app; tokens_revoked and app_uninstalled go out, calls answer account_inactive.</summary>
    public void Uninstall() => _host.Acts.Uninstall(_workspace);

    /// <summary>A code as the OAuth redirect carries it.</summary>
    public string IssueOAuthCode() => World.IssueCode(_workspace.Id);

    /// <summary>Sends app_rate_limited.</summary>
    public void SendAppRateLimited()
    {
        lock (World.Gate) _host.Events.RateLimited(_workspace);
    }

    /// <summary>Sends url_verification to the events URL; answers the body.</summary>
    public async Task<string?> VerifyUrlAsync(string challenge = "simulated-challenge")
    {
        var url = World.Bot.Events ?? throw new InvalidOperationException("The bot's events URL is not set.");
        var answer = await _host.Http.PostAsync(url, new JsonObject { ["token"] = "simulated-verification-token", ["challenge"] = challenge, ["type"] = "url_verification" }.ToJsonString(), "application/json");
        if (answer.Failure is { } failure) throw new SlackTroubleException(failure);
        return answer.Body is JsonObject body ? body.Str("challenge") : answer.Body?.ToString();
    }

    /// <summary>The signature Slack would put on a body.</summary>
    public static string Sign(string secret, string timestamp, string body) => SignedHttp.Sign(secret, timestamp, body);

    internal async Task<T> UntilAsync<T>(Func<T?> probe, TimeSpan? timeout, Func<string> what) where T : class =>
        await World.UntilAsync(probe, timeout ?? World.Options.Patience) ?? throw new SlackTroubleException($"Waited in vain for {what()}");

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
