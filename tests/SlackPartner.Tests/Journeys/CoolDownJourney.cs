using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Two people step back from each other and come back.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class CoolDownJourney(Transport transport) : ConflictPlay(transport)
{
    [Test]
    public async Task A_pause_is_agreed_on_holds_notes_and_ends_softly()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 1h");
        await Ann.SeesAsync("You and @Bob Brandt are paused until");
        var helps = await Ann.ReceivesAsync("What helps now");
        var card = await Bob.ReceivesAsync($"paused until {await EndForAsync(Bob)}");
        Assert.That(card.Buttons, Is.EqualTo(new[] { "Agree", "Propose a Later Time", "Stop These" }));
        Assert.That(helps.Text, Does.Contain($"paused until {await EndForAsync(Ann)}"));
        await Bob.ClicksAsync("Agree", within: card);
        await Ann.ReceivesAsync("agreed: you two are paused until");
        await Bob.SeesChangeAsync(card, changed => changed.Contains("You agreed.") && !changed.Offers("Agree"));

        await ReviewsAsync(Ann, Bob);
        await Ann.ClicksAsync("Share Now");
        await Ann.SeesModalAsync("goes out after the pause");
        await Ann.ClosesModalAsync();
        await RestartAsync();
        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, Behavior), Is.Zero);

        await PassesAsync(TimeSpan.FromMinutes(61));
        var asked = await Ann.ReceivesAsync("your pause with @Bob Brandt ends now");
        Assert.That(asked.Buttons, Is.EqualTo(new[] { "I'm Ready", "A Little Longer", "I'd Rather Write", "Stop These" }));
        await Bob.ReceivesAsync("your pause with @Ann Archer ends now");
        await Ann.ClicksAsync("I'm Ready", within: asked);
        await Ann.SeesChangeAsync(asked, changed => changed.Contains("nobody is hurried"));
        await EverythingIsDoneAsync();
        Assert.That((Count(Bob, Behavior), Count(Bob, "both ready")), Is.EqualTo((0, 0)));

        await Bob.ClicksAsync("I'm Ready");
        await Ann.ReceivesAsync("Words that mend");
        var begin = await Bob.ReceivesAsync("Words that mend");
        await Bob.ReceivesAsync(Behavior);
        await Ann.ReceivesAsync("done your part");

        await Bob.ClicksAsync("Look Back", within: begin);
        await Bob.FillsAsync("about the work", "It got personal");
        await Bob.FillsAsync("fight to win", "I avoided it");
        await Bob.FillsAsync("feel about it", "Still turning it over");
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("for you alone");
        Assert.That(await Database.QueryAsync<string>("select person || topic || manner || feeling from cool_down_rating"), Is.EqualTo(new[] { $"{Bob.Id}211" }));
    }

    [Test]
    public async Task Both_who_find_the_proposed_time_good_see_it_agreed()
    {
        await ArePartnersAsync(Ann, Bob);
        await PausedAndBothReadyAsync();
        var ann = await Ann.ReceivesAsync("How about");
        var bob = await Bob.ReceivesAsync("How about");
        await Ann.ClicksAsync("That Works", within: ann);
        await Ann.SeesChangeAsync(ann, changed => changed.Contains("You said that works"));
        await Bob.ClicksAsync("That Works", within: bob);
        await Bob.SeesChangeAsync(bob, changed => changed.Contains("You two talk at"));
        await Ann.SeesChangeAsync(ann, changed => changed.Contains("You two talk at"));
    }

    [Test]
    public async Task A_later_time_is_proposed_once_and_agreed_on()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 1h");
        var helps = await Ann.ReceivesAsync("What helps now");
        var card = await Bob.ReceivesAsync("paused until");
        await Bob.ClicksAsync("Propose a Later Time", within: card);
        await Bob.FillsAsync("Until", await EndForAsync(Bob, later: TimeSpan.FromHours(1)));
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("Proposed");
        await Bob.ClosesModalAsync();
        await Bob.SeesChangeAsync(card, changed => changed.Contains("You proposed") && !changed.Offers("Propose a Later Time"));
        var proposal = await Ann.ReceivesAsync("proposes to pause until");
        await Ann.ClicksAsync("Agree", within: proposal);
        await Bob.SeesChangeAsync(card, changed => changed.Contains("was agreed on"));
        var end = await EndForAsync(Ann);
        await Ann.SeesChangeAsync(helps, changed => changed.Contains($"paused until {end}"));
        await Bob.ReceivesAsync($"paused until {await EndForAsync(Bob)}");

        await PassesAsync(TimeSpan.FromMinutes(61));
        await EverythingIsDoneAsync();
        Assert.That(Count(Ann, "ends now"), Is.Zero);
        await PassesAsync(TimeSpan.FromMinutes(60));
        await Ann.ReceivesAsync("ends now");
    }

    [Test]
    public async Task A_little_longer_is_given_once_and_then_both_are_asked_again()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 20m");
        await PassesAsync(TimeSpan.FromMinutes(21));
        await Bob.ReceivesAsync("ends now");
        await Bob.ClicksAsync("A Little Longer");
        await EverythingIsDoneAsync();
        await Ann.ReceivesAsync($"paused until {await EndForAsync(Ann)}");
        await PassesAsync(TimeSpan.FromMinutes(21));
        var second = await Bob.ReceivesAsync("ends now");
        Assert.That(second.Offers("A Little Longer"), Is.False);
    }

    [Test]
    public async Task Who_does_not_answer_is_asked_once_more_and_let_go_and_the_note_arrives()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 20m");
        await SharesAsync(Bob, Ann);
        await PassesAsync(TimeSpan.FromMinutes(21));
        await Ann.ReceivesAsync("ends now");
        await PassesAsync(TimeSpan.FromMinutes(61));
        var again = await Ann.ReceivesAsync("only this once more");
        await PassesAsync(TimeSpan.FromHours(24));
        await Ann.SeesChangeAsync(again, changed => changed.Contains("This pause is over.") && changed.Buttons is ["Look Back"]);
        await Ann.ReceivesAsync(Behavior);
        await PassesAsync(TimeSpan.FromHours(48));
        await EverythingIsDoneAsync();
        Assert.That(Count(Ann, "How are you"), Is.Zero, "answered or not, no card asks any more");
    }

    [Test]
    public async Task A_typed_answer_to_a_card_is_told_of_its_buttons_once()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 20m");
        await PassesAsync(TimeSpan.FromMinutes(21));
        var asked = await Ann.ReceivesAsync("How are you?");
        Ann.Writes("I'm ready to talk now, thank you for the time you took.");
        await Ann.ReceivesAsync("buttons");
        await EverythingIsDoneAsync();
        Assert.That(await Database.QueryAsync<long>("select count(*) from feedback"), Is.EqualTo(new[] { 0L }));

        Ann.Writes("feedback for @bob");
        await Ann.ReceivesAsync("when and where was it");
        Ann.Writes("I'm fine.", inThreadOf: asked);
        await UntilAsync(async () => (await Database.QueryAsync<long>("select count(*) from inbox where handled_at is null"))[0] == 0, "the inbox to be empty");
        await EverythingIsDoneAsync();
        Assert.That(await Database.QueryAsync<long>("select count(*) from feedback where situation is not null"), Is.EqualTo(new[] { 0L }), "it is no part of the draft");
    }

    [TestCase(3)]
    [TestCase(40)]
    public async Task Who_is_asked_late_is_still_asked_once_and_an_hour_later_once_more(int hours)
    {
        await Ann.RunsAsync("/cooldown 20m");
        await PassesAsync(TimeSpan.FromHours(hours));
        await Ann.ReceivesAsync("How are you?");
        await EverythingIsDoneAsync();
        Assert.That(Count(Ann, "only this once more"), Is.Zero);
        await PassesAsync(TimeSpan.FromMinutes(61));
        await Ann.ReceivesAsync("only this once more");
    }

    [Test]
    public async Task Who_erases_themselves_leaves_no_live_card_behind()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 1h");
        var card = await Bob.ReceivesAsync("paused until");
        await Ann.RunsAsync("/partner privacy");
        await Ann.ClicksAsync("Erase Me");
        await Ann.FillsAsync("ERASE", "ERASE");
        await Ann.SubmitsAsync();
        await Bob.SeesChangeAsync(card, changed => changed.Contains("This pause is over.") && changed.Buttons.Count == 0);
    }

    [TestCase("/cooldown @bob 5m", "at least 20 minutes")]
    [TestCase("/cooldown @bob 48h", "24 hours at most")]
    [TestCase("/cooldown 5m", "at least 20 minutes")]
    [TestCase("/cooldown @ann 1h", "on your own")]
    [TestCase("/cooldown @bob soon", "couldn't read that time")]
    [TestCase("/cooldown @nobody 1h", "anyone here by that name")]
    [TestCase("/cooldown hlep", "Did you mean")]
    public async Task What_cannot_be_starts_nothing_and_says_why(string command, string sentence)
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync(command);
        await Ann.SeesAsync(sentence);
        await EverythingIsDoneAsync();
        Assert.That(await Database.QueryAsync<long>("select count(*) from cool_down"), Is.EqualTo(new[] { 0L }));
        Assert.That(Bob.Messages.Count(message => message.Contains("paused")), Is.Zero);
    }

    [Test]
    public async Task With_someone_who_is_no_partner_it_works_alone_and_says_so()
    {
        await Ann.RunsAsync("/cooldown @cleo 1h");
        await Ann.SeesAsync("this pause is yours alone");
        await EverythingIsDoneAsync();
        Assert.That(Cleo.Messages, Is.Empty);
        await BringsAsync(Ann, Cleo); // nothing is held
        await PassesAsync(TimeSpan.FromMinutes(61));
        await Ann.ReceivesAsync("your pause ends now");
        await Ann.ClicksAsync("I'm Ready");
        await Ann.ReceivesAsync("Words that mend");
    }

    [Test]
    public async Task Two_who_start_at_once_get_one_pause_and_the_second_reads_when_it_ends()
    {
        await ArePartnersAsync(Ann, Bob);
        await Task.WhenAll(Ann.RunsAsync("/cooldown @bob 1h"), Bob.RunsAsync("/cooldown @ann 2h"));
        await EverythingIsDoneAsync();
        Assert.That(await Database.QueryAsync<int>("select status from cool_down"), Is.EqualTo(new[] { 0 }));
        await Ann.RunsAsync("/cooldown 3h");
        await Ann.SeesAsync("One pause at a time");
    }

    [Test]
    public async Task The_form_starts_one_and_keeps_what_was_chosen_when_it_cannot()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob");
        await Ann.FillsAsync("another time", "5m");
        await Ann.SubmitsAsync();
        Assert.That(Ann.Modal!.Errors.Values.Single(), Does.Contain("at least 20 minutes"));
        await Ann.FillsAsync("another time", "");
        await Ann.FillsAsync("How long", "3 hours");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("You and @Bob Brandt are paused until");
        await Bob.ReceivesAsync("paused until");
    }

    [Test]
    public async Task The_shortcut_and_home_start_one_too_and_home_shows_it()
    {
        await Ann.UsesShortcutAsync("Start a Cool-Down");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("You're paused until");
        await Ann.ClosesModalAsync();
        var home = await Ann.OpensHomeAsync();
        Assert.That(home.Contains("You're paused until"), Is.True);
        await Ann.ClicksAsync("Call It Off", within: home);
        await Ann.SeesModalAsync("called off");
        await Ann.ClosesModalAsync();
        var calm = await Ann.SeesHomeAsync(one => !one.Contains("paused until"));
        foreach (var (button, title) in new[]
                 { ("Start a Cool-Down", "Start a cool-down"), ("Write It Out", "Write it out"), ("Look for a Third Way", "Look for a third way"), ("Watched Conversations", "Watched conversations") })
        {
            await Ann.ClicksAsync(button, within: calm);
            await Ann.SeesModalAsync(modal => modal.Title == title);
            await Ann.ClosesModalAsync();
        }
    }

    [Test]
    public async Task When_the_partnership_ends_the_pause_goes_on_alone_and_notes_go_out()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 1h");
        var helps = await Ann.ReceivesAsync("What helps now");
        var card = await Bob.ReceivesAsync("paused until");
        await SharesAsync(Ann, Bob);
        await EverythingIsDoneAsync();
        await Bob.RunsAsync("/partner");
        await Bob.ClicksAsync("End Partnership");
        await Bob.ClosesModalAsync();
        await Bob.SeesChangeAsync(card, changed => changed.Contains("This pause is over.") && changed.Buttons.Count == 0);
        await Ann.SeesChangeAsync(helps, changed => changed.Contains("You're paused until"));
        await Bob.ReceivesAsync(Behavior);
        await PassesAsync(TimeSpan.FromMinutes(61));
        await Ann.ReceivesAsync("your pause ends now");
        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, "ends now"), Is.Zero);
    }

    [Test]
    public async Task Someone_elses_pause_is_not_for_me()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 1h");
        var card = await Bob.ReceivesAsync("paused until");
        await Cleo.RunsAsync("/cooldown 1h");
        var own = await Cleo.ReceivesAsync("What helps now");
        lock (Slack.World.Gate)
            own.Message.Json["blocks"]![3]!["elements"]![1]!["value"] = card.Raw["blocks"]![2]!["elements"]![0]!["value"]!.GetValue<string>();

        await Cleo.ClicksAsync("Call It Off", within: own);

        await Cleo.SeesAsync("Only the people involved");
        Assert.That(await Database.QueryAsync<int>("select status from cool_down"), Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    public async Task Who_stops_these_gets_no_more_of_them()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 20m");
        var card = await Bob.ReceivesAsync("paused until");
        await Bob.ClicksAsync("Stop These", within: card);
        await Bob.SeesChangeAsync(card, changed => changed.Contains("won't get messages about cool-downs"));
        await PassesAsync(TimeSpan.FromMinutes(21));
        await Ann.ReceivesAsync("ends now");
        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, "ends now"), Is.Zero);
        await PassesAsync(TimeSpan.FromHours(30));
        await Ann.RunsAsync("/cooldown @bob 1h");
        await Ann.SeesAsync("this pause is yours alone");
    }

    private async Task PausedAndBothReadyAsync()
    {
        await Ann.RunsAsync("/cooldown @bob 20m");
        await PassesAsync(TimeSpan.FromMinutes(21));
        foreach (var person in new[] { Ann, Bob })
        {
            await person.ReceivesAsync("ends now");
            await person.ClicksAsync("I'm Ready");
        }
    }

    /// <summary>The end of the pause, or a later time, as that person's clock shows it.</summary>
    private async Task<string> EndForAsync(Person person, TimeSpan later = default)
    {
        var end = (await Database.QueryAsync<DateTime>("select ends_at from cool_down"))[0] + later;
        return TimeZoneInfo.ConvertTime(new DateTimeOffset(end), TimeZoneInfo.FindSystemTimeZoneById(person.Zone!)).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture); // the cast has zones
    }
}
