using Hangfire;
using Microsoft.Extensions.Logging;
using SlackPartner.Jobs;
using SlackPartner.Kernel;

namespace SlackPartner.Hangfire;

/// <summary>
/// Runs one tick, on one node at a time: Hangfire's own locks lie in a table until they expire, however long the tick takes. What it throws is logged here and tried again at its next time.
/// </summary>
internal sealed partial class HangfireTick<T>(T tick, NodeLock once, ILogger<HangfireTick<T>> logger) where T : class, ITick
{
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task RunAsync(string name, CancellationToken cancel)
    {
        try
        {
            await using var held = await once.TryTakeAsync($"tick.{name}", cancel);
            if (held is not null) await tick.RunAsync(cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogFailed(typeof(T).Name, Failures.Describe(failure), failure.StackTrace);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Tick {Name} failed: {Failure} {Stack}")]
    private partial void LogFailed(string name, string failure, string? stack);
}
