using NodaTime;
using SlackPartner.Kernel;

namespace SlackPartner.Feedback;

/// <summary>One piece of feedback, from first draft to answer.</summary>
public readonly record struct FeedbackId(Guid Value) : ITyped<FeedbackId, Guid>
{
    public static FeedbackId New() => new(Guid.CreateVersion7());
    public static FeedbackId From(Guid value) => new(value);

    /// <summary>Null for anything that is no id: metadata and button values are only claims.</summary>
    public static FeedbackId? TryParse(string text) => Guid.TryParse(text, out var id) ? new FeedbackId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum FeedbackStatus { Draft = 0, Shared = 1, Answered = 2, TakenBack = 3, Scheduled = 4, Asking = 5 }

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum AnswerKind { ThankYou = 0, NeedTime = 1, Question = 2, Differently = 3 }

/// <summary>When someone who needs time would like a note back. Travels as its name.</summary>
internal enum RemindWish { TwoHours, Tomorrow, NextOneOnOne }

/// <summary>What a reader chose when asked first. Stored as its number: add at the end, never renumber.</summary>
public enum AskChoice { Now = 0, TomorrowMorning = 1, InOurOneOnOne = 2, NotThisWeek = 3 }

/// <summary>What the conversation asks for next; the first five are parts of a note. Stored as its number.</summary>
public enum TalkStep { Who = 0, Situation = 1, Behavior = 2, Impact = 3, Question = 4, Review = 5 }

/// <summary>Why a request was declined. Each value has one sentence in <see cref="FeedbackSentences"/>.</summary>
public enum FeedbackRefusal
{
    NotFound, NotYours, NobodyChosen, ToYourself, ToAnApp, OutOfReach, AlreadyShared, AlreadyAnswered, TakenBack, NotShared, PairLimit, DayLimit, NothingWritten,
    AskedLately, NotAsked, NotPlanned, AuthorGone, ReaderGone,
}

/// <summary>What a person wrote: situation, behavior, impact, and what they would like to ask.</summary>
public sealed record FeedbackText(PrivateText Situation, PrivateText Behavior, PrivateText Impact, PrivateText Question, PrivateText Request)
{
    public static readonly FeedbackText Empty = new(default, default, default, default, default);

    public bool IsBlank => Situation.IsBlank && Behavior.IsBlank && Impact.IsBlank && Question.IsBlank && Request.IsBlank;
}

/// <summary>A conversation about a draft. Of an author's open ones the latest is the current one.</summary>
public sealed record Talk(TalkStep Step, Instant At);

/// <summary>When a note goes out: <see cref="Local"/> where the reader is, and the moment this means as far as is known.</summary>
public sealed record SendPlan(LocalDateTime Local, Instant At);

/// <summary>A message in Slack that the note is about.</summary>
public sealed record Evidence(PrivateText Words, PrivateText Link)
{
    public static readonly Evidence None = new(default, default);
}

/// <summary>Words that were taken out of a part, and what to put back where.</summary>
/// <param name="Stand">How many characters stand in their place.</param>
/// <param name="Rest">How long the part is without them: another length means that it changed since.</param>
/// <param name="Asked">How long the question was before.</param>
public sealed record Lifted(string Field, int Start, int Stand, int Rest, int Asked, PrivateText Words)
{
    public override string ToString() => $"Lifted from {Field} at {Start}";
}

/// <summary>One person's feedback to another.</summary>
public sealed record FeedbackNote(
    FeedbackId Id,
    PersonId Author,
    UserId? RecipientUser,
    FeedbackStatus Status,
    LocalDate? OccurredOn,
    FeedbackText Text,
    IReadOnlyList<string> KeptFindings,
    Instant CreatedAt,
    Instant UpdatedAt,
    Instant? SharedAt,
    Instant? DeliveredAt,
    Slack.MessageRef? Card,
    int Version)
{
    /// <summary>Null while the author is not being asked about it in direct messages.</summary>
    public Talk? Talk { get; init; }

    /// <summary>Grows with every answer of the conversation, and stays when it ends.</summary>
    public int Turn { get; init; }
    public SendPlan? Plan { get; init; }

    /// <summary>When the reader was asked whether they want to hear it.</summary>
    public Instant? AskedAt { get; init; }
    public AskChoice? Choice { get; init; }
    public Evidence Evidence { get; init; } = Evidence.None;

    /// <summary>What Move to Question took out, until the text changes.</summary>
    public Lifted? Lifted { get; init; }

    public TeamId Team => Author.Team;

    /// <summary>Its author erased themselves; it stays with its reader, and nobody can be answered.</summary>
    public bool IsOrphan => Author.User.IsGone;

    /// <summary>Its author's alone: a draft, also one that is planned or announced.</summary>
    public bool IsUnshared => Status is FeedbackStatus.Draft or FeedbackStatus.Scheduled or FeedbackStatus.Asking;
    public PersonId? Recipient => RecipientUser is { } user ? new PersonId(Team, user) : null;
    public override string ToString() => $"FeedbackNote {Id}";
}

/// <summary>How a recipient answered. A question uses <see cref="FeedbackText.Question"/>; another view uses situation, behavior and impact.</summary>
public sealed record FeedbackAnswer(FeedbackId Note, AnswerKind Kind, FeedbackText Text, Instant? RemindAt, Instant CreatedAt)
{
    public override string ToString() => $"FeedbackAnswer {Note} {Kind}";
}
