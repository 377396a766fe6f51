using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SlackPartner.Tests.Simulator;

/// <summary>A request as a Slack app's server saw it.</summary>
internal sealed record Received(string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>A Slack app behind plain HTTP that keeps what it gets.</summary>
internal sealed class HttpApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<Received> _received = [];

    private HttpApp(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    /// <summary>Answers a request: status and body.</summary>
    public Func<Received, (int Status, string Body)> OnRequest { get; set; } = _ => (200, "");

    public IReadOnlyList<Received> All { get { lock (_received) return [.. _received]; } }

    public static async Task<HttpApp> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var http = new HttpApp(app);
        app.Run(http.HandleAsync);
        await app.StartAsync();
        http.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(); // Kestrel always has it
        return http;
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var received = new Received(context.Request.Path, await reader.ReadToEndAsync(), context.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        lock (_received) _received.Add(received);
        var (status, body) = OnRequest(received);
        context.Response.StatusCode = status;
        if (body.StartsWith('{')) context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
