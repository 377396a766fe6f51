using Dapper;
using Npgsql;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Jobs;

/// <summary>What every job engine must do for us, whatever it is.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal abstract class EngineContract(string engine)
{
    /// <summary>How long anything may take on a machine that does much else; engines take over from the dead within half a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Instantly = TimeSpan.Zero;

    [Test]
    public async Task A_tick_comes_within_twice_its_interval()
    {
        await using var database = await TickDatabaseAsync();
        var every = TimeSpan.FromSeconds(3);
        await using var node = EngineNode.Start(engine, database.ConnectionString, "only", every, Instantly);

        await UntilAsync(database.ConnectionString, "select count(*) >= 6 from tick", "six ticks");

        // On the average: the machine may be busy with other tests for a moment.
        var took = await AskAsync<TimeSpan>(database.ConnectionString, "select (select began_at from tick where id = 6) - (select began_at from tick where id = 1)");
        Assert.That(took, Is.LessThan(5 * 2 * every));
    }

    [Test]
    public async Task A_slow_tick_runs_once_at_a_time_on_all_nodes()
    {
        await using var database = await TickDatabaseAsync();
        var (every, lasts) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        await using var first = EngineNode.Start(engine, database.ConnectionString, "first", every, lasts);
        await using var second = EngineNode.Start(engine, database.ConnectionString, "second", every, lasts);

        await UntilAsync(database.ConnectionString, "select count(ended_at) >= 4 from tick", "four slow ticks");

        Assert.That(
            await AskAsync<string>(
                database.ConnectionString,
                """
                select coalesce(string_agg(earlier || ' ' || later, E'\n'), '')
                from tick earlier
                join tick later on later.id > earlier.id and later.began_at < coalesce(earlier.ended_at, 'infinity')
                """),
            Is.Empty);
    }

    [Test]
    public async Task When_a_node_is_killed_in_a_tick_another_goes_on()
    {
        await using var database = await TickDatabaseAsync();
        // Long enough for both to be there before the first tick, and for that to be under way until the end.
        var (every, lasts) = (TimeSpan.FromSeconds(6), TimeSpan.FromHours(1));
        await using var first = EngineNode.Start(engine, database.ConnectionString, "first", every, lasts);
        await using var second = EngineNode.Start(engine, database.ConnectionString, "second", every, lasts);
        await UntilAsync(database.ConnectionString, "select exists (select from tick)", "a tick to be killed in");
        var (doomed, heir) = await AskAsync<string>(database.ConnectionString, "select node from tick order by id limit 1") == first.Name ? (first, second) : (second, first);

        await doomed.KillAsync();

        await UntilAsync(database.ConnectionString, $"select exists (select from tick where node = '{heir.Name}')", "the other node's tick");
        await heir.KillAsync(); // it would be busy for an hour
    }

    [Test]
    public async Task Ticks_go_on_after_postgres_has_crashed()
    {
        await using var cluster = await TestDatabase.StartOwnAsync();
        await ExecuteAsync(cluster.ConnectionString, EngineNode.Table);
        await using var node = EngineNode.Start(engine, cluster.ConnectionString, "only", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        await UntilAsync(cluster.ConnectionString, "select exists (select from tick)", "a tick to be interrupted");

        await cluster.RestartAsync();

        var before = await AskAsync<long>(cluster.ConnectionString, "select max(id) from tick");
        await UntilAsync(cluster.ConnectionString, $"select count(ended_at) >= 2 from tick where id > {before}", "ticks after the crash");
    }

    [Test]
    public async Task Nodes_that_start_again_and_again_postpone_no_tick()
    {
        await using var database = await TickDatabaseAsync();
        for (var start = 0; start < 60; start++)
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            await EngineNode.RunAsync(engine, database.ConnectionString, "restless", TimeSpan.FromSeconds(10), Instantly, stop.Token);
            if (await AskAsync<bool>(database.ConnectionString, "select exists (select from tick)")) return;
        }
        Assert.Fail("No tick in a minute of starts, although it was due every ten seconds.");
    }

    [Test]
    public async Task A_message_whose_answer_was_lost_arrives_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var slack = await SimulatedSlack.StartAsync(Journey.Options with { Patience = Patience });
        await using var bot = await TestBot.StartAsync(slack, database.ConnectionString, Transport.SocketMode, $"--Jobs:Engine={engine}");
        var (ann, bob) = (slack.Person("ann"), slack.Person("bob"));

        slack.Faults.ResetAfter("chat.postMessage");
        await Notes.ShareAsync(ann, "bob", "You asked Cleo before you decided.");

        await ann.ReceivesAsync("done your part"); // once history told that it arrived
        Assert.That(bob.Messages.Count(message => message.Contains("You asked Cleo")), Is.EqualTo(1));
        await bot.StopAsync();
    }

    private static async Task<TestDatabase> TickDatabaseAsync()
    {
        var database = await TestDatabase.CreateEmptyAsync();
        await ExecuteAsync(database.ConnectionString, EngineNode.Table);
        return database;
    }

    private static async Task UntilAsync(string database, string isSo, string what)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromMilliseconds(100))
        {
            if (await AskAsync<bool>(database, isSo)) return;
            await Task.Delay(100);
        }
        Assert.Fail($"Waited in vain for {what}.");
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<T> AskAsync<T>(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        return await connection.QuerySingleAsync<T>(sql);
    }
}

internal sealed class QuartzContract() : EngineContract("quartz");

#if HANGFIRE
internal sealed class HangfireContract() : EngineContract("hangfire");
#endif
