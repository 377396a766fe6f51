using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Sharing: once, within limits, and back again while nobody has answered.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class SharingJourney(Transport transport) : FeedbackPlay(transport)
{
    private const string FirstContact = "Partner brings signed notes between colleagues";

    [Test]
    public async Task The_first_note_someone_gets_explains_itself_and_later_ones_do_not()
    {
        var first = await BringsAsync(Ann, Bob, "You closed the first ticket.");
        Assert.That(first.Text, Does.Contain(FirstContact).And.Contain("workspace export").And.Contain("Mute This Person"));
        Assert.That(first.Offers("Mute This Person"), Is.True);

        var second = await BringsAsync(Cleo, Bob, "You closed the second ticket.");
        Assert.That(second.Text, Does.Not.Contain(FirstContact));
        Assert.That(second.Offers("Mute This Person"), Is.True);
    }

    [Test]
    public async Task Sharing_twice_at_once_shares_once()
    {
        var review = await ReviewsAsync(Ann, Bob);

        await Task.WhenAll(Ann.ClicksAsync("Share Now", within: review), Ann.ClicksAsync("Share Now", within: review), Ann.ClicksAsync("Share Now", within: review));

        await Bob.ReceivesAsync(Behavior);
        await Ann.ReceivesAsync("done your part");
        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, Behavior), Is.EqualTo(1));
        Assert.That(Count(Ann, "done your part"), Is.EqualTo(1));
    }

    [Test]
    public async Task Submitting_twice_at_once_makes_one_draft()
    {
        await Ann.RunsAsync("/sbi @bob");
        await FillsInAsync(Ann);

        await Task.WhenAll(Ann.SubmitsAsync(), Ann.SubmitsAsync(), Ann.SubmitsAsync());

        await Ann.SeesModalAsync("will see exactly this");
        Assert.That((await OpensDraftsAsync(Ann)).Buttons.Count(button => button == "Share"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_shared_note_can_be_taken_back_while_unanswered_and_its_card_says_only_that()
    {
        var card = await BringsAsync(Ann, Bob);
        await OpensAsync(Ann, "/sbi sent", "Shared by you");

        await Ann.ClicksAsync("Take Back");

        await Ann.SeesModalAsync("taken back");
        var gone = await Bob.SeesChangeAsync(card, changed => changed.Contains("took a note back"));
        Assert.That(gone.Text, Is.EqualTo("@Ann Archer took a note back."));
        Assert.That(gone.Fallback, Does.Not.Contain(Behavior));
        Assert.That(gone.Buttons, Is.Empty);
        Assert.That((await OpensAsync(Bob, "/sbi inbox", "Feedback for you")).Text, Does.Not.Contain(Behavior));
        await EverythingIsDoneAsync();
        Assert.That(Bob.Messages, Has.Count.EqualTo(1));
    }

    [TestCase("Thank You")]
    [TestCase("I Need Time")]
    public async Task An_answered_note_can_not_be_taken_back(string answer)
    {
        var card = await BringsAsync(Ann, Bob);
        var list = await OpensAsync(Ann, "/sbi sent", "Shared by you");
        await Bob.ClicksAsync(answer, within: card);
        if (answer == "I Need Time") await Bob.SubmitsAsync();

        await Ann.ClicksAsync("Take Back", within: list);

        await Ann.SeesModalAsync("already answered");
        await EverythingIsDoneAsync();
        Assert.That(Bob.Look(card).Text, Does.Contain(Behavior));
    }

    [Test]
    public async Task A_note_that_was_taken_back_can_not_be_answered_from_a_screen_left_open()
    {
        var card = await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("Ask a Question", within: card);
        await Bob.FillsAsync("Question", "What happened just before?");
        await OpensAsync(Ann, "/sbi sent", "Shared by you");
        await Ann.ClicksAsync("Take Back");

        await Bob.SubmitsAsync();

        var form = await Bob.SeesModalAsync(modal => modal.Errors.Count > 0);
        Assert.That(form.Errors["Question"], Is.EqualTo("This note was taken back."));
        Assert.That(form.Values["Question"], Is.EqualTo("What happened just before?"));
    }

    [Test]
    public async Task Editing_a_shared_note_is_refused_and_what_was_typed_becomes_a_draft()
    {
        await SharesAsync(Ann, Bob);
        var id = (await Database.QueryAsync<Guid>("select id from feedback"))[0];
        await Ann.RunsAsync("/sbi @bob");
        await FillsInAsync(Ann, behavior: "You decided alone.");
        FormIsAbout(Ann, id); // the form had been open on another device before she shared

        await Ann.SubmitsAsync();

        var review = await Ann.SeesModalAsync("already shared");
        Assert.That(review.Text, Does.Contain("kept as a new draft").And.Contain("You decided alone."));
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("You decided alone."));
        await Bob.ReceivesAsync(Behavior);
        Assert.That(Count(Bob, "You decided alone."), Is.Zero);
    }

    [Test]
    public async Task A_fourth_note_to_one_person_in_a_day_waits_in_drafts_until_tomorrow()
    {
        foreach (var what in new[] { "first", "second", "third" }) await SharesAsync(Ann, Bob, $"You closed the {what} ticket.");
        await ReviewsAsync(Ann, Bob, "You closed the fourth ticket.");
        await Ann.ClicksAsync("Share Now");
        await Ann.SeesModalAsync("three notes with this person");
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("You closed the fourth ticket."));

        await PassesAsync(TimeSpan.FromHours(25));
        await Ann.ClicksAsync("Share");
        await Ann.ClicksAsync("Share Now");
        await Ann.SeesModalAsync("on its way");
        await Bob.ReceivesAsync("You closed the fourth ticket.");
    }

    [Test]
    public async Task An_eleventh_note_in_a_day_waits_in_drafts()
    {
        var others = new[] { "bob", "cleo", "kim", "kim.lee" };
        for (var n = 0; n < 10; n++) await SharesAsync(Ann, Slack.Person(others[n / 3]), $"You closed ticket number {n}.");
        await ReviewsAsync(Ann, Slack.Person("kim.lee"), "You closed one more ticket.");
        await Ann.ClicksAsync("Share Now");
        await Ann.SeesModalAsync("ten notes in the last day");
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("You closed one more ticket."));
    }

    [Test]
    public async Task Muting_stops_one_person_and_tells_nobody()
    {
        var card = await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("Mute This Person", within: card);
        Assert.That((await Bob.SeesAsync("won't get notes from")).Text, Does.Contain("Ann Archer"));

        await BringsAsync(Cleo, Bob, "You closed the ticket.");
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Has.Count.EqualTo(1), "only that it arrived");
        await Bob.ClicksAsync("Thank You", within: card);
        await Ann.ReceivesAsync("says thank you");
    }

    [Test]
    public async Task A_recipient_who_left_while_it_was_on_its_way_gives_the_note_back()
    {
        Slack.Faults.Error("conversations.open", "user_disabled");
        await SharesAsync(Ann, Bob);

        var told = await Ann.ReceivesAsync("can't be reached here");

        Assert.That(told.Text, Does.Contain("your text is in Drafts"));
        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Share");
        await Ann.ClicksAsync("Share Now");
        await Bob.ReceivesAsync(Behavior);
        await Ann.ReceivesAsync("done your part");
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Has.Count.EqualTo(2));
    }
}
