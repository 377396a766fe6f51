using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Home.Privacy;

/// <summary>Cards in other people's messages that name someone who erased themselves, and have no row of their own any more.</summary>
public static class LeftCards
{
    /// <summary>Draws over them after the transaction; a message that Slack no longer changes stays.</summary>
    public static Task BlankCardsAsync(this Tx tx, IEnumerable<(PersonId Reader, MessageRef Card)> cards, Instant now) => tx.EnqueueAllAgainAsync(
        [.. cards.Distinct().Select(one => new WorkItem(PrivacyIds.Work.BlankCard, $"{one.Card.Channel}:{one.Card.Ts}", one.Reader, now))]);
}

/// <summary>Nothing of theirs, and nothing to press.</summary>
internal sealed class BlankCard(ISlackApi slack) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (work.Subject.Split(':') is [var channel, var ts]) await slack.UpdateMessageAsync(work.TeamId, new MessageRef(channel, ts), PrivacyViews.Blank, cancel);
    }
}
