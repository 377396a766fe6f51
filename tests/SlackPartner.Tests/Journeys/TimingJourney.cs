using NodaTime;
using NodaTime.Text;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Choosing when a note arrives, and thinking better of it until it has.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class TimingJourney(Transport transport) : FeedbackPlay(transport)
{
    private const string Hot = "You NEVER listen!! This is the last time, or I'll go to your boss.";

    [Test]
    public async Task A_note_goes_out_at_the_proposed_time_and_not_before()
    {
        await ReviewsAsync(Ann, Bob);
        await Ann.ClicksAsync("Pick a Time");
        var form = await Ann.SeesModalAsync(modal => modal.Title == "Pick a time");
        Assert.That(form.Text, Does.Contain("in Berlin").And.Contain("for you"));
        await RestartAsync();
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("It goes out");
        await RestartAsync();

        var plan = await PlannedAsync();
        await PassesAsync((plan - Now - Duration.FromMinutes(2)).ToTimeSpan());
        await EverythingIsDoneAsync();
        Assert.That(Bob.Messages, Is.Empty);
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("goes out").And.Contain("their time"));
        await Ann.ClosesModalAsync();

        await PassesAsync(TimeSpan.FromMinutes(3));
        var card = await Bob.ReceivesAsync(Behavior);
        Assert.That(card.Offers("Thank You"), Is.True);
        await Ann.ReceivesAsync("done your part");
        await EverythingIsDoneAsync();
        Assert.That((Ann.Messages.Count, Bob.Messages.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_plan_can_be_changed_and_canceled_in_drafts()
    {
        await PlansAsync(Ann, Bob, days: 5);
        var first = await PlannedAsync();
        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Change Time");
        await Ann.FillsAsync("Date", Day(6));
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("It goes out");
        Assert.That((await PlannedAsync() - first).TotalHours, Is.EqualTo(24).Within(1)); // clocks may change between them
        await Ann.ClosesModalAsync(all: true);

        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Cancel Sending");
        var list = await Ann.SeesModalAsync(modal => modal.Title == "Drafts" && !modal.Buttons.Contains("Cancel Sending"));
        Assert.That(list.Text, Does.Contain(Behavior));
        await PassesAsync(TimeSpan.FromDays(6.9));
        await EverythingIsDoneAsync();
        Assert.That((Ann.Messages.Count, Bob.Messages.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Sharing_now_takes_the_place_of_the_plan()
    {
        await PlansAsync(Ann, Bob, days: 5);
        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Share");
        await Ann.SeesModalAsync("It goes out");
        await Ann.ClicksAsync("Share Now");
        await Bob.ReceivesAsync(Behavior);
        await Ann.ReceivesAsync("done your part");

        await PassesAsync(TimeSpan.FromDays(6));
        await EverythingIsDoneAsync();
        Assert.That((Ann.Messages.Count, Bob.Messages.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_time_that_can_not_be_is_explained_beside_its_field_and_nothing_is_lost()
    {
        await ReviewsAsync(Ann, Bob);
        await Ann.ClicksAsync("Pick a Time");
        await RefusedAsync(Day(-2), "10:00", "Date", "has passed");
        await RefusedAsync(Day(3), "23:30", "Time", "quiet from 20:00 to 08:00");
        await RefusedAsync(Day(3), "03:00", "Time", "quiet from 20:00 to 08:00");
        await RefusedAsync(Day(140), "10:00", "Date", "120 days");

        await Ann.FillsAsync("Date", Day(3));
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("It goes out");

        async Task RefusedAsync(string date, string time, string field, string words)
        {
            await Ann.FillsAsync("Date", date);
            await Ann.FillsAsync("Time", time);
            await Ann.SubmitsAsync();
            var form = await Ann.SeesModalAsync(modal => modal.Errors.ContainsKey(field));
            Assert.That(form.Errors[field], Does.Contain(words));
        }
    }

    [Test]
    public async Task A_plan_moves_with_its_reader()
    {
        await PlansAsync(Ann, Bob, days: 5);
        var before = await PlannedAsync();
        var there = before.InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).LocalDateTime;

        Bob.MovesTo("Asia/Tokyo");

        var expected = there.InZoneLeniently(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).ToInstant();
        await UntilAsync(async () => await PlannedAsync() == expected, "the plan to move");
        await PassesAsync((expected - Now + Duration.FromMinutes(1)).ToTimeSpan());
        await Bob.ReceivesAsync(Behavior);
        await PassesAsync(TimeSpan.FromDays(2));
        await EverythingIsDoneAsync();
        Assert.That(Bob.Messages, Has.Count.EqualTo(1));
    }

    [TestCase("muted")]
    [TestCase("left")]
    public async Task Someone_out_of_reach_when_it_is_time_gives_the_note_back(string how)
    {
        if (how == "muted")
        {
            var card = await BringsAsync(Ann, Bob, "You closed the ticket.");
            await PlansAsync(Ann, Bob, days: 5);
            await Bob.ClicksAsync("Mute This Person", within: card);
            await Bob.SeesAsync("won't get notes from");
        }
        else
        {
            await PlansAsync(Ann, Bob, days: 5);
            Bob.IsDeactivated();
        }

        await PassesAsync(TimeSpan.FromDays(6));

        var told = await Ann.ReceivesAsync("can't be reached here");
        Assert.That(told.Text, Is.EqualTo("@Bob Brandt can't be reached here; your text is in Drafts."));
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain(Behavior).And.Not.Contain("goes out"));
        Assert.That(Count(Bob, Behavior), Is.Zero);
    }

    [Test]
    public async Task A_limit_reached_when_it_is_time_gives_the_note_back()
    {
        await PlansAsync(Ann, Bob, days: 5);
        await PassesAsync((await PlannedAsync() - Now - Duration.FromHours(3)).ToTimeSpan());
        foreach (var what in new[] { "first", "second", "third" }) await BringsAsync(Ann, Bob, $"You closed the {what} ticket.");

        await PassesAsync(TimeSpan.FromHours(4));

        var told = await Ann.ReceivesAsync("didn't go out");
        Assert.That(told.Text, Does.Contain("three notes with this person").And.Contain("waits in Drafts"));
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain(Behavior));
    }

    [Test]
    public async Task Editing_keeps_the_plan_and_says_so_unless_it_is_for_someone_else()
    {
        await PlansAsync(Ann, Bob, days: 5);
        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Edit");
        await Ann.FillsAsync("Behavior", "You asked everyone.");
        await Ann.SubmitsAsync();
        var review = await Ann.SeesModalAsync(modal => modal.Title == "Review");
        Assert.That(review.Text, Does.Contain("It goes out").And.Contain("You asked everyone."));

        await Ann.ClicksAsync("Edit");
        await Ann.FillsAsync("To", "cleo");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync(modal => modal.Title == "Review" && !modal.Contains("It goes out"));
        await PassesAsync(TimeSpan.FromDays(6));
        await EverythingIsDoneAsync();
        Assert.That((Bob.Messages.Count, Cleo.Messages.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Editing_a_message_of_a_planned_note_makes_it_a_draft_again()
    {
        var (review, behavior) = await TalksAsync();
        await Ann.ClicksAsync("Pick a Time", within: review);
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("It goes out");
        await Ann.ClosesModalAsync(all: true);
        await Ann.SeesChangeAsync(review, card => card.Contains("Your note goes out") && card.Buttons.SequenceEqual(["Change Time", "Cancel Sending", "Open Review"]));

        await Ann.EditsAsync(behavior, "You asked everyone.");

        await Ann.ReceivesAsync("nothing goes out that you haven't looked at");
        await PassesAsync(TimeSpan.FromDays(6));
        await EverythingIsDoneAsync();
        Assert.That(Bob.Messages, Is.Empty);
        await Ann.ClicksAsync("Open Review");
        await Ann.SeesModalAsync("You asked everyone.");
    }

    [TestCase("Pick a Time")]
    [TestCase("Ask First")]
    public async Task A_review_that_is_out_of_date_plans_and_asks_nothing(string button)
    {
        var (review, behavior) = await TalksAsync();
        await Ann.EditsAsync(behavior, "You asked everyone.");
        await Ann.ReceivesAsync("You asked everyone.");

        await Ann.ClicksAsync(button, within: review);

        await Ann.SeesChangeAsync(review, changed => changed.Contains("changed since you looked") && changed.Contains("You asked everyone."));
        await EverythingIsDoneAsync();
        Assert.That(Bob.Messages, Is.Empty);
    }

    [Test]
    public async Task A_hot_draft_comes_back_in_the_morning()
    {
        var review = await ReviewsAsync(Ann, Bob, Hot);
        Assert.That(review.Text, Does.Contain("night's sleep"));
        await Ann.ClicksAsync("Remind Me Tomorrow");
        await Ann.SeesModalAsync("I'll bring this back");
        await Ann.ClosesModalAsync(all: true);
        await RestartAsync();
        await PassesAsync(TimeSpan.FromDays(5)); // over any weekend

        var reminder = await Ann.ReceivesAsync("wanted to sleep on");
        Assert.That(reminder.Text, Does.Contain(Hot));
        await EverythingIsDoneAsync();
        Assert.That((Ann.Messages.Count, Bob.Messages.Count), Is.EqualTo((1, 0)));
        await Ann.ClicksAsync("Share Now", within: reminder);
        await Bob.ReceivesAsync(Hot);
    }

    [Test]
    public async Task A_calm_draft_is_not_slept_on_and_a_discarded_one_does_not_come_back()
    {
        Assert.That((await ReviewsAsync(Ann, Bob)).Buttons, Has.None.EqualTo("Remind Me Tomorrow"));
        await Ann.ClosesModalAsync();
        await ReviewsAsync(Ann, Bob, Hot);
        await Ann.ClicksAsync("Remind Me Tomorrow");
        await Ann.SeesModalAsync("I'll bring this back");
        await Ann.ClosesModalAsync(all: true);
        var list = await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Delete", nth: 0);
        await Ann.SeesModalAsync(modal => modal.Title == "Drafts" && modal.Buttons.Count < list.Buttons.Count);

        await PassesAsync(TimeSpan.FromDays(5));
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Is.Empty);
    }

    /// <summary>A draft by conversation, up to its Review.</summary>
    private async Task<(Card Review, Card Behavior)> TalksAsync()
    {
        await Ann.WritesAsync("feedback for @bob");
        await Ann.ReceivesAsync("when and where");
        await Ann.WritesAsync(Situation);
        await Ann.ReceivesAsync("saw or heard");
        var behavior = await Ann.WritesAsync(Behavior);
        await Ann.ReceivesAsync("the effect");
        await Ann.WritesAsync(Impact);
        await Ann.ReceivesAsync("anything to ask");
        await Ann.WritesAsync("skip");
        return (await Ann.ReceivesAsync(card => card.Offers("Pick a Time")), behavior);
    }

    /// <summary>From the command until the note has a time, at noon where the reader is.</summary>
    private async Task PlansAsync(Person author, Person reader, int days)
    {
        await ReviewsAsync(author, reader);
        await author.ClicksAsync("Pick a Time");
        await author.FillsAsync("Date", Day(days));
        await author.FillsAsync("Time", "12:00");
        await author.SubmitsAsync();
        await author.SeesModalAsync("It goes out");
        await author.ClosesModalAsync(all: true);
    }

    private async Task<Instant> PlannedAsync() => (await Database.QueryAsync<Instant>("select send_at from feedback where status = 4"))[0];

    private string Day(int days) => LocalDatePattern.Iso.Format(Now.InUtc().Date.PlusDays(days));
}
