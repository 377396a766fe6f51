using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>The shortcuts Slack shows for this app.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class ShortcutJourney(Transport transport) : FeedbackPlay(transport)
{
    private Card Slide => Ann.MessagesIn("#planning").First(one => one.Contains("roadmap slide"));

    [Test]
    public async Task A_message_becomes_the_beginning_of_a_note_to_its_author_and_is_quoted_in_it()
    {
        await Ann.UsesShortcutAsync("Draft Feedback From This", Slide);

        var form = await Ann.SeesModalAsync(modal => modal.Submit == "Review");
        Assert.Multiple(() =>
        {
            Assert.That(form.Values["To"], Does.Contain("Bob"));
            Assert.That(form.Values["Situation"], Does.StartWith("In #planning on "));
            Assert.That(form.Text, Does.Contain("roadmap slide"));
        });

        await RestartAsync(); // the open form is all there is of it so far
        await FillsInAsync(Ann);
        await Ann.SubmitsAsync();
        await Ann.ClicksAsync("Share Now");

        var card = await Bob.ReceivesAsync("roadmap slide");
        Assert.Multiple(() =>
        {
            Assert.That(card.Texts, Has.Some.EqualTo("*From the message*"));
            Assert.That(card.Raw.ToJsonString(), Does.Contain($"https://{Slack.Workspace.Domain}.slack.com/archives/{Slide.Channel}/p{Slide.Ts.Replace(".", "", StringComparison.Ordinal)}"));
        });
    }

    [Test]
    public async Task A_message_can_be_left_out_and_stays_through_a_correction_otherwise()
    {
        await Ann.UsesShortcutAsync("Draft Feedback From This", Slide);
        await FillsInAsync(Ann);
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync(modal => modal.Title == "Review" && modal.Contains("roadmap slide"));

        await Ann.ClicksAsync("Edit");
        await Ann.SeesModalAsync(modal => modal.Submit == "Review" && modal.Contains("roadmap slide"));
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync(modal => modal.Title == "Review" && modal.Contains("roadmap slide"));

        await Ann.ClicksAsync("Edit");
        await Ann.FillsAsync("From the message", "Leave it out");
        await Ann.SubmitsAsync();
        Assert.That((await Ann.SeesModalAsync(modal => modal.Title == "Review")).Text, Does.Not.Contain("roadmap slide"));
        await Ann.ClicksAsync("Share Now");

        Assert.That((await Bob.ReceivesAsync(Behavior)).Text, Does.Not.Contain("roadmap slide"));
    }

    [Test]
    public async Task A_form_that_is_closed_leaves_nothing_behind()
    {
        await Ann.UsesShortcutAsync("Draft Feedback From This", Slide);
        await Ann.SeesModalAsync(modal => modal.Submit == "Review");
        await Ann.ClosesModalAsync();

        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("No drafts"));
    }

    [Test]
    public async Task Ones_own_message_is_a_note_to_nobody_yet()
    {
        await Bob.UsesShortcutAsync("Draft Feedback From This", Slide);

        Assert.That((await Bob.SeesModalAsync(modal => modal.Submit == "Review")).Values["To"], Is.Empty);
    }

    [Test]
    public async Task A_reply_is_looked_at_and_nothing_is_sent_or_kept()
    {
        const string hot = "You are a liar. I count three tickets.";
        await Ann.UsesShortcutAsync("Help Me Reply Calmly", Slide);
        await Ann.SeesModalAsync("roadmap slide");
        await Ann.FillsAsync("Your reply", hot);

        await RestartAsync();
        await Ann.SubmitsAsync("Check");

        var check = await Ann.SeesModalAsync("A calmer way");
        Assert.Multiple(() =>
        {
            Assert.That(check.Text, Does.Contain("roadmap slide"), "the message stays in sight");
            Assert.That(check.Texts, Has.Some.EqualTo("I count three tickets.").And.Some.EqualTo(hot));
            Assert.That(check.Values["Your reply"], Is.EqualTo(hot));
            Assert.That(check.Buttons, Has.None.EqualTo("Start a Cool-Down"), "nothing would answer it yet");
        });

        await Ann.FillsAsync("Your reply", "I count three tickets.");
        await Ann.SubmitsAsync("Check");
        await Ann.SeesModalAsync("Nothing in it heats things up");
        await Ann.ClosesModalAsync();
        await EverythingIsDoneAsync();
        Assert.That(Ann.MessagesIn("#planning").Concat(Bob.Messages).Where(message => message.FromBot), Is.Empty);
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("No drafts"));
    }

    [Test]
    public async Task The_form_opens_from_anywhere()
    {
        await Ann.UsesShortcutAsync("Draft Feedback");

        await Ann.SeesModalAsync(modal => modal.Submit == "Review");
    }

    [TestCase("Start a Cool-Down")]
    public async Task What_is_not_there_yet_says_so(string shortcut)
    {
        await Ann.UsesShortcutAsync(shortcut);

        await Ann.SeesModalAsync("can't do that yet");
    }
}
