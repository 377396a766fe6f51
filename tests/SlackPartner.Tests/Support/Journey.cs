using SlackPartner.Simulator;
using SlackPartner.Simulator.Driver;

namespace SlackPartner.Tests.Support;

/// <summary>A simulated Slack, a database and the bot between them. Journeys derive from it and read as a dialogue.</summary>
internal abstract class Journey(Transport transport)
{
    protected SimulatedSlack Slack { get; private set; } = null!; // set up before each test
    protected TestDatabase Database { get; private set; } = null!; // set up before each test
    protected TestBot Bot { get; private set; } = null!; // set up before each test
    protected Person Ann => Slack.Person("ann");
    protected Person Bob => Slack.Person("bob");
    protected Person Cleo => Slack.Person("cleo");

    internal static SimulatorOptions Options => new()
    {
        Manifest = Repository.PathTo("deploy", "slack-manifest.json"),
        // A busy test machine is slower than Slack is patient; limits of the product are not what these tests are about.
        AckTimeout = TimeSpan.FromSeconds(10),
        TriggerLife = TimeSpan.FromSeconds(10),
        Patience = TimeSpan.FromSeconds(20),
    };

    protected virtual SimulatorOptions SlackOptions => Options;

    [SetUp]
    public async Task StartAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Slack = await SimulatedSlack.StartAsync(SlackOptions);
        Bot = await TestBot.StartAsync(Slack, Database.ConnectionString, transport);
    }

    [TearDown]
    public async Task EndAsync()
    {
        var passed = TestContext.CurrentContext.Result.Outcome.Status is NUnit.Framework.Interfaces.TestStatus.Passed;
        if (!passed) foreach (var line in Bot.Logs.Lines.TakeLast(40)) await TestContext.Out.WriteLineAsync(line);
        await Bot.StopAsync();
        await Bot.DisposeAsync();
        Assert.Multiple(() =>
        {
            Assert.That(Slack.UnknownCalls, Is.Empty);
            Assert.That(Slack.Violations, Is.Empty);
        });
        await Slack.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Starts the bot again on the same database, as a deployment would.</summary>
    protected async Task RestartAsync()
    {
        await Bot.StopAsync();
        await Bot.DisposeAsync();
        Bot = await TestBot.StartAsync(Slack, Database.ConnectionString, transport);
    }

    /// <summary>Starts the bot again where it cannot get ready.</summary>
    protected async Task RestartWithoutWaitingAsync()
    {
        await Bot.StopAsync();
        await Bot.DisposeAsync();
        Bot = await TestBot.StartWithoutWaitingAsync(Slack, Database.ConnectionString, transport);
    }
}
