using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Home: what waits comes first, and it is never out of date.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class HomeJourney(Transport transport) : FeedbackPlay(transport)
{
    [Test]
    public async Task An_empty_home_teaches_by_example_and_starts_a_note()
    {
        var home = await Ann.OpensHomeAsync();
        Assert.That(home.Text, Does.Contain("Good feedback names one moment").And.Not.Contain("Waiting for you"));

        await Ann.ClicksAsync("Draft Feedback", within: home);
        await Ann.FillsAsync("To", "bob");
        await FillsInAsync(Ann);
        await Ann.SubmitsAsync();
        await Ann.ClicksAsync("Save Draft");
        await Ann.ClosesModalAsync();

        var changed = await Ann.SeesHomeAsync(tab => tab.Contains("1 draft"));
        Assert.That(changed.Text, Does.Not.Contain("Waiting for you").And.Not.Contain(Behavior));
        await Ann.ClicksAsync("All 1", within: changed);
        await Ann.SeesModalAsync(Behavior);
        await Ann.ClosesModalAsync();
        await Ann.ClicksAsync("Open", within: changed);
        await Ann.SeesModalAsync(modal => modal.Title == "Review" && modal.Contains(Behavior));
    }

    [Test]
    public async Task Home_follows_every_change_for_both()
    {
        await Ann.OpensHomeAsync();
        await Bob.OpensHomeAsync();
        await ReviewsAsync(Ann, Bob);
        await Ann.SeesHomeAsync(tab => tab.Contains("1 draft"));
        await Ann.ClicksAsync("Share Now");
        await Ann.SeesHomeAsync(tab => tab.Contains("1 note shared") && !tab.Contains("1 draft"));
        await Ann.ClosesModalAsync();

        var waiting = await Bob.SeesHomeAsync(tab => tab.Contains("1 note for you to answer") || tab.Contains("*1 note* for you to answer"));
        Assert.That(waiting.Texts[0], Is.EqualTo("Waiting for you"));
        await Bob.ClicksAsync("Read", within: waiting);
        await Bob.SeesModalAsync(Behavior);
        await Bob.ClicksAsync("Thank You");
        await Bob.SeesHomeAsync(tab => !tab.Contains("Waiting for you") && tab.Contains("1 note received"));
    }

    [Test]
    public async Task Nobody_gets_a_home_they_have_not_opened()
    {
        Ann.OpensMessages();
        await BringsAsync(Ann, Bob);
        await EverythingIsDoneAsync();
        Assert.That(Slack.Calls.Select(call => call.Method), Has.None.EqualTo("views.publish"));
    }

    [Test]
    public async Task A_slow_draw_does_not_overwrite_a_newer_one()
    {
        await Ann.OpensHomeAsync();
        await EverythingIsDoneAsync();
        Slack.Faults.Slow("views.publish", TimeSpan.FromSeconds(2));
        await Ann.RunsAsync("/sbi @bob You closed the first ticket.");
        await UntilAsync(() => Task.FromResult(Slack.Faults.Hits == 1), "the slow draw to begin");
        await Ann.RunsAsync("/sbi @bob You closed the second ticket.");

        await EverythingIsDoneAsync();
        await UntilAsync(() => Task.FromResult(Slack.Calls.Count(call => call.Method == "views.publish") >= 3), "both draws to end");

        await Ann.SeesHomeAsync(tab => tab.Contains("2 drafts"));
        Assert.That(Ann.Home!.Text, Does.Contain("2 drafts"));
    }

    [Test]
    public async Task A_word_to_the_bot_is_answered_with_how_to_begin()
    {
        Ann.Writes("hello?");
        await Ann.ReceivesAsync("/sbi");
    }
}
