using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using SlackPartner.Simulator.Driver;

namespace SlackPartner.Tests.Simulator;

/// <summary>A Slack app of few lines, so that the simulator is judged by nothing of ours.</summary>
internal sealed class RawApp : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private readonly SimulatedSlack _slack;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<JsonObject> _seen = [];
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClientWebSocket? _socket;
    private Task _reading = Task.CompletedTask;

    public RawApp(SimulatedSlack slack)
    {
        _slack = slack;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", slack.BotToken);
    }

    /// <summary>Answers an envelope: the payload of the ack, null for an empty one. Throw <see cref="SilenceException"/> not to ack.</summary>
    public Func<JsonObject, Task<JsonNode?>> OnEnvelope { get; set; } = _ => Task.FromResult<JsonNode?>(null);

    public IReadOnlyList<JsonObject> Seen { get { lock (_seen) return [.. _seen]; } }

    /// <summary>Waits until so many envelopes have arrived, and answers them.</summary>
    public async Task<IReadOnlyList<JsonObject>> EnvelopesAsync(int count)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            Task next;
            lock (_seen)
            {
                var envelopes = _seen.Where(one => one["envelope_id"] is not null).ToList();
                if (envelopes.Count >= count) return envelopes;
                next = _arrived.Task;
            }
            await next.WaitAsync(late.Token);
        }
    }

    public async Task<JsonObject> CallAsync(string method, JsonObject? body = null) => (await SendAsync(method, body)).Body;

    public async Task<(HttpResponseMessage Response, JsonObject Body)> SendAsync(string method, JsonObject? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _slack.ApiUrl + method) { Content = new StringContent((body ?? []).ToJsonString(), Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await _client.SendAsync(request);
        return (response, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    public async Task<JsonObject> FormAsync(string method, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _client.PostAsync(new Uri(_slack.ApiUrl + method), content);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    public async Task<HttpResponseMessage> RespondAsync(string responseUrl, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await _client.PostAsync(new Uri(responseUrl), content);
    }

    public async Task ConnectAsync()
    {
        var (_, opened) = await SendAsync("apps.connections.open", token: _slack.AppToken);
        _socket = new ClientWebSocket();
        await _socket.ConnectAsync(new Uri(opened["url"]!.GetValue<string>()), _stop.Token);
        _reading = ReadAsync(_socket);
        await _slack.ConnectedAsync();
    }

    private async Task ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1 << 20];
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close) return;
                var message = JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject();
                lock (_seen)
                {
                    _seen.Add(message);
                    _arrived.TrySetResult();
                    _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }
                if (message["envelope_id"] is not null) _ = AckAsync(socket, message);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException)
        {
            // The test is over, or it dropped the socket.
        }
    }

    private async Task AckAsync(ClientWebSocket socket, JsonObject envelope)
    {
        try
        {
            var reply = await OnEnvelope(envelope);
            var ack = new JsonObject { ["envelope_id"] = envelope["envelope_id"]!.GetValue<string>() };
            if (reply is not null) ack["payload"] = reply;
            await socket.SendAsync(Encoding.UTF8.GetBytes(ack.ToJsonString()), WebSocketMessageType.Text, true, _stop.Token);
        }
        catch (SilenceException)
        {
            // As asked.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _socket?.Dispose();
        _client.Dispose();
        _stop.Dispose();
    }

    internal sealed class SilenceException : Exception;
}
