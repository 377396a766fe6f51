using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Serilog;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Worker;

/// <summary>Puts the bot into a host.</summary>
internal static class WorkerHost
{
    private const long LongestBody = 1024 * 1024;

    /// <param name="args">Settings as <c>--A:B=value</c>, on top of file and environment.</param>
    /// <param name="addServices">For tests: services on top of the usual ones.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? addServices = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = Settings.From(builder.Configuration);
        var keys = KeyRing.Parse(settings.Keys);

        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(
            new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).WriteTo.Console(new JsonLogLine()).CreateLogger(), dispose: true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
        });

        var time = new MovableTime(TimeProvider.System);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(keys)
            .AddSingleton(settings.Slack)
            .AddSingleton(settings.Help)
            .AddSingleton(settings.Retention)
            .AddSingleton(time)
            .AddSingleton<IClock>(time.ToClock())
            .AddSingleton(_ => Database.Connect(settings.Postgres))
            .AddSingleton(SlackClients.Create(settings))
            .AddSingleton<StartUp>()
            .AddHostedService<BotService>()
            .AddPartner(settings.Commands, settings.Pace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(7));
        JobEngines.AddServices(builder.Services, settings.Jobs, settings.Postgres);
        TelemetryExport.AddServices(builder.Services, builder.Configuration);
        addServices?.Invoke(builder.Services);

        var app = builder.Build();
        if (settings.SigningSecret is { } secret) SlackEndpoints.Map(app, new RequestSignature(secret));
        HealthEndpoints.Map(app);
        JobEngines.MapDashboard(app, settings.Jobs);
        if (settings.DevClock && !settings.IsRealSlack) DevClockEndpoints.Map(app);
        return app;
    }
}
