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
public enum FeedbackStatus { Draft = 0, Shared = 1, Answered = 2, TakenBack = 3 }

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum AnswerKind { ThankYou = 0, NeedTime = 1, Question = 2, Differently = 3 }

/// <summary>Why a request was declined. Each value has one sentence in <see cref="FeedbackSentences"/>.</summary>
public enum FeedbackRefusal
{
    NotFound, NotYours, NobodyChosen, ToYourself, ToAnApp, OutOfReach, AlreadyShared, AlreadyAnswered, TakenBack, NotShared, PairLimit, DayLimit, NothingWritten,
}

/// <summary>What a person wrote: situation, behavior, impact, and what they would like to ask.</summary>
public sealed record FeedbackText(PrivateText Situation, PrivateText Behavior, PrivateText Impact, PrivateText Question, PrivateText Request)
{
    public static readonly FeedbackText Empty = new(default, default, default, default, default);

    public bool IsBlank => Situation.IsBlank && Behavior.IsBlank && Impact.IsBlank && Question.IsBlank && Request.IsBlank;
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
    public TeamId Team => Author.Team;
    public PersonId? Recipient => RecipientUser is { } user ? new PersonId(Team, user) : null;
    public override string ToString() => $"FeedbackNote {Id}";
}

/// <summary>How a recipient answered. A question uses <see cref="FeedbackText.Question"/>; another view uses situation, behavior and impact.</summary>
public sealed record FeedbackAnswer(FeedbackId Note, AnswerKind Kind, FeedbackText Text, Instant? RemindAt, Instant CreatedAt)
{
    public override string ToString() => $"FeedbackAnswer {Note} {Kind}";
}
