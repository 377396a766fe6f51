using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;
using SlackPartner.Worker;

namespace SlackPartner.Bench;

/// <summary>Ten thousand messages due at once over five hundred workspaces, against one Quartz trigger for each.</summary>
internal static class Pump
{
    internal const string Kind = "bench.message";
    private const int Workspaces = 500;

    private const string Seed =
        """
        insert into workspace (team_id, bot_user_id, token_hash, installed_at)
        select 'T' || team, 'UBOT', 'none', now()
        from generate_series(1, @workspaces) team;
        insert into person (team_id, user_id, direct_channel)
        select 'T' || team, 'U' || one, 'D' || team || 'x' || one
        from generate_series(1, @workspaces) team, generate_series(1, @people) one;
        analyze workspace, person;
        """;

    private const string Queue =
        """
        insert into work (id, key, kind, subject, team_id, person, due_at)
        select gen_random_uuid(), @round || team_id || user_id, @kind, @round, team_id, user_id, now()
        from person
        limit @count;
        select pg_notify('partner_work', '');
        """;

    public static async Task<IEnumerable<Figure>> RunAsync(BenchRun bench)
    {
        var count = bench.Quick(10_000, 500);
        var (perSecond, busy) = await MeasureOursAsync(bench, count);
        var triggers = bench.Quick(1000, 50);
        var quartz = await MeasureQuartzAsync(bench, triggers);
        return
        [
            Figure.AtLeast($"Messages sent, {count} due at once", 1500, perSecond, "/s", $"{Workspaces} workspaces, each send committed before and after the call; {busy:0} µs of a core each"),
            Figure.AtLeast("Messages sent against a Quartz trigger each", 3, perSecond / quartz, "× Quartz", $"Quartz {quartz:0}/s over {triggers} triggers"),
        ];
    }

    private static async Task<(double PerSecond, double BusyMicroseconds)> MeasureOursAsync(BenchRun bench, int count)
    {
        var database = await bench.CreateDatabaseAsync();
        await using (var connection = new NpgsqlConnection(database))
            await connection.ExecuteAsync(Seed, new { workspaces = Workspaces, people = Math.Max(1, count / Workspaces) });
        await using var slack = await NoOpSlack.StartAsync();
        await using var worker = Child.WorkerWithBenchMessage(bench, database, slack);
        await worker.ReadyAsync();

        await SendAsync(database, "warm-up", Math.Min(count, 2000));
        await BenchRun.ExecuteAsync(database, "analyze;"); // as autovacuum does within a minute
        await Task.Delay(1500); // a person gets one message a second
        var busy = worker.Busy;
        var perSecond = await SendAsync(database, "measured", count);
        busy = worker.Busy - busy;
        if (slack.Posted > count + Math.Min(count, 2000)) throw new InvalidOperationException($"{slack.Posted} messages reached Slack: some twice.");
        return (perSecond, busy.TotalMicroseconds / count);
    }

    /// <summary>From the commit that queued them to the last one settled; out of patience it counts what was settled until then.</summary>
    private static async Task<double> SendAsync(string database, string round, int count)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync(Queue, new { round, kind = Kind, count });
        var queued = await connection.QuerySingleAsync<DateTime>("select clock_timestamp()");
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var (done, until) = await connection.QuerySingleAsync<(int, DateTime?)>("select count(*)::int, max(settled_at) from work where subject = @round and state = 3", new { round });
            if (until is { } last && (done == count || patience.Elapsed > TimeSpan.FromMinutes(1))) return done / (last - queued).TotalSeconds;
            if (patience.Elapsed > TimeSpan.FromMinutes(1)) throw new InvalidOperationException("The pump sends nothing.");
            await Task.Delay(250);
        }
    }

    /// <summary>The same call and one update, clustered as two nodes would need it, with as many threads as the pump has sends in flight.</summary>
    private static async Task<double> MeasureQuartzAsync(BenchRun bench, int count)
    {
        var database = await bench.CreateDatabaseAsync();
        await BenchRun.ExecuteAsync(database, "create schema quartz; create table item (id integer primary key, done_at timestamptz)");
        await BenchRun.ExecuteAsync(database, $"insert into item (id) select generate_series(1, {count})");
        await using var source = Database.Connect(database);
        await using var slack = await NoOpSlack.StartAsync();
        using var http = new HttpClient();

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(source).AddSingleton(new SlackApi(http, new SlackOptions(slack.ApiUrl, "xoxb-bench", null)));
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(new WorkPace().Parallel);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(new NpgsqlConnectionStringBuilder(database) { SearchPath = "quartz" }.ConnectionString);
                store.UseClustering();
                store.ProvisionSchema();
            });
        });
        await using var provider = services.BuildServiceProvider();
        var scheduler = await provider.GetRequiredService<ISchedulerFactory>().GetScheduler();
        for (var id = 1; id <= count; id++)
        {
            var job = JobBuilder.Create<SendByQuartz>().WithIdentity($"item-{id}").UsingJobData("id", id).Build();
            await scheduler.ScheduleJob(job, TriggerBuilder.Create().StartNow().WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build());
        }
        await scheduler.Start();
        var started = await BenchRun.AskAsync<DateTime>(database, "select clock_timestamp()");
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromMinutes(1) && await BenchRun.AskAsync<int>(database, "select count(*) from item where done_at is null") > 0) await Task.Delay(250);
        await scheduler.Shutdown(true);
        // Out of patience it counts what was done until then.
        var (done, until) = await BenchRun.AskAsync<(int, DateTime)>(database, "select count(done_at)::int, max(done_at) from item");
        return done / (until - started).TotalSeconds;
    }
}

/// <summary>The pump's one message in these measurements.</summary>
internal sealed class BenchMessage : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => Task.FromResult<Message?>(Text);

    internal static Message Text { get; } = new("A reminder", [new Block.Section("Your one-on-one starts in 10 minutes.")]);
}

/// <summary>The whole worker with that message, in a process of its own.</summary>
internal static class PumpWorker
{
    public static async Task<int> RunAsync()
    {
        await using var app = WorkerHost.Build([], services => services.AddScoped<BenchMessage>());
        app.Services.GetRequiredService<WorkRoutes>().Message<BenchMessage>(Pump.Kind);
        await app.RunAsync();
        return Environment.ExitCode;
    }
}

/// <summary>What the pump does for an item, done by a job of the engine.</summary>
internal sealed class SendByQuartz(SlackApi slack, NpgsqlDataSource source) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var id = context.MergedJobDataMap.GetInt("id");
        await slack.PostAsync(new TeamId(BenchRun.Team), "D0", BenchMessage.Text, Guid.NewGuid(), cancellationToken);
        await using var update = source.CreateCommand("update item set done_at = clock_timestamp() where id = $1");
        update.Parameters.AddWithValue(id);
        await update.ExecuteNonQueryAsync(cancellationToken);
    }
}
