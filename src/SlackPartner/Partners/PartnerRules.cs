using NodaTime;
using SlackPartner.Kernel;
using static SlackPartner.Partners.PartnerRefusal;
using static SlackPartner.Partners.PartnershipStatus;

namespace SlackPartner.Partners;

using PartnerResult = Result<Partnership, PartnerRefusal>;

/// <summary>Who may become partners, and how it ends. No clock, no database, no Slack.</summary>
internal static class PartnerRules
{
    public const int MostPerPairADay = 3;
    public const int MostPerSenderADay = 10;

    /// <summary>So long a refusal stands, whatever the inviter does.</summary>
    public static readonly Duration RefusalLasts = Duration.FromDays(30);

    /// <summary>
    /// An invitation, or at once a partnership where the other had invited first. A declined one still stands: to the inviter it looks as if
    /// it waited, and the one who declined can take it up by inviting back.
    /// </summary>
    public static PartnerResult Invite(Partnership? known, PersonId actor, UserId? chosen, InviteeFacts invitee, ActsLately lately, Instant now)
    {
        if (chosen is not { } other) return NobodyChosen;
        if (other == actor.User) return Yourself;
        if (invitee.IsApp) return AnApp;
        if (invitee.IsElsewhere) return Elsewhere;
        if (known is { Status: Active }) return AlreadyPartners;
        if (known is { Status: Invited or Declined } && known.Inviter == actor.User) return AlreadyInvited;
        if (!invitee.CanBeReached || invitee.HasBlockedActor) return OutOfReach;
        if (known is { Status: Invited or Declined }) return Activate(known, now);
        if (lately.WithPerson >= MostPerPairADay) return PairLimit;
        if (lately.InAll >= MostPerSenderADay) return DayLimit;
        var fresh = (known ?? Between(actor, other, now)) with { Inviter = actor.User, Status = Invited, InvitedAt = now, AnsweredAt = null, EndedAt = null, Card = null };
        // Declined a while ago, taken back, and made anew: to the inviter it looks as if it waited, and nothing is sent.
        return known?.Inviter == actor.User && now - known.DeclinedAt < RefusalLasts
            ? fresh with { Status = Declined, AnsweredAt = now }
            : fresh with { DeclinedAt = null };
    }

    /// <summary>Whoever declined may still change their mind.</summary>
    public static PartnerResult Accept(Partnership known, PersonId actor, Instant now) => Answering(known, actor) is { } refusal ? refusal : Activate(known, now);

    /// <summary>The inviter is not told.</summary>
    public static PartnerResult Decline(Partnership known, PersonId actor, Instant now) =>
        Answering(known, actor) is { } refusal ? refusal : known with { Status = Declined, AnsweredAt = now, DeclinedAt = now };

    /// <summary>Either of the two, at any time; the inviter also takes an invitation back this way.</summary>
    public static PartnerResult End(Partnership known, PersonId actor, Instant now)
    {
        if (!known.Pair.Has(actor)) return NotYours;
        return known.Status switch
        {
            Active => known with { Status = Ended, EndedAt = now },
            Invited or Declined when known.Inviter == actor.User => known with { Status = Ended, EndedAt = now },
            Ended => NotFound,
            _ => NotYours,
        };
    }

    private static PartnerRefusal? Answering(Partnership known, PersonId actor)
    {
        if (!known.Pair.Has(actor) || known.Inviter == actor.User) return NotYours;
        return known.Status switch
        {
            Active => AlreadyPartners,
            Ended => TakenBack,
            _ => null,
        };
    }

    private static Partnership Activate(Partnership known, Instant now) => known with { Status = Active, AnsweredAt = now, DeclinedAt = null };

    private static Partnership Between(PersonId actor, UserId other, Instant now) =>
        new(PartnershipId.New(), Pair.Of(actor, other), actor.User, Invited, now, null, null, null, null, Version: 0);
}

/// <summary>What counts about the person who is invited.</summary>
internal sealed record InviteeFacts(bool IsApp, bool IsElsewhere, bool CanBeReached, bool HasBlockedActor);

/// <summary>How many deliberate acts the actor directed at people in the last 24 hours: invitations and shared notes.</summary>
internal sealed record ActsLately(int WithPerson, int InAll);
