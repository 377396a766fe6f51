using NodaTime;
using SlackPartner.Kernel;
using static SlackPartner.Nudges.ThirdWayRefusal;
using static SlackPartner.Nudges.ThirdWayStatus;

namespace SlackPartner.Nudges;

/// <summary>Names one disagreement that is stuck.</summary>
public readonly record struct DisagreementId(Guid Value) : ITyped<DisagreementId, Guid>
{
    public static DisagreementId New() => new(Guid.CreateVersion7());
    public static DisagreementId From(Guid value) => new(value);

    /// <summary>Null for anything that is no id: metadata and button values are only claims.</summary>
    public static DisagreementId? TryParse(string text) => Guid.TryParse(text, out var id) ? new DisagreementId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum ThirdWayStatus { Waiting = 0, Revealed = 1, Settled = 2, Closed = 3 }

/// <summary>Why a request was declined. Each value has one sentence in <see cref="ThirdWayViews"/>.</summary>
public enum ThirdWayRefusal { NotFound, NotYours, NotPartners, Yourself, NothingWritten, NotOpen, AlreadyOpen, AskedLately }

/// <summary>Where someone stands, and what would change their mind. Nobody else sees it before both have written.</summary>
internal sealed record Stand(PrivateText Position, PrivateText Change, Instant? WrittenAt)
{
    public static readonly Stand None = new(default, default, null);
}

/// <summary>What the two came to.</summary>
internal sealed record Outcome(PrivateText Options, PrivateText Third, PrivateText Decides, LocalDate? LookAgainOn)
{
    public static readonly Outcome None = new(default, default, default, null);

    public bool IsBlank => Options.IsBlank && Third.IsBlank && Decides.IsBlank;
}

/// <summary>A disagreement two partners look at from both sides at once.</summary>
internal sealed record Disagreement(
    DisagreementId Id, TeamId Team, UserId Starter, UserId Other, PrivateText Topic, ThirdWayStatus Status, Stand OfStarter, Stand OfOther, Outcome Outcome,
    Instant CreatedAt, Instant UpdatedAt, int Version)
{
    public IEnumerable<PersonId> People => [new(Team, Starter), new(Team, Other)];

    public bool Has(PersonId person) => person.Team == Team && (person.User == Starter || person.User == Other);

    public UserId Beside(UserId user) => user == Starter ? Other : Starter;

    public override string ToString() => $"Disagreement {Id} {Status}";
}

/// <summary>What someone asked another before, and got no side to.</summary>
/// <param name="HasWords">They have not taken it back.</param>
internal sealed record Unanswered(bool HasWords, Instant CreatedAt);

/// <summary>Both sides first, then a third way. No clock, no database, no Slack.</summary>
internal static class ThirdWayRules
{
    /// <summary>Who was asked is left in peace for as long, whatever they said to it: so it tells nothing.</summary>
    public static readonly Duration BetweenAsks = Duration.FromDays(7);

    public static Result<Disagreement, ThirdWayRefusal> Begin(
        DisagreementId id, PersonId starter, UserId other, bool arePartners, Unanswered? before, PrivateText topic, PrivateText position, PrivateText change, Instant now)
    {
        if (other == starter.User) return Yourself;
        if (!arePartners) return NotPartners;
        if (before is { HasWords: true }) return AlreadyOpen;
        if (before?.CreatedAt > now - BetweenAsks) return AskedLately;
        if (topic.IsBlank || position.IsBlank) return NothingWritten;
        return new Disagreement(id, starter.Team, starter.User, other, topic, Waiting, new Stand(position, change, now), Stand.None, Outcome.None, now, now, Version: 0);
    }

    /// <summary>The second side: from now on both are there for both.</summary>
    public static Result<Disagreement, ThirdWayRefusal> Answer(Disagreement known, PersonId actor, PrivateText position, PrivateText change, Instant now)
    {
        if (known.Team != actor.Team || known.Other != actor.User) return NotYours;
        if (known.Status is not Waiting) return NotOpen;
        return position.IsBlank ? NothingWritten : known with { Status = Revealed, OfOther = new Stand(position, change, now), UpdatedAt = now };
    }

    /// <summary>Not Now. The starter isn't told, and keeps their words.</summary>
    public static Result<Disagreement, ThirdWayRefusal> Decline(Disagreement known, PersonId actor, Instant now)
    {
        if (known.Team != actor.Team || known.Other != actor.User) return NotYours;
        return known.Status is Waiting ? known with { Status = Closed, UpdatedAt = now } : NotOpen;
    }

    /// <summary>Take Back: the words go back to the one who wrote them. Works the same after a Not Now.</summary>
    public static Result<Disagreement, ThirdWayRefusal> TakeBack(Disagreement known, PersonId actor, Instant now)
    {
        if (known.Team != actor.Team || known.Starter != actor.User) return NotYours;
        return known is { Status: Waiting or Closed, Topic.IsBlank: false } ? known with { Status = Closed, Topic = default, OfStarter = Stand.None, UpdatedAt = now } : NotOpen;
    }

    /// <summary>Either writes down what they came to; who is later corrects it.</summary>
    public static Result<Disagreement, ThirdWayRefusal> Settle(Disagreement known, PersonId actor, Outcome outcome, Instant now)
    {
        if (!known.Has(actor)) return NotYours;
        if (known.Status is not (Revealed or Settled)) return NotOpen;
        return outcome.IsBlank ? NothingWritten : known with { Status = Settled, Outcome = outcome, UpdatedAt = now };
    }
}
