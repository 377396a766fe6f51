using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using SlackPartner.Jobs;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Bench;

/// <summary>What the bot asks of Postgres, and holds in memory, while nobody wants anything. BEGIN, COMMIT and resets count as statements.</summary>
internal static class Idle
{
    internal const string Statements =
        """
        select coalesce(sum(calls), 0)::bigint
        from pg_stat_statements
        where dbid = (select oid from pg_database where datname = @name)
        """;

    public static async Task<IEnumerable<Figure>> RunAsync(BenchRun bench)
    {
        await BenchRun.ExecuteAsync(bench.Postgres, "create extension if not exists pg_stat_statements");
        var alone = await MeasurePumpAsync(bench);
        var (whole, megabytes) = await MeasureWorkerAsync(bench);
        return
        [
            Figure.AtMost("Idle: the pump alone", 2, alone, "statements/s", "begin, commit and rollback counted"),
            Figure.AtMost("Idle: the whole worker", 5, whole, "statements/s", "pump, inbox and engine"),
            Figure.AtMost("Idle: memory of the worker", 150, megabytes, "MB", "resident, as the kernel counts it"),
        ];
    }

    private static async Task<double> MeasurePumpAsync(BenchRun bench) => await MeasurePumpAsync(bench, await bench.CreateDatabaseAsync());

    internal static async Task<double> MeasurePumpAsync(BenchRun bench, string database)
    {
        await using var source = Database.Connect(database);
        using var http = new HttpClient();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(source).AddSingleton<IClock>(SystemClock.Instance).AddSingleton(KeyRing.Parse("bench:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
        services.AddSingleton<ISlackApi>(new SlackApi(http, new SlackOptions(new Uri("http://127.0.0.1:9/api/"), "xoxb-bench", null)));
        services.AddPartner(new CommandNames(), new WorkPace());
        await using var provider = services.BuildServiceProvider();
        using var stop = new CancellationTokenSource();
        var running = provider.GetRequiredService<WorkPump>().RunAsync(stop.Token);
        var perSecond = await CountAsync(bench, database);
        await stop.CancelAsync();
        await running;
        return perSecond;
    }

    private static async Task<(double PerSecond, double Megabytes)> MeasureWorkerAsync(BenchRun bench)
    {
        var database = await bench.CreateDatabaseAsync();
        await using var slack = await NoOpSlack.StartAsync();
        await using var worker = Child.Worker(bench, database, slack);
        await worker.ReadyAsync();
        var perSecond = await CountAsync(bench, database);
        return (perSecond, worker.ResidentMegabytes);
    }

    internal static async Task<double> CountAsync(BenchRun bench, string database)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        var seconds = bench.Quick(30, 10); // a multiple of the five seconds that the pump sleeps at most
        await Task.Delay(TimeSpan.FromSeconds(bench.Quick(5, 2)));
        var before = await BenchRun.AskAsync<long>(bench.Postgres, Statements, new { name });
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        return (await BenchRun.AskAsync<long>(bench.Postgres, Statements, new { name }) - before) / (double)seconds;
    }
}
