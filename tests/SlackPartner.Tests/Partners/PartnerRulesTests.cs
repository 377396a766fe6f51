using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Partners;

internal sealed class PartnerRulesTests
{
    private static readonly InviteeFacts Reachable = new(IsApp: false, IsElsewhere: false, CanBeReached: true, HasBlockedActor: false);
    private static readonly ActsLately Nothing = new(0, 0);

    [Test]
    public void An_invitation_waits_for_the_other()
    {
        var partnership = Invited(Invite(null, A.Ann, A.Bob.User));

        Assert.Multiple(() =>
        {
            Assert.That(partnership.Status, Is.EqualTo(PartnershipStatus.Invited));
            Assert.That(partnership.Invitee, Is.EqualTo(A.Bob.User));
        });
    }

    [TestCase(PartnershipStatus.Invited)]
    [TestCase(PartnershipStatus.Declined)]
    public void Two_who_invite_each_other_are_partners(PartnershipStatus status) =>
        Assert.That(Invited(Invite(A.Invitation() with { Status = status }, A.Bob, A.Ann.User)).Status, Is.EqualTo(PartnershipStatus.Active));

    [TestCase(PartnershipStatus.Invited)]
    [TestCase(PartnershipStatus.Declined)]
    public void To_the_inviter_a_declined_invitation_looks_like_a_waiting_one(PartnershipStatus status) =>
        Assert.That(Refusal(Invite(A.Invitation() with { Status = status }, A.Ann, A.Bob.User)), Is.EqualTo(PartnerRefusal.AlreadyInvited));

    [Test]
    public void After_an_end_either_may_invite_again()
    {
        var again = Invited(Invite(A.Invitation() with { Status = PartnershipStatus.Ended, EndedAt = A.Noon }, A.Bob, A.Ann.User));

        Assert.That((again.Status, again.Inviter, again.EndedAt), Is.EqualTo((PartnershipStatus.Invited, A.Bob.User, (Instant?)null)));
    }

    [TestCase(29, PartnershipStatus.Declined)]
    [TestCase(31, PartnershipStatus.Invited)]
    public void A_refusal_outlasts_an_invitation_that_is_made_anew(int days, PartnershipStatus status)
    {
        var declined = Invited(PartnerRules.Decline(A.Invitation(), A.Bob, A.Noon));
        var takenBack = Invited(PartnerRules.End(declined, A.Ann, A.Noon));

        Assert.That(Invited(PartnerRules.Invite(takenBack, A.Ann, A.Bob.User, Reachable, Nothing, A.Noon + Duration.FromDays(days))).Status, Is.EqualTo(status));
    }

    [Test]
    public void Who_refused_may_still_invite_themselves()
    {
        var takenBack = Invited(PartnerRules.End(Invited(PartnerRules.Decline(A.Invitation(), A.Bob, A.Noon)), A.Ann, A.Noon));

        Assert.That(Invited(Invite(takenBack, A.Bob, A.Ann.User)).Status, Is.EqualTo(PartnershipStatus.Invited));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Case("nobody", Invite(null, A.Ann, null), PartnerRefusal.NobodyChosen);
        yield return Case("oneself", Invite(null, A.Ann, A.Ann.User), PartnerRefusal.Yourself);
        yield return Case("an app", Invite(null, A.Ann, A.Bob.User, Reachable with { IsApp = true }), PartnerRefusal.AnApp);
        yield return Case("another workspace", Invite(null, A.Ann, A.Bob.User, Reachable with { IsElsewhere = true, CanBeReached = false }), PartnerRefusal.Elsewhere);
        yield return Case("someone who left", Invite(null, A.Ann, A.Bob.User, Reachable with { CanBeReached = false }), PartnerRefusal.OutOfReach);
        yield return Case("someone who blocked", Invite(null, A.Ann, A.Bob.User, Reachable with { HasBlockedActor = true }), PartnerRefusal.OutOfReach);
        yield return Case("a partner", Invite(A.Invitation() with { Status = PartnershipStatus.Active }, A.Ann, A.Bob.User), PartnerRefusal.AlreadyPartners);
        yield return Case("three to one person", Invite(null, A.Ann, A.Bob.User, Reachable, new ActsLately(3, 3)), PartnerRefusal.PairLimit);
        yield return Case("ten in all", Invite(null, A.Ann, A.Bob.User, Reachable, new ActsLately(0, 10)), PartnerRefusal.DayLimit);
    }

    [TestCaseSource(nameof(Refusals))]
    public void It_is_refused(Result<Partnership, PartnerRefusal> result, PartnerRefusal refusal) => Assert.That(Refusal(result), Is.EqualTo(refusal));

    [Test]
    public void Accepting_what_the_other_offered_needs_no_limit() =>
        Assert.That(Invited(Invite(A.Invitation(), A.Bob, A.Ann.User, Reachable, new ActsLately(3, 10))).Status, Is.EqualTo(PartnershipStatus.Active));

    [Test]
    public void Only_the_invited_person_answers() => Assert.Multiple(() =>
    {
        Assert.That(Refusal(PartnerRules.Accept(A.Invitation(), A.Ann, A.Noon)), Is.EqualTo(PartnerRefusal.NotYours));
        Assert.That(Refusal(PartnerRules.Decline(A.Invitation(), A.Cleo, A.Noon)), Is.EqualTo(PartnerRefusal.NotYours));
        Assert.That(Invited(PartnerRules.Accept(A.Invitation(), A.Bob, A.Noon)).AnsweredAt, Is.EqualTo(A.Noon));
    });

    [Test]
    public void An_invitation_that_was_taken_back_cannot_be_accepted() =>
        Assert.That(Refusal(PartnerRules.Accept(A.Invitation() with { Status = PartnershipStatus.Ended }, A.Bob, A.Noon)), Is.EqualTo(PartnerRefusal.TakenBack));

    [Test]
    public void Either_ends_it_and_nobody_else() => Assert.Multiple(() =>
    {
        var active = A.Invitation() with { Status = PartnershipStatus.Active };
        Assert.That(Invited(PartnerRules.End(active, A.Ann, A.Noon)).Status, Is.EqualTo(PartnershipStatus.Ended));
        Assert.That(Invited(PartnerRules.End(active, A.Bob, A.Noon)).Status, Is.EqualTo(PartnershipStatus.Ended));
        Assert.That(Refusal(PartnerRules.End(active, A.Cleo, A.Noon)), Is.EqualTo(PartnerRefusal.NotYours));
        Assert.That(Refusal(PartnerRules.End(A.Invitation(), A.Bob, A.Noon)), Is.EqualTo(PartnerRefusal.NotYours));
    });

    [Test]
    public void A_pair_is_the_same_whoever_asks() => Assert.Multiple(() =>
    {
        Assert.That(Pair.Of(A.Ann, A.Bob.User), Is.EqualTo(Pair.Of(A.Bob, A.Ann.User)));
        Assert.That(Pair.Of(A.Bob, A.Ann.User).Beside(A.Ann.User), Is.EqualTo(A.Bob.User));
    });

    private static Result<Partnership, PartnerRefusal> Invite(Partnership? known, PersonId actor, UserId? chosen, InviteeFacts? facts = null, ActsLately? lately = null) =>
        PartnerRules.Invite(known, actor, chosen, facts ?? Reachable, lately ?? Nothing, A.Noon);

    private static Partnership Invited(Result<Partnership, PartnerRefusal> result) =>
        result.Match(partnership => partnership, refusal => throw new AssertionException($"Refused: {refusal}"));

    private static PartnerRefusal Refusal(Result<Partnership, PartnerRefusal> result) =>
        result.Match(partnership => throw new AssertionException($"Not refused: {partnership}"), refusal => refusal);

    private static TestCaseData Case(string name, params object[] args) => new TestCaseData(args).SetArgDisplayNames(name);
}
