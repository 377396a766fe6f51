using NodaTime;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Breaks, moved meetings and trips: what is planned around them comes when it should.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class BreaksJourney(Transport transport) : OneOnOnePlay(transport)
{
    [Test]
    public async Task A_break_ends_early_when_one_wants_it_to()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var first = await NextStartAsync();
        await Bob.RunsAsync("/1on1 @ann");
        await Bob.ClicksAsync("Pause");
        await Bob.FillsAsync("First day", Day(first, -1));
        await Bob.FillsAsync("Last day", Day(first, -3));
        await Bob.SubmitsAsync();
        Assert.That((await Bob.SeesModalAsync(modal => modal.Errors.Count > 0)).Errors["Last day"], Does.Contain("before the first"));
        await Bob.FillsAsync("Last day", Day(first, 20));
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("Paused until");
        await Bob.ClosesModalAsync(all: true);
        await Ann.ReceivesAsync("paused your one-on-ones");
        Assert.That(await NextStartAsync() - first, Is.GreaterThan(Duration.FromDays(20)));
        await Ann.RunsAsync("/1on1 @bob");
        await Ann.ClicksAsync("End the Break");
        await Ann.SeesModalAsync(modal => modal.Offers("Pause"));
        await Bob.ReceivesAsync("ended the break");
        Assert.That(await NextStartAsync(), Is.EqualTo(first));
    }

    [Test]
    public async Task A_break_that_is_over_makes_room_for_another_and_keeps_what_was_moved()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var first = await NextStartAsync();
        await MovesOnceAsync(Ann, first, days: 2);
        var moved = await NextStartAsync();
        await PausesAsync(Bob, first, 20, 24);
        await Ann.ReceivesAsync("paused your one-on-ones");
        Assert.That(await NextStartAsync(), Is.EqualTo(moved), "a break later on leaves what was moved where it is");

        await Bob.RunsAsync("/1on1 @ann");
        Assert.That((await Bob.SeesModalAsync("Agenda")).Buttons, Does.Contain("Pause").And.Contain("End the Break"));
        await Bob.ClicksAsync("Pause");
        await Bob.SeesModalAsync("takes the place of the break");
        await Bob.ClosesModalAsync(all: true);
        await UntilAsync(first + Duration.FromDays(26));
        await Bob.RunsAsync("/1on1 @ann");
        Assert.That((await Bob.SeesModalAsync("Agenda")).Buttons, Does.Contain("Pause").And.Not.Contain("End the Break"));
        Assert.That((await CountRowsAsync("one_on_one_occurrence where in_person or starts_at - slot > interval '3 days'"))[0], Is.Zero);
    }

    [Test]
    public async Task Moved_behind_the_next_one_that_one_still_comes()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var first = await NextStartAsync();
        await MovesOnceAsync(Ann, first, days: 15);
        await Bob.ReceivesAsync("moved your one-on-one");
        Assert.That(await NextStartAsync(), Is.EqualTo(first + Duration.FromDays(7)));
        await UntilAsync(first + Duration.FromDays(7) + Duration.FromHours(1));
        Assert.That(await NextStartAsync(), Is.EqualTo(first + Duration.FromDays(14)), "and the one after it");
        Assert.That((await CountRowsAsync("one_on_one_occurrence where status = 0"))[0], Is.EqualTo(3));
    }

    [Test]
    public async Task Who_lands_where_the_hour_is_over_is_not_woken_by_the_old_one()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var start = await NextStartAsync();
        var dayBefore = start.InZone(Berlin).Date.PlusDays(-1);
        await UntilAsync(Berlin, dayBefore, 14);
        Bob.MovesTo("Asia/Kolkata");
        await UntilAsync(async () => (await CountRowsAsync("work where kind = 'oneonone.remind' and state = 4"))[0] > 0, "the reminder to be let go");
        await UntilAsync(NewYork, dayBefore, 16);
        await Ann.ReceivesAsync(card => card.Offers("Answer the Question"));
        await EverythingIsDoneAsync();
        Assert.That(Bob.Messages.Count(card => card.Offers("Answer the Question")), Is.Zero);
        await UntilAsync(start - Duration.FromMinutes(10));
        await Bob.ReceivesAsync($"starts at {Clock(start, DateTimeZoneProviders.Tzdb["Asia/Kolkata"])}");
    }

    [Test]
    public async Task A_stay_weeks_ahead_is_met_in_person_when_it_comes()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var first = await NextStartAsync();
        await Ann.RunsAsync("/1on1 trip Berlin");
        await Ann.FillsAsync("First day", Day(first, 13));
        await Ann.FillsAsync("Last day", Day(first, 15));
        await Ann.SubmitsAsync();
        await Ann.ClosesModalAsync(all: true);
        await Ann.ReceivesAsync("in the same place");
        await UntilAsync(first - Duration.FromMinutes(30)); // Bob hears of it while he works
        await Bob.ClicksAsync("In-Person 1:1", within: await Bob.ReceivesAsync("in the same place"));
        await Ann.ReceivesAsync("your one-on-one in person");
        await UntilAsync(first + Duration.FromHours(1));
        await UntilAsync(first + Duration.FromDays(7) + Duration.FromHours(1));
        Assert.That(await Database.QueryAsync<bool>("select in_person from one_on_one_occurrence order by slot"), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public async Task A_trip_is_changed_put_off_and_removed()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var first = await NextStartAsync();
        await TravelsAsync(1);
        var card = await Ann.ReceivesAsync("in the same place");
        await Ann.ClicksAsync("Remind Me Tomorrow", within: card);
        await Ann.SeesChangeAsync(card, changed => changed.Contains("Snoozed until"));
        await TravelsAsync(30);
        Assert.That((await CountRowsAsync("one_on_one_trip"))[0], Is.EqualTo(1), "the same stay with other days");
        await Ann.ReceivesAsync(again => again.Offers("Lunch"));
        await UntilAsync(first - Duration.FromMinutes(30));
        await Bob.ReceivesAsync(again => again.Offers("Lunch"));
        await EverythingIsDoneAsync();

        await Ann.RunsAsync("/1on1 trip");
        await Ann.ClicksAsync("Remove");
        await Ann.SeesModalAsync(form => form.Title == "A trip" && !form.Offers("Remove"));
        Assert.That(((await CountRowsAsync("one_on_one_trip"))[0], (await CountRowsAsync("one_on_one_meetup"))[0]), Is.EqualTo((0L, 0L)));
        await Ann.ClosesModalAsync(all: true);
        await UntilAsync(first + Duration.FromDays(1));
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages.Count(again => again.Offers("Lunch")), Is.EqualTo(1), "what was put off went with the trip");

        async Task TravelsAsync(int days)
        {
            await Ann.RunsAsync("/1on1 trip Berlin");
            await Ann.FillsAsync("First day", Day(first, 10));
            await Ann.FillsAsync("Last day", Day(first, 10 + days));
            await Ann.SubmitsAsync();
            await Ann.SeesModalAsync("both of you get a proposal");
            await Ann.ClosesModalAsync(all: true);
        }
    }

    private static async Task MovesOnceAsync(Person one, Instant start, int days)
    {
        await one.RunsAsync("/1on1 agenda");
        await one.ClicksAsync("Move Once");
        await one.FillsAsync("Day", Day(start, days));
        await one.SubmitsAsync();
        await one.SeesModalAsync("Moved to");
        await one.ClosesModalAsync(all: true);
    }

    private static async Task PausesAsync(Person one, Instant start, int from, int until)
    {
        await one.RunsAsync("/1on1 agenda");
        await one.ClicksAsync("Pause");
        await one.FillsAsync("First day", Day(start, from));
        await one.FillsAsync("Last day", Day(start, until));
        await one.SubmitsAsync();
        await one.SeesModalAsync("Paused until");
        await one.ClosesModalAsync(all: true);
    }

    private static string Day(Instant start, int days) => start.InZone(Berlin).Date.PlusDays(days).ToString("uuuu-MM-dd", null);
}
