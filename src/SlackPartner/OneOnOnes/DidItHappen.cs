using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>Yes, or Skipped: the first answer of the two counts, and both cards say so.</summary>
internal sealed class AnswerAfter(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var answer = action.ActionId == OneOnOneIds.Action.Happened ? OccurrenceStatus.Happened : OccurrenceStatus.Missed;
        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.TakeOwnMeetingAsync(cipher, action.Actor, action.Value) is not { } meeting) return action.Refuse(OneOnOneRefusal.NotFound);
        if (!OneOnOneRules.Answer(meeting.Occurrence, answer, action.Actor, now).Succeeded(out var answered, out var refusal))
        {
            // What was settled already, or is too long ago, needs no buttons any more.
            return refusal is OneOnOneRefusal.AlreadyAnswered
                ? action.Settle(ReminderViews.AfterSettled(meeting.Occurrence, meeting.Series.Pair, action.Actor.User, zone))
                : refusal is OneOnOneRefusal.LongAgo ? action.Settle(new Message(OneOnOneSentences.Of(refusal))) : action.Refuse(refusal);
        }
        await tx.SaveAsync(answered);
        if (answer is OccurrenceStatus.Happened) await tx.CarryOverAsync(meeting.Series.Pair, meeting.Occurrence.StartsAt);
        await tx.AnsweredAsync(meeting.Series.Pair, answered, now);
        await tx.CommitAsync();
        return action.Settle(ReminderViews.AfterSettled(answered, meeting.Series.Pair, action.Actor.User, zone));
    }
}

internal static class AfterAnswers
{
    /// <summary>Both cards and both Homes follow.</summary>
    public static async Task AnsweredAsync(this Tx tx, Pair pair, Occurrence occurrence, Instant now)
    {
        foreach (var person in pair.People)
        {
            await tx.EnqueueAgainAsync(new WorkItem(OneOnOneIds.Work.RedrawAfter, $"{occurrence.Id}:{person.User}", person, now));
            await tx.RefreshHomeAsync(person, now);
        }
    }
}

/// <summary>Draws the card of "did it happen?" as it stands, wherever it was sent.</summary>
internal sealed class RedrawAfter(Database database, Schedules schedules, ISlackApi slack) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (OccurrenceId.TryParse(work.Subject.Split(':')[0]) is not { } id) return;
        var (card, occurrence, series) = await database.ReadAsync(
            async tx =>
            {
                var occurrence = await tx.FindOccurrenceAsync(work.TeamId, id);
                return (await tx.FindCardAsync(id, work.Person), occurrence, occurrence is null ? null : await tx.FindSeriesAsync(work.TeamId, occurrence.Series));
            },
            cancel);
        if (card is not { } at || occurrence is null || series is null) return;
        var zone = await schedules.ZoneAsync(work.To, cancel);
        await slack.UpdateMessageAsync(work.TeamId, at, ReminderViews.AfterSettled(occurrence, series.Pair, work.Person, zone), cancel);
    }
}
