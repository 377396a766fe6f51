using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Nudges: private, seldom, and easy to be rid of.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class NudgeJourney(Transport transport) : ConflictPlay(transport)
{
    [Test]
    public async Task A_draft_of_a_week_is_mentioned_once_and_dismissing_twice_brings_peace()
    {
        foreach (var name in new[] { "bob", "cleo", "kim" })
        {
            await Ann.RunsAsync($"/sbi @{name} Yesterday you closed the ticket. I was glad.");
            await Ann.ClosesModalAsync();
        }
        await PassesAsync(TimeSpan.FromDays(3));
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Is.Empty);

        await BecomesTuesdayForAsync(Ann, afterDays: 8);
        var card = await Ann.ReceivesAsync("was never shared");
        Assert.That(card.Buttons, Is.EqualTo(new[] { "Open Drafts", "Helpful", "Not Now", "Stop These" }));
        Assert.That(card.Text, Does.Contain("Why am I seeing this?"));
        await PassesAsync(TimeSpan.FromHours(1));
        await EverythingIsDoneAsync();
        Assert.That(Count(Ann, "was never shared"), Is.EqualTo(1), "one a day");
        await Ann.ClicksAsync("Open Drafts", within: card);
        await Ann.SeesModalAsync("Drafts");
        await Ann.ClosesModalAsync();
        await Ann.ClicksAsync("Not Now", within: card);
        await Ann.SeesChangeAsync(card, changed => changed.Contains("not now") && changed.Buttons.Count == 0);

        await PassesAsync(TimeSpan.FromDays(1));
        var second = await Ann.ReceivesAsync("was never shared");
        await EverythingIsDoneAsync();
        await Ann.ClicksAsync("Not Now", within: second);
        await EverythingIsDoneAsync();
        await Ann.SeesChangeAsync(second, changed => changed.Contains("leave this kind be for a month"));
        Assert.That(Slack.Calls.Where(call => call.Method == "chat.update").Select(call => call.Body["text"]!.GetValue<string>()), Does.Contain("All right. I'll leave this kind be for a month."), "it stays said");
        await PassesAsync(TimeSpan.FromDays(1));
        await EverythingIsDoneAsync();
        Assert.That(Count(Ann, "was never shared"), Is.Zero, "dismissed twice in a row: none for a month");
    }

    [Test]
    public async Task What_was_shared_meanwhile_is_not_mentioned_and_outside_their_hours_nobody_is_nudged()
    {
        await Ann.RunsAsync("/sbi @bob Yesterday you closed the ticket. I was glad.");
        await Ann.FillsAsync("Situation", "Yesterday, in the review");
        await Ann.SubmitsAsync();
        await Bob.RunsAsync("/sbi @cleo Yesterday you closed the ticket. I was glad.");
        await Bob.ClosesModalAsync();
        await Ann.ClicksAsync("Share Now");
        await Ann.ClosesModalAsync(all: true);
        await BecomesTuesdayForAsync(Bob, afterDays: 8);
        await Bob.ReceivesAsync("was never shared");
        await PassesAsync(TimeSpan.FromHours(11)); // ten at night
        await EverythingIsDoneAsync();
        Assert.That(Count(Ann, "was never shared"), Is.Zero);
    }

    [Test]
    public async Task Stop_These_stops_the_kind()
    {
        await Ann.RunsAsync("/sbi @bob Yesterday you closed the ticket. I was glad.");
        await Ann.ClosesModalAsync();
        await Ann.RunsAsync("/sbi @cleo Yesterday you closed the ticket. I was glad.");
        await Ann.ClosesModalAsync();
        await BecomesTuesdayForAsync(Ann, afterDays: 8);
        var card = await Ann.ReceivesAsync("was never shared");
        await Ann.ClicksAsync("Stop These", within: card);
        await Ann.SeesChangeAsync(card, changed => changed.Contains("won't get nudges of this kind"));
        await PassesAsync(TimeSpan.FromDays(1));
        await EverythingIsDoneAsync();
        Assert.That(Count(Ann, "was never shared"), Is.Zero);
        Assert.That(await Database.QueryAsync<string>("select stopped_kinds from preference"), Is.EqualTo(new[] { "nudge.drafts" }));
    }

    [Test]
    public async Task A_pause_without_a_return_is_mentioned()
    {
        await ArePartnersAsync(Ann, Bob);
        await BecomesTuesdayForAsync(Ann, afterDays: 0);
        await Ann.RunsAsync("/cooldown @bob 20m");
        await PassesAsync(TimeSpan.FromMinutes(21));
        await Ann.ReceivesAsync("ends now");
        await PassesAsync(TimeSpan.FromHours(25));
        var nudge = await Ann.ReceivesAsync("there was no return yet");
        await Ann.ClicksAsync("Helpful", within: nudge);
        await Ann.SeesChangeAsync(nudge, changed => changed.Contains("Glad it helped"));
    }

    [Test]
    public async Task Once_a_month_a_mirror_of_ones_own_numbers_forks_into_me_and_us()
    {
        await ArePartnersAsync(Ann, Bob);
        await BecomesTuesdayForAsync(Ann, afterDays: 0);
        await PauseAsync();
        await BecomesTuesdayForAsync(Ann, afterDays: 14);
        await PauseAsync();
        await BecomesTuesdayForAsync(Ann, afterDays: 15);
        var mirror = await Ann.ReceivesAsync("Your month in a mirror");
        Assert.That(mirror.Text, Does.Contain("1 cool-down"), "those of the last thirty days");
        var buttons = BlocksOf(mirror);
        await Ann.ClicksAsync("It Is Me", within: mirror);
        await Ann.SeesChangeAsync(mirror, changed => changed.Contains("A smaller step"));
        for (var times = 0; times < 2; times++) await PressesAgainAsync(Ann, "It Is How We Argue", mirror, buttons);
        await Ann.SeesChangeAsync(mirror, changed => changed.Contains("A draft about how you two argue"));
        await EverythingIsDoneAsync();
        await Ann.RunsAsync("/sbi drafts");
        Assert.That((await Ann.SeesModalAsync("Drafts")).Text, Does.Contain("Bob"));
        Assert.That(await Database.QueryAsync<long>("select count(*) from feedback"), Is.EqualTo(new[] { 1L }), "pressed twice, there is one");
        Assert.That(Cleo.Messages, Is.Empty);

        async Task PauseAsync()
        {
            await Ann.RunsAsync("/cooldown @bob 20m");
            await PassesAsync(TimeSpan.FromMinutes(21));
            await Ann.ClicksAsync("I'm Ready", within: await Ann.ReceivesAsync("ends now"));
        }
    }

    [Test]
    public async Task A_month_with_nothing_in_it_has_no_mirror_and_takes_no_day()
    {
        await Ann.RunsAsync("/cooldown 20m");
        await PassesAsync(TimeSpan.FromMinutes(21));
        await Ann.ClicksAsync("I'm Ready", within: await Ann.ReceivesAsync("ends now"));
        await BecomesTuesdayForAsync(Ann, afterDays: 35);
        await EverythingIsDoneAsync();
        Assert.That(await Database.QueryAsync<long>("select count(*) from nudge"), Is.EqualTo(new[] { 0L }));
    }

    [Test]
    public async Task Both_sides_of_a_stuck_disagreement_are_shown_together_and_a_third_way_is_kept()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown third @bob");
        await Ann.FillsAsync("stuck on", "When export ships");
        await Ann.FillsAsync("Where do you stand", "After the sprint: quality first.");
        await Ann.FillsAsync("change your mind", "A customer who leaves.");
        await Task.WhenAll(Ann.SubmitsAsync(), Ann.SubmitsAsync());
        Assert.That(await Database.QueryAsync<long>("select count(*) from third_way"), Is.EqualTo(new[] { 1L }), "sent twice, it is one");
        await Ann.ReceivesAsync("Nobody sees yours before");
        var asked = await Bob.ReceivesAsync("When export ships");
        Assert.That(asked.Contains("quality first"), Is.False);
        await Bob.ClicksAsync("Write Mine", within: asked);
        await Bob.FillsAsync("Where do you stand", "On the 14th: it was promised.");
        await Bob.SubmitsAsync();
        var both = await Bob.ReceivesAsync("quality first");
        await Ann.ReceivesAsync("it was promised");
        await Bob.ClicksAsync("Find a Third Way", within: both);
        await Bob.FillsAsync("third way", "A beta for one customer.");
        await Bob.FillsAsync("Who decides", "Ann");
        await Bob.FillsAsync("look again", Now.Plus(NodaTime.Duration.FromDays(10)).InUtc().Date.ToString("uuuu-MM-dd", null));
        await Bob.SubmitsAsync();
        await Ann.ReceivesAsync("A beta for one customer.");
        await PassesAsync(TimeSpan.FromDays(14));
        await Ann.ReceivesAsync("look at this again today");
    }

    [Test]
    public async Task A_side_taken_back_is_ones_own_again_and_someone_who_is_no_partner_is_not_asked()
    {
        await ArePartnersAsync(Ann, Bob);
        foreach (var (who, sentence) in new[] { ("cleo", "a partner of yours"), ("ann", "other than yourself") })
        {
            await Ann.RunsAsync("/cooldown third");
            await Ann.FillsAsync("With", who);
            await Ann.FillsAsync("stuck on", "When export ships");
            await Ann.FillsAsync("Where do you stand", "After the sprint.");
            await Ann.SubmitsAsync();
            Assert.That(Ann.Modal!.Errors["With"], Does.Contain(sentence));
            await Ann.FillsAsync("With", "bob");
            if (who == "cleo") await Ann.ClosesModalAsync();
        }
        await Ann.SubmitsAsync();
        var asked = await Bob.ReceivesAsync("When export ships");
        var waiting = await Ann.ReceivesAsync("Nobody sees yours before");
        await Ann.ClicksAsync("Take Back");
        await Ann.SeesChangeAsync(waiting, changed => changed.Contains("After the sprint.") && changed.Buttons.Count == 0);
        await Bob.ClicksAsync("Write Mine", within: asked);
        await Bob.SeesChangeAsync(asked, changed => changed.Contains("isn't open any more"));
        Assert.That(await Database.QueryAsync<long>("select count(*) from third_way where coalesce(topic, starter_position, starter_change) is not null"), Is.EqualTo(new[] { 0L }));
    }

    [TestCase("Not Now")]
    [TestCase("Stop These")]
    [TestCase("End Partnership")]
    public async Task A_no_to_a_third_way_is_silent_and_the_words_stay_with_their_author(string no)
    {
        await ArePartnersAsync(Ann, Bob);
        await AsksAsync();
        var asked = await Bob.ReceivesAsync("When export ships");
        var waiting = await Ann.ReceivesAsync("Nobody sees yours before");
        if (no == "End Partnership") await Bob.RunsAsync("/partner");
        await Bob.ClicksAsync(no, within: no == "End Partnership" ? Bob.Modal : asked);
        await EverythingIsDoneAsync();
        Assert.That(Ann.Look(waiting).Text, Is.EqualTo(waiting.Text));
        if (no == "Not Now")
        {
            await AsksAsync();
            Assert.That(Ann.Modal!.Errors["With"], Does.Contain("is waiting for them already"));
            await Ann.ClosesModalAsync();
        }
        await Ann.ClicksAsync("Take Back", within: waiting);
        await Ann.SeesChangeAsync(waiting, changed => changed.Contains("After the sprint.") && changed.Contains("When export ships"));
        if (no == "Stop These")
        {
            await PassesAsync(TimeSpan.FromDays(31));
            Assert.That(await Database.QueryAsync<long>("select count(*) from third_way"), Is.EqualTo(new[] { 0L }), "kept no longer than a draft");
        }
        if (no != "Not Now") return;
        await AsksAsync();
        Assert.That(Ann.Modal!.Errors["With"], Does.Contain("less than a week ago"));
        await PassesAsync(TimeSpan.FromDays(8));
        await Ann.SubmitsAsync();
        await Bob.ReceivesAsync("When export ships");
    }

    [Test]
    public async Task Who_cannot_be_reached_keeps_nobody_waiting_for_a_third_way()
    {
        await ArePartnersAsync(Ann, Bob);
        Bob.IsDeactivated();
        await AsksAsync();
        await Ann.ReceivesAsync("can't be reached here");
    }

    private async Task AsksAsync()
    {
        await Ann.RunsAsync("/cooldown third @bob");
        await Ann.FillsAsync("stuck on", "When export ships");
        await Ann.FillsAsync("Where do you stand", "After the sprint.");
        await Ann.SubmitsAsync();
    }
}
