using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.Delivery;

/// <summary>Brings things to the app: over Socket Mode when a socket is there, otherwise by signed HTTP.</summary>
internal sealed class Courier(World world, SocketHub sockets, SignedHttp http) : IDisposable
{
    private static readonly TimeSpan[] Waits = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _lines = [];
    private (string Line, JsonObject Envelope)? _held;

    /// <summary>Whether the app's URLs answered the last time something was sent there.</summary>
    public bool HttpAnswers { get; private set; }

    /// <summary>Commands and interactions: one try, three seconds, the person waits.</summary>
    public async Task<Answer> AskAsync(string kind, JsonObject payload)
    {
        var bySocket = sockets.Ready;
        Answer answer;
        if (bySocket)
        {
            var ack = await sockets.SendAsync(kind, payload, 0, null);
            try { answer = await ack.WaitAsync(world.Options.AckTimeout, _stopping.Token); }
            catch (TimeoutException) { answer = Answer.Failed("operation_timeout"); }
            catch (OperationCanceledException) { answer = Answer.Failed("connection_failed"); }
        }
        else
        {
            answer = await http.SendAsync(kind, payload, 0, null);
            HttpAnswers = answer.Failure != "connection_failed";
        }
        world.Record(new DeliveryAttempt(kind, payload, 0, bySocket ? "socket" : "http") { Failure = answer.Failure, Reply = answer.Body?.DeepClone() });
        return answer;
    }

    /// <summary>Events: first tries of one conversation stay in order, as they nearly always do at Slack; retries do not hold up the rest.</summary>
    public void Post(JsonObject envelope, string line)
    {
        List<(string Line, JsonObject Envelope)> toSend = [(line, envelope)];
        lock (_gate)
        {
            if (world.Faults.DisorderEvents && _held is null)
            {
                _held = (line, envelope);
                _ = ReleaseHeldAsync(envelope);
                return;
            }
            if (_held is { } held)
            {
                toSend.Add(held);
                _held = null;
            }
        }
        foreach (var (where, one) in toSend) StandInLine(where, one);
    }

    private void StandInLine(string line, JsonObject envelope)
    {
        lock (_gate)
        {
            var before = _lines.GetValueOrDefault(line, Task.CompletedTask);
            _lines[line] = FirstTryAsync(before, envelope);
        }
        if (world.Faults.DuplicateEvents)
            lock (_gate) _lines[line] = FirstTryAsync(_lines[line], envelope.Copy());
    }

    private async Task ReleaseHeldAsync(JsonObject envelope)
    {
        // Nothing came to swap with: an event held for ever would be a lost one, which is another fault.
        await Task.Delay(500, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        (string Line, JsonObject Envelope)? held = null;
        lock (_gate)
        {
            if (_held is { } one && ReferenceEquals(one.Envelope, envelope)) (held, _held) = (_held, null);
        }
        if (held is { } late) StandInLine(late.Line, late.Envelope);
    }

    private async Task FirstTryAsync(Task before, JsonObject envelope)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = DeliverAsync(envelope, first);
        await first.Task;
    }

    private async Task DeliverAsync(JsonObject envelope, TaskCompletionSource first)
    {
        string? reason = null;
        try
        {
            for (var attempt = 0; attempt < Waits.Length; attempt++)
            {
                if (attempt > 0) await WaitAsync(Waits[attempt] * world.Options.RetryFactor);
                var answer = await TryAsync(envelope, attempt, reason, first);
                first.TrySetResult();
                if (answer.Failure is null || answer.NoRetry) return;
                reason = answer.Failure;
            }
        }
        catch (OperationCanceledException)
        {
            // The simulator stops; what was not delivered stays undelivered.
        }
        finally
        {
            first.TrySetResult();
        }
    }

    private async Task<Answer> TryAsync(JsonObject envelope, int attempt, string? reason, TaskCompletionSource first)
    {
        Answer answer;
        var bySocket = sockets.Ready;
        if (bySocket)
        {
            var ack = await sockets.SendAsync(Kinds.Events, envelope, attempt, reason);
            first.TrySetResult();
            try { answer = await ack.WaitAsync(world.Options.AckTimeout, _stopping.Token); }
            catch (TimeoutException) { answer = Answer.Failed("timeout"); }
        }
        else
        {
            answer = await http.SendAsync(Kinds.Events, envelope, attempt, reason);
            HttpAnswers = answer.Failure != "connection_failed";
        }
        world.Record(new DeliveryAttempt(Kinds.Events, envelope, attempt, bySocket ? "socket" : "http") { Failure = answer.Failure });
        return answer;
    }

    private async Task WaitAsync(TimeSpan wait)
    {
        // An app that was away gets what it missed when it connects again.
        var (pause, connection) = (Task.Delay(wait, _stopping.Token), sockets.NextConnection);
        await (sockets.Ready ? pause : await Task.WhenAny(pause, connection));
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }
}
