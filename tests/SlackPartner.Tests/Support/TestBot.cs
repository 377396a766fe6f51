using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SlackPartner.Simulator.Driver;
using SlackPartner.Worker;

namespace SlackPartner.Tests.Support;

/// <summary>How Slack reaches the bot.</summary>
public enum Transport { SocketMode, SignedHttp }

/// <summary>The real worker in this process, on real sockets.</summary>
internal sealed class TestBot : IAsyncDisposable
{
    public const string Keys = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly WebApplication _app;

    private TestBot(WebApplication app, LogCapture logs) => (_app, Logs) = (app, logs);

    public LogCapture Logs { get; }
    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(); // a started server has one
    public IServiceProvider Services => _app.Services;

    public static Task<TestBot> StartAsync(SimulatedSlack slack, string connectionString, Transport transport, params string[] settings) =>
        StartAsync(slack, connectionString, transport, _ => { }, settings);

    /// <param name="addServices">On top of the usual ones.</param>
    public static async Task<TestBot> StartAsync(SimulatedSlack slack, string connectionString, Transport transport, Action<IServiceCollection> addServices, params string[] settings)
    {
        var bot = await StartWithoutWaitingAsync(slack, connectionString, transport, addServices, settings);
        await bot.ReadyAsync();
        if (Environment.GetEnvironmentVariable("PARTNER_TEST_SHIFT") is { Length: > 0 } shift) await bot.MoveClockAsync(XmlConvert.ToTimeSpan(shift));
        return bot;
    }

    /// <summary>Run with PARTNER_TEST_SHIFT=PT9H, every bot begins nine hours later: that finds tests which depend on the hour or the day.</summary>
    public async Task MoveClockAsync(TimeSpan time)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri($"{Url}/dev/clock"), new { advance = XmlConvert.ToString(time) });
        Assert.That(answer.IsSuccessStatusCode, Is.True);
    }

    public static Task<TestBot> StartWithoutWaitingAsync(SimulatedSlack slack, string connectionString, Transport transport) =>
        StartWithoutWaitingAsync(slack, connectionString, transport, _ => { });

    private static async Task<TestBot> StartWithoutWaitingAsync(
        SimulatedSlack slack, string connectionString, Transport transport, Action<IServiceCollection> addServices, params string[] settings)
    {
        var logs = new LogCapture();
        var app = WorkerHost.Build(
            [
                "--Urls=http://127.0.0.1:0",
                $"--ConnectionStrings:Postgres={connectionString}",
                $"--Slack:ApiUrl={slack.ApiUrl}",
                $"--Slack:BotToken={slack.BotToken}",
                $"--Security:Keys={Keys}",
                "--Dev:Clock=true",
                "--Serilog:MinimumLevel:Default=Fatal", "--Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime=Fatal", // the console stays quiet; logs are captured below
                transport is Transport.SocketMode ? $"--Slack:AppToken={slack.AppToken}" : $"--Slack:SigningSecret={slack.SigningSecret}",
                .. settings,
            ],
            services => addServices(services.AddSingleton<ILoggerProvider>(logs)));
        await app.StartAsync();
        var bot = new TestBot(app, logs);
        if (transport is Transport.SocketMode) slack.BotClockAt(bot.Url);
        else slack.BotListensAt(bot.Url);
        return bot;
    }

    public async Task StopAsync() => await _app.StopAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    public async Task ReadyAsync()
    {
        var (isReady, body) = await UntilAsync((ready, _) => ready);
        if (!isReady) Assert.Fail($"The bot is not ready: {body}\n{string.Join('\n', Logs.Lines)}");
    }

    /// <summary>What the readiness check says once it is not ready for one of these reasons.</summary>
    public async Task<string> NotReadyAsync(params string[] anyOf) =>
        (await UntilAsync((ready, body) => !ready && anyOf.Any(words => body.Contains(words, StringComparison.Ordinal)))).Body;

    private async Task<(bool IsReady, string Body)> UntilAsync(Func<bool, string, bool> isSo)
    {
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            using var answer = await http.GetAsync(new Uri($"{Url}/health/ready"));
            var body = await answer.Content.ReadAsStringAsync();
            if (isSo(answer.IsSuccessStatusCode, body) || attempt == 400) return (answer.IsSuccessStatusCode, body);
            await Task.Delay(50);
        }
    }
}

/// <summary>Every log line as it would be rendered.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Capturing(_lines, categoryName);

    public void Dispose() { }

    private sealed class Capturing(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (lines.Count < 20_000) lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
