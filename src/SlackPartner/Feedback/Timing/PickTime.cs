using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.Feedback.FeedbackIds.Field;

namespace SlackPartner.Feedback;

/// <summary>Pick a Time, and Change Time: a form that can be submitted as it is.</summary>
internal sealed class OpenPickTime(Database database, TextCipher cipher, Schedules schedules, IEnumerable<INotBefore> obstacles, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var reviewed = Reviewed.Read(action.Value);
        var found = await database.ReadAsync(tx => tx.FindOwnDraftAsync(cipher, action.Actor, reviewed.Id), cancel);
        if (!found.Succeeded(out var note, out var refusal)) return action.Refuse(refusal);
        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        var now = clock.GetCurrentInstant();
        if (!reviewed.Shows(note)) return action.Show(ReviewViews.Changed(note, now.DateIn(zone)));
        if (note.Recipient is not { } recipient) return action.Refuse(FeedbackRefusal.NobodyChosen);

        var reader = await schedules.FindAsync(recipient, cancel);
        var notBefore = await database.ReadAsync(tx => obstacles.LatestAsync(tx, note.Author, recipient, since: now, now), cancel);
        var plan = note.Plan is { } set && set.At > now ? set : TimingRules.Propose(reader, now, notBefore);
        var form = TimingViews.Form(note, plan, reader.Zone, zone);
        return action.View is { IsHome: false } ? new Reply.Update(form)
            : action.Source is { } message ? new Reply.Open(form with { Metadata = RedrawReview.Remember(form.Metadata, message) })
            : new Reply.Open(form);
    }
}

/// <summary>Review came as a message: once a time is set, it shows the time instead.</summary>
internal sealed class RedrawReview(Database database, TextCipher cipher, ISlackApi slack) : IRepeatableWork
{
    public static string Remember(string metadata, MessageRef message) => $"{metadata}|{message.Channel}|{message.Ts}";

    /// <summary>Null for a form that was not opened from a message.</summary>
    public static WorkItem? After(FeedbackNote planned, string metadata, Instant now) => metadata.Split('|') is [_, _, var channel, var ts]
        ? new WorkItem(FeedbackIds.Work.RedrawReview, $"{planned.Id}:{channel}:{ts}", planned.Author, now)
        : null;

    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (work.Subject.Split(':') is not [_, var channel, var ts]) return;
        if (await database.ReadAsync(tx => tx.FindSubjectAsync(cipher, work), cancel) is { Status: FeedbackStatus.Scheduled, Plan: { } plan } note)
            await slack.UpdateMessageAsync(work.TeamId, new MessageRef(channel, ts), TimingViews.PlannedCard(note, plan), cancel);
    }
}

/// <summary>The form came in: set the time, or say beside the field why it can't be.</summary>
internal sealed class PickTime(Database database, TextCipher cipher, People people, Schedules schedules, OpenQuestions questions, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var reviewed = Reviewed.Read(submission.Metadata);
        var found = await database.ReadAsync(tx => tx.FindOwnDraftAsync(cipher, submission.Actor, reviewed.Id), cancel);
        if (!found.Succeeded(out var known, out var refusal)) return Refuse(refusal);
        if (known.Recipient is not { } recipient) return Refuse(FeedbackRefusal.NobodyChosen);
        if (submission.Form.Date(Field.Date) is not { } date) return new Reply.Errors(Field.Date, TimingViews.ChooseDate);
        if (submission.Form.Time(Field.Time) is not { } time) return new Reply.Errors(Field.Time, TimingViews.ChooseTime);

        // Asks Slack before the transaction: someone may have left since the draft was written.
        var profile = await people.RefreshAsync(recipient, cancel);
        var reader = await schedules.FindAsync(recipient, cancel);
        var zone = await schedules.ZoneAsync(submission.Actor, cancel);
        var now = clock.GetCurrentInstant();
        if (!TimingRules.Choose(reader, date + time, now).Succeeded(out var plan, out var unfit))
            return new Reply.Errors(TimingViews.FieldOf(unfit, date, now.DateIn(reader.Zone)), TimingViews.Sentence(unfit, reader, now));

        await using var tx = await database.BeginAsync(cancel);
        if (!(await tx.FindOwnDraftAsync(cipher, submission.Actor, reviewed.Id)).Succeeded(out var note, out refusal)) return Refuse(refusal);
        if (!reviewed.Shows(note)) return new Reply.Update(ReviewViews.Changed(note, now.DateIn(zone)));
        var facts = await tx.FindFactsAsync(cipher, note, profile);
        if (!TimingRules.Plan(note with { Choice = null }, submission.Actor, facts, plan, now).Succeeded(out var planned, out refusal)) return Refuse(refusal);
        await tx.SavePlannedAsync(cipher, planned, note, now);
        await questions.CloseAsync(tx, note, now);
        if (RedrawReview.After(planned, submission.Metadata, now) is { } redraw) await tx.EnqueueAgainAsync(redraw);
        await tx.CommitAsync();
        return new Reply.Update(TimingViews.Planned(planned, plan, date + time, reader, zone));
    }

    private static Reply.Update Refuse(FeedbackRefusal refusal) => new(NoteViews.Refused(refusal));
}

/// <summary>Cancel Sending: a draft again, at any moment until it goes out.</summary>
internal sealed class CancelSending(Database database, TextCipher cipher, CommandNames names, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var today = now.DateIn(await schedules.ZoneAsync(action.Actor, cancel));
        await using var tx = await database.BeginAsync(cancel);
        if (!(await tx.FindOwnDraftAsync(cipher, action.Actor, Reviewed.Read(action.Value).Id)).Succeeded(out var note, out var refusal)) return action.Refuse(refusal);
        var draft = note;
        if (TimingRules.Cancel(note, now).Succeeded(out var canceled, out _)) // else it is what was asked for already
        {
            draft = await tx.SaveAsync(cipher, canceled);
            await tx.CancelPlanAsync(note);
            await tx.RefreshHomeAsync(note.Author, now);
        }
        var left = action.View?.CallbackId == FeedbackIds.View.List
            ? ListViews.Drafts(await tx.DraftsPageAsync(cipher, action.Actor, NotePages.PageOf(action)), names)
            : ReviewViews.Review(draft, NoteCoach.Check(draft), today, notice: TimingViews.Canceled);
        await tx.CommitAsync();
        return action.Show(left);
    }
}

/// <summary>A plan and the work that carries it out are written together. The moment makes the key: a plan that moved is another one.</summary>
internal static class Plans
{
    public static async Task SavePlannedAsync(this Tx tx, TextCipher cipher, FeedbackNote planned, FeedbackNote before, Instant now)
    {
        await tx.SaveAsync(cipher, planned);
        await tx.CancelPlanAsync(before);
        var reader = new PersonId(planned.Team, planned.RecipientUser!.Value); // a plan is for someone
        await tx.QueuePlanAsync(planned.Id, reader, planned.Plan!.At); // it is planned
        await tx.RefreshHomeAsync(planned.Author, now);
    }

    /// <summary>Also one that was canceled before: the same moment may be chosen again.</summary>
    public static Task QueuePlanAsync(this Tx tx, FeedbackId id, PersonId reader, Instant at) =>
        tx.EnqueueAgainAsync(new WorkItem(FeedbackIds.Work.SendPlanned, SubjectOf(id, at), reader, at));

    public static async Task CancelPlanAsync(this Tx tx, FeedbackNote note)
    {
        if (note.Plan is { } plan) await tx.CancelWorkAsync(note.Team, FeedbackIds.Work.SendPlanned, SubjectOf(note.Id, plan.At));
    }

    public static string SubjectOf(FeedbackId id, Instant at) => $"{id}:{at.ToUnixTimeSeconds()}";
}
