using System.Text;

namespace SlackPartner.Bench;

/// <summary>A slash command answered with its help, against Bolt's receiver answering nothing to the same requests.</summary>
internal static class Ack
{
    private static readonly byte[] Command = Encoding.UTF8.GetBytes(
        $"token=Jhj5dZrVaK7ZwHHjRyZWjbDl&team_id={BenchRun.Team}&team_domain=bench&channel_id=C0&channel_name=general&user_id=U0001&user_name=ann&command=%2Fsbi&text=help"
        + $"&api_app_id=A0BENCH&is_enterprise_install=false&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F{BenchRun.Team}%2F1%2Fx&trigger_id=1.2.3");

    public static async Task<IEnumerable<Figure>> RunAsync(BenchRun bench)
    {
        var database = await bench.CreateDatabaseAsync();
        await using var slack = await NoOpSlack.StartAsync();
        var ours = await MeasureAsync(bench, Child.Worker(bench, database, slack));
        var bolt = await MeasureAsync(bench, Child.Bolt(bench));
        return
        [
            Figure.AtLeast("Slash command answered, 32 connections", 2, ours.PerSecond / bolt.PerSecond, "× Bolt", $"{ours}; Bolt {bolt}"),
        ];
    }

    private static async Task<LoadResult> MeasureAsync(BenchRun bench, Child server)
    {
        await using var running = server;
        await server.ReadyAsync();
        var load = await Load.RunAsync(
            server, "/slack/commands", "application/x-www-form-urlencoded", () => Command,
            warmUp: TimeSpan.FromSeconds(bench.Quick(5, 1)), TimeSpan.FromSeconds(bench.Quick(8, 2)));
        return load.Failed == 0 ? load : throw new InvalidOperationException($"{load.Failed} commands were refused.");
    }
}
