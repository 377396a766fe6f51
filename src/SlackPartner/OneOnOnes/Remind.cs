using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>The day before: the agenda so far and the question.</summary>
internal sealed class RemindDayBefore(MeetingReader meetings, Database database, TextCipher cipher, IClock clock) : IMessageHandler
{
    private const int MostItems = 6;

    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (await meetings.FindAsync(work) is not { Occurrence.Status: OccurrenceStatus.Planned } notice || !notice.Wants(ReminderKinds.DayBefore)) return null;
        return await database.WriteAsync<Message?>(
            async tx =>
            {
                var question = await tx.AskAsync(cipher, work.TeamId, notice.Occurrence.Series, notice.Occurrence.Slot, clock.GetCurrentInstant());
                return ReminderViews.DayBefore(notice, await tx.ListItemsAsync(cipher, notice.Pair, MostItems), question);
            },
            cancel);
    }
}

/// <summary>Minutes before: the only message of its minute.</summary>
internal sealed class RemindSoon(MeetingReader meetings) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) =>
        await meetings.FindAsync(work) is { Occurrence.Status: OccurrenceStatus.Planned } notice && notice.Wants(ReminderKinds.Soon) ? ReminderViews.Soon(notice) : null;
}

/// <summary>After: did it happen? Unless one of the two has said so already.</summary>
internal sealed class AskAfter(MeetingReader meetings) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) =>
        await meetings.FindAsync(work) is { Occurrence.Status: OccurrenceStatus.Planned } notice && notice.Wants(ReminderKinds.After) ? ReminderViews.After(notice) : null;

    public Task SentAsync(Tx tx, ClaimedWork work, MessageRef at) =>
        OccurrenceId.TryParse(work.Subject.Split(':')[0]) is { } id ? tx.SaveCardAsync(id, work.Person, at) : Task.CompletedTask;
}

/// <summary>Snooze beside the last reminder, five minutes; and the menu of the others: snooze, or stop the kind.</summary>
internal sealed class Snooze(MeetingReader meetings, Database database, TextCipher cipher, Schedules schedules, CommandNames names, IClock clock) : IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => action.Value.Split(':') switch
    {
        [var kind, var id] => SnoozeAsync(action, kind, id, cancel),
        ["snooze", var kind, var id] => SnoozeAsync(action, kind, id, cancel),
        ["stop", var kind, _] => StopAsync(action, kind, cancel),
        _ => Task.FromResult(Reply.Done),
    };

    private async Task<Reply> SnoozeAsync(BlockAction action, string kind, string id, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var schedule = await schedules.FindAsync(action.Actor, cancel);
        var item = kind switch
        {
            ReminderKinds.Missed => await database.ReadAsync(tx => tx.FindOwnSeriesAsync(action.Actor, id), cancel) is { } series
                ? MissedPrompts.Item(series.Id, action.Actor, schedule.NextWorkingMoment(now + Duration.FromDays(7)))
                : null,
            ReminderKinds.Meetup => await database.ReadAsync(tx => tx.FindMeetupAsync(cipher, action.Actor, id), cancel) is { } meetup ? Later(meetup, schedule, now) : null,
            _ => OccurrenceId.TryParse(id) is { } occurrence && await meetings.FindAsync(action.Actor, occurrence) is { } notice && notice.Pair.Has(action.Actor)
                ? Later(notice, kind, schedule, now)
                : null,
        };
        if (item is null) return action.Refuse(kind is ReminderKinds.Meetup ? OneOnOneRefusal.NotFound : OneOnOneRefusal.AlreadyStarted);
        await database.WriteAsync(tx => tx.EnqueueAgainAsync(item), cancel); // pressed twice, it is one reminder
        return action.Settle(ReminderViews.Snoozed(item.DueAt, schedule.Zone, sameDay: item.DueAt.DateIn(schedule.Zone) == now.DateIn(schedule.Zone)));
    }

    /// <summary>The next morning, while they are still there; null when that is over.</summary>
    private static WorkItem? Later(Meetup meetup, Preference schedule, Instant now)
    {
        var (due, end) = (schedule.NextMorning(now), schedule.Zone.AtStartOfDay(meetup.Until.PlusDays(1)).ToInstant());
        return due < end ? new WorkItem(OneOnOneIds.Work.Meetup, $"{meetup.Id}:{schedule.Person.User}:snoozed", schedule.Person, due) { NotAfter = end } : null;
    }

    /// <summary>Null when the time for it is over.</summary>
    private static WorkItem? Later(MeetingNotice notice, string kind, Preference schedule, Instant now)
    {
        var start = notice.Occurrence.StartsAt;
        var (work, due, notAfter) = kind switch
        {
            // The last minute before is the latest that helps.
            ReminderKinds.Soon => (OneOnOneIds.Work.Soon, Instant.Min(now + Reminders.SnoozeSoon, start - Duration.FromMinutes(1)), start),
            ReminderKinds.DayBefore => (OneOnOneIds.Work.DayBefore, now + Reminders.SnoozeDayBefore, start - Duration.FromMinutes(notice.RemindMinutes + 1)),
            _ => (OneOnOneIds.Work.After, schedule.NextWorkingMoment(schedule.Zone.AtLocal(now.DateIn(schedule.Zone).PlusDays(1), schedule.WorkStart)), now + OneOnOneRules.AnswerFor),
        };
        if (due <= now || due > notAfter) return null;
        return new WorkItem(work, Reminders.SnoozedSubject(notice.Occurrence, notice.Reader), notice.Reader, due) { NotAfter = notAfter };
    }

    private async Task<Reply> StopAsync(BlockAction action, string kind, CancellationToken cancel)
    {
        if (ReminderKinds.All.All(known => known.Id != ReminderKinds.StopIdOf(kind))) return Reply.Done;
        var schedule = await schedules.FindAsync(action.Actor, cancel);
        await database.WriteAsync(
            async tx =>
            {
                var own = await tx.FindPreferenceAsync(action.Actor, schedule.Zone);
                if (own.Wants(ReminderKinds.StopIdOf(kind))) await tx.SaveAsync(own with { StoppedKinds = [.. own.StoppedKinds, ReminderKinds.StopIdOf(kind)] });
            },
            cancel);
        return action.Settle(ReminderViews.Stopped(kind, names));
    }
}
