using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;

namespace SlackPartner.CoolDowns;

/// <summary>Names one pause.</summary>
public readonly record struct CoolDownId(Guid Value) : ITyped<CoolDownId, Guid>
{
    public static CoolDownId New() => new(Guid.CreateVersion7());
    public static CoolDownId From(Guid value) => new(value);

    /// <summary>Null for anything that is no id: button values are only claims.</summary>
    public static CoolDownId? TryParse(string text) => Guid.TryParse(text, out var id) ? new CoolDownId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>Stored as its number: add at the end, never renumber. Returning: the time is over and people are being asked.</summary>
public enum CoolDownStatus { Running = 0, Returning = 1, Over = 2, CalledOff = 3 }

/// <summary>What the partner said to the time. Stored as its number: add at the end, never renumber.</summary>
public enum PartnerAnswer { None = 0, Agreed = 1, Proposed = 2, ProposalAgreed = 3, ProposalDeclined = 4 }

/// <summary>How someone comes back. Stored as its number: add at the end, never renumber.</summary>
public enum CameBack { NotYet = 0, Ready = 1, Writing = 2 }

/// <summary>What a clash was about. Stored as its number: add at the end, never renumber.</summary>
public enum ClashTopic { Work = 0, HowWeWork = 1, Personal = 2 }

/// <summary>What someone did in it. Stored as its number: add at the end, never renumber.</summary>
public enum ClashManner { FoughtToWin = 0, AvoidedIt = 1, LookedForThird = 2 }

/// <summary>How someone feels about it now. Stored as its number: add at the end, never renumber.</summary>
public enum ClashFeeling { AtPeace = 0, TurningItOver = 1, Hurt = 2 }

/// <summary>Why a request was declined. Each value has one sentence in <see cref="CoolDownSentences"/>.</summary>
public enum CoolDownRefusal
{
    NotFound, NotYours, NotATime, UnknownName, TooShort, TooLong, Yourself, AlreadyRunning, AlreadyAnswered, NotLater, NotOverYet, AlreadyOver, AlreadyExtended, NoRoomToExtend, NobodyToTell, NothingWritten, NothingToShare,
}

/// <summary>One person's part of a pause.</summary>
/// <param name="Talks">The proposed time suits them.</param>
/// <param name="Card">The message of theirs that has buttons.</param>
internal sealed record Side(UserId User, CameBack CameBack, bool Talks, MessageRef? Card)
{
    public static Side Of(UserId user) => new(user, CameBack.NotYet, Talks: false, Card: null);
}

/// <summary>A pause with a time to return, alone or with a partner.</summary>
internal sealed record CoolDown(
    CoolDownId Id,
    TeamId Team,
    Side Starter,
    Side? Partner,
    CoolDownStatus Status,
    Instant StartedAt,
    Instant EndsAt,
    PartnerAnswer Answer,
    Instant? ProposedEnd,
    bool IsExtended,
    Instant? TalkAt,
    int Version)
{
    /// <summary>When it stopped being open; what was handed over later was not held by it.</summary>
    public Instant? OverAt { get; init; }

    public IEnumerable<Side> Sides => Partner is null ? [Starter] : [Starter, Partner];

    public IEnumerable<PersonId> People => Sides.Select(side => new PersonId(Team, side.User));

    public Pair? Pair => Partner is null ? null : Kernel.Pair.Of(Team, Starter.User, Partner.User);

    public bool IsOpen => Status is CoolDownStatus.Running or CoolDownStatus.Returning;

    public bool Has(PersonId person) => person.Team == Team && SideOf(person.User) is not null;

    public Side? SideOf(UserId user) => Starter.User == user ? Starter : Partner?.User == user ? Partner : null;

    /// <summary>The other one, as this one sees it; null alone.</summary>
    public UserId? Beside(UserId user) => Starter.User == user ? Partner?.User : Starter.User;

    public CoolDown With(UserId user, Func<Side, Side> change) =>
        Starter.User == user ? this with { Starter = change(Starter) } : Partner?.User == user ? this with { Partner = change(Partner) } : this;

    public override string ToString() => $"CoolDown {Id} {Status}";
}
