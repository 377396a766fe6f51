using System.Text;
using NodaTime;
using SlackPartner.Kernel;
using static SlackPartner.Feedback.Advice.AdviceRefusal;

namespace SlackPartner.Feedback.Advice;

using AdviceResult = Result<AdviceRequest, AdviceRefusal>;

/// <summary>Who may ask whom for what. No clock, no database, no Slack.</summary>
internal static class AdviceRules
{
    public const int LongestTopic = 1000;

    /// <summary>What is missing before anyone is looked up.</summary>
    public static AdviceRefusal? Check(PersonId asker, UserId? asked, PrivateText topic)
    {
        if (asked is not { } user) return NobodyChosen;
        if (user == asker.User) return ToYourself;
        if (topic.IsBlank) return NoTopic;
        return topic.Trimmed().Reveal().Length > LongestTopic ? TopicTooLong : null;
    }

    /// <param name="open">The pair's requests that wait for an answer.</param>
    public static AdviceResult Ask(
        AdviceId id, PersonId asker, UserId asked, PrivateText topic, AskedFacts facts, IReadOnlyList<AdviceRequest> open, SharedLately lately, Instant now)
    {
        // Whatever the reason is, it looks the same.
        if (facts is not { CanBeReached: true, HasMutedAsker: false, WantsRequests: true }) return OutOfReach;
        if (open.Any(request => IsSame(request.Topic, topic))) return AlreadyAsked;
        if (lately.WithRecipient >= FeedbackRules.MostPerPairADay) return PairLimit;
        if (lately.InAll >= FeedbackRules.MostPerSenderADay) return DayLimit;
        return new AdviceRequest(id, asker, asked, topic.Trimmed(), AdviceStatus.Open, Card: null, CreatedAt: now, UpdatedAt: now, Version: 0);
    }

    /// <summary>The request as its reader may still answer it. To everyone else it does not exist.</summary>
    public static AdviceResult OpenFor(AdviceRequest? request, PersonId actor)
    {
        if (request is null || request.Asked != actor || request.Status is AdviceStatus.Undelivered) return NotFound;
        return request.Status is AdviceStatus.Open ? request : AlreadyAnswered;
    }

    /// <summary>The same words, whatever their case, spaces and punctuation.</summary>
    public static bool IsSame(PrivateText one, PrivateText other) => Fold(one) == Fold(other);

    private static string Fold(PrivateText topic) => string.Join(
        ' ',
        new string([.. topic.Reveal().Normalize(NormalizationForm.FormKC).Select(c => char.IsLetterOrDigit(c) ? char.ToUpperInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
