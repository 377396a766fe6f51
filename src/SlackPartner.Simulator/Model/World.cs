using System.Text.Json.Nodes;

namespace SlackPartner.Simulator;

/// <summary>One call an app made to the Web API.</summary>
public sealed record ApiCall(string Method, JsonObject Body, DateTimeOffset At, string? TeamId)
{
    /// <summary>The answer; null when a fault kept it from being given.</summary>
    public JsonObject? Answer { get; init; }
    public int Status { get; init; } = 200;
    public string? Error => Answer.Str("error");
}

/// <summary>One attempt to deliver something to the app.</summary>
public sealed record DeliveryAttempt(string Kind, JsonObject Payload, int Attempt, string By)
{
    /// <summary>Null when the app took it; Slack's reason otherwise.</summary>
    public string? Failure { get; init; }
    public JsonNode? Reply { get; init; }
}

/// <summary>All of simulated Slack's state. Whoever touches it holds <see cref="Gate"/>; every change wakes those who wait.</summary>
internal sealed class World
{
    public const string AppId = "A0PARTNER01";
    public const string DefaultTeam = "T0PARTNER";

    private readonly List<ApiCall> _calls = [];
    private readonly List<DeliveryAttempt> _deliveries = [];
    private readonly List<string> _unknownCalls = [];
    private readonly List<string> _violations = [];
    private readonly Dictionary<string, (string TeamId, DateTimeOffset At)> _codes = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public World(SimulatorOptions options)
    {
        Options = options;
        Manifest = AppManifest.Read(options.Manifest);
        if (options.StartAt is { } start) Clock.SetTo(start);
        Bot = options.Bot;
        Default = AddWorkspace(DefaultTeam, "Acme");
        Install(Default, options.BotToken);
    }

    public Lock Gate { get; } = new();
    public SimulatorOptions Options { get; }
    public AppManifest Manifest { get; }
    public SlackClock Clock { get; } = new();
    public Faults Faults { get; } = new();
    public Triggers Triggers { get; } = new();
    public ResponseUrls ResponseUrls { get; } = new();
    public RateTiers Tiers { get; } = new();
    public List<Workspace> Workspaces { get; } = [];
    public Workspace Default { get; }

    /// <summary>The app's request URLs; a test sets them once the app listens.</summary>
    public BotAddress Bot { get; set; }
    public long Revision { get; private set; }

    /// <summary>Where we listen, known once the host has started.</summary>
    public string BaseUrl { get; set; } = "";

    public IReadOnlyList<ApiCall> Calls { get { lock (Gate) return [.. _calls]; } }
    public IReadOnlyList<DeliveryAttempt> Deliveries { get { lock (Gate) return [.. _deliveries]; } }
    public IReadOnlyList<string> UnknownCalls { get { lock (Gate) return [.. _unknownCalls]; } }
    public IReadOnlyList<string> Violations { get { lock (Gate) return [.. _violations]; } }

    public Workspace AddWorkspace(string id, string name)
    {
        lock (Gate)
        {
            var workspace = Cast.Build(id, name, Workspaces.Count, Clock);
            Workspaces.Add(workspace);
            return workspace;
        }
    }

    public void Install(Workspace workspace, string token)
    {
        lock (Gate)
        {
            workspace.BotToken = token;
            workspace.Installed = true;
            workspace.Scopes = [.. Manifest.Scopes];
        }
    }

    /// <summary>A code as the OAuth redirect would carry it; it lives ten minutes and works once.</summary>
    public string IssueCode(string teamId)
    {
        lock (Gate)
        {
            var code = Ids.Secret();
            _codes.Add(code, (teamId, Clock.Now));
            return code;
        }
    }

    public Workspace? Redeem(string code)
    {
        lock (Gate)
        {
            if (!_codes.Remove(code, out var issued) || Clock.Now - issued.At > TimeSpan.FromMinutes(10)) return null;
            return Workspaces.Find(workspace => workspace.Id == issued.TeamId);
        }
    }

    public void Record(ApiCall call) { lock (Gate) { _calls.Add(call); Changed(); } }
    public void Record(DeliveryAttempt attempt) { lock (Gate) { _deliveries.Add(attempt); Changed(); } }
    public void UnknownCall(string method) { lock (Gate) { _unknownCalls.Add(method); Changed(); } }
    public void Violation(string what) { lock (Gate) { _violations.Add(what); Changed(); } }

    public void Changed()
    {
        TaskCompletionSource woken;
        lock (Gate)
        {
            Revision++;
            woken = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        woken.TrySetResult();
    }

    /// <summary>Completes at the next change after this call.</summary>
    public Task NextChange() { lock (Gate) return _changed.Task; }

    /// <summary>Waits until a probe finds something; null when patience ran out first.</summary>
    public async Task<T?> UntilAsync<T>(Func<T?> probe, TimeSpan patience) where T : class
    {
        using var giveUp = new CancellationTokenSource(patience);
        while (true)
        {
            Task change;
            lock (Gate)
            {
                if (probe() is { } found) return found;
                change = _changed.Task;
            }
            try { await change.WaitAsync(giveUp.Token); }
            catch (OperationCanceledException) { lock (Gate) return probe(); }
        }
    }
}
