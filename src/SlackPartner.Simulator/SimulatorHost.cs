using System.Net.WebSockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using SlackPartner.Simulator.Delivery;
using SlackPartner.Simulator.Page;
using SlackPartner.Simulator.People;
using SlackPartner.Simulator.WebApi;

namespace SlackPartner.Simulator;

/// <summary>Puts the parts together and serves them; the executable and the driver both start here.</summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SignedHttp _http;

    private SimulatorHost(SimulatorOptions options)
    {
        World = new World(options);
        Sockets = new SocketHub(World);
        _http = new SignedHttp(World);
        Courier = new Courier(World, Sockets, _http);
        Events = new EventFeed(World, Courier);
        Talk = new Talk(World, Events);
        Views = new ViewStacks(World);
        var payloads = new Payloads(World);
        Acts = new Acts(World, Courier, Events, Talk, payloads);
        Presses = new Presses(World, Courier, payloads, Views);
        Clockwork = new Clockwork(World);
        _app = Build(options);
    }

    public World World { get; }
    public SocketHub Sockets { get; }
    public Courier Courier { get; }
    public EventFeed Events { get; }
    public Talk Talk { get; }
    public ViewStacks Views { get; }
    public Acts Acts { get; }
    public Presses Presses { get; }
    public Clockwork Clockwork { get; }
    public SignedHttp Http => _http;

    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options)
    {
        var host = new SimulatorHost(options);
        await host._app.StartAsync();
        var address = host._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(); // Kestrel always has it
        host.World.BaseUrl = address.TrimEnd('/');
        return host;
    }

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    private WebApplication Build(SimulatorOptions options)
    {
        // An empty builder: environment variables of the test process or of the bot must not reach this host.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls).ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        app.Use(next => http => SilentUpgrade.OfferAsync(http, next));
        app.UseWebSockets();
        app.UseRouting();
        var api = new WebApiEndpoint(World, new ChatMethods(World, Talk), new ViewMethods(World, Views), new PeopleMethods(World), new AppMethods(World, Sockets, Talk, Acts));
        app.MapMethods("/api/{method}", ["GET", "POST"], (HttpContext http, string method) => api.HandleAsync(http, method));
        app.Map("/link", (RequestDelegate)LinkAsync);
        HookEndpoints.Map(app, World, new ChatMethods(World, Talk));
        SimEndpoints.Map(app, this);
        PageFiles.Map(app);
        return app;
    }

    private async Task LinkAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || !Sockets.TakeTicket(http.Request.Query["ticket"]))
        {
            http.Response.StatusCode = 400;
            return;
        }
        var upgrade = (SilentUpgrade)http.Features.GetRequiredFeature<IHttpUpgradeFeature>(); // offered to every upgrade
        // With a timeout, pings are real ping frames, which Slack's clients watch for.
        var accept = new WebSocketAcceptContext { KeepAliveInterval = World.Options.PingEvery, KeepAliveTimeout = TimeSpan.FromSeconds(30) };
        using var socket = await http.WebSockets.AcceptWebSocketAsync(accept);
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await Sockets.ServeAsync(socket, upgrade.Silence, http.Request.Query["debug_reconnects"] == "true", stopping);
    }

    public async ValueTask DisposeAsync()
    {
        Sockets.Drop();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Courier.Dispose();
        _http.Dispose();
        Clockwork.Dispose();
    }
}
