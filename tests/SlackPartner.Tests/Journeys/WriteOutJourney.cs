using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Pages written instead of talking: one's own, and what becomes of them.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class WriteOutJourney(Transport transport) : ConflictPlay(transport)
{
    [Test]
    public async Task Writing_instead_of_talking_becomes_a_draft_or_goes_after_seven_days()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 20m");
        await PassesAsync(TimeSpan.FromMinutes(21));
        var asked = await Ann.ReceivesAsync("ends now");
        await Ann.ClicksAsync("I'd Rather Write", within: asked);
        await Ann.SubmitsAsync();
        Assert.That(Ann.Modal!.Errors.Values.Single(), Does.Contain("nothing written yet"));
        await Ann.FillsAsync("What happened", "On Monday two people talked at once. I lost my point.");
        await Ann.FillsAsync("next time", "Ask first.");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("Only you can read this");
        await Ann.ClicksAsync("Make It a Draft");
        await Ann.SeesModalAsync("It's a draft now");
        await Ann.ClosesModalAsync();
        var home = await Ann.OpensHomeAsync();
        await Ann.ClicksAsync("Written Pages (1)", within: home);
        await Ann.ClicksAsync("Open");
        await Ann.ClicksAsync("Make It a Draft");
        await Ann.SeesModalAsync("became a draft before");
        await Ann.ClosesModalAsync(all: true);
        await Ann.SeesChangeAsync(asked, changed => changed.Contains("You'd rather write"));
        await OpensDraftsAsync(Ann);
        Assert.That(Ann.Modal!.Contains("talked at once"), Is.True);
        await Ann.ClosesModalAsync();

        foreach (var keep in new[] { false, true })
        {
            await Ann.RunsAsync("/cooldown write");
            await Ann.FillsAsync("hard to take", "I was tired.");
            await Ann.SubmitsAsync();
            await Ann.SeesModalAsync("Only you can read this");
            if (keep) await Ann.ClicksAsync("Keep It");
            await Ann.SeesModalAsync(keep ? "kept until you delete it" : "unless you keep it");
            await Ann.ClosesModalAsync();
        }
        await PassesAsync(TimeSpan.FromDays(8));
        await UntilAsync(async () => (await Database.QueryAsync<bool>("select expires_at is null from write_out")) is [true], "the page nobody kept to go");
        Assert.That(await Database.QueryAsync<long>("select count(*) from cool_down"), Is.EqualTo(new[] { 1L }));
        await PassesAsync(TimeSpan.FromDays(401));
        await UntilAsync(async () => (await Database.QueryAsync<long>("select count(*) from cool_down")) is [0], "a pause of last year to go");
    }

    [Test]
    public async Task A_page_stays_with_its_author_and_only_partners_get_a_line_on_their_agenda()
    {
        await ArePartnersAsync(Ann, Bob);
        await WritesAsync("@cleo", "next time", "Ask first.");
        Assert.That(Ann.Modal!.Offers("Add to 1:1"), Is.False, "they share no agenda");
        await Ann.ClosesModalAsync();

        await WritesAsync("@bob", "hard to take", "I was tired.");
        Assert.That(Ann.Modal!.Offers("Add to 1:1"), Is.False, "what is hard is nobody else's");
        await Ann.ClicksAsync("Make It a Draft");
        await Ann.SeesModalAsync("It's a draft now");
        await Ann.ClosesModalAsync();
        await OpensDraftsAsync(Ann);
        Assert.That(Ann.Modal!.Contains("I was tired"), Is.True);
        await Ann.ClosesModalAsync();

        await WritesAsync("@bob", "next time", "Ask first.");
        await Ann.ClicksAsync("Add to 1:1");
        await Ann.SeesModalAsync("The page stays with you alone");
        await Ann.ClosesModalAsync();
        await Bob.RunsAsync("/1on1 agenda");
        await Bob.SeesModalAsync("Ask first.");
        Assert.That(await Database.QueryAsync<long>("select count(*) from write_out"), Is.EqualTo(new[] { 3L }));
    }

    private async Task WritesAsync(string about, string prompt, string words)
    {
        await Ann.RunsAsync($"/cooldown write {about}");
        await Ann.FillsAsync(prompt, words);
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("Only you can read this");
    }
}
