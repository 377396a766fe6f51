using NodaTime;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>From a proposal to the question whether it happened, over both transports.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class OneOnOneJourney(Transport transport) : OneOnOnePlay(transport)
{
    [Test]
    public async Task A_one_on_one_goes_from_proposal_to_did_it_happen()
    {
        await BecomePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/1on1 @bob");
        var form = await Ann.SeesModalAsync(modal => modal.Title == "One-on-one");
        Assert.That(form.Values["Minutes you need to coordinate"], Is.EqualTo("20 minutes"));
        Assert.That(form.Values["Minutes for the two of you"], Is.EqualTo("25 minutes"));
        await Ann.ClosesModalAsync();

        var card = await ProposesAsync(Ann, Bob, "Tuesday", "10:00", ("Place or link", "https://meet.example/ann-bob"));
        Assert.That(card.Buttons, Is.EqualTo(new[] { "Confirm", "Propose Another Time", "Decline" }));
        Assert.That(card.Text, Does.Contain("for you (Berlin)").And.Contain("for @Ann Archer (New York)").And.Contain("45 minutes").And.Contain("https://meet.example/ann-bob").And.Contain("The clocks change"));
        await EverythingIsDoneAsync();
        Assert.That((await CountRowsAsync("one_on_one_occurrence"))[0], Is.Zero, "nothing is planned before the other's yes");

        await Task.WhenAll(Bob.ClicksAsync("Confirm", within: card), Bob.ClicksAsync("Confirm", within: card));
        Assert.That(Count(Bob, "isn't open any more"), Is.Zero, "two clicks are one answer");
        await Bob.SeesChangeAsync(card, changed => changed.Contains("You confirmed") && changed.Buttons.Count == 0);
        await Ann.ReceivesAsync("confirmed your one-on-one");
        var start = await NextStartAsync();
        Assert.That(start.InZone(NewYork).TimeOfDay, Is.EqualTo(new LocalTime(10, 0)));

        var dayBefore = start.InZone(Berlin).Date.PlusDays(-1);
        await UntilAsync(Berlin, dayBefore, 16);
        var before = await Bob.ReceivesAsync(one => one.Offers("Answer the Question"));
        Assert.That(before.Text, Does.Contain(Clock(start, Berlin)).And.Contain("The question this time"));
        Assert.That(before.Buttons, Does.Contain("Add Item"));
        await Bob.ClicksAsync("Add Item", within: before);
        await Bob.FillsAsync("What do you want to talk about", "Who owns the rollout?");
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("on the agenda");
        await Bob.ClosesModalAsync(all: true);
        await UntilAsync(NewYork, dayBefore, 16);
        var annBefore = await Ann.ReceivesAsync(one => one.Offers("Answer the Question"));
        Assert.That(annBefore.Text, Does.Contain("at 10:00").And.Contain("Who owns the rollout?"));

        await UntilAsync(start - Duration.FromMinutes(10));
        var soon = await Bob.ReceivesAsync($"starts at {Clock(start, Berlin)}");
        Assert.That(soon.Buttons, Does.Contain("Snooze"));
        Assert.That(soon.Raw.ToJsonString(), Does.Contain("\"link\"").And.Contain("https://meet.example/ann-bob"), "one click away");
        await Ann.ReceivesAsync("starts at 10:00");
        await Bob.ClicksAsync("Snooze", within: soon);
        await Bob.SeesChangeAsync(soon, changed => changed.Contains("Snoozed until"));
        Assert.That((await CountRowsAsync("work where kind = 'oneonone.soon' and subject like '%:snoozed'"))[0], Is.EqualTo(1), "however often it is pressed");
        await UntilAsync(start - Duration.FromMinutes(4));
        await Bob.ReceivesAsync($"starts at {Clock(start, Berlin)}");

        await UntilAsync(start + Duration.FromMinutes(45));
        var asked = await Ann.ReceivesAsync("Did it happen?");
        var bobAsked = await Bob.ReceivesAsync("Did it happen?");
        Assert.That(asked.Buttons.Take(3), Is.EqualTo(new[] { "Yes", "Moved", "Skipped" }));
        await Ann.ClicksAsync("Yes", within: asked);
        await Ann.SeesChangeAsync(asked, changed => changed.Contains("you said it happened"));
        await Bob.SeesChangeAsync(bobAsked, changed => changed.Contains("@Ann Archer said it happened") && changed.Buttons.Count == 0);
        Assert.That(await NextStartAsync(), Is.GreaterThan(start + Duration.FromDays(6)));
    }

    [Test]
    public async Task A_note_that_needs_time_comes_back_just_before_the_next_one_on_one()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var start = await NextStartAsync();
        var note = await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("I Need Time", within: note);
        await Bob.FillsAsync("Remind me", "Before our next 1:1");
        await Bob.SubmitsAsync();
        await Bob.SeesChangeAsync(note, changed => changed.Contains($"at {Clock(start - Duration.FromMinutes(12), Berlin)}"));

        await Ann.RunsAsync("/1on1 @bob");
        await Ann.ClicksAsync("Move Once");
        await Ann.FillsAsync("Day", start.InZone(NewYork).Date.PlusDays(1).ToString("uuuu-MM-dd", null));
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("Moved to Wednesday");
        await Ann.ClosesModalAsync(all: true);
        var moved = await NextStartAsync();
        await UntilAsync(start);
        await UntilAsync(moved - Duration.FromMinutes(13));
        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, "You asked for time with this"), Is.Zero, "it waits as long as the meeting does");
        await UntilAsync(moved - Duration.FromMinutes(12));
        await Bob.ReceivesAsync("You asked for time with this");
    }
}
