using NodaTime;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Plans change: proposals and answers, both at once, skipped, moved, paused, ended. Nothing is lost and nothing is left behind.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class ChangesJourney(Transport transport) : OneOnOnePlay(transport)
{
    private const string Pending = "select count(*) from work where kind like 'oneonone.%' and state in (0, 1, 2)";

    [Test]
    public async Task The_other_one_proposes_another_time_and_the_first_confirms()
    {
        await BecomePartnersAsync(Ann, Bob);
        var card = await ProposesAsync(Ann, Bob, "Tuesday", "12:30");
        Assert.That(card.Text, Does.Contain("outside your working hours"));
        await Bob.ClicksAsync("Propose Another Time", within: card);
        var form = await Bob.SeesModalAsync(modal => modal.Title == "One-on-one");
        Assert.That((form.Values["Day"], form.Values["Time"]), Is.EqualTo(("Tuesday", "12:30")));
        await FillsPlanAsync(Bob, "Wednesday", "15:00", ("Time zone", "Mine: Berlin"));
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("on its way");
        await Bob.ClosesModalAsync(all: true);
        await Bob.SeesChangeAsync(card, changed => changed.Contains("isn't open any more") && changed.Buttons.Count == 0);
        var second = await Ann.ReceivesAsync("proposes a one-on-one");
        Assert.That(second.Text, Does.Contain("Every week on Wednesday").And.Contain("Their time zone rules"));
        await Ann.ClicksAsync("Confirm", within: second);
        await Bob.ReceivesAsync("confirmed your one-on-one");
        Assert.That((await NextStartAsync()).InZone(Berlin).LocalDateTime.TimeOfDay, Is.EqualTo(new LocalTime(15, 0)));
    }

    [Test]
    public async Task A_declined_proposal_plans_nothing_and_the_proposer_hears_of_it()
    {
        await BecomePartnersAsync(Ann, Bob);
        var card = await ProposesAsync(Ann, Bob);
        await Bob.ClicksAsync("Decline", within: card);
        await Bob.SeesChangeAsync(card, changed => changed.Contains("You declined"));
        await Ann.ReceivesAsync("declined your proposal");
        Assert.That((await CountRowsAsync("one_on_one_occurrence"))[0], Is.Zero);
    }

    [Test]
    public async Task Of_two_who_edit_at_once_the_slower_sees_what_changed_and_keeps_what_they_typed()
    {
        await MeetWeeklyAsync(Ann, Bob);
        await Ann.RunsAsync("/1on1 @bob");
        await Ann.ClicksAsync("Change Time");
        await FillsPlanAsync(Ann, "Thursday", "09:00", ("Place or link", "The small room"));
        await Bob.RunsAsync("/1on1 @ann");
        await Bob.ClicksAsync("Change Time");
        await FillsPlanAsync(Bob, "Friday", "08:30");
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("on its way");
        await Bob.ClosesModalAsync(all: true);

        await Ann.SubmitsAsync();
        var again = await Ann.SeesModalAsync("changed this one-on-one while you were at it");
        Assert.That((again.Values["Day"], again.Values["Time"], again.Values["Place or link"]), Is.EqualTo(("Thursday", "09:00", "The small room")));
        Assert.That(again.Text, Does.Contain("Every week on Friday"));
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("on its way");
        Assert.That((await CountRowsAsync("one_on_one_plan where status = 0"))[0], Is.EqualTo(1));
        Assert.That((await NextStartAsync()).InZone(NewYork).DayOfWeek, Is.EqualTo(IsoDayOfWeek.Tuesday), "the confirmed plan rules until a yes");
    }

    [Test]
    public async Task What_the_form_cannot_take_is_said_beside_the_field_all_at_once()
    {
        await BecomePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/1on1 @bob");
        await Ann.FillsAsync("Day", "Sunday");
        await Ann.FillsAsync("Time", "02:30");
        await Ann.FillsAsync("Time zone", "Theirs: Berlin");
        await Ann.SubmitsAsync();
        Assert.That((await Ann.SeesModalAsync("on its way")).Text, Does.Contain("the clocks leave 02:30 out; that day it is at 03:30").And.Contain("02:30 comes twice; the first one counts"));
    }

    [Test]
    public async Task Skipping_twice_in_a_row_is_mentioned_to_each_of_them_once()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var first = await NextStartAsync();
        await Ann.RunsAsync("/1on1 @bob");
        await Ann.ClicksAsync("Skip Once");
        await Ann.SeesModalAsync(modal => modal.Title == "One-on-one");
        await Ann.ClosesModalAsync(all: true);
        await Bob.ReceivesAsync("skipped your one-on-one");
        var second = await NextStartAsync();
        Assert.That(second - first, Is.GreaterThan(Duration.FromDays(6)));
        await UntilAsync(second + Duration.FromMinutes(45));
        Assert.That(Count(Bob, $"starts at {Clock(first, Berlin)}"), Is.Zero, "what was skipped is not reminded of");
        var asked = await Bob.ReceivesAsync("Did it happen?");
        await Bob.ClicksAsync("Skipped", within: asked);
        await Bob.SeesChangeAsync(asked, changed => changed.Contains("you said it was skipped"));
        await PassesAsync(TimeSpan.FromMinutes(15));
        foreach (var person in new[] { Ann, Bob })
        {
            var nudge = await person.ReceivesAsync("didn't take place");
            Assert.That(nudge.Buttons, Is.EqualTo(new[] { "Change Time", "Helpful", "Not Now", "Stop These" }));
            Assert.That(nudge.Text, Does.Contain("Why am I seeing this?"));
        }
        await Ann.ClicksAsync("Change Time");
        await Ann.SeesModalAsync(modal => modal.Values.ContainsKey("Day"));
        await Ann.ClosesModalAsync(all: true);
        await UntilAsync(second + Duration.FromHours(24));
        await UntilAsync(second + Duration.FromHours(48));
        await EverythingIsDoneAsync();
        Assert.That((Count(Ann, "didn't take place"), Count(Bob, "didn't take place")), Is.EqualTo((1, 1)), "one voice, once");
    }

    [Test]
    public async Task What_is_skipped_ahead_of_time_counts_once_its_time_is_over()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var first = await NextStartAsync();
        Instant second = default;
        for (var n = 0; n < 2; n++)
        {
            second = await NextStartAsync();
            await Ann.RunsAsync("/1on1 @bob");
            await Ann.ClicksAsync("Skip Once");
            await Ann.SeesModalAsync(modal => modal.Title == "One-on-one");
            await Ann.ClosesModalAsync(all: true);
        }
        await UntilAsync(first + Duration.FromHours(2));
        await UntilAsync(second - Duration.FromMinutes(1));
        await EverythingIsDoneAsync();
        Assert.That(Count(Ann, "didn't take place"), Is.Zero);
        await UntilAsync(second + Duration.FromMinutes(50));
        await Ann.ReceivesAsync("didn't take place");
        await Bob.ReceivesAsync("didn't take place");
    }

    [Test]
    public async Task Answered_twice_or_a_month_later_there_is_a_sentence()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var start = await NextStartAsync();
        await UntilAsync(start + Duration.FromMinutes(45));
        var (ann, bob) = (await Ann.ReceivesAsync("Did it happen?"), await Bob.ReceivesAsync("Did it happen?"));
        await Task.WhenAll(Ann.ClicksAsync("Yes", within: ann), Bob.ClicksAsync("Skipped", within: bob));
        await EverythingIsDoneAsync();
        var said = (await Database.QueryAsync<int>("select status from one_on_one_occurrence where answered_at is not null")).Single();
        var words = said == 1 ? "said it happened" : "said it was skipped";
        await Ann.SeesChangeAsync(ann, changed => changed.Contains(words) && changed.Buttons.Count == 0);
        await Bob.SeesChangeAsync(bob, changed => changed.Contains(words) && changed.Buttons.Count == 0);

        var next = await NextStartAsync();
        await UntilAsync(next + Duration.FromMinutes(45));
        var late = await Ann.ReceivesAsync("Did it happen?");
        await UntilAsync(next + Duration.FromDays(33));
        await Ann.ClicksAsync("Yes", within: late);
        await Ann.SeesChangeAsync(late, changed => changed.Contains("over four weeks ago") && changed.Buttons.Count == 0);
    }

    [Test]
    public async Task Moved_afterwards_it_comes_again_and_the_past_is_refused()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var start = await NextStartAsync();
        await UntilAsync(start + Duration.FromMinutes(45));
        var asked = await Ann.ReceivesAsync("Did it happen?");
        await Bob.ReceivesAsync("Did it happen?");
        await Ann.ClicksAsync("Moved", within: asked);
        await Ann.FillsAsync("Day", start.InZone(NewYork).Date.PlusDays(-1).ToString("uuuu-MM-dd", null));
        await Ann.FillsAsync("Time", "11:15");
        await Ann.SubmitsAsync();
        Assert.That((await Ann.SeesModalAsync(modal => modal.Errors.Count > 0)).Errors["Day"], Does.Contain("lies ahead"));
        await Ann.FillsAsync("Day", start.InZone(NewYork).Date.PlusDays(2).ToString("uuuu-MM-dd", null));
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("Moved to Thursday");
        await Ann.ClosesModalAsync(all: true);
        await Bob.ReceivesAsync("moved your one-on-one");
        await Ann.SeesChangeAsync(asked, changed => changed.Contains("it moved to Thursday") && changed.Buttons.Count == 0);
        await UntilAsync(NewYork, start.InZone(NewYork).Date.PlusDays(2), 11, 5);
        await Ann.ReceivesAsync("starts at 11:15");
        Assert.That((await CountRowsAsync("one_on_one_occurrence where status = 0"))[0], Is.EqualTo(2), "and the next week's stays");
    }

    [Test]
    public async Task A_proposal_that_is_answered_late_begins_with_the_next_such_day()
    {
        await BecomePartnersAsync(Ann, Bob);
        var card = await ProposesAsync(Ann, Bob, more: ("How often", "Every 4 weeks"));
        await PassesAsync(TimeSpan.FromDays(8));
        await Bob.RunsAsync("/1on1 @ann");
        var open = await Bob.SeesModalAsync("proposes a one-on-one");
        Assert.That(open.Buttons, Does.Contain("Confirm"));
        await Bob.ClosesModalAsync();
        await Bob.ClicksAsync("Confirm", within: card);
        await Ann.ReceivesAsync("confirmed your one-on-one");
        Assert.That(await NextStartAsync() - Now, Is.LessThanOrEqualTo(Duration.FromDays(7)));
    }

    [Test]
    public async Task Either_cancels_and_only_the_agenda_is_left()
    {
        await MeetWeeklyAsync(Ann, Bob);
        await Ann.RunsAsync("/1on1 add Something");
        await UntilAsync(await NextStartAsync() - Duration.FromMinutes(10));
        await Bob.ClicksAsync("Snooze", within: await Bob.ReceivesAsync("starts at"));
        await EverythingIsDoneAsync();
        await Bob.RunsAsync("/1on1 @ann");
        await Bob.ClicksAsync("Change Time");
        await FillsPlanAsync(Bob, "Friday", "08:30");
        await Bob.SubmitsAsync();
        await Bob.ClosesModalAsync(all: true);
        var proposal = await Ann.ReceivesAsync("proposes to change your one-on-one");

        await Bob.RunsAsync("/1on1 agenda");
        await Bob.ClicksAsync("Cancel This 1:1");
        var agenda = await Bob.SeesModalAsync("No time is set yet");
        Assert.That(agenda.Text, Does.Contain("Something").And.Not.Contain("Skip Once"));
        await Ann.ReceivesAsync("@Bob Brandt canceled your regular one-on-one");
        await Ann.SeesChangeAsync(proposal, changed => changed.Contains("isn't open any more") && changed.Buttons.Count == 0);
        await EverythingIsDoneAsync();
        Assert.That((await Database.QueryAsync<long>(Pending))[0], Is.Zero, "no reminder is left");
        Assert.That((await CountRowsAsync("one_on_one_occurrence where starts_at > now() + interval '1 hour' and status = 0"))[0], Is.Zero);
    }

    [Test]
    public async Task A_proposal_is_taken_back_while_it_waits()
    {
        await BecomePartnersAsync(Ann, Bob);
        var card = await ProposesAsync(Ann, Bob);
        await Ann.RunsAsync("/1on1");
        await Ann.ClicksAsync("Take Back");
        await Ann.SeesModalAsync("is taken back");
        await Bob.SeesChangeAsync(card, changed => changed.Contains("isn't open any more") && changed.Buttons.Count == 0);
        Assert.That(await Database.QueryAsync<int>("select status from one_on_one_plan"), Is.EqualTo(new[] { 4 }));
    }

    [Test]
    public async Task Ending_the_partnership_leaves_nothing_behind()
    {
        await MeetWeeklyAsync(Ann, Bob);
        await Ann.RunsAsync("/1on1 add Something");
        await Ann.RunsAsync("/1on1 agenda");
        await Ann.ClicksAsync("Answer the Question");
        await Ann.FillsAsync("Your answer", "Mine");
        await Ann.SubmitsAsync();
        await Ann.ClosesModalAsync(all: true);
        await Bob.RunsAsync("/partner");
        await Bob.ClicksAsync("End Partnership");
        await Bob.SeesModalAsync("Invite yours here");
        await Ann.ReceivesAsync("ended your partnership");
        await EverythingIsDoneAsync();

        foreach (var table in new[] { "one_on_one", "one_on_one_plan", "one_on_one_occurrence", "one_on_one_item", "one_on_one_question", "one_on_one_answer" })
            Assert.That((await CountRowsAsync(table))[0], Is.Zero, table);
        Assert.That((await Database.QueryAsync<long>(Pending))[0], Is.Zero, "no reminder is left");
        var messages = Ann.Messages.Count;
        await PassesAsync(TimeSpan.FromDays(14));
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Has.Count.EqualTo(messages));
    }

    [Test]
    public async Task A_zone_nobody_knows_leaves_everyone_where_they_were()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var start = await NextStartAsync();
        Ann.MovesTo("Mars/Phobos");
        await PassesAsync(TimeSpan.FromHours(2)); // what Slack said is asked for anew
        await Ann.RunsAsync("/1on1 agenda");
        await Ann.SeesModalAsync("at 10:00");
        await UntilAsync(start - Duration.FromMinutes(10));
        await Ann.ReceivesAsync("starts at 10:00");
    }

    [Test]
    public async Task A_partner_who_leaves_takes_the_reminders_along()
    {
        await MeetWeeklyAsync(Ann, Bob);
        Bob.IsDeactivated();
        await Ann.ReceivesAsync("can't be reached here any more");
        await EverythingIsDoneAsync();
        Assert.That(((await CountRowsAsync("one_on_one"))[0], (await Database.QueryAsync<long>(Pending))[0]), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public async Task A_kind_of_reminder_that_is_stopped_stays_away_and_the_others_come()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var start = await NextStartAsync();
        await UntilAsync(Berlin, start.InZone(Berlin).Date.PlusDays(-1), 16);
        await Bob.ReceivesAsync(card => card.Offers("Answer the Question"));
        await UntilAsync(NewYork, start.InZone(NewYork).Date.PlusDays(-1), 16);
        var dayBefore = await Ann.ReceivesAsync(card => card.Offers("Answer the Question"));
        await Ann.ClicksAsync("Stop These", within: dayBefore);
        await Ann.SeesChangeAsync(dayBefore, changed => changed.Contains("No more of these"));
        await UntilAsync(start - Duration.FromMinutes(10));
        await Ann.ReceivesAsync("starts at 10:00");
        var next = start + Duration.FromDays(7);
        await UntilAsync(start + Duration.FromHours(1));
        await EverythingIsDoneAsync();
        await UntilAsync(next - Duration.FromMinutes(20));
        await EverythingIsDoneAsync();
        Assert.That((Ann.Messages.Count(card => card.Offers("Answer the Question")), Bob.Messages.Count(card => card.Offers("Answer the Question"))), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task The_calendar_file_arrives_in_the_direct_message()
    {
        await MeetWeeklyAsync(Ann, Bob, more: ("Place or link", "The small room"));
        Assert.That((await Ann.RunsAsync("/1on1 ics"))!.Text, Does.Contain("on its way"));
        var card = await Ann.ReceivesAsync(one => one.Files.Count > 0);
        using var http = new HttpClient();
        var file = await http.GetStringAsync(new Uri(card.Raw["files"]![0]!["url_private"]!.GetValue<string>()));
        Assert.That(card.Files, Is.EqualTo(new[] { "one-on-ones.ics" }));
        Assert.That(file, Does.StartWith("BEGIN:VCALENDAR\r\n").And.Contain("TZID:America/New_York").And.Contain("RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU").And.Contain("LOCATION:The small room"));
    }

    [Test]
    public async Task Home_has_the_next_one_on_one_and_what_waits_for_an_answer()
    {
        await BecomePartnersAsync(Ann, Bob);
        await Bob.OpensHomeAsync();
        await Ann.OpensHomeAsync();
        await ProposesAsync(Ann, Bob);
        var waiting = await Bob.SeesHomeAsync(home => home.Contains("proposes a one-on-one") && home.Texts[0] == "Waiting for you");
        await Bob.ClicksAsync("Answer", within: waiting);
        await Bob.ClicksAsync("Confirm");
        await Bob.SeesModalAsync("You confirmed");
        await Bob.ClosesModalAsync(all: true);
        await Bob.SeesHomeAsync(home => !home.Contains("Waiting for you") && home.Offers("Open Agenda"));
        var home = await Ann.SeesHomeAsync(home => home.Contains("at 10:00"));
        await Bob.RunsAsync("/1on1 add Who owns the rollout?");
        home = await Ann.SeesHomeAsync(home => home.Contains("Who owns the rollout?") && home.Offers("Add Item"));
        await Ann.ClicksAsync("Open Agenda", within: home);
        await Ann.SeesModalAsync("First 25 minutes");
    }
}
