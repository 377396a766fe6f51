using System.Diagnostics;
using Npgsql;
using SlackPartner.Tests.Jobs;
using SlackPartner.Worker;

namespace SlackPartner.Bench;

/// <summary>What the job engines of this build do for us at full size: the same contract that the tests check at small size.</summary>
internal static class Engines
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Instantly = TimeSpan.Zero;

    private static readonly (string Name, string Engine)[] Here =
    [
        ("Quartz", JobEngines.Quartz),
#if HANGFIRE
        ("Hangfire", JobEngines.Hangfire),
#endif
    ];

    public static async Task<IEnumerable<Figure>> RunAsync(BenchRun bench)
    {
        List<Figure> figures = [];
        foreach (var (name, engine) in Here)
        {
            var every = TimeSpan.FromSeconds(5);
            var ticks = bench.Quick(24, 3);
            figures.Add(Figure.AtMost($"{name}: longest gap between ticks", 2 * every.TotalSeconds, await LongestGapAsync(bench, engine, every, ticks), "s", $"{ticks} ticks, one each {every.TotalSeconds:0} s"));
            var kills = bench.Quick(3, 1);
            figures.Add(Figure.AtMost($"{name}: takeover of a tick whose node was killed", 60, await TakeoverAsync(bench, engine, kills), "s", $"kill -9 of one of two nodes, longest of {kills}; the pump needs no engine"));
            var (perSecond, _) = await IdleAsync(bench, engine);
            figures.Add(Figure.AtMost($"{name}: idle with one tick a minute", 10, perSecond, "statements/s", "begin, commit and rollback counted"));
        }
        // Last, because everything of this cluster is interrupted.
        foreach (var (name, engine) in Here)
            figures.Add(Figure.AtMost($"{name}: ticks again after a crash of Postgres", 30, await AfterCrashAsync(bench, engine), "s", "immediate restart in the middle of a tick, one each second"));
        return figures;
    }

    private static async Task<double> LongestGapAsync(BenchRun bench, string engine, TimeSpan every, int ticks)
    {
        var database = await TickDatabaseAsync(bench);
        await using var node = EngineNode.Start(engine, database, "only", every, Instantly);
        await UntilAsync(database, $"select count(*) > {ticks} from tick");
        return await BenchRun.AskAsync<double>(database, "select max(extract(epoch from gap))::float8 from (select began_at - lag(began_at) over (order by id) as gap from tick) gaps");
    }

    private static async Task<double> TakeoverAsync(BenchRun bench, string engine, int kills)
    {
        var longest = 0.0;
        for (var kill = 0; kill < kills; kill++)
        {
            var database = await TickDatabaseAsync(bench);
            var (every, lasts) = (TimeSpan.FromSeconds(6), TimeSpan.FromHours(1));
            await using var first = EngineNode.Start(engine, database, "first", every, lasts);
            await using var second = EngineNode.Start(engine, database, "second", every, lasts);
            await UntilAsync(database, "select exists (select from tick)");
            var (doomed, heir) = await BenchRun.AskAsync<string>(database, "select node from tick order by id limit 1") == first.Name ? (first, second) : (second, first);
            await doomed.KillAsync();
            var killed = Stopwatch.GetTimestamp();
            await UntilAsync(database, $"select exists (select from tick where node = '{heir.Name}')");
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(killed).TotalSeconds);
            await heir.KillAsync();
        }
        return longest;
    }

    private static async Task<(double PerSecond, string Database)> IdleAsync(BenchRun bench, string engine)
    {
        await BenchRun.ExecuteAsync(bench.Postgres, "create extension if not exists pg_stat_statements");
        var database = await TickDatabaseAsync(bench);
        await using var node = EngineNode.Start(engine, database, "only", TimeSpan.FromMinutes(1), Instantly);
        await Task.Delay(TimeSpan.FromSeconds(bench.Quick(20, 5)));
        return (await Idle.CountAsync(bench, database), database);
    }

    private static async Task<double> AfterCrashAsync(BenchRun bench, string engine)
    {
        var database = await TickDatabaseAsync(bench);
        await using var node = EngineNode.Start(engine, database, "only", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        await UntilAsync(database, "select exists (select from tick)");
        await bench.RestartPostgresAsync();
        var back = Stopwatch.GetTimestamp();
        var before = await BenchRun.AskAsync<long>(database, "select max(id) from tick");
        await UntilAsync(database, $"select exists (select from tick where id > {before})");
        return Stopwatch.GetElapsedTime(back).TotalSeconds;
    }

    /// <summary>Not pooled: connections of before a crash are dead.</summary>
    private static async Task<string> TickDatabaseAsync(BenchRun bench)
    {
        var database = new NpgsqlConnectionStringBuilder(await bench.CreateDatabaseAsync(migrated: false)) { Pooling = false }.ConnectionString;
        await BenchRun.ExecuteAsync(database, EngineNode.Table);
        return database;
    }

    private static async Task UntilAsync(string database, string isSo)
    {
        var patience = Stopwatch.StartNew();
        while (!await BenchRun.AskAsync<bool>(database, isSo))
        {
            if (patience.Elapsed > Patience) throw new InvalidOperationException($"In vain: {isSo}");
            await Task.Delay(50);
        }
    }
}
