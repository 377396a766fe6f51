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
        var size = Deleted().Length;
        // Warm, and with the statistics that autovacuum gathers within a minute.
        await Load.RunAsync(worker, "/slack/events", "application/json", Written, warmUp: TimeSpan.Zero, TimeSpan.FromSeconds(bench.Quick(5, 1)));
        await BenchRun.ExecuteAsync(database, "analyze;");
        var first = await bench.PgBenchAsync(database, size, seconds / 2);
        // Stored, and then nothing to do: what handlers of other events do meanwhile is theirs, and said beside it.
        var load = await MeasureAsync(Deleted, seconds);
        var second = await bench.PgBenchAsync(database, size, seconds / 2);
        var handled = await MeasureAsync(Written, bench.Quick(4, 1));

        var commits = (first + second) / 2;
        return
        [
            Figure.AtLeast("Events stored and answered, 32 connections", 0.5, load.PerSecond / commits, "× pgbench", $"{load}; pgbench {first:0} and {second:0} commits/s"),
            Figure.AtMost("Events, p99", 100, Math.Max(load.P99Milliseconds, handled.P99Milliseconds), "ms", $"with an answer written for each meanwhile: {handled}"),
        ];

        async Task<LoadResult> MeasureAsync(Func<byte[]> body, int duration)
        {
            var result = await Load.RunAsync(
                worker, "/slack/events", "application/json", body, warmUp: TimeSpan.FromSeconds(bench.Quick(4, 1)), TimeSpan.FromSeconds(duration));
            return result.Failed == 0 ? result : throw new InvalidOperationException($"{result.Failed} events were refused.");
        }
    }

    private static byte[] Written()
    {
        var (number, ts, message) = Next();
        return Envelope(number, $$"""{"type":"message",{{message}},"channel":"D{{number % 1000:0000}}","event_ts":"{{ts}}","channel_type":"im"}""");
    }

    private static byte[] Deleted()
    {
        var (number, ts, message) = Next();
        return Envelope(
            number,
            $$"""{"type":"message","subtype":"message_deleted","previous_message":{"type":"message",{{message}}},"deleted_ts":"{{ts}}","hidden":true,"channel":"D{{number % 1000:0000}}","ts":"{{ts}}","event_ts":"{{ts}}","channel_type":"im"}""");
    }

    /// <summary>What one of a thousand people writes to the bot.</summary>
    private static (int Number, string Ts, string Message) Next()
    {
        const string text = "Hi, how do I tell a colleague that the hand-over notes were missing last Friday?";
        var number = Interlocked.Increment(ref _count);
        var ts = $"{1_700_000_000 + (number / 1000)}.{number % 1000:000000}";
        return (number, ts, $$"""
            "client_msg_id":"b1f8d2a4-73d5-4a37-9d0c-8a1f{{number:00000000}}","text":"{{text}}","user":"U{{number % 1000:0000}}","ts":"{{ts}}","blocks":[{"type":"rich_text","block_id":"JkX2","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"{{text}}"}]}]}],"team":"{{BenchRun.Team}}"
            """);
    }

    /// <summary>As Slack delivers it.</summary>
    private static byte[] Envelope(int number, string inner) => Encoding.UTF8.GetBytes(
        $$"""
        {"token":"Jhj5dZrVaK7ZwHHjRyZWjbDl","team_id":"{{BenchRun.Team}}","api_app_id":"A0BENCH","event":{{inner}},"type":"event_callback","event_id":"Ev{{number:00000000}}","event_time":{{1_700_000_000 + (number / 1000)}},"authorizations":[{"enterprise_id":null,"team_id":"{{BenchRun.Team}}","user_id":"UBOT","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":false,"event_context":"4-eyJldCI6Im1lc3NhZ2UifQ"}
        """);
}
