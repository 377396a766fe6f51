using System.Diagnostics;

namespace SlackPartner.Simulator;

/// <summary>Slack's limits per method and workspace in a minute, and one message a second per channel. Counts in real time, as Retry-After does.</summary>
internal sealed class RateTiers
{
    private static readonly Dictionary<string, int> PerMinute = new()
    {
        ["apps.connections.open"] = 1, ["apps.uninstall"] = 1, ["users.list"] = 20,
        ["chat.update"] = 50, ["chat.delete"] = 50, ["conversations.open"] = 50, ["conversations.info"] = 50, ["conversations.history"] = 50, ["conversations.replies"] = 50, ["team.info"] = 50,
        ["chat.postEphemeral"] = 100, ["views.open"] = 100, ["views.push"] = 100, ["views.update"] = 100, ["views.publish"] = 100, ["users.info"] = 100, ["oauth.v2.access"] = 100,
        ["chat.postMessage"] = 300,
    };

    private readonly Dictionary<string, Queue<long>> _seen = [];

    /// <summary>Null when the call may go on; otherwise the seconds to wait.</summary>
    public int? Refuse(string method, string teamId, string? channel)
    {
        lock (_seen)
        {
            if (method == "chat.postMessage" && channel is not null && Over($"{method}|{teamId}|{channel}", 1, TimeSpan.FromSeconds(1)) is { } second) return second;
            return PerMinute.TryGetValue(method, out var limit) ? Over($"{method}|{teamId}", limit, TimeSpan.FromMinutes(1)) : null;
        }
    }

    private int? Over(string key, int limit, TimeSpan window)
    {
        if (!_seen.TryGetValue(key, out var calls)) _seen.Add(key, calls = new Queue<long>());
        while (calls.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest) > window) calls.Dequeue();
        if (calls.Count >= limit) return (int)Math.Ceiling((window - Stopwatch.GetElapsedTime(calls.Peek())).TotalSeconds);
        calls.Enqueue(Stopwatch.GetTimestamp());
        return null;
    }
}
