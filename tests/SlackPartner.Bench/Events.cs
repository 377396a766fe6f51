using System.Text;

namespace SlackPartner.Bench;

/// <summary>Signed events, each answered only after its inbox row is committed, against what the same Postgres commits for pgbench.</summary>
internal static class Events
{
    private static int _count;

    public static async Task<IEnumerable<Figure>> RunAsync(BenchRun bench)
    {
        var database = await bench.CreateDatabaseAsync();
        await using var slack = await NoOpSlack.StartAsync();
        await using var worker = Child.Worker(bench, database, slack);
        await worker.ReadyAsync();

        // Before and after, so that a machine that slows down meanwhile does not favor either side.
        var seconds = bench.Quick(8, 2);
        var first = await bench.PgBenchAsync(database, Event().Length, seconds / 2);
        var load = await Load.RunAsync(
            worker.Url, "/slack/events", "application/json", Event, warmUp: TimeSpan.FromSeconds(bench.Quick(5, 1)), TimeSpan.FromSeconds(seconds));
        var second = await bench.PgBenchAsync(database, Event().Length, seconds / 2);
        if (load.Failed > 0) throw new InvalidOperationException($"{load.Failed} events were refused.");

        var commits = (first + second) / 2;
        return
        [
            Figure.AtLeast("Events stored and answered, 32 connections", 0.5, load.PerSecond / commits, "× pgbench", $"{load.PerSecond:0}/s; pgbench {first:0} and {second:0} commits/s"),
            Figure.AtMost("Events, p99", 100, load.P99Milliseconds, "ms", $"median {load.MedianMilliseconds:0.0} ms"),
        ];
    }

    /// <summary>A direct message to the bot as Slack delivers it, from one of a thousand people.</summary>
    private static byte[] Event()
    {
        var number = Interlocked.Increment(ref _count);
        var ts = $"{1_700_000_000 + (number / 1000)}.{number % 1000:000000}";
        return Encoding.UTF8.GetBytes(
            $$"""
            {"token":"Jhj5dZrVaK7ZwHHjRyZWjbDl","team_id":"{{BenchRun.Team}}","api_app_id":"A0BENCH","event":{"client_msg_id":"b1f8d2a4-73d5-4a37-9d0c-8a1f1c0f{{number % 10000:0000}}","type":"message","text":"Hi, how do I tell a colleague that the hand-over notes were missing last Friday?","user":"U{{number % 1000:0000}}","ts":"{{ts}}","blocks":[{"type":"rich_text","block_id":"JkX2","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Hi, how do I tell a colleague that the hand-over notes were missing last Friday?"}]}]}],"team":"{{BenchRun.Team}}","channel":"D{{number % 1000:0000}}","event_ts":"{{ts}}","channel_type":"im"},"type":"event_callback","event_id":"Ev{{number:00000000}}","event_time":{{1_700_000_000 + (number / 1000)}},"authorizations":[{"enterprise_id":null,"team_id":"{{BenchRun.Team}}","user_id":"UBOT","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":false,"event_context":"4-eyJldCI6Im1lc3NhZ2UifQ"}
            """);
    }
}
