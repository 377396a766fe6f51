using System.Diagnostics;
using System.Globalization;
using Dapper;
using NodaTime;
using Npgsql;
using SlackPartner.Kernel;
using SlackPartner.OneOnOnes;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Bench;

/// <summary>
/// A hundred thousand reminders due at the same minute over five hundred workspaces: as fast as the machine can, then at Slack's pace,
/// then with a node that dies in the middle. They are the bot's own reminders, planned by its own planner.
/// </summary>
internal static class Reminders
{
    private const int Workspaces = 500;
    private const int Big = 19;

    // One workspace of 20,000, nineteen of 4,000, and small ones share the rest: two people for each reminder's pair.
    private const string SeedPeople =
        """
        insert into workspace (team_id, bot_user_id, token_hash, installed_at)
        select 'T' || team, 'UBOT', 'none', now()
        from generate_series(1, @workspaces) team;
        insert into person (team_id, user_id, time_zone, fetched_at, direct_channel)
        select 'T' || team, 'U' || lpad(one::text, 6, '0'), 'Etc/UTC', now(), 'D' || team || 'x' || one
        from generate_series(1, @workspaces) team
        cross join lateral generate_series(1, case when team = 1 then @largest when team <= @big + 1 then @large else @small end) one;
        """;

    private const string SeedSeries =
        """
        insert into one_on_one (id, team_id, one, other)
        select gen_random_uuid(), one.team_id, one.user_id, other.user_id
        from person one
        join person other on other.team_id = one.team_id and other.user_id = 'U' || lpad((substr(one.user_id, 2)::int + @apart)::text, 6, '0')
        where @apart > 1 or substr(one.user_id, 2)::int % 2 = 1;
        insert into one_on_one_plan (id, team_id, series_id, proposer, status, first_on, local_time, ruler, zone, every_weeks, needed_minutes, margin_minutes,
          remind_minutes, in_person_every, created_at)
        select gen_random_uuid(), team_id, id, one, 1, (now() + interval '3 days')::date, '10:00', one, 'Etc/UTC', 1, 20, 25, 10, 0, now()
        from one_on_one
        where plan_id is null;
        update one_on_one
        set plan_id = plan.id, arrange_at = now()
        from one_on_one_plan plan
        where plan.series_id = one_on_one.id and one_on_one.plan_id is null;
        analyze;
        """;

    /// <summary>From here on they are due, all at the same instant.</summary>
    private const string MakeDue =
        """
        update work
        set due_at = now() + @in
        where kind = 'oneonone.soon' and state = 0
        returning due_at
        """;

    public static async Task<IEnumerable<Figure>> RunAsync(BenchRun bench)
    {
        var sizes = new Sizes(Largest: bench.Quick(20_000, 400), Large: bench.Quick(4000, 40), Small: bench.Quick(8, 2));
        List<Figure> figures = [];
        foreach (var part in new Func<Task<IEnumerable<Figure>>>[]
            { () => DrainAsync(bench, sizes), () => PlanAsync(bench, bench.Quick(100_000, 1000)), () => PacedAsync(bench, sizes), () => KillAsync(bench, sizes), () => IdleAsync(bench, sizes) })
            foreach (var figure in await part())
            {
                Console.WriteLine($"  {figure.Name}: {figure.Measured} ({figure.Note})"); // all of them take a quarter of an hour
                figures.Add(figure);
            }
        return figures;
    }

    /// <summary>Making the next meeting of so many series, and working all of them out again under other clock rules.</summary>
    private static async Task<IEnumerable<Figure>> PlanAsync(BenchRun bench, int series)
    {
        var people = 2 + (series / 10 / Workspaces); // each with many partners
        var database = await SeedAsync(bench, new Sizes(people, people, people), arrange: false, apart: [.. Enumerable.Range(2, 17)]);
        var (made, count) = await ArrangeAsync(database, static (tx, now) => tx.ArrangeDueAsync(now));
        await BenchRun.ExecuteAsync(database, "update one_on_one_occurrence set tzdb = 'earlier'; analyze;");
        var (again, _) = await ArrangeAsync(database, static (tx, now) => tx.ArrangeOutdatedAsync(now));
        return
        [
            Figure.AtMost($"Next meeting of {count} series made", 60, made.TotalSeconds, "s", "with all their reminders"),
            Figure.AtMost($"All {count} worked out again after new clock rules", 60, again.TotalSeconds, "s", "one node, 500 series a transaction"),
        ];
    }

    private static async Task<IEnumerable<Figure>> IdleAsync(BenchRun bench, Sizes sizes)
    {
        await BenchRun.ExecuteAsync(bench.Postgres, "create extension if not exists pg_stat_statements");
        var database = await SeedAsync(bench, sizes);
        var future = await BenchRun.AskAsync<int>(database, "select count(*)::int from work where state = 0");
        var pump = await Idle.MeasurePumpAsync(bench, database);
        await using var slack = await NoOpSlack.StartAsync();
        await using var worker = Child.Worker(bench, database, slack);
        await worker.ReadyAsync();
        return
        [
            Figure.AtMost($"Idle with {future} reminders ahead: the pump alone", 2, pump, "statements/s", "begin, commit and rollback counted"),
            Figure.AtMost("The same: the whole worker", 5, await Idle.CountAsync(bench, database), "statements/s", "pump, inbox, engine and ticks"),
        ];
    }

    private static async Task<IEnumerable<Figure>> DrainAsync(BenchRun bench, Sizes sizes)
    {
        var database = await SeedAsync(bench, sizes);
        await using var slack = await NoOpSlack.StartAsync();
        await using var worker = Child.Worker(bench, database, slack, Child.NoPace);
        await worker.ReadyAsync();
        var (due, count) = await MakeDueAsync(bench, database);
        var (done, until) = await UntilDoneAsync(database, count, TimeSpan.FromMinutes(5));
        var p99 = await LagAsync(database, 0.99, "true");
        if (slack.Posted > count) throw new InvalidOperationException($"{slack.Posted} messages reached Slack: some twice.");
        return [Figure.AtLeast($"Reminders sent, {count} due in one minute", 1500, done / (until - due).TotalSeconds, "/s", $"each committed before and after the call; p99 {p99:0.0} s late")];
    }

    /// <summary>At Slack's pace the large ones take their time, and nobody waits for them.</summary>
    private static async Task<IEnumerable<Figure>> PacedAsync(BenchRun bench, Sizes sizes)
    {
        const int perMinute = 200;
        var database = await SeedAsync(bench, sizes);
        await using var slack = await NoOpSlack.StartAsync();
        await using var worker = Child.Worker(bench, database, slack, ("Slack__MessagesPerMinute", perMinute.ToString(CultureInfo.InvariantCulture)));
        await worker.ReadyAsync();
        var (due, _) = await MakeDueAsync(bench, database);
        var window = TimeSpan.FromSeconds(bench.Quick(60, 15));
        await Task.Delay(due - DateTime.UtcNow + TimeSpan.FromSeconds(10) + window);
        // After what a quiet workspace had saved up.
        var rates = await QueryAsync<double>(
            database,
            """
            select count(*) / extract(epoch from @window)::float8
            from work
            where state = 3 and kind = 'oneonone.soon' and settled_at - due_at between interval '7 seconds' and interval '7 seconds' + @window
              and team_id in (select 'T' || team from generate_series(1, @big + 1) team)
            group by team_id
            """,
            new { window, big = Big });
        var worst = rates.Max(rate => Math.Abs((rate * 60 / perMinute) - 1)) * 100;
        var median = await LagAsync(database, 0.5, $"team_id not in (select 'T' || team from generate_series(1, {Big + 1}) team)");
        return
        [
            Figure.AtMost("At Slack's pace: furthest from it", 5, worst, "%", $"{rates.Count} workspaces with more than they may send, {perMinute} a minute each"),
            Figure.AtMost("At Slack's pace: median lag of small workspaces", 2, median, "s", $"{Workspaces - Big - 1} with {sizes.Small} reminders each, beside one with {sizes.Largest}"),
        ];
    }

    private static async Task<IEnumerable<Figure>> KillAsync(BenchRun bench, Sizes sizes)
    {
        var database = await SeedAsync(bench, sizes);
        await using var slack = await NoOpSlack.StartAsync(remembers: true);
        await using var first = Child.Worker(bench, database, slack, Child.NoPace);
        await using var second = Child.Worker(bench, database, slack, Child.NoPace);
        await Task.WhenAll(first.ReadyAsync(), second.ReadyAsync());
        var (_, count) = await MakeDueAsync(bench, database);
        while (slack.Posted < count / 3) await Task.Delay(20);
        await first.KillAsync();
        await UntilDoneAsync(database, count, TimeSpan.FromMinutes(5));
        var gap = (await QueryAsync<double>(
            database,
            """
            select max(gap)::float8
            from (
              select extract(epoch from settled_at - lag(settled_at) over (order by settled_at)) as gap
              from (select settled_at from work where kind = 'oneonone.soon' and state = 3 order by settled_at limit @most) sent) gaps
            """,
            new { most = count - 200 })).Single(); // the last ones are what the dead node held until its lease ran out
        return
        [
            Figure.AtMost("Longest gap when one of two nodes is killed", 1, gap, "s", $"{count} due, killed after a third"),
            Figure.AtMost("Messages sent twice then", 0.5, slack.Twice.Count, "", $"{slack.Posted} posted, {count} wanted; what the dead node held was looked up in the history"),
        ];
    }

    private static async Task<string> SeedAsync(BenchRun bench, Sizes sizes, bool arrange = true, int[]? apart = null)
    {
        var database = await bench.CreateDatabaseAsync();
        await using (var connection = new NpgsqlConnection(database))
        {
            await connection.ExecuteAsync(SeedPeople, new { workspaces = Workspaces, big = Big, largest = sizes.Largest, large = sizes.Large, small = sizes.Small }, commandTimeout: 300);
            foreach (var step in apart ?? [1]) await connection.ExecuteAsync(SeedSeries, new { apart = step }, commandTimeout: 300);
        }
        await using (var source = NpgsqlDataSource.Create(database))
        {
            var cipher = new TextCipher(KeyRing.Parse(Child.Keys));
            await new Database(source).WriteAsync(async tx => { for (var team = 1; team <= Workspaces; team++) await cipher.CreateKeyAsync(tx, new TeamId($"T{team}")); }, CancellationToken.None);
        }
        if (arrange) await ArrangeAsync(database, static (tx, now) => tx.ArrangeDueAsync(now));
        await BenchRun.ExecuteAsync(database, "analyze;");
        return database;
    }

    private static async Task<(TimeSpan Took, int Series)> ArrangeAsync(string database, Func<Tx, Instant, Task<int>> arrange)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var (open, now) = (new Database(source), SystemClock.Instance.GetCurrentInstant());
        var (watch, series) = (Stopwatch.StartNew(), 0);
        for (var count = 1; count > 0; series += count) count = await open.WriteAsync(tx => arrange(tx, now), CancellationToken.None);
        return (watch.Elapsed, series);
    }

    /// <summary>Far enough ahead that all of them are in place before the first is due.</summary>
    private static async Task<(DateTime Due, int Count)> MakeDueAsync(BenchRun bench, string database)
    {
        await using var connection = new NpgsqlConnection(database);
        var due = (await connection.QueryAsync<DateTime>(MakeDue, new { @in = TimeSpan.FromSeconds(bench.Quick(30, 3)) }, commandTimeout: 300)).AsList();
        await connection.ExecuteAsync("analyze work; select pg_notify('partner_work', '')", commandTimeout: 300);
        if (await connection.QuerySingleAsync<bool>("select clock_timestamp() > @due", new { due = due[0] })) throw new InvalidOperationException("They were due before they were in place.");
        return (due[0], due.Count);
    }

    private static async Task<(int Done, DateTime Until)> UntilDoneAsync(string database, int count, TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var (done, until) = await BenchRun.AskAsync<(int, DateTime?)>(database, "select count(*)::int, max(settled_at) from work where kind = 'oneonone.soon' and state = 3");
            if (done >= count || waited.Elapsed > patience) return (done, until ?? DateTime.UtcNow);
            await Task.Delay(1000); // it reads the whole table: often would disturb what is measured
        }
    }

    private static async Task<double> LagAsync(string database, double percentile, string where) => await BenchRun.AskAsync<double>(
        database,
        $"select coalesce(percentile_cont(@percentile) within group (order by extract(epoch from settled_at - due_at)), 0)::float8 from work where kind = 'oneonone.soon' and state = 3 and {where}",
        new { percentile });

    private static async Task<List<T>> QueryAsync<T>(string database, string sql, object args)
    {
        await using var connection = new NpgsqlConnection(database);
        return (await connection.QueryAsync<T>(sql, args, commandTimeout: 300)).AsList();
    }

    /// <summary>How many people, and so reminders, a workspace has.</summary>
    private sealed record Sizes(int Largest, int Large, int Small);
}
