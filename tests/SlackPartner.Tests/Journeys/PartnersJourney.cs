using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Becoming partners takes a yes; ending it takes one of the two.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class PartnersJourney(Transport transport) : FeedbackPlay(transport)
{
    [Test]
    public async Task An_invitation_is_accepted_and_later_ended()
    {
        await Bob.OpensHomeAsync();
        await Ann.RunsAsync("/partner @bob");
        await Ann.SeesAsync("on its way to @Bob Brandt");
        var card = await Bob.ReceivesAsync("would like to be your partner");
        Assert.That(card.Buttons, Is.EqualTo(new[] { "Accept", "Decline", "Block" }));
        await Bob.SeesHomeAsync(home => home.Contains("would like to be your partner") && home.Texts[0] == "Waiting for you");

        await Bob.ClicksAsync("Accept", within: card);
        await Bob.SeesChangeAsync(card, changed => changed.Contains("are partners now") && changed.Buttons.Count == 0);
        await Ann.ReceivesAsync("you are partners now");
        await Bob.SeesHomeAsync(home => home.Contains("@Ann Archer") && !home.Contains("Waiting for you"));
        await Ann.RunsAsync("/partner @bob");
        await Ann.SeesAsync("partners already");

        await Ann.RunsAsync("/partner");
        var list = await Ann.SeesModalAsync("your partner");
        await Ann.ClicksAsync("End Partnership", within: list);
        await Ann.SeesModalAsync("Invite yours here");
        await Bob.ReceivesAsync("ended your partnership");
        await EverythingIsDoneAsync();
        Assert.That((Ann.Messages.Count(one => !one.IsEphemeral), Bob.Messages.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Declining_and_blocking_are_silent()
    {
        await Ann.RunsAsync("/partner @bob");
        var card = await Bob.ReceivesAsync("would like to be your partner");
        await Bob.ClicksAsync("Decline", within: card);
        await Bob.SeesChangeAsync(card, changed => changed.Contains("You declined"));
        await Cleo.RunsAsync("/partner @bob");
        var second = await Bob.ReceivesAsync("would like to be your partner");
        await Bob.ClicksAsync("Block", within: second);
        await Bob.SeesChangeAsync(second, changed => changed.Contains("can't invite you any more"));
        await EverythingIsDoneAsync();

        Assert.That((Ann.Messages.Count(one => !one.IsEphemeral), Cleo.Messages.Count(one => !one.IsEphemeral)), Is.EqualTo((0, 0)));
        await Ann.RunsAsync("/partner @bob");
        await Ann.SeesAsync("it's theirs to answer");
        await Cleo.RunsAsync("/partner");
        await Cleo.ClicksAsync("Take Back");
        await Cleo.ClosesModalAsync();
        await Cleo.RunsAsync("/partner @bob");
        await Cleo.SeesAsync("can't be reached here");

        // Inviting back is a change of mind.
        await Bob.RunsAsync("/partner @ann");
        await Bob.SeesAsync("are partners now");
        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, "would like to be your partner"), Is.Zero, "cards that were answered say so");
    }

    [Test]
    public async Task A_refusal_lasts_and_the_inviter_cannot_tell()
    {
        await Ann.RunsAsync("/partner @bob");
        await Bob.ClicksAsync("Decline", within: await Bob.ReceivesAsync("would like to be your partner"));
        await InvitesAgainAsync();
        Assert.That(Bob.Messages.Count(card => card.Offers("Accept")), Is.Zero, "nothing comes of it");
        await Ann.RunsAsync("/partner @bob");
        await Ann.SeesAsync("it's theirs to answer");

        await PassesAsync(TimeSpan.FromDays(31));
        await InvitesAgainAsync();
        await Bob.ReceivesAsync(card => card.Offers("Accept"));

        async Task InvitesAgainAsync()
        {
            await Ann.RunsAsync("/partner");
            await Ann.ClicksAsync("Take Back");
            await Ann.ClosesModalAsync();
            Assert.That((await Ann.RunsAsync("/partner @bob"))!.Text, Does.Contain("on its way"));
            await EverythingIsDoneAsync();
        }
    }

    [Test]
    public async Task Who_is_muted_cannot_invite_either()
    {
        await Bob.ClicksAsync("Mute This Person", within: await BringsAsync(Ann, Bob));
        await EverythingIsDoneAsync();
        Assert.That((await Ann.RunsAsync("/partner @bob"))!.Text, Does.Contain("can't be reached here"));
    }

    [Test]
    public async Task Two_who_invite_each_other_at_once_are_partners_with_one_row()
    {
        await Task.WhenAll(Ann.RunsAsync("/partner @bob"), Bob.RunsAsync("/partner @ann"));
        await EverythingIsDoneAsync();

        Assert.That(await Database.QueryAsync<int>("select status from partnership"), Is.EqualTo(new[] { 1 }));
    }

    [TestCase("@ann", "someone other than yourself")]
    [TestCase("@tally", "apps can't be partners")]
    [TestCase("@dan", "can't be reached here")]
    public async Task Who_cannot_be_a_partner_is_said_in_one_sentence(string whom, string sentence)
    {
        await Ann.RunsAsync($"/partner {whom}");
        await Ann.SeesAsync(sentence);
        Assert.That(await Database.QueryAsync<long>("select count(*) from partnership"), Is.EqualTo(new[] { 0L }));
    }

    [Test]
    public async Task Home_invites_with_a_form_and_the_form_says_why_not()
    {
        var home = await Ann.OpensHomeAsync();
        await Ann.ClicksAsync("Invite a Partner", within: home);
        await Ann.FillsAsync("Partner", "tally");
        await Ann.SubmitsAsync();
        Assert.That((await Ann.SeesModalAsync(modal => modal.Errors.Count > 0)).Errors["Partner"], Does.Contain("apps can't be partners"));
        await Ann.FillsAsync("Partner", "bob");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("on its way");
        await Bob.ReceivesAsync("would like to be your partner");
    }

    [Test]
    public async Task The_fourth_invitation_of_a_day_to_one_person_waits_for_tomorrow()
    {
        for (var time = 0; time < 3; time++)
        {
            await Ann.RunsAsync("/partner @bob");
            await Ann.RunsAsync("/partner");
            await Ann.ClicksAsync("Take Back");
            await Ann.ClosesModalAsync();
        }
        await Ann.RunsAsync("/partner @bob");
        await Ann.SeesAsync("Try again tomorrow");
        await PassesAsync(TimeSpan.FromHours(25));
        await Ann.RunsAsync("/partner @bob");
        await Ann.SeesAsync("on its way");
    }

    [Test]
    public async Task A_partner_who_leaves_ends_the_partnership()
    {
        await BecomePartnersAsync(Ann, Bob);
        Bob.IsDeactivated();
        await Ann.ReceivesAsync("can't be reached here any more");
        await Ann.RunsAsync("/partner");
        await Ann.SeesModalAsync("Invite yours here");
    }

    [Test]
    public async Task Someone_elses_invitation_is_not_for_me()
    {
        await Ann.RunsAsync("/partner @bob");
        var card = await Bob.ReceivesAsync("would like to be your partner");
        await Cleo.RunsAsync("/partner @kim");
        var own = await Slack.Person("kim").ReceivesAsync("would like to be your partner");
        lock (Slack.World.Gate)
            own.Message.Json["blocks"]![2]!["elements"]![0]!["value"] = card.Raw["blocks"]![2]!["elements"]![0]!["value"]!.GetValue<string>();

        await Slack.Person("kim").ClicksAsync("Accept", within: own);

        await Slack.Person("kim").SeesAsync("Only the people involved");
        Assert.That(await Database.QueryAsync<int>("select status from partnership"), Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    public async Task Help_explains_and_a_slip_names_the_nearest_word()
    {
        await Ann.RunsAsync("/partner help");
        await Ann.SeesAsync("takes a yes from both");
        await Ann.RunsAsync("/partner hlep");
        await Ann.SeesAsync("Did you mean");
    }

    private async Task BecomePartnersAsync(Person one, Person other)
    {
        await one.RunsAsync($"/partner @{other.Name}");
        var card = await other.ReceivesAsync("would like to be your partner");
        await other.ClicksAsync("Accept", within: card);
        await one.ReceivesAsync("you are partners now");
    }
}
