using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.Delivery;

/// <summary>All Socket Mode connections: tickets, hello, envelopes spread over them, goodbyes.</summary>
internal sealed class SocketHub(World world)
{
    public const int MostConnections = 10;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _tickets = [];
    private readonly List<SocketConnection> _connections = [];
    private TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _turn;

    public int Count { get { lock (_gate) return _connections.Count; } }

    public bool Ready => Usable > 0;

    /// <summary>Connections that still take something new.</summary>
    public int Usable { get { lock (_gate) return _connections.Count(one => !one.Retiring); } }

    /// <summary>Completes at the next connection.</summary>
    public Task NextConnection { get { lock (_gate) return _connected.Task; } }

    public string OpenTicket()
    {
        if (Count >= MostConnections) throw new SlackErrorException("too_many_websockets");
        var ticket = Ids.Secret(32);
        lock (_gate) _tickets.Add(ticket);
        return $"{world.BaseUrl.Replace("http", "ws", StringComparison.Ordinal)}/link/?ticket={ticket}&app_id={World.AppId}";
    }

    public bool TakeTicket(string? ticket)
    {
        lock (_gate) return ticket is not null && _tickets.Remove(ticket);
    }

    public async Task ServeAsync(WebSocket socket, Action silence, bool debugReconnects, CancellationToken stopping)
    {
        using var connection = new SocketConnection(socket, silence);
        var hello = new JsonObject
        {
            ["type"] = "hello",
            ["num_connections"] = Count + 1,
            ["debug_info"] = new JsonObject { ["host"] = "simulated", ["started"] = "2026-01-01 00:00:00.000", ["build_number"] = 1, ["approximate_connection_time"] = debugReconnects ? 360 : 18060 },
            ["connection_info"] = new JsonObject { ["app_id"] = World.AppId },
        };
        if (!await connection.SendAsync(hello)) return;
        TaskCompletionSource arrived;
        lock (_gate)
        {
            _connections.Add(connection);
            arrived = _connected;
            _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        arrived.TrySetResult();
        world.Changed();
        try
        {
            await connection.ReadToEndAsync(stopping);
        }
        finally
        {
            lock (_gate) _connections.Remove(connection);
            world.Changed();
        }
    }

    /// <summary>Sends an envelope over the next connection in turn. The outer task ends when it is written, the inner when it is acked.</summary>
    public async Task<Task<Answer>> SendAsync(string kind, JsonObject payload, int attempt, string? reason)
    {
        SocketConnection? connection;
        lock (_gate)
        {
            var usable = _connections.FindAll(one => !one.Retiring);
            connection = usable.Count == 0 ? null : usable[_turn++ % usable.Count];
        }
        if (connection is null) return Task.FromResult(Answer.Failed("connection_failed"));
        var id = Guid.NewGuid().ToString();
        var envelope = new JsonObject { ["envelope_id"] = id, ["type"] = kind, ["accepts_response_payload"] = kind != Kinds.Events, ["payload"] = payload.Copy() };
        if (kind == Kinds.Events)
        {
            envelope["retry_attempt"] = attempt;
            envelope["retry_reason"] = reason ?? "";
        }
        var ack = connection.Expect(id);
        return await connection.SendAsync(envelope) ? ack : Task.FromResult(Answer.Failed("connection_failed"));
    }

    /// <summary>Slack's own words before it closes: warning, refresh_requested or link_disabled.</summary>
    public async Task DisconnectAsync(string reason)
    {
        foreach (var connection in All())
        {
            if (reason != "warning") connection.Retiring = true;
            await connection.SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "simulated" } });
            if (reason != "warning") await connection.CloseAsync();
        }
    }

    public void Drop(bool onlyOne = false)
    {
        foreach (var connection in onlyOne ? All().Take(1) : All()) connection.Drop();
    }

    public void Silence()
    {
        foreach (var connection in All()) connection.Silence();
    }

    private List<SocketConnection> All()
    {
        lock (_gate) return [.. _connections];
    }
}
