using System.Globalization;
using System.Runtime.InteropServices;

namespace SlackPartner.Bench;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    public static async Task<IReadOnlyDictionary<string, string>> FactsAsync(BenchRun bench) => new Dictionary<string, string>
    {
        ["Cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["CPU"] = Field("/proc/cpuinfo", "model name"),
        ["Memory"] = $"{Math.Round(long.Parse(Field("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture) / 1048576.0)} GB",
        ["Kernel"] = RuntimeInformation.OSDescription,
        ["Runtime"] = RuntimeInformation.FrameworkDescription,
        ["Postgres"] = await BenchRun.AskAsync<string>(bench.Postgres, "show server_version"),
        ["fsync"] = await BenchRun.AskAsync<string>(bench.Postgres, "show fsync"),
        ["Load before"] = File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "unknown",
    };

    private static string Field(string file, string name) =>
        File.Exists(file) && File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line ? line.Split(':', 2)[1].Trim() : "0 unknown";
}
