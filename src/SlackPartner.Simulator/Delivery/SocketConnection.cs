using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.Delivery;

/// <summary>One Socket Mode connection of the app.</summary>
internal sealed class SocketConnection(WebSocket socket, Action silence) : IDisposable
{
    private readonly SemaphoreSlim _oneSender = new(1, 1);
    private readonly Dictionary<string, TaskCompletionSource<Answer>> _unacked = [];
    private bool _closed;

    public string Id { get; } = Ids.Secret(8);

    /// <summary>Told to go: it may still ack, but gets nothing new.</summary>
    public bool Retiring { get; set; }

    public async Task<bool> SendAsync(JsonObject message)
    {
        await _oneSender.WaitAsync();
        try
        {
            if (socket.State != WebSocketState.Open) return false;
            await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            return true;
        }
        catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException or IOException)
        {
            return false;
        }
        finally
        {
            _oneSender.Release();
        }
    }

    /// <summary>The answer to an envelope, once the app acks it or the socket dies.</summary>
    public Task<Answer> Expect(string envelopeId)
    {
        var ack = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_unacked)
        {
            if (_closed) ack.SetResult(Answer.Failed("connection_failed"));
            else _unacked.Add(envelopeId, ack);
        }
        return ack.Task;
    }

    public async Task ReadToEndAsync(CancellationToken stopping)
    {
        var buffer = new byte[16 * 1024];
        var text = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, stopping);
                if (part.MessageType == WebSocketMessageType.Close) break;
                text.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                Read(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
                text.SetLength(0);
            }
            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // A socket that dies is what this simulates; whoever waits for its acks is told below.
        }
        finally
        {
            FailUnacked();
        }
    }

    /// <summary>Says goodbye properly, as Slack does after a disconnect message.</summary>
    public async Task CloseAsync()
    {
        try
        {
            if (socket.State == WebSocketState.Open) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "refresh", CancellationToken.None);
        }
        catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // Already gone.
        }
    }

    /// <summary>Cuts the line without a close frame.</summary>
    public void Drop() => socket.Abort();

    /// <summary>Leaves the line up, but nothing passes any more.</summary>
    public void Silence() => silence();

    private void Read(string text)
    {
        if (Json.Parse(text) is not JsonObject ack || ack.Str("envelope_id") is not { } id) return;
        TaskCompletionSource<Answer>? waiting;
        lock (_unacked) _unacked.Remove(id, out waiting);
        waiting?.TrySetResult(Answer.Ok(ack["payload"]?.DeepClone()));
    }

    private void FailUnacked()
    {
        List<TaskCompletionSource<Answer>> waiting;
        lock (_unacked)
        {
            _closed = true;
            waiting = [.. _unacked.Values];
            _unacked.Clear();
        }
        foreach (var ack in waiting) ack.TrySetResult(Answer.Failed("connection_failed"));
    }

    public void Dispose()
    {
        FailUnacked();
        _oneSender.Dispose();
        socket.Dispose();
    }
}
