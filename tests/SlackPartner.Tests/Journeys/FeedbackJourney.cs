using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>From <c>/sbi</c> to the answer, over both transports.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class FeedbackJourney(Transport transport) : FeedbackPlay(transport)
{
    [Test]
    public async Task A_note_goes_from_form_to_answer()
    {
        await Ann.RunsAsync("/sbi @bob");
        await FillsInAsync(Ann);
        await Ann.SubmitsAsync();
        var review = await Ann.SeesModalAsync("will see exactly this");
        Assert.That(review.Text, Does.Contain(Behavior));
        Assert.That(review.Buttons, Is.SupersetOf(new[] { "Share Now", "Save Draft", "Edit", "Discard" }));

        await Ann.ClicksAsync("Share Now");
        await Ann.SeesModalAsync("on its way");
        var card = await Bob.ReceivesAsync(Behavior);
        Assert.That(card.Text, Does.Contain(Situation).And.Contain(Impact));
        Assert.That(card.Buttons, Is.SupersetOf(new[] { "Thank You", "I Need Time", "Ask a Question", "I See It Differently" }));
        await Ann.ReceivesAsync("done your part");

        await Bob.ClicksAsync("Thank You", within: card);
        var answered = await Bob.SeesChangeAsync(card, changed => changed.Contains("You said thank you"));
        Assert.That(answered.Buttons, Is.Empty);
        await Ann.ReceivesAsync("says thank you");
    }

    [Test]
    public async Task A_restart_between_any_two_steps_loses_nothing()
    {
        await Ann.RunsAsync("/sbi @bob In Monday's planning you asked Cleo for her view. I felt relieved.");
        await RestartAsync();
        await FillsInAsync(Ann);
        await RestartAsync();
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("will see exactly this");
        await RestartAsync();
        await Ann.ClicksAsync("Share Now");
        await RestartAsync();
        var card = await Bob.ReceivesAsync(Behavior);
        await RestartAsync();
        await Ann.ReceivesAsync("done your part");
        await Bob.ClicksAsync("I Need Time", within: card);
        await RestartAsync();
        await Bob.SubmitsAsync();
        await RestartAsync(); // which sets the bot's clock back to the real time
        await Ann.ReceivesAsync("would like some time");
        await PassesAsync(TimeSpan.FromHours(3));
        var reminder = await Bob.ReceivesAsync("You asked for time with this");
        await RestartAsync();
        await Bob.ClicksAsync("Thank You", within: reminder);
        await RestartAsync();
        await Ann.ReceivesAsync("says thank you");
        await Bob.SeesChangeAsync(reminder, changed => changed.Contains("You said thank you") && changed.Buttons.Count == 0);

        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Has.Count.EqualTo(3));
        Assert.That(Bob.Messages, Has.Count.EqualTo(2));
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("No drafts"));
    }
}
