using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;

namespace SlackPartner.Bench;

/// <summary>Fifty people draft feedback in direct messages at once: from the event's arrival until Slack has the reply.</summary>
internal static class Talk
{
    private const int Drafting = 50;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>A person reads and types between two messages; the bot may send one message a second to each.</summary>
    private static readonly TimeSpan Typing = TimeSpan.FromSeconds(1.2);

    private static readonly string[] Lines =
    [
        "feedback for <@U9{0:000000}>", "In Monday's planning, when we went through the roadmap", "You said we ship on Friday before Cleo had answered.",
        "I felt ignored, and I spent the evening on a new plan for the team.", "What were you aiming for?", "cancel",
    ];

    private static int _count;

    public static async Task<IEnumerable<Figure>> RunAsync(BenchRun bench)
    {
        var database = await bench.CreateDatabaseAsync();
        await BenchRun.ExecuteAsync(bench.Postgres, "create extension if not exists pg_stat_statements");
        await using var slack = await NoOpSlack.StartAsync();
        await using var worker = Child.Worker(bench, database, slack, Child.NoPace);
        await worker.ReadyAsync();
        using var http = new HttpClient { BaseAddress = worker.Url };

        await DraftAllAsync(http, slack, TimeSpan.FromSeconds(bench.Quick(8, 3))); // warm, and everyone's channel known
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        var before = await BenchRun.AskAsync<long>(bench.Postgres, Idle.Statements, new { name });
        var milliseconds = await DraftAllAsync(http, slack, TimeSpan.FromSeconds(bench.Quick(30, 3)));
        var statements = (await BenchRun.AskAsync<long>(bench.Postgres, Idle.Statements, new { name }) - before) / (double)milliseconds.Count;

        milliseconds.Sort();
        double At(double share) => milliseconds[(int)(share * (milliseconds.Count - 1))];
        return
        [
            Figure.AtMost(
                $"A message while {Drafting} people draft, p95", 150, At(0.95), "ms",
                FormattableString.Invariant($"median {At(0.5):0} ms, p99 {At(0.99):0} ms, {milliseconds.Count} messages, {statements:0.0} statements each (begin and commit counted)")),
        ];
    }

    private static async Task<List<double>> DraftAllAsync(HttpClient http, NoOpSlack slack, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, Drafting).Select(async person =>
        {
            List<double> milliseconds = [];
            await Task.Delay(Typing * (person / (double)Drafting)); // people do not type in step
            for (var line = 0; Stopwatch.GetElapsedTime(started) < duration || line % Lines.Length != 0; line++)
            {
                milliseconds.Add(await SayAsync(http, slack, $"U{person:0000}", Lines[line % Lines.Length]));
                await Task.Delay(Typing);
            }
            return milliseconds;
        }));
        return [.. all.SelectMany(one => one)];
    }

    private static async Task<double> SayAsync(HttpClient http, NoOpSlack slack, string user, string text)
    {
        var number = Interlocked.Increment(ref _count);
        text = string.Format(CultureInfo.InvariantCulture, text, number); // someone else each time: the same person would mean the same draft
        var ts = $"{1_700_000_000 + number}.000100";
        var channel = NoOpSlack.DirectOf(user);
        var body = Encoding.UTF8.GetBytes(
            $$$"""
            {"team_id":"{{{BenchRun.Team}}}","api_app_id":"A0BENCH","type":"event_callback","event_id":"EvTalk{{{number:000000}}}","event_time":{{{1_700_000_000 + number}}},"event":{"type":"message","channel_type":"im","channel":"{{{channel}}}","user":"{{{user}}}","ts":"{{{ts}}}","event_ts":"{{{ts}}}","text":"{{{text}}}"}}
            """);
        using var request = Load.Event(body);
        var reply = slack.NextPostAsync(channel);
        var sent = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await reply.WaitAsync(LongestWait);
        return Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
    }
}
