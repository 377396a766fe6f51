using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;

namespace SlackPartner.OneOnOnes;

/// <summary>Two people's one-on-ones, whatever the plan.</summary>
public readonly record struct SeriesId(Guid Value) : ITyped<SeriesId, Guid>
{
    public static SeriesId New() => new(Guid.CreateVersion7());
    public static SeriesId From(Guid value) => new(value);
    public static SeriesId? TryParse(string text) => Guid.TryParse(text, out var id) ? new SeriesId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>One proposal of how to meet.</summary>
public readonly record struct PlanId(Guid Value) : ITyped<PlanId, Guid>
{
    public static PlanId New() => new(Guid.CreateVersion7());
    public static PlanId From(Guid value) => new(value);
    public static PlanId? TryParse(string text) => Guid.TryParse(text, out var id) ? new PlanId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>One meeting.</summary>
public readonly record struct OccurrenceId(Guid Value) : ITyped<OccurrenceId, Guid>
{
    public static OccurrenceId New() => new(Guid.CreateVersion7());
    public static OccurrenceId From(Guid value) => new(value);
    public static OccurrenceId? TryParse(string text) => Guid.TryParse(text, out var id) ? new OccurrenceId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum PlanStatus { Proposed = 0, Confirmed = 1, Replaced = 2, Declined = 3, TakenBack = 4 }

/// <summary>Stored as its number: add at the end, never renumber. Skipped was said before, Missed afterwards.</summary>
public enum OccurrenceStatus { Planned = 0, Happened = 1, Skipped = 2, Missed = 3 }

/// <summary>Why a request was declined. Each value has one sentence in <see cref="OneOnOneSentences"/>.</summary>
public enum OneOnOneRefusal
{
    NotFound, NotPartners, NotYours, NotOpen, NothingPlanned, AlreadyAnswered, LongAgo, NotYet, InThePast, NoTime, NoDate, NotADay, TooFar, Backwards, NothingWritten, ChoosePartner, AlreadyRevealed,
    AlreadyStarted,
}

/// <summary>Two people's one-on-ones. <see cref="Plan"/> is the confirmed one.</summary>
public sealed record Series(SeriesId Id, Pair Pair, PlanId? Plan, LocalDate? PausedFrom, LocalDate? PausedUntil)
{
    public bool IsPausedOn(LocalDate date) => date >= PausedFrom && date <= PausedUntil;

    /// <summary>A pause that goes on or lies ahead; one that is over is none any more.</summary>
    public bool HasPauseAt(LocalDate today) => PausedUntil >= today;

    public override string ToString() => $"Series {Id}";
}

/// <summary>How two people meet. The time is local where <see cref="Ruler"/> is.</summary>
public sealed record Plan(
    PlanId Id,
    SeriesId Series,
    UserId Proposer,
    PlanStatus Status,
    LocalDate FirstOn,
    LocalTime Time,
    UserId Ruler,
    string Zone,
    int EveryWeeks,
    int NeededMinutes,
    int MarginMinutes,
    int RemindMinutes,
    int InPersonEvery,
    PrivateText Place,
    Instant CreatedAt,
    Slack.MessageRef? Card)
{
    public int Minutes => NeededMinutes + MarginMinutes;

    public override string ToString() => $"Plan {Id} {Status}";
}

/// <summary>One meeting. The slot is the plan's day it stands for; it may have been moved away from it once.</summary>
public sealed record Occurrence(
    OccurrenceId Id,
    SeriesId Series,
    LocalDate Slot,
    LocalDateTime? MovedTo,
    Instant StartsAt,
    int Minutes,
    bool InPerson,
    OccurrenceStatus Status,
    UserId? AnsweredBy,
    Instant? AnsweredAt)
{
    private static readonly LocalDateTimePattern Moved = LocalDateTimePattern.Create("uuuu-MM-dd'T'HHmm", CultureInfo.InvariantCulture);

    public Instant EndsAt => StartsAt + Duration.FromMinutes(Minutes);

    /// <summary>Names it in work items. Moving makes it another: what was sent for the old time says nothing about the new one.</summary>
    public string Key => MovedTo is { } to ? Moved.Format(to) : LocalDatePattern.Iso.Format(Slot);

    public override string ToString() => $"Occurrence {Id} {Slot} {Status}";
}
