using Microsoft.Extensions.Logging;
using NodaTime;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Hands waiting events to the dispatcher, one person's in order. Any number of nodes may run it.</summary>
public sealed partial class InboxPump(Inbox inbox, Dispatcher dispatcher, ILogger<InboxPump> logger) : IDisposable
{
    private const int Batch = 32;
    private const int Tries = 8;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);

    private readonly Signal _arrived = new();

    /// <summary>Something was stored on this node: look at once. Other nodes' leftovers are found within seconds.</summary>
    public void Wake() => _arrived.Set();

    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var waiting = await inbox.ClaimAsync(Batch, cancel);
                if (waiting.Count == 0)
                    await _arrived.WaitAsync(LongestSleep, cancel);
                else
                    await Task.WhenAll(waiting.Select(happened => HandleAsync(happened, cancel)));
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) // the database is away: events are safe where they are
            {
                LogAway(Failures.Describe(failure));
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    private async Task HandleAsync(WaitingEvent waiting, CancellationToken cancel)
    {
        try
        {
            if (waiting.Event is { } happened) await dispatcher.DispatchAsync(happened, cancel);
            await inbox.FinishAsync(waiting, cancel);
            Telemetry.EventLagSeconds.Record((SystemClock.Instance.GetCurrentInstant() - waiting.ReceivedAt).TotalSeconds);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            var kind = waiting.Event?.GetType().Name ?? "unreadable";
            if (waiting.Attempts >= Tries)
            {
                LogGivenUp(kind, waiting.EventId, Failures.Describe(failure));
                await inbox.FinishAsync(waiting, cancel);
            }
            else
            {
                LogFailed(kind, waiting.EventId, waiting.Attempts, Failures.Describe(failure), failure.StackTrace);
                await inbox.ReleaseAsync(waiting, TimeSpan.FromSeconds(Math.Pow(2, waiting.Attempts - 1)), cancel);
            }
        }
    }

    public void Dispose() => _arrived.Dispose();

    [LoggerMessage(LogLevel.Warning, "Event {Kind} {EventId} failed on attempt {Attempt}: {Failure} {Stack}")]
    private partial void LogFailed(string kind, string eventId, int attempt, string failure, string? stack);

    [LoggerMessage(LogLevel.Error, "Event {Kind} {EventId} was given up: {Failure}")]
    private partial void LogGivenUp(string kind, string eventId, string failure);

    [LoggerMessage(LogLevel.Warning, "The inbox can't be read: {Failure}")]
    private partial void LogAway(string failure);
}
