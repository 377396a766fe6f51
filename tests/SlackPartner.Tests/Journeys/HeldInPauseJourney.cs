using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>What one has for the other waits while the two pause, and never for long.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class HeldInPauseJourney(Transport transport) : ConflictPlay(transport)
{
    [Test]
    public async Task Questions_answers_and_stuck_disagreements_wait_too_and_their_senders_know()
    {
        await ArePartnersAsync(Ann, Bob);
        var note = await BringsAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 1h");
        await Bob.ReceivesAsync("paused until");
        await Bob.ClicksAsync("Ask a Question", within: note);
        await Bob.FillsAsync("question", "Which decision do you mean?");
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("after the pause");
        await Bob.ClosesModalAsync();
        await Bob.RunsAsync("/sbi ask @ann our planning");
        await Bob.SeesAsync("gets your question after the pause");
        await Ann.RunsAsync("/cooldown third @bob");
        await Ann.FillsAsync("stuck on", "When export ships");
        await Ann.FillsAsync("Where do you stand", "After the sprint.");
        await Ann.SubmitsAsync();
        await Ann.ReceivesAsync("is asked for their side after the pause");
        await RestartAsync();
        await EverythingIsDoneAsync();
        Assert.That((Count(Ann, "Which decision"), Count(Ann, "asks for your advice"), Count(Bob, "When export ships")), Is.EqualTo((0, 0, 0)));

        await PassesAsync(TimeSpan.FromMinutes(61));
        foreach (var person in new[] { Ann, Bob }) await person.ClicksAsync("I'm Ready", within: await person.ReceivesAsync("ends now"));
        await Ann.ReceivesAsync("Which decision do you mean?");
        await Ann.ReceivesAsync("asks for your advice");
        await Bob.ReceivesAsync("When export ships");
    }

    [Test]
    public async Task A_note_that_comes_back_later_waits_for_the_pause_too()
    {
        await ArePartnersAsync(Ann, Bob);
        var note = await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("I Need Time", within: note);
        await Bob.SubmitsAsync();
        await Bob.RunsAsync("/cooldown @ann 4h");
        await PassesAsync(TimeSpan.FromHours(3));
        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, Behavior), Is.EqualTo(1), "in two hours, they said, but now they pause");
        await PassesAsync(TimeSpan.FromHours(25));
        await UntilAsync(() => Task.FromResult(Count(Bob, Behavior) == 2), "the note to come back");
    }

    [Test]
    public async Task Pauses_in_a_row_hold_a_note_no_longer_than_the_first_could()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 20m");
        await SharesAsync(Bob, Ann);
        await PassesAsync(TimeSpan.FromMinutes(21));
        var (ann, bob) = (await Ann.ReceivesAsync("ends now"), await Bob.ReceivesAsync("ends now"));
        await Bob.ClicksAsync("I'm Ready", within: bob);
        await Ann.RunsAsync("/cooldown @bob 23h");
        await Ann.SeesChangeAsync(ann, changed => changed.Contains("This pause is over."));
        await Bob.SeesChangeAsync(bob, changed => changed.Text == "You're ready.");
        await PassesAsync(TimeSpan.FromHours(23));
        await EverythingIsDoneAsync();
        Assert.That(Count(Ann, Behavior), Is.Zero);
        await PassesAsync(TimeSpan.FromMinutes(61));
        await Ann.ReceivesAsync(Behavior);
    }

    [Test]
    public async Task A_new_pause_leaves_one_with_somebody_else_as_it_is()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync("/cooldown @bob 20m");
        await PassesAsync(TimeSpan.FromMinutes(21));
        var bob = await Bob.ReceivesAsync("ends now");
        await Ann.RunsAsync("/cooldown 1h");
        await Ann.SeesAsync("You're paused until");
        await Bob.ClicksAsync("I'm Ready", within: bob);
        await Bob.SeesChangeAsync(bob, changed => changed.Contains("nobody is hurried"));
        await Ann.ClicksAsync("I'm Ready", within: await Ann.ReceivesAsync("your pause with @Bob Brandt ends now"));
        await Bob.ReceivesAsync("Words that mend");
    }
}
