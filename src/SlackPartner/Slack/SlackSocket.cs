using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>One Socket Mode connection: reads envelopes, hands them to the edge, acknowledges what was taken.</summary>
internal sealed partial class SlackSocket : IDisposable
{
    private const int LongestEnvelope = 4 * 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<Task, byte> _underWay = [];
    private readonly SlackEdge _edge;
    private readonly ILogger _logger;

    public SlackSocket(SlackEdge edge, SocketWatch watch, ILogger logger)
    {
        (_edge, _logger) = (edge, logger);
        // The watchdog: sockets die without a close frame, and then only a missing pong tells.
        _socket.Options.KeepAliveInterval = watch.PingEvery;
        _socket.Options.KeepAliveTimeout = watch.PongWithin;
    }

    /// <summary>Connects and waits for Slack's hello.</summary>
    public async Task ConnectAsync(Uri url, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        try
        {
            await _socket.ConnectAsync(url, patience.Token);
            var hello = await ReadAsync(patience.Token);
            if (hello?.Text("type") != "hello") throw new SlackException("socket", "no_hello");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SlackException("socket", "no_hello");
        }
    }

    /// <summary>Handles envelopes until Slack announces the end or the connection is gone.</summary>
    public async Task<SocketEnd> ListenAsync(CancellationToken cancel)
    {
        while (true)
        {
            var frame = await ReadAsync(cancel);
            if (frame is null) return SocketEnd.Closed;
            if (Take(frame.Value) is { } end) return end;
        }
    }

    /// <summary>Goes on handling what still arrives on a socket that is being replaced.</summary>
    public async Task DrainAsync(TimeSpan longest, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(longest);
        try
        {
            while (_socket.State == WebSocketState.Open && await ReadAsync(patience.Token) is { } frame)
                Take(frame);
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException)
        {
            // gone, or time to go
        }
    }

    /// <summary>Lets what is under way be acknowledged, then says goodbye.</summary>
    public async Task FinishAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(4));
            await Task.WhenAll(_underWay.Keys).WaitAsync(patience.Token);
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // Slack sends again what was not acknowledged
        }
    }

    private SocketEnd? Take(JsonElement frame)
    {
        switch (frame.Text("type"))
        {
            case "disconnect":
                return frame.Text("reason") == "link_disabled" ? SocketEnd.LinkDisabled : SocketEnd.Announced;
            case "events_api" or "interactive" or "slash_commands":
                var work = HandleAsync(frame);
                if (_underWay.TryAdd(work, 0)) _ = work.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Not canceled by a shutdown: what was begun is finished, each within its own deadline.</summary>
    private async Task HandleAsync(JsonElement frame)
    {
        await Task.Yield();
        var cancel = CancellationToken.None;
        if (frame.Text("envelope_id") is not { } envelope) return;
        try
        {
            var payload = frame.At("payload") ?? default;
            JsonObject? answer = null;
            switch (frame.Text("type"))
            {
                case "events_api":
                    await _edge.ReceiveEventAsync(payload, Encoding.UTF8.GetBytes(payload.GetRawText()), cancel);
                    break;
                case "slash_commands":
                    answer = await _edge.ReceiveCommandAsync(name => payload.Text(name), cancel);
                    break;
                default:
                    answer = await _edge.ReceiveInteractionAsync(payload, cancel);
                    break;
            }
            await AcknowledgeAsync(envelope, answer, cancel);
        }
        catch (Exception failure)
        {
            LogNotTaken(frame.Text("type"), Failures.Describe(failure)); // not acknowledged: Slack sends it again
        }
    }

    private async Task AcknowledgeAsync(string envelope, JsonObject? answer, CancellationToken cancel)
    {
        var ack = new JsonObject { ["envelope_id"] = envelope };
        if (answer is not null) ack["payload"] = answer;
        var bytes = Encoding.UTF8.GetBytes(ack.ToJsonString(BlockJson.Options));
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next frame; null when the connection was closed.</summary>
    private async Task<JsonElement?> ReadAsync(CancellationToken cancel)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.GetMemory(16 * 1024), cancel);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            buffer.Advance(part.Count);
            if (buffer.WrittenCount > LongestEnvelope) throw new SlackException("socket", "envelope_too_long");
            if (!part.EndOfMessage) continue;
            if (JsonPaths.TryParse(buffer.WrittenMemory) is { } frame) return frame;
            buffer.ResetWrittenCount(); // not JSON: no frame of Slack's
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "An envelope of type {Type} was not taken: {Failure}")]
    private partial void LogNotTaken(string? type, string failure);
}
