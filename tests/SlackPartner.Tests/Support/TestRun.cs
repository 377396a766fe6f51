using SlackPartner.Tests.Support;

// Journeys wait more than they compute.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(5)]

namespace SlackPartner.Tests;

/// <summary>Ends what the run has started.</summary>
[SetUpFixture]
internal sealed class TestRun
{
    [OneTimeTearDown]
    public Task StopAsync() => TestDatabase.StopAsync();
}
