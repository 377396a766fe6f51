using NodaTime;
using SlackPartner.Kernel;

namespace SlackPartner.Partners;

/// <summary>Names two people who are, or may become, partners.</summary>
public readonly record struct PartnershipId(Guid Value) : ITyped<PartnershipId, Guid>
{
    public static PartnershipId New() => new(Guid.CreateVersion7());
    public static PartnershipId From(Guid value) => new(value);

    /// <summary>Null for anything that is no id: button values are only claims.</summary>
    public static PartnershipId? TryParse(string text) => Guid.TryParse(text, out var id) ? new PartnershipId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>Stored as its number: add at the end, never renumber. A declined invitation looks to the inviter as if it waited.</summary>
public enum PartnershipStatus { Invited = 0, Active = 1, Declined = 2, Ended = 3 }

/// <summary>Why a request was declined. Each value has one sentence in <see cref="PartnerSentences"/>.</summary>
public enum PartnerRefusal
{
    NotFound, NotYours, NobodyChosen, Yourself, AnApp, Elsewhere, OutOfReach, AlreadyPartners, AlreadyInvited, TakenBack, PairLimit, DayLimit,
}

/// <summary>What is between two people.</summary>
public sealed record Partnership(
    PartnershipId Id,
    Pair Pair,
    UserId Inviter,
    PartnershipStatus Status,
    Instant InvitedAt,
    Instant? AnsweredAt,
    Instant? EndedAt,
    Instant? DeclinedAt,
    Slack.MessageRef? Card,
    int Version)
{
    public TeamId Team => Pair.Team;
    public UserId Invitee => Pair.Beside(Inviter);

    public override string ToString() => $"Partnership {Id} {Status}";
}
