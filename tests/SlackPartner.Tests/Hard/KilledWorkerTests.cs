using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Hard;

/// <summary>A worker of its own process, to be killed with -9.</summary>
internal abstract class KilledWorker(Transport transport)
{
    /// <summary>A dead node's work is free again after its lease, by Postgres' real clock.</summary>
    protected static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(100);

    protected TestDatabase Database { get; private set; } = null!; // set before each test
    protected SimulatedSlack Slack { get; private set; } = null!; // set before each test
    protected WorkerProcess Worker { get; private set; } = null!; // set before each test

    [SetUp]
    public async Task StartAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Slack = await SimulatedSlack.StartAsync(Journey.Options with { Patience = LongerThanALease });
        Worker = await WorkerProcess.StartAsync(Slack, Database.ConnectionString, transport);
    }

    [TearDown]
    public async Task EndAsync()
    {
        await Worker.DisposeAsync();
        await Slack.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>Killed at every moment of the story, nothing is lost and nothing comes twice.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class KilledWorkerTests(Transport transport) : KilledWorker(transport)
{
    [Test]
    public async Task Killed_between_any_two_steps_the_story_goes_on()
    {
        var (ann, bob) = (Slack.Person("ann"), Slack.Person("bob"));
        await ann.RunsAsync("/sbi @bob");
        await Worker.KillAndStartAsync();
        await ann.FillsAsync("Situation", "In Monday's planning");
        await ann.FillsAsync("Behavior", "You asked Cleo before you decided.");
        await ann.FillsAsync("Impact", "I learned about the risk in time.");
        await ann.SubmitsAsync();
        await ann.SeesModalAsync("will see exactly this");
        await Worker.KillAndStartAsync();
        await ann.ClicksAsync("Share Now");
        await Worker.KillAndStartAsync(); // maybe before, maybe while, maybe after it is sent
        var card = await bob.ReceivesAsync("You asked Cleo");
        await Worker.KillAndStartAsync();
        await ann.ReceivesAsync("done your part");
        await bob.ClicksAsync("Thank You", within: card);
        await Worker.KillAndStartAsync();
        await ann.ReceivesAsync("says thank you");
        await bob.SeesChangeAsync(card, changed => changed.Buttons.Count == 0);

        Assert.Multiple(() =>
        {
            Assert.That(bob.Messages.Count(message => message.Contains("You asked Cleo")), Is.EqualTo(1));
            Assert.That(ann.Messages.Count(message => message.Contains("done your part")), Is.EqualTo(1));
            Assert.That(ann.Messages.Count(message => message.Contains("says thank you")), Is.EqualTo(1));
        });
    }
}

/// <summary>Killed while it calls Slack: it is the same call whichever way Slack's events come in.</summary>
internal sealed class KilledInACallTests() : KilledWorker(Transport.SocketMode)
{
    [Test]
    public async Task Killed_while_slack_has_taken_a_message_but_not_answered_it_does_not_send_it_again()
    {
        var (ann, bob) = (Slack.Person("ann"), Slack.Person("bob"));
        Slack.Faults.HangAfter("chat.postMessage");
        await Notes.ShareAsync(ann, "bob", "You asked Cleo before you decided.");
        await bob.ReceivesAsync("You asked Cleo");

        await Worker.KillAndStartAsync();

        // Only once history was searched does the author hear of it.
        await ann.ReceivesAsync("done your part");
        Assert.That(bob.Messages.Count(message => message.Contains("You asked Cleo")), Is.EqualTo(1));
    }

    [Test]
    public async Task Killed_while_slack_hangs_without_having_taken_a_message_sends_it_once()
    {
        var (ann, bob) = (Slack.Person("ann"), Slack.Person("bob"));
        Slack.Faults.Hang("chat.postMessage");
        await Notes.ShareAsync(ann, "bob", "You asked Cleo before you decided.");
        await Slack.CalledAsync("chat.postMessage");

        await Worker.KillAndStartAsync();

        await bob.ReceivesAsync("You asked Cleo");
        await ann.ReceivesAsync("done your part");
        Assert.That(bob.Messages.Count(message => message.Contains("You asked Cleo")), Is.EqualTo(1));
    }

    [Test]
    public async Task Killed_while_saying_farewell_to_someone_erased_ends_with_one_farewell_and_no_trace()
    {
        var (ann, bob) = (Slack.Person("ann"), Slack.Person("bob"));
        await Notes.ShareAsync(ann, "bob", "You asked Cleo before you decided.");
        await ann.ReceivesAsync("done your part");
        await ann.RunsAsync("/partner privacy");
        await ann.ClicksAsync("Erase Me");
        await ann.FillsAsync("Type ERASE", "ERASE");
        Slack.Faults.HangAfter("chat.postMessage");
        await ann.SubmitsAsync();
        await ann.ReceivesAsync("is erased");

        await Worker.KillAndStartAsync();

        await bob.ReceivesAsync("Someone who left");
        await NoTraceAsync(ann);
        Assert.That(ann.Messages.Count(message => message.Contains("is erased")), Is.EqualTo(1));
    }

    private async Task NoTraceAsync(Person person)
    {
        IReadOnlyList<string> left = [];
        for (var waited = TimeSpan.Zero; waited < LongerThanALease; waited += TimeSpan.FromMilliseconds(250))
        {
            left = await Database.TablesNamingAsync(person.Id, person.Direct);
            if (left.Count == 0) return;
            await Task.Delay(250);
        }
        Assert.That(left, Is.Empty);
    }
}
