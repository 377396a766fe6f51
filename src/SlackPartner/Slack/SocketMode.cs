using Microsoft.Extensions.Logging;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>
/// Keeps two sockets to Slack open, so that one may go at any time. Ready after the first; the second comes a minute later, because
/// Slack may allow one opening a minute. A socket that is about to close is replaced before it goes.
/// </summary>
public sealed partial class SocketMode(ISlackApi slack, SlackEdge edge, SlackLink link, SocketWatch watch, ILogger<SocketMode> logger)
{
    private static readonly TimeSpan BeforeSecond = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly HashSet<SlackSocket> _open = [];
    private readonly Lock _counting = new();

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await Task.WhenAll(KeepOpenAsync(cancel), KeepSecondOpenAsync(cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // stopping
        }
    }

    private async Task KeepSecondOpenAsync(CancellationToken cancel)
    {
        await Task.Delay(BeforeSecond, cancel);
        await KeepOpenAsync(cancel);
    }

    /// <summary>One socket after another, for as long as it takes.</summary>
    private async Task KeepOpenAsync(CancellationToken cancel)
    {
        var wait = ShortestWait;
        List<Task> leaving = [];
        while (!cancel.IsCancellationRequested)
        {
            leaving.RemoveAll(task => task.IsCompleted);
            var socket = new SlackSocket(edge, watch, logger);
            try
            {
                await socket.ConnectAsync(await slack.OpenSocketAsync(cancel), cancel);
                Joined(socket);
                wait = ShortestWait;
                // Ends when Slack announces the end; what is under way on it is finished beside the replacement.
                var reason = await socket.ListenAsync(cancel);
                leaving.Add(LeaveAsync(socket, cancel));
                if (reason is SocketEnd.Announced) continue;
                if (reason is SocketEnd.LinkDisabled)
                {
                    link.Down("Socket Mode is switched off in the app's settings");
                    wait = LongestWait;
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                await socket.FinishAsync();
                break;
            }
            catch (Exception failure) // no end to Slack's ways of hanging up: whatever it was, try again
            {
                Left(socket);
                socket.Dispose();
                LogLost(Failures.Describe(failure), (failure as SlackException)?.Error);
                if (Count == 0) link.Down((failure as SlackException)?.Error is { } error ? $"Slack refuses a socket: {error}" : "the socket to Slack is down");
                if (failure is SlackRateLimitedException limited && limited.RetryAfter > wait) wait = limited.RetryAfter;
            }
            await Task.Delay(wait, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
        await Task.WhenAll(leaving);
    }

    private async Task LeaveAsync(SlackSocket socket, CancellationToken cancel)
    {
        // The replacement is being opened meanwhile; this one still answers until then.
        await socket.DrainAsync(TimeSpan.FromSeconds(8), cancel);
        Left(socket);
        await socket.FinishAsync();
        socket.Dispose();
    }

    private int Count
    {
        get
        {
            lock (_counting) return _open.Count;
        }
    }

    private void Joined(SlackSocket socket)
    {
        lock (_counting) _open.Add(socket);
        link.Ready();
        LogJoined();
    }

    private void Left(SlackSocket socket)
    {
        lock (_counting) _open.Remove(socket);
    }

    [LoggerMessage(LogLevel.Information, "A socket to Slack is open")]
    private partial void LogJoined();

    [LoggerMessage(LogLevel.Warning, "A socket to Slack was lost: {Failure} {SlackError}")]
    private partial void LogLost(string failure, string? slackError);
}

/// <summary>How soon a socket that died without a word is noticed.</summary>
public sealed record SocketWatch(TimeSpan PingEvery, TimeSpan PongWithin)
{
    public SocketWatch() : this(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20)) { }
}

/// <summary>Why a socket ended.</summary>
internal enum SocketEnd { Closed, Announced, LinkDisabled }
