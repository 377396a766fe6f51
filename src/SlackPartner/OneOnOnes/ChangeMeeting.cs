using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.OneOnOnes.OneOnOneIds.Field;

namespace SlackPartner.OneOnOnes;

/// <summary>Skip Once: the next of the plan comes after it, and the partner is told.</summary>
internal sealed class SkipOnce(Database database, TextCipher cipher, AgendaReader agenda, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        Series series;
        await using (var tx = await database.BeginAsync(cancel))
        {
            if (await tx.TakeOwnMeetingAsync(cipher, action.Actor, action.Value) is not { } meeting) return action.Refuse(OneOnOneRefusal.NotFound);
            if (!OneOnOneRules.Skip(meeting.Occurrence, action.Actor, now).Succeeded(out var skipped, out var refusal)) return action.Refuse(refusal);
            series = meeting.Series;
            await tx.SaveAsync(skipped);
            await tx.CancelWorkAsync([.. Reminders.KeysOf(series.Pair, skipped)]);
            await tx.ArrangeAsync(series.Id, now);
            await tx.EnqueueAsync(MeetingChanges.Item(skipped, MeetingChange.Skipped, series.PartnerOf(action.Actor), now));
            await tx.PromptIfMissedTwiceAsync(series, skipped, now);
            foreach (var person in series.Pair.People) await tx.RefreshHomeAsync(person, now);
            await tx.CommitAsync();
        }
        return action.ShowInPlaceOf(OneOnOneIds.View.Agenda, await agenda.DrawAsync(action.Actor, series, page: 0, cancel));
    }
}

/// <summary>Move Once, and Moved after a meeting: asks for when.</summary>
internal sealed class OpenMoveForm(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        var meeting = await database.ReadAsync(tx => tx.TakeOwnMeetingAsync(cipher, action.Actor, action.Value), cancel);
        if (meeting is not { } found) return action.Refuse(OneOnOneRefusal.NotFound);
        var (occurrence, series, _) = found;
        if (occurrence.Status is not OccurrenceStatus.Planned) return action.Settle(ReminderViews.AfterSettled(occurrence, series.Pair, action.Actor.User, zone));
        if (clock.GetCurrentInstant() - occurrence.EndsAt > OneOnOneRules.AnswerFor) return action.Settle(new Message(OneOnOneSentences.Of(OneOnOneRefusal.LongAgo)));
        return new Reply.Open(OverviewViews.MoveForm(occurrence, series.Pair.Beside(action.Actor.User), zone));
    }
}

/// <summary>The form came in. Day and time are the actor's own; kept as the plan's zone has them.</summary>
internal sealed class SubmitMove(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(submission.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.TakeOwnMeetingAsync(cipher, submission.Actor, submission.Metadata) is not { } meeting)
            return new Reply.Update(OverviewViews.Notice(OneOnOneSentences.Of(OneOnOneRefusal.NotFound)));
        if (!OneOnOneRules.Move(meeting.Occurrence, submission.Form.Date(Field.Date), submission.Form.Time(Field.Time), zone, now).Succeeded(out var chosen, out var refusal))
            return refusal is OneOnOneRefusal.NoTime
                ? new Reply.Errors(Field.Time, OneOnOneSentences.Of(refusal))
                : new Reply.Errors(Field.Date, OneOnOneSentences.Of(refusal));

        var series = meeting.Series;
        var ruler = await tx.FindKnownAsync(new PersonId(series.Pair.Team, meeting.Plan.Ruler));
        var moved = chosen with { MovedTo = chosen.StartsAt.InZone(ruler.Zone).LocalDateTime };
        await tx.CancelWorkAsync([.. Reminders.KeysOf(series.Pair, meeting.Occurrence)]);
        await tx.SaveAsync(moved);
        await tx.ArrangeAsync(series.Id, now);
        await tx.EnqueueAsync(MeetingChanges.Item(moved, MeetingChange.Moved, series.PartnerOf(submission.Actor), now));
        await tx.AnsweredAsync(series.Pair, moved, now);
        await tx.CommitAsync();
        return new Reply.Update(OverviewViews.Notice($"Moved to {PlanViews.At(moved.StartsAt, zone)}. I'm telling {Mrkdwn.Mention(series.Pair.Beside(submission.Actor.User))}."));
    }
}

/// <summary>Pause: asks from when to when.</summary>
internal sealed class OpenPauseForm(Database database, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var today = clock.GetCurrentInstant().DateIn(await schedules.ZoneAsync(action.Actor, cancel));
        return await database.ReadAsync(tx => tx.FindOwnSeriesAsync(action.Actor, action.Value), cancel) is { } series
            ? new Reply.Open(OverviewViews.PauseForm(series, series.Pair.Beside(action.Actor.User), today))
            : action.Refuse(OneOnOneRefusal.NotFound);
    }
}

/// <summary>The form came in: what lies in these days goes, and the first meeting after them is planned.</summary>
internal sealed class SubmitPause(Database database, Schedules schedules, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var today = now.DateIn(await schedules.ZoneAsync(submission.Actor, cancel));
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindOwnSeriesAsync(submission.Actor, submission.Metadata, toChange: true) is not { Plan: not null } series)
            return new Reply.Update(OverviewViews.Notice(OneOnOneSentences.Of(OneOnOneRefusal.NothingPlanned)));
        var (from, until) = (submission.Form.Date(Field.From), submission.Form.Date(Field.Until));
        if (!OneOnOneRules.Pause(series, from, until, today).Succeeded(out var paused, out var refusal))
        {
            Dictionary<string, string> errors = [];
            OneOnOneSentences.BesideDays(errors, from, until, refusal);
            return new Reply.Errors(errors);
        }
        await tx.SavePausedAsync(series, paused, submission.Actor, MeetingChange.Paused, today, now);
        await tx.CommitAsync();
        return new Reply.Update(OverviewViews.Notice($"Paused until {PlanViews.Day(paused.PausedUntil ?? today)}. I'm telling {Mrkdwn.Mention(series.Pair.Beside(submission.Actor.User))}."));
    }
}

/// <summary>End the Break.</summary>
internal sealed class ResumeSeries(Database database, AgendaReader agenda, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var today = now.DateIn(await schedules.ZoneAsync(action.Actor, cancel));
        Series? series;
        await using (var tx = await database.BeginAsync(cancel))
        {
            series = await tx.FindOwnSeriesAsync(action.Actor, action.Value, toChange: true);
            if (series is not { Plan: not null }) return action.Refuse(OneOnOneRefusal.NothingPlanned);
            if (series.HasPauseAt(today))
            {
                var resumed = series with { PausedFrom = null, PausedUntil = null };
                await tx.SavePausedAsync(series, resumed, action.Actor, MeetingChange.Resumed, today, now);
                await tx.CommitAsync();
                series = resumed;
            }
        }
        return action.ShowInPlaceOf(OneOnOneIds.View.Agenda, await agenda.DrawAsync(action.Actor, series, page: 0, cancel));
    }
}

internal static class SeriesChanges
{
    public static PersonId PartnerOf(this Series series, PersonId person) => new(series.Pair.Team, series.Pair.Beside(person.User));

    /// <summary>Plans anew around the pause, and tells the partner.</summary>
    public static async Task SavePausedAsync(this Tx tx, Series before, Series series, PersonId actor, MeetingChange change, LocalDate today, Instant now)
    {
        await tx.DropForPauseAsync(before, series, today, now);
        await tx.SaveAsync(series, now);
        await tx.ArrangeAsync(series.Id, now);
        var next = (await tx.ListOccurrencesAsync(series.Id, since: now)).FirstOrDefault(one => one.Status is OccurrenceStatus.Planned);
        if (next is not null) await tx.EnqueueAsync(MeetingChanges.Item(next, change, series.PartnerOf(actor), now));
        foreach (var person in series.Pair.People) await tx.RefreshHomeAsync(person, now);
    }
}
