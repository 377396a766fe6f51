using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SlackPartner.Bench;

/// <summary>A process of ours, with its output in a file; killed with its owner's measurement.</summary>
internal sealed class Child : IAsyncDisposable
{
    public const string Keys = "bench:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly string _log;

    private Child(Process process, Uri url, string log) => (_process, Url, _log) = (process, url, log);

    public Uri Url { get; }

    public TimeSpan Age => Stopwatch.GetElapsedTime(_started);

    /// <summary>How long it has kept a core busy so far: unlike a rate, this says the same on a machine that does other things.</summary>
    public TimeSpan Busy
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What it holds in memory now, as the kernel counts it.</summary>
    public double ResidentMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>The real worker, on signed HTTP.</summary>
    public static Child Worker(BenchRun bench, string database, NoOpSlack slack, params (string Key, string Value)[] more) =>
        StartWorker(bench, database, slack, ["dotnet", Path.Combine(bench.Root, "src/SlackPartner.Worker/bin/Release/net10.0/SlackPartner.Worker.dll")], more);

    /// <summary>The setting that keeps no pace: how fast Slack may be written to is not measured.</summary>
    public static readonly (string Key, string Value) NoPace = ("Slack__MessagesPerMinute", "1000000");

    /// <summary>The same worker with one more kind of message, and no pace to keep.</summary>
    public static Child WorkerWithBenchMessage(BenchRun bench, string database, NoOpSlack slack) =>
        StartWorker(bench, database, slack, ["dotnet", typeof(Child).Assembly.Location, "pump-worker"], NoPace);

    /// <summary>Bolt's HTTP receiver with a command handler that acknowledges and does nothing.</summary>
    public static Child Bolt(BenchRun bench)
    {
        var url = FreeUrl();
        return Start(bench, "bolt", url, ["node", Path.Combine(bench.Root, "tests/SlackPartner.Bench/bolt.mjs")], ("PORT", $"{url.Port}"), ("SIGNING_SECRET", BenchRun.SigningSecret));
    }

    /// <summary>How long it took from its start until this path answered 200.</summary>
    public async Task<TimeSpan> ReadyAsync(string path = "/health/ready")
    {
        while (Age < TimeSpan.FromSeconds(60))
        {
            if (_process.HasExited) break;
            try
            {
                using var answer = await Http.GetAsync(new Uri(Url, path));
                if (answer.IsSuccessStatusCode) return Age;
            }
            catch (Exception early) when (early is HttpRequestException or OperationCanceledException)
            {
                // not listening yet
            }
            await Task.Delay(10);
        }
        throw new InvalidOperationException($"Not ready: see {_log}");
    }

    /// <summary>As a power failure would: nothing is finished, nobody is told.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process.HasExited)
        {
            _process.Dispose();
            return;
        }
        using var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private static Child StartWorker(BenchRun bench, string database, NoOpSlack slack, string[] command, params (string Key, string Value)[] more)
    {
        var url = FreeUrl();
        return Start(
            bench, "worker", url, command,
            [
                ("Urls", url.GetLeftPart(UriPartial.Authority)), ("ConnectionStrings__Postgres", database), ("Slack__ApiUrl", slack.ApiUrl.AbsoluteUri),
                ("Slack__BotToken", "xoxb-bench"), ("Slack__AppToken", ""), ("Slack__SigningSecret", BenchRun.SigningSecret),
                ("Security__Keys", Keys), .. more,
            ]);
    }

    private static Child Start(BenchRun bench, string name, Uri url, string[] command, params (string Key, string Value)[] environment)
    {
        var folder = Directory.CreateDirectory(Path.Combine(bench.Root, "TestResults", "bench")).FullName;
        var log = Path.Combine(folder, $"{name}-{url.Port}.log");
        // The shell points its output at a file, so that reading it costs this process nothing.
        var start = new ProcessStartInfo("/bin/sh", ["-c", """exec "$@" > "$0" 2>&1""", log, .. command]);
        foreach (var (key, value) in environment) start.Environment[key] = value;
        return new Child(Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start."), url, log);
    }

    private static Uri FreeUrl()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }
}
