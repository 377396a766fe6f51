using System.Diagnostics;
using System.Security.Cryptography;

namespace SlackPartner.Simulator;

/// <summary>Trigger ids: three seconds of real time, one use.</summary>
internal sealed class Triggers
{
    internal sealed record Trigger(string TeamId, string UserId, string? ViewId, long StartedAt)
    {
        public bool Used { get; set; }
    }

    private readonly Dictionary<string, Trigger> _issued = [];

    public string Issue(Workspace workspace, string userId, string? viewId = null)
    {
        var id = $"{RandomNumberGenerator.GetInt32(int.MaxValue)}.{RandomNumberGenerator.GetInt32(int.MaxValue)}.{Ids.Secret(32).ToLowerInvariant()}";
        lock (_issued) _issued.Add(id, new Trigger(workspace.Id, userId, viewId, Stopwatch.GetTimestamp()));
        return id;
    }

    public Trigger Use(string? id, Workspace workspace, TimeSpan life)
    {
        lock (_issued)
        {
            if (id is null || !_issued.TryGetValue(id, out var trigger) || trigger.TeamId != workspace.Id) throw new SlackErrorException("invalid_trigger_id");
            if (trigger.Used) throw new SlackErrorException("trigger_exchanged");
            if (Stopwatch.GetElapsedTime(trigger.StartedAt) > life) throw new SlackErrorException("trigger_expired");
            trigger.Used = true;
            return trigger;
        }
    }
}
