using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Jobs;

/// <summary>
/// Does due work, on every node. Sleeps until something is due, wakes when work is queued anywhere, and outlives a database that is away.
/// </summary>
public sealed partial class WorkPump(Database database, WorkRunner runner, WorkPace pace, IClock clock, ILogger<WorkPump> logger) : IDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BetweenClaims = TimeSpan.FromMilliseconds(10);

    private readonly Signal _wake = new();
    private readonly Dictionary<Task, TeamId> _running = [];
    private long _lastUpkeep = Stopwatch.GetTimestamp();

    /// <summary>Something became due: the clock moved, or work was queued.</summary>
    public void Wake() => _wake.Set();

    public async Task RunAsync(CancellationToken cancel)
    {
        // What was queued while nobody listened is found on connecting.
        var listening = database.ListenAsync(WorkQueue.Wakeup, heard: _ => Wake(), connected: Wake, deaf: failure => LogDeaf(Failures.Describe(failure)), cancel);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                if (!await StartDueAsync(cancel)) await _wake.WaitAsync(await SleepAsync(cancel), cancel);
                else if (Stopwatch.GetElapsedTime(_lastUpkeep) > LongestSleep) await TakeUpHeldAsync(cancel); // asked before each sleep, but busy means none
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure) // the database is away: nothing is lost, look again soon
            {
                LogAway(Failures.Describe(failure));
                await Task.Delay(TimeSpan.FromMilliseconds(500), CancellationToken.None);
            }
        }
        await Task.WhenAll([listening, .. _running.Keys]);
    }

    /// <summary>Whether anything was started.</summary>
    private async Task<bool> StartDueAsync(CancellationToken cancel)
    {
        ForgetDone();
        if (_running.Count > pace.Parallel / 2)
        {
            // A claim costs about the same for one item as for many: give sends that are quick the time to make room.
            await Task.WhenAny(Task.WhenAll(_running.Keys), Task.Delay(BetweenClaims, cancel));
            ForgetDone();
        }
        var free = pace.Parallel - _running.Count;
        if (free <= 0)
        {
            await Task.WhenAny(_running.Keys);
            return true;
        }

        var claimed = await database.WriteAsync(tx => tx.ClaimAsync(clock.GetCurrentInstant(), pace, free, Saturated()), cancel);
        foreach (var work in claimed) Start(work, runner.RunAsync(work));
        return claimed.Count > 0;
    }

    /// <summary>Frees what dead nodes held and takes up sends that ended in doubt; also while there is plenty else to do.</summary>
    private async Task TakeUpHeldAsync(CancellationToken cancel)
    {
        _lastUpkeep = Stopwatch.GetTimestamp();
        var unclear = await database.WriteAsync(
            async tx =>
            {
                await tx.FreeAbandonedAsync();
                return await tx.ClaimUnclearAsync(pace.Parallel);
            },
            cancel);
        foreach (var work in unclear) Start(work, runner.ReconcileAsync(work));
    }

    /// <summary>How long there is nothing to do.</summary>
    private async Task<TimeSpan> SleepAsync(CancellationToken cancel)
    {
        var next = await database.ReadAsync(tx => tx.NextAsync(), cancel);
        if (next.HeldUntil <= next.Now)
        {
            await TakeUpHeldAsync(cancel);
            return TimeSpan.Zero;
        }

        var now = clock.GetCurrentInstant();
        var untilDue = next.DueAt is { } due ? (due - now).ToTimeSpan() : LongestSleep;
        // Due but not claimed: its workspace waits for its turn, or its person for the next second.
        if (untilDue <= TimeSpan.Zero) untilDue = next.TurnAt is { } turn ? (turn - next.Now).ToTimeSpan() : TimeSpan.FromMilliseconds(250);
        var untilHeld = next.HeldUntil is { } held ? (held - next.Now).ToTimeSpan() : LongestSleep;
        return Clamp(untilDue < untilHeld ? untilDue : untilHeld);
    }

    private static TimeSpan Clamp(TimeSpan wait) => wait < ShortestSleep ? ShortestSleep : wait > LongestSleep ? LongestSleep : wait;

    private void Start(ClaimedWork work, Task running)
    {
        _running.Add(running, work.TeamId);
        _ = running.ContinueWith(_ => Wake(), TaskScheduler.Default);
    }

    private void ForgetDone()
    {
        foreach (var done in _running.Keys.Where(task => task.IsCompleted).ToList()) _running.Remove(done);
    }

    private string[] Saturated() =>
        [.. _running.Values.CountBy(team => team).Where(team => team.Value >= pace.ParallelPerWorkspace).Select(team => team.Key.Value)];

    public void Dispose() => _wake.Dispose();

    [LoggerMessage(LogLevel.Warning, "Work can't be claimed: {Failure}")]
    private partial void LogAway(string failure);

    [LoggerMessage(LogLevel.Warning, "Not hearing of queued work; looking every few seconds meanwhile: {Failure}")]
    private partial void LogDeaf(string failure);
}
