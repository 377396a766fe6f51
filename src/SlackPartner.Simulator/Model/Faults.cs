namespace SlackPartner.Simulator;

/// <summary>What can go wrong with one Web API call.</summary>
public enum FaultKind
{
    /// <summary>429 with Retry-After, unprocessed.</summary>
    RateLimited,
    /// <summary>500, unprocessed.</summary>
    ServerError,
    /// <summary>200 with <c>ok:false</c> and a code, unprocessed.</summary>
    Error,
    /// <summary>Never answered, unprocessed.</summary>
    Hang,
    /// <summary>Processed, then never answered.</summary>
    HangAfter,
    /// <summary>The connection is reset before anything happened.</summary>
    ResetBefore,
    /// <summary>Processed, then the connection is reset: the caller cannot know.</summary>
    ResetAfter,
    /// <summary>Processed after a delay.</summary>
    Slow,
}

/// <summary>A fault that waits for calls of one method (<c>*</c> for all).</summary>
public sealed record Fault(string Method, FaultKind Kind)
{
    public int RetryAfter { get; init; } = 1;
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);
    public string Code { get; init; } = "internal_error";
    public string? TeamId { get; init; }

    /// <summary>How many calls it hits; -1 means until it is removed.</summary>
    public int Times { get; init; } = 1;
}

/// <summary>The faults switched on. Each test and the page may add and clear them at any time.</summary>
public sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly List<(Fault Fault, int Left)> _waiting = [];
    private int _hits;

    /// <summary>Every event is delivered twice.</summary>
    public bool DuplicateEvents { get; set; }

    /// <summary>Events are held back and swapped in pairs.</summary>
    public bool DisorderEvents { get; set; }

    /// <summary>How many calls were hit so far.</summary>
    public int Hits { get { lock (_gate) return _hits; } }

    public IReadOnlyList<Fault> Waiting { get { lock (_gate) return [.. _waiting.Select(one => one.Fault with { Times = one.Left })]; } }

    public Faults Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate) _waiting.Add((fault, fault.Times));
        return this;
    }

    public Faults RateLimited(string method, int retryAfter = 1, int times = 1) => Add(new Fault(method, FaultKind.RateLimited) { RetryAfter = retryAfter, Times = times });
    public Faults ServerError(string method, int times = 1) => Add(new Fault(method, FaultKind.ServerError) { Times = times });
    public Faults Error(string method, string code, int times = 1) => Add(new Fault(method, FaultKind.Error) { Code = code, Times = times });
    public Faults Hang(string method, int times = 1) => Add(new Fault(method, FaultKind.Hang) { Times = times });
    public Faults HangAfter(string method, int times = 1) => Add(new Fault(method, FaultKind.HangAfter) { Times = times });
    public Faults ResetBefore(string method, int times = 1) => Add(new Fault(method, FaultKind.ResetBefore) { Times = times });
    public Faults ResetAfter(string method, int times = 1) => Add(new Fault(method, FaultKind.ResetAfter) { Times = times });
    public Faults Slow(string method, TimeSpan delay, int times = 1) => Add(new Fault(method, FaultKind.Slow) { Delay = delay, Times = times });

    public void Clear()
    {
        lock (_gate) _waiting.Clear();
        DuplicateEvents = DisorderEvents = false;
    }

    internal Fault? Take(string method, string? teamId)
    {
        lock (_gate)
        {
            var at = _waiting.FindIndex(one => (one.Fault.Method == "*" || one.Fault.Method == method) && (one.Fault.TeamId is null || one.Fault.TeamId == teamId));
            if (at < 0) return null;
            var (fault, left) = _waiting[at];
            if (left == 1) _waiting.RemoveAt(at);
            else if (left > 1) _waiting[at] = (fault, left - 1);
            _hits++;
            return fault;
        }
    }
}
