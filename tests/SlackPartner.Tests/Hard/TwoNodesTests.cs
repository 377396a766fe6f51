using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Hard;

/// <summary>Two nodes on one database, and a database that crashes: each message exactly once.</summary>
internal sealed class TwoNodesTests
{
    private static readonly string[] Cast = ["ann", "bob", "cleo"];

    [Test]
    public async Task Two_nodes_send_everything_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var slack = await SimulatedSlack.StartAsync(Journey.Options with { Patience = TimeSpan.FromSeconds(60) });
        await using var first = await TestBot.StartAsync(slack, database.ConnectionString, Transport.SocketMode);
        await using var second = await TestBot.StartAsync(slack, database.ConnectionString, Transport.SocketMode);
        await slack.ConnectedAsync(2);

        await ShareAllAsync(slack);

        await AllArrivedOnceAsync(slack);
        await first.StopAsync();
        await second.StopAsync();
    }

    [Test]
    public async Task One_of_two_nodes_may_die_in_the_middle()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var slack = await SimulatedSlack.StartAsync(Journey.Options with { Patience = TimeSpan.FromSeconds(120) });
        await using var doomed = await WorkerProcess.StartAsync(slack, database.ConnectionString, Transport.SocketMode);
        await using var survivor = await TestBot.StartAsync(slack, database.ConnectionString, Transport.SocketMode);
        await slack.ConnectedAsync(2);

        await Notes.ShareAsync(slack.Person("ann"), "bob", Words("ann", "bob", 0));
        await doomed.KillAsync();
        foreach (var (author, reader, count) in Pairs().Skip(1)) await Notes.ShareAsync(slack.Person(author), reader, Words(author, reader, count));

        await AllArrivedOnceAsync(slack);
        await survivor.StopAsync();
    }

    [Test]
    public async Task A_database_that_crashes_in_the_middle_loses_and_repeats_nothing()
    {
        await using var cluster = await TestDatabase.StartOwnAsync();
        await using var slack = await SimulatedSlack.StartAsync(Journey.Options with { Patience = TimeSpan.FromSeconds(120) });
        await using var bot = await TestBot.StartAsync(slack, cluster.ConnectionString, Transport.SocketMode);

        slack.Faults.Slow("chat.postMessage", TimeSpan.FromSeconds(1), times: 3);
        await Notes.ShareAsync(slack.Person("ann"), "bob", Words("ann", "bob", 0));
        await cluster.RestartAsync(); // while the first note is being sent
        foreach (var (author, reader, count) in Pairs().Skip(1)) await Notes.ShareAsync(slack.Person(author), reader, Words(author, reader, count));

        await AllArrivedOnceAsync(slack);
        await bot.StopAsync();
    }

    private static IEnumerable<(string Author, string Reader, int Count)> Pairs() =>
        from author in Cast
        from reader in Cast
        where author != reader
        from count in Enumerable.Range(0, 2)
        select (author, reader, count);

    private static string Words(string author, string reader, int count) => $"You wrote note {count} down, {author} told {reader}.";

    private static async Task ShareAllAsync(SimulatedSlack slack)
    {
        foreach (var (author, reader, count) in Pairs()) await Notes.ShareAsync(slack.Person(author), reader, Words(author, reader, count));
    }

    private static async Task AllArrivedOnceAsync(SimulatedSlack slack)
    {
        foreach (var (author, reader, count) in Pairs()) await slack.Person(reader).ReceivesAsync(Words(author, reader, count));
        foreach (var author in Cast)
            for (var told = 0; told < 4; told++) await slack.Person(author).ReceivesAsync("done your part");
        Assert.Multiple(() =>
        {
            foreach (var (author, reader, count) in Pairs())
                Assert.That(slack.Person(reader).Messages.Count(message => message.Contains(Words(author, reader, count))), Is.EqualTo(1));
            foreach (var author in Cast)
                Assert.That(slack.Person(author).Messages.Count(message => message.Contains("done your part")), Is.EqualTo(4));
            Assert.That(slack.Violations, Is.Empty);
        });
    }
}
