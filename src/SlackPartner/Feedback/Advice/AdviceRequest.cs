using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;

namespace SlackPartner.Feedback.Advice;

/// <summary>One request for advice. The note that answers it bears the same id, so there is never more than one.</summary>
public readonly record struct AdviceId(Guid Value) : ITyped<AdviceId, Guid>
{
    public FeedbackId Note => new(Value);

    public static AdviceId New() => new(Guid.CreateVersion7());
    public static AdviceId From(Guid value) => new(value);

    /// <summary>Null for anything that is no id: metadata and button values are only claims.</summary>
    public static AdviceId? TryParse(string text) => Guid.TryParse(text, out var id) ? new AdviceId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum AdviceStatus { Open = 0, Given = 1, NotNow = 2, Stopped = 3, Undelivered = 4 }

/// <summary>Why a request was declined. Each value has one sentence in <see cref="AdviceViews"/>.</summary>
public enum AdviceRefusal { NotFound, NobodyChosen, ToYourself, ToAnApp, NoTopic, TopicTooLong, OutOfReach, AlreadyAsked, AlreadyAnswered, PairLimit, DayLimit, SlackBusy }

/// <summary>Someone asks what they could do differently in <see cref="Topic"/>.</summary>
internal sealed record AdviceRequest(
    AdviceId Id, PersonId Asker, UserId AskedUser, PrivateText Topic, AdviceStatus Status, MessageRef? Card, Instant CreatedAt, Instant UpdatedAt, int Version)
{
    public TeamId Team => Asker.Team;
    public PersonId Asked => new(Team, AskedUser);
    public override string ToString() => $"AdviceRequest {Id}";
}

/// <summary>What counts about the person who is asked.</summary>
internal sealed record AskedFacts(bool CanBeReached, bool HasMutedAsker, bool WantsRequests);
