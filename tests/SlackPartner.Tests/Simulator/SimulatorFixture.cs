using NUnit.Framework;
using SlackPartner.Simulator;
using SlackPartner.Simulator.Driver;

namespace SlackPartner.Tests.Simulator;

/// <summary>A fresh simulated Slack and an app of few lines for each test.</summary>
public abstract class SimulatorFixture
{
    protected SimulatedSlack Slack { get; private set; } = null!; // set before each test
    internal RawApp App { get; private set; } = null!; // set before each test

    /// <summary>Patient, so that a busy machine does not decide a test.</summary>
    protected virtual SimulatorOptions Options => new() { AckTimeout = TimeSpan.FromSeconds(20), TriggerLife = TimeSpan.FromSeconds(20), Patience = TimeSpan.FromSeconds(20), RetryFactor = 0.001 };

    [SetUp]
    public async Task StartSlack()
    {
        Slack = await SimulatedSlack.StartAsync(Options);
        App = new RawApp(Slack);
    }

    [TearDown]
    public async Task StopSlack()
    {
        await App.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
