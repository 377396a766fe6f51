using System.Diagnostics;
using System.Text;

namespace SlackPartner.Bench;

/// <summary>Two hundred watched threads in which people write all the time: what reading along costs the worker.</summary>
internal static class Watching
{
    private const int Threads = 200;
    private static readonly TimeSpan BetweenMessages = TimeSpan.FromSeconds(6); // of one thread: ten a minute

    private const string Watch =
        """
        insert into watch (id, team_id, one, other, channel, thread_ts, asker, status, asked_at, answered_at, version)
        select gen_random_uuid(), @team, 'UA' || lpad(n::text, 4, '0'), 'UB' || lpad(n::text, 4, '0'), 'C0001', '1700000000.' || lpad(n::text, 6, '0'), 'UA' || lpad(n::text, 4, '0'), 1, now(), now(), 1
        from generate_series(0, @threads - 1) n;
        """;

    private static readonly string[] Lines =
    [
        "The importer stops at row 40,000 again, I've put the log into the ticket.", "Is that the run from this morning or the one after the fix?",
        "After the fix. I'd say it's memory, the graph goes up in steps.", "Hm, I don't think so: the limit is 2 GB and it never gets beyond 900 MB.",
        "OK, then let's look at it together at two?", "Two is fine. Could you bring the numbers for last week, too?",
    ];

    public static async Task<IEnumerable<Figure>> RunAsync(BenchRun bench)
    {
        var database = await bench.CreateDatabaseAsync();
        await using var slack = await NoOpSlack.StartAsync();
        await using var worker = Child.Worker(bench, database, slack);
        await worker.ReadyAsync();
        await BenchRun.ExecuteAsync(database, Watch, new { team = BenchRun.Team, threads = Threads });
        using var http = new HttpClient { BaseAddress = worker.Url };

        await WriteAsync(http, TimeSpan.FromSeconds(bench.Quick(20, 2)));
        var (busy, started) = (worker.Busy, Stopwatch.GetTimestamp());
        var written = await WriteAsync(http, TimeSpan.FromSeconds(bench.Quick(60, 4)));
        var share = (worker.Busy - busy) / Stopwatch.GetElapsedTime(started) * 100;
        return [Figure.AtMost($"Watching {Threads} busy threads", 5, share, "% of a core", $"{60 / BetweenMessages.TotalSeconds:0} messages a minute in each, {written} in all, over signed HTTP; the idle worker included")];
    }

    private static async Task<int> WriteAsync(HttpClient http, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var written = await Task.WhenAll(Enumerable.Range(0, Threads).Select(async thread =>
        {
            await Task.Delay(BetweenMessages * (thread / (double)Threads)); // nobody writes in step
            var count = 0;
            for (; Stopwatch.GetElapsedTime(started) < duration; count++)
            {
                await SayAsync(http, thread, count);
                await Task.Delay(BetweenMessages);
            }
            return count;
        }));
        return written.Sum();
    }

    private static async Task SayAsync(HttpClient http, int thread, int count)
    {
        var ts = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.{thread:000000}";
        var body = Encoding.UTF8.GetBytes(
            $$$"""
            {"team_id":"{{{BenchRun.Team}}}","api_app_id":"A0BENCH","type":"event_callback","event_id":"EvWatch{{{thread}}}x{{{ts}}}","event_time":1700000000,"event":{"type":"message","channel_type":"channel","channel":"C0001","user":"U{{{(count % 2 == 0 ? 'A' : 'B')}}}{{{thread:0000}}}","ts":"{{{ts}}}","event_ts":"{{{ts}}}","thread_ts":"1700000000.{{{thread:000000}}}","text":"{{{Lines[(thread + count) % Lines.Length]}}}"}}
            """);
        using var answer = await http.SendAsync(Load.Event(body));
        answer.EnsureSuccessStatusCode();
    }
}
