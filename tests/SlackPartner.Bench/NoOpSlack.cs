using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SlackPartner.Bench;

/// <summary>A Slack that says yes to everything at once, so that only our own work is measured.</summary>
internal sealed class NoOpSlack : IAsyncDisposable
{
    private static readonly byte[] Yes = Encoding.UTF8.GetBytes("""{"ok":true,"channel":"D0","ts":"1700000000.000100"}""");
    private static readonly Dictionary<string, byte[]> Answers = new()
    {
        ["/api/auth.test"] = Encoding.UTF8.GetBytes($$"""{"ok":true,"team_id":"{{BenchRun.Team}}","user_id":"UBOT","bot_id":"BBOT"}"""),
        ["/api/conversations.open"] = Encoding.UTF8.GetBytes("""{"ok":true,"channel":{"id":"D0"}}"""),
        ["/api/users.info"] = Encoding.UTF8.GetBytes("""{"ok":true,"user":{"id":"U0","tz":"Europe/Berlin"}}"""),
    };

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _remembered = [];
    private readonly bool _remembers;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = [];
    private int _posted;

    private NoOpSlack(bool remembers)
    {
        _remembers = remembers;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri ApiUrl => new($"{_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/api/"); // a started server has one

    /// <summary>How many messages were posted.</summary>
    public int Posted => _posted;

    /// <summary>The direct message channel of a person.</summary>
    public static string DirectOf(string user) => $"D{user[1..]}";

    /// <summary>Completes when the next message is posted to that channel.</summary>
    public Task NextPostAsync(string channel) => _awaited.GetOrAdd(channel, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Work ids posted more than once. Known only where it remembers.</summary>
    public IReadOnlyList<string> Twice => [.. _remembered.Values.SelectMany(ids => ids).CountBy(id => id).Where(id => id.Value > 1).Select(id => id.Key)];

    /// <param name="remembers">Keeps what was posted where, and answers a look into the history: for when a node dies while it sends.</param>
    public static async Task<NoOpSlack> StartAsync(bool remembers = false)
    {
        var slack = new NoOpSlack(remembers);
        await slack._app.StartAsync();
        return slack;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == "/api/chat.postMessage") Interlocked.Increment(ref _posted);
        var answer = Answers.GetValueOrDefault(http.Request.Path.Value ?? "", Yes);
        if (_remembers) answer = await RememberAsync(http) ?? answer;
        if (!_awaited.IsEmpty) answer = await CorrelateAsync(http.Request) ?? answer;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = answer.Length;
        http.Response.Headers["x-oauth-scopes"] = "commands,chat:write,im:write,im:history,users:read,files:write";
        await http.Response.Body.WriteAsync(answer);
    }

    private async Task<byte[]?> RememberAsync(HttpContext http)
    {
        switch (http.Request.Path.Value)
        {
            case "/api/chat.postMessage":
                var posted = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body);
                var id = posted.GetProperty("metadata").GetProperty("event_payload").GetProperty("id").GetString();
                _remembered.GetOrAdd(posted.GetProperty("channel").GetString()!, _ => []).Enqueue(id!); // ours have both
                return null;
            case "/api/conversations.history":
                var form = await http.Request.ReadFormAsync();
                var messages = _remembered.GetValueOrDefault(form["channel"].ToString(), [])
                    .Select(work => $$"""{"ts":"1700000000.000100","metadata":{"event_type":"partner_work","event_payload":{"id":"{{work}}"}}}""");
                return Encoding.UTF8.GetBytes($$"""{"ok":true,"messages":[{{string.Join(',', messages)}}],"has_more":false}""");
            default:
                return null;
        }
    }

    /// <summary>Only while someone waits for a message: reading bodies would cost the other measurements.</summary>
    private async Task<byte[]?> CorrelateAsync(HttpRequest request)
    {
        if (request.Path.Value is not ("/api/conversations.open" or "/api/chat.postMessage")) return null;
        using var body = await JsonDocument.ParseAsync(request.Body);
        if (request.Path == "/api/conversations.open")
            return Encoding.UTF8.GetBytes($$$"""{"ok":true,"channel":{"id":"{{{DirectOf(body.RootElement.GetProperty("users").GetString()!)}}}"}}"""); // our own client names one
        if (_awaited.TryRemove(body.RootElement.GetProperty("channel").GetString()!, out var waiting)) waiting.SetResult(); // our own client names one
        return null;
    }
}
