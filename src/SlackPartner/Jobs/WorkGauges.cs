using System.Diagnostics.Metrics;
using NodaTime;
using Npgsql;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Jobs;

/// <summary>The queue as metrics. It is one queue, so every node shows the same; looked at only while someone listens.</summary>
public sealed class WorkGauges : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

    private readonly Meter _meter = new(Telemetry.Name);
    private readonly Instrument _any;
    private readonly Database _database;
    private readonly IClock _clock;
    private volatile Look? _last;

    public WorkGauges(Database database, IClock clock)
    {
        (_database, _clock) = (database, clock);
        _any = _meter.CreateObservableGauge("partner.work.waiting", () => Of(look => look.Depth.Waiting), description: "Work that is not settled or under way");
        _meter.CreateObservableGauge("partner.work.due", () => Of(look => look.Depth.Due), description: "Work that waits although it is due");
        _meter.CreateObservableGauge("partner.work.under_way", () => Of(look => look.Depth.UnderWay), description: "Work claimed or being sent");
        _meter.CreateObservableGauge("partner.work.dead", () => Of(look => look.Depth.Dead), description: "Work given up, until an operator takes it up again");
        _meter.CreateObservableGauge("partner.work.oldest_due", () => Of(look => look.Depth.Lag(look.At).TotalSeconds), "s", "How long what waits longest has been due");
        _meter.CreateObservableGauge("partner.work.workspace.due", () => OfTurns(turn => (long)turn.Due), description: "The same as due, for the workspaces that wait longest");
        _meter.CreateObservableGauge("partner.work.workspace.turn_in", () => OfTurns(turn => turn.TurnIn.TotalSeconds), "s", "How long until such a workspace may be sent to again");
    }

    internal Meter Meter => _meter;

    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            if (_any.Enabled) await LookAsync(cancel);
            await Task.Delay(BetweenLooks, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var now = _clock.GetCurrentInstant();
            _last = await _database.ReadAsync(async tx => new Look(now, await tx.DepthAsync(now), await tx.ListTurnsAsync(now)), cancel);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            _last = null; // no figure is better than an old one
        }
    }

    private IEnumerable<Measurement<T>> Of<T>(Func<Look, T> value) where T : struct => _last is { } look ? [new(value(look))] : [];

    private IEnumerable<Measurement<T>> OfTurns<T>(Func<WorkspaceTurn, T> value) where T : struct =>
        _last?.Turns.Select(turn => new Measurement<T>(value(turn), new KeyValuePair<string, object?>("team", turn.TeamId.Value))) ?? [];

    public void Dispose() => _meter.Dispose();

    private sealed record Look(Instant At, QueueDepth Depth, IReadOnlyList<WorkspaceTurn> Turns);
}
