using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Asking first: the reader decides when, and the author learns that and no more.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class AskJourney(Transport transport) : FeedbackPlay(transport)
{
    private const string Question = "Could I share an observation about";

    [Test]
    public async Task Now_brings_the_note_at_once()
    {
        var card = await AsksAsync(Ann, Bob);
        Assert.That(card.Text, Does.Not.Contain(Behavior).And.Not.Contain(Situation).And.Contain("Partner brings signed notes between colleagues"));
        Assert.That(card.Buttons, Is.SupersetOf(new[] { "Now", "Tomorrow Morning", "In Our 1:1", "Not This Week" }));
        await RestartAsync();

        await Bob.ClicksAsync("Now", within: card);

        await Ann.ReceivesAsync("would like to hear it now");
        var note = await Bob.ReceivesAsync(Behavior);
        Assert.That(note.Text, Does.Not.Contain("Partner brings signed notes"), "the question explained it");
        var settled = await Bob.SeesChangeAsync(card, changed => changed.Contains("You chose Now"));
        Assert.That(settled.Buttons, Is.Empty);
        await Ann.ReceivesAsync("done your part");
        await EverythingIsDoneAsync();
        Assert.That((Ann.Messages.Count, Bob.Messages.Count), Is.EqualTo((2, 2)));
        Assert.That(Bob.Look(note).Offers("Thank You"), Is.True, "drawing the question anew leaves the note alone");
    }

    [Test]
    public async Task Tomorrow_morning_brings_it_on_the_next_working_day()
    {
        var card = await AsksAsync(Ann, Bob);
        await Bob.ClicksAsync("Tomorrow Morning", within: card);
        await Ann.ReceivesAsync("would like to hear it tomorrow morning");
        await Bob.SeesChangeAsync(card, changed => changed.Contains("You chose Tomorrow Morning. It comes on") && changed.Buttons.Count == 0);
        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, Behavior), Is.Zero);
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("goes out"));
        await RestartAsync();

        await PassesAsync(TimeSpan.FromDays(4)); // over any weekend
        await Bob.ReceivesAsync(Behavior);
    }

    [TestCase("In Our 1:1", "would like to hear it in your 1:1")]
    [TestCase("Not This Week", "would rather not this week")]
    public async Task What_is_not_wanted_now_stays_with_its_author(string choice, string told)
    {
        var card = await AsksAsync(Ann, Bob);
        await Bob.ClicksAsync(choice, within: card);
        await Ann.ReceivesAsync(told);
        await Bob.SeesChangeAsync(card, changed => changed.Contains($"You chose {choice}") && changed.Buttons.Count == 0);

        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Share");
        await Ann.ClicksAsync("Ask First");
        await Ann.SeesModalAsync("less than a week ago");
        await Ann.ClosesModalAsync(all: true);
        await PassesAsync(TimeSpan.FromDays(7.1));
        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Share");
        await Ann.ClicksAsync("Ask First");
        await Bob.ReceivesAsync(Question);
        await EverythingIsDoneAsync();
        Assert.That((Ann.Messages.Count, Count(Bob, Behavior)), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Asking_twice_at_once_asks_once_and_answering_twice_answers_once()
    {
        var review = await ReviewsAsync(Ann, Bob);
        await Task.WhenAll(Ann.ClicksAsync("Ask First", within: review), Ann.ClicksAsync("Ask First", within: review));
        var card = await Bob.ReceivesAsync(Question);
        await Task.WhenAll(Bob.ClicksAsync("Now", within: card), Bob.ClicksAsync("Now", within: card), Bob.ClicksAsync("Not This Week", within: card));
        await EverythingIsDoneAsync();

        Assert.That(Count(Bob, Question), Is.EqualTo(1));
        Assert.That(Count(Ann, "would like to hear it now") + Count(Ann, "would rather not this week"), Is.EqualTo(1));
        Assert.That(Count(Bob, Behavior), Is.EqualTo(Count(Ann, "would like to hear it now")));
    }

    [Test]
    public async Task Questions_count_as_notes_also_when_their_note_is_discarded()
    {
        foreach (var what in new[] { "first", "second", "third" })
        {
            var card = await AsksAsync(Ann, Bob, $"You closed the {what} ticket.");
            await OpensDraftsAsync(Ann);
            await Ann.ClicksAsync("Delete");
            await Ann.SeesModalAsync("No drafts");
            await Ann.ClosesModalAsync(all: true);
            await Bob.SeesChangeAsync(card, changed => changed.Contains("isn't open any more") && changed.Buttons.Count == 0);
        }
        Assert.That((await OpensAsync(Ann, "/sbi sent", "Shared by you")).Text, Does.Contain("haven't shared"));
        await Ann.ClosesModalAsync();
        Assert.That(await Database.QueryAsync<string>("select 'text' from feedback where behavior is not null"), Is.Empty);

        await ReviewsAsync(Ann, Bob);
        await Ann.ClicksAsync("Ask First");
        await Ann.SeesModalAsync("three notes with this person");
    }

    [Test]
    public async Task Who_stops_such_questions_or_mutes_looks_out_of_reach()
    {
        var first = await AsksAsync(Ann, Bob);
        await Bob.ClicksAsync("Stop These", within: first);
        await Bob.SeesChangeAsync(first, changed => changed.Contains("won't be asked such questions") && changed.Buttons.Count == 0);
        await Ann.ReceivesAsync("would rather not this week");
        await ReviewsAsync(Cleo, Bob);
        await Cleo.ClicksAsync("Ask First");
        await Cleo.SeesModalAsync("This person can't be reached here; your text is in Drafts.");

        await OpensAsync(Bob, "/partner settings", "Settings");
        await Bob.FillsAsync("Messages you want", "Questions before feedback");
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("Saved.");
        await Bob.ClosesModalAsync();
        var second = await AsksAsync(Ann, Bob, "You closed the ticket.");
        await Bob.ClicksAsync("Mute This Person", within: second);
        await Bob.SeesChangeAsync(second, changed => changed.Contains("won't get notes from") && changed.Buttons.Count == 0);
        await ReviewsAsync(Ann, Bob, "You closed another ticket.");
        await Ann.ClicksAsync("Ask First");
        await Ann.SeesModalAsync("This person can't be reached here; your text is in Drafts.");
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_note_someone_was_asked_about_stays_with_them_and_sharing_it_settles_the_question()
    {
        var card = await AsksAsync(Ann, Bob);
        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Edit");
        await Ann.FillsAsync("To", "cleo");
        await Ann.FillsAsync("Behavior", "You asked everyone.");
        await Ann.SubmitsAsync();
        var form = await Ann.SeesModalAsync(modal => modal.Errors.Count > 0);
        Assert.That(form.Errors["To"], Does.Contain("stays with them"));
        await Ann.FillsAsync("To", "bob");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("haven't chosen yet");

        await Ann.ClicksAsync("Share Now");
        await Bob.ReceivesAsync("You asked everyone.");
        await Bob.SeesChangeAsync(card, changed => changed.Contains("isn't open any more") && changed.Buttons.Count == 0);
        await EverythingIsDoneAsync();
        Assert.That((Ann.Messages.Count, Bob.Messages.Count, Cleo.Messages.Count), Is.EqualTo((1, 2, 0)));
    }

    /// <summary>From the command until the question has arrived.</summary>
    private static async Task<Card> AsksAsync(Person author, Person reader, string behavior = Behavior)
    {
        await ReviewsAsync(author, reader, behavior);
        await author.ClicksAsync("Ask First");
        await author.SeesModalAsync("I'm asking");
        await author.ClosesModalAsync(all: true);
        return await reader.ReceivesAsync(Question);
    }
}
