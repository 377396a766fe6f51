using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SlackPartner.Simulator.Driver;

namespace SlackPartner.Tests.Support;

/// <summary>The worker as a process of its own, so that it can be killed.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    private WorkerProcess(string url, Dictionary<string, string> settings) => (Url, _settings) = (url, settings);

    public string Url { get; }

    public static async Task<WorkerProcess> StartAsync(SimulatedSlack slack, string connectionString, Transport transport, params (string Key, string Value)[] settings)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        Dictionary<string, string> all = new()
        {
            ["Urls"] = url,
            ["ConnectionStrings__Postgres"] = connectionString,
            ["Slack__ApiUrl"] = slack.ApiUrl,
            ["Slack__BotToken"] = slack.BotToken,
            ["Security__Keys"] = TestBot.Keys,
            ["Dev__Clock"] = "true",
            ["Serilog__MinimumLevel__Default"] = "Warning",
            [transport is Transport.SocketMode ? "Slack__AppToken" : "Slack__SigningSecret"] = transport is Transport.SocketMode ? slack.AppToken : slack.SigningSecret,
        };
        foreach (var (key, value) in settings) all[key] = value;
        var worker = new WorkerProcess(url, all);
        if (transport is Transport.SocketMode) slack.BotClockAt(url);
        else slack.BotListensAt(url);
        await worker.StartAsync();
        return worker;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SlackPartner.Worker.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in _settings) start.Environment[key] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The worker did not start.");
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync();
    }

    /// <summary>As a power failure would: nothing is finished, nobody is told.</summary>
    public async Task KillAsync()
    {
        if (_process is not { HasExited: false } process) return;
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task KillAndStartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    public async Task<(HttpStatusCode Status, string Body)> HealthAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{Url}/health/ready"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
    }

    private async Task ReadyAsync()
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (_process is { HasExited: true }) Assert.Fail($"The worker ended with {_process.ExitCode}.");
            try
            {
                if ((await HealthAsync()).Status is HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
            await Task.Delay(100);
        }
        Assert.Fail($"The worker is not ready: {(await HealthAsync()).Body}");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
