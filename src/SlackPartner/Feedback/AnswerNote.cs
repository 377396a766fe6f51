using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.Feedback.FeedbackIds.Field;

namespace SlackPartner.Feedback;

/// <summary>Thank You.</summary>
internal sealed class SayThankYou(AnswerDesk desk) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var answered = await desk.TakeAsync(action.Actor, action.Value, AnswerKind.ThankYou, FeedbackText.Empty, RemindWish.TwoHours, cancel);
        return answered.Match(
            done => action.View is { IsHome: false }
                ? new Reply.Update(CardViews.Read(done.Note, done.Answer, done.Zone))
                : new Reply.ReplaceMessage(CardViews.Settled(done.Note, done.Answer, done.Zone)),
            action.Refuse);
    }
}

/// <summary>I Need Time, Ask a Question, I See It Differently: each opens a short form.</summary>
internal sealed class OpenAnswerForm(Database database, TextCipher cipher, MeetingOf meetings, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var kind = action.ActionId switch
        {
            FeedbackIds.Action.NeedTime => AnswerKind.NeedTime,
            FeedbackIds.Action.AskQuestion => AnswerKind.Question,
            _ => AnswerKind.Differently,
        };
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindNamedAsync(cipher, action.Actor, action.Value) is not { } note) return action.Refuse(FeedbackRefusal.NotFound);
        if (!FeedbackRules.Answer(note, action.Actor, kind, now).Succeeded(out _, out var refusal)) return action.Refuse(refusal);
        return new Reply.Open(kind switch
        {
            AnswerKind.NeedTime => CardViews.NeedTimeForm(note, await tx.FindKnownAsync(action.Actor), now, await meetings.FindAsync(tx, note, now)),
            AnswerKind.Question => CardViews.QuestionForm(note),
            _ => CardViews.DifferentlyForm(note),
        });
    }
}

/// <summary>One of the short forms came in.</summary>
internal sealed class SubmitAnswer(AnswerDesk desk) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var form = submission.Form;
        var kind = submission.CallbackId switch
        {
            FeedbackIds.View.NeedTime => AnswerKind.NeedTime,
            FeedbackIds.View.AskQuestion => AnswerKind.Question,
            _ => AnswerKind.Differently,
        };
        var text = FeedbackText.Empty with
        {
            Question = form[Field.Question].Trimmed(),
            Situation = form[Field.Situation].Trimmed(),
            Behavior = form[Field.Behavior].Trimmed(),
            Impact = form[Field.Impact].Trimmed(),
        };
        var answered = await desk.TakeAsync(
            submission.Actor, submission.Metadata, kind, text, Enum.TryParse<RemindWish>(form.Choice(Field.Until), out var wish) ? wish : RemindWish.TwoHours, cancel);
        return answered.Match(_ => new Reply.CloseAll(), refusal => Refuse(refusal, form));
    }

    /// <summary>Where there is text, the form stays open with it.</summary>
    private static Reply Refuse(FeedbackRefusal refusal, FormValues form) => form.Fields.FirstOrDefault() is { } field
        ? new Reply.Errors(field, FeedbackSentences.Of(refusal))
        : new Reply.Update(NoteViews.Refused(refusal));
}

/// <summary>When author and reader meet next, if one-on-ones are kept here.</summary>
internal sealed class MeetingOf(IEnumerable<INextOneOnOne> meetings)
{
    public async Task<Instant?> FindAsync(Tx tx, FeedbackNote note, Instant now) =>
        note.Recipient is { } reader && meetings.FirstOrDefault() is { } known ? await known.FindAsync(tx, Pair.Of(note.Author, reader.User), now) : null;
}

/// <summary>Takes an answer: keeps it, queues the note to the author, the reminder, and the card without buttons.</summary>
internal sealed class AnswerDesk(Database database, TextCipher cipher, MeetingOf meetings, Schedules schedules, IClock clock)
{
    public async Task<Result<TakenAnswer, FeedbackRefusal>> TakeAsync(
        PersonId actor, string claimedId, AnswerKind kind, FeedbackText text, RemindWish wish, CancellationToken cancel)
    {
        var reader = await schedules.FindAsync(actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindNamedAsync(cipher, actor, claimedId) is not { } note) return FeedbackRefusal.NotFound;
        if (!FeedbackRules.Answer(note, actor, kind, now).Succeeded(out var answeredNote, out var refusal)) return refusal;

        Instant? remindAt = kind is AnswerKind.NeedTime ? FeedbackRules.RemindAt(wish, now, reader, await meetings.FindAsync(tx, note, now)) : null;
        var answer = new FeedbackAnswer(note.Id, kind, text, remindAt, now);
        var before = (await tx.ListAnswersAsync(cipher, note)).FirstOrDefault(earlier => earlier.Kind is AnswerKind.NeedTime);
        await tx.SaveAsync(cipher, answeredNote);
        await tx.AddAnswerAsync(cipher, note.Team, answer);
        await tx.EnqueueAsync(new WorkItem(FeedbackIds.Work.Answered, $"{note.Id}:{(int)kind}", note.Author, now));
        // Asked for another time: only the later wish counts, and it may be one that was taken back before.
        if (before?.RemindAt is { } earlier)
            foreach (var subject in new[] { RemindSubject(note, earlier, RemindWish.TwoHours), RemindSubject(note, earlier, RemindWish.NextOneOnOne) })
                await tx.CancelWorkAsync(note.Team, FeedbackIds.Work.Remind, subject);
        if (remindAt is { } at) await tx.EnqueueAgainAsync(new WorkItem(FeedbackIds.Work.Remind, RemindSubject(note, at, wish), actor, at));
        await tx.EnqueueAgainAsync(new WorkItem(FeedbackIds.Work.RedrawCard, note.Id.ToString(), actor, now));
        await tx.RefreshHomeAsync(actor, now);
        await tx.RefreshHomeAsync(note.Author, now);
        await tx.CommitAsync();
        return new TakenAnswer(answeredNote, answer, reader.Zone);
    }

    /// <summary>A wish that follows a meeting says so: it is looked at again when it is due.</summary>
    public static string RemindSubject(FeedbackNote note, Instant at, RemindWish wish) =>
        wish is RemindWish.NextOneOnOne ? $"{note.Id}:{at.ToUnixTimeSeconds()}:{nameof(RemindWish.NextOneOnOne)}" : $"{note.Id}:{at.ToUnixTimeSeconds()}";
}

/// <summary>An answer that was taken.</summary>
internal sealed record TakenAnswer(FeedbackNote Note, FeedbackAnswer Answer, DateTimeZone Zone);

/// <summary>Tells the author of an answer, once.</summary>
internal sealed class TellAnswered(Database database, TextCipher cipher) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx =>
        {
            if (await tx.FindSubjectAsync(cipher, work) is not { } note) return null;
            var kind = work.Subject.Split(':')[^1];
            var answer = (await tx.ListAnswersAsync(cipher, note)).FirstOrDefault(answer => $"{(int)answer.Kind}" == kind);
            return answer is null ? null : CardViews.AnsweredNote(note, answer);
        },
        cancel);
}

/// <summary>Brings a note back to someone who asked for time, unless they answered meanwhile.</summary>
internal sealed class RemindReader(Database database, TextCipher cipher, MeetingOf meetings, IClock clock) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.WriteAsync<Message?>(
        async tx =>
        {
            if (await tx.FindSubjectAsync(cipher, work) is not { Status: FeedbackStatus.Shared, IsOrphan: false } note) return null;
            return await IsPutOffAsync(tx, note, work) ? null : CardViews.Reminder(note);
        },
        cancel);

    /// <summary>The meeting it was to come before is later by now: it goes along.</summary>
    private async Task<bool> IsPutOffAsync(Tx tx, FeedbackNote note, ClaimedWork work)
    {
        if (!work.Subject.EndsWith(nameof(RemindWish.NextOneOnOne), StringComparison.Ordinal)) return false;
        if ((await tx.ListAnswersAsync(cipher, note)).FirstOrDefault(answer => answer.Kind is AnswerKind.NeedTime) is not { } asked) return false;
        // Of the meetings since they asked: one that was moved closer and is over already is no reason to wait for another.
        if (FeedbackRules.PutOff(work.DueAt, await meetings.FindAsync(tx, note, asked.CreatedAt), clock.GetCurrentInstant()) is not { } at) return false;
        await tx.AddAnswerAsync(cipher, note.Team, asked with { RemindAt = at });
        await tx.EnqueueAgainAsync(new WorkItem(FeedbackIds.Work.Remind, AnswerDesk.RemindSubject(note, at, RemindWish.NextOneOnOne), work.To, at));
        return true;
    }

    /// <summary>From now on this is the card that answers change.</summary>
    public async Task SentAsync(Tx tx, ClaimedWork work, MessageRef at)
    {
        if (await tx.FindSubjectAsync(cipher, work) is not { } note || note.Recipient != work.To) return;
        await tx.SaveAsync(cipher, note with { Card = at });
        if (note.Status is not FeedbackStatus.Shared || note.IsOrphan)
            await tx.EnqueueAgainAsync(new WorkItem(FeedbackIds.Work.RedrawCard, note.Id.ToString(), work.To, clock.GetCurrentInstant()));
    }
}

/// <summary>Draws the recipient's card as it stands: taken back, answered and without buttons, or by someone who left.</summary>
internal sealed class RedrawCard(Database database, TextCipher cipher, ISlackApi slack, Schedules schedules) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(work.To, cancel);
        var (card, message) = await database.ReadAsync(
            async tx =>
            {
                if (await tx.FindSubjectAsync(cipher, work) is not { Card: { } at } note) return (null, null);
                if (note.Status is FeedbackStatus.TakenBack) return (at, CardViews.TakenBack(note));
                if (note is { Status: FeedbackStatus.Shared, IsOrphan: true }) return (at, CardViews.Orphaned(note));
                var answers = await tx.ListAnswersAsync(cipher, note);
                return (answers.Count == 0 ? (MessageRef?)null : at, answers.Count == 0 ? null : CardViews.Settled(note, answers[^1], zone));
            },
            cancel);
        if (card is { } target && message is not null) await slack.UpdateMessageAsync(work.TeamId, target, message, cancel);
    }
}
