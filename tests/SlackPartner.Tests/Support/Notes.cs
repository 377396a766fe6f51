using SlackPartner.Simulator.Driver;

namespace SlackPartner.Tests.Support;

/// <summary>Sharing a note, for tests that are about what happens to it.</summary>
internal static class Notes
{
    public static async Task ShareAsync(Person author, string recipient, string behavior)
    {
        await author.RunsAsync($"/sbi @{recipient}");
        await author.FillsAsync("Situation", "In Monday's planning");
        await author.FillsAsync("Behavior", behavior);
        await author.FillsAsync("Impact", "I learned about the risk in time.");
        await author.SubmitsAsync();
        await author.SeesModalAsync("will see exactly this");
        await author.ClicksAsync("Share Now");
        await author.SeesModalAsync("on its way");
        await author.ClosesModalAsync(all: true);
    }
}
