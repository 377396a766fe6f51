using Microsoft.Extensions.Logging;
using NodaTime;
using SlackPartner.Coach;
using SlackPartner.Feedback.Talking;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.Feedback.FeedbackIds.Field;

namespace SlackPartner.Feedback;

/// <summary><c>/sbi</c>, <c>/sbi @kim</c>, <c>/sbi @kim pasted text</c>: open the form. Pasted text is a draft from here on.</summary>
internal sealed class OpenForm(Database database, TextCipher cipher, People people, Schedules schedules, IClock clock) : IHandle<SlashCommand>, IHandle<BlockAction>, IHandle<GlobalShortcut>
{
    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var order = SbiOrder.Read(command.Text);
        var sorted = SentenceSorter.Sort(order.Text);
        var text = FeedbackText.Empty with { Situation = sorted.Situation, Behavior = sorted.Behavior, Impact = sorted.Impact };
        var note = await BeginAsync(command.Actor, order.Person, text, cancel);
        if (!text.IsBlank)
            await database.WriteAsync(
                async tx =>
                {
                    await tx.AddAsync(cipher, note);
                    await tx.RefreshHomeAsync(note.Author, note.CreatedAt);
                },
                cancel);

        var refusal = await CheckAsync(note, cancel);
        var notice = refusal is { } sayWhy ? FormViews.NotFor(sayWhy, hasText: !text.IsBlank) : order.Unknown.IsBlank ? null : FormViews.WhoIs(order.Unknown);
        return new Reply.Open(FormViews.Form(refusal is null ? note : note with { RecipientUser = null }, [.. sorted.Unsure], notice));
    }

    /// <summary>The button on Home.</summary>
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) =>
        new Reply.Open(FormViews.Form(await BeginAsync(action.Actor, recipient: null, FeedbackText.Empty, cancel)));

    /// <summary>The shortcut Draft Feedback.</summary>
    public async Task<Reply> HandleAsync(GlobalShortcut shortcut, CancellationToken cancel) =>
        new Reply.Open(FormViews.Form(await BeginAsync(shortcut.Actor, recipient: null, FeedbackText.Empty, cancel)));

    private async Task<FeedbackNote> BeginAsync(PersonId author, UserId? recipient, FeedbackText text, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var today = now.DateIn(await schedules.ZoneAsync(author, cancel));
        return FeedbackRules.Begin(FeedbackId.New(), author, recipient, WhenWasIt.DayIn(text.Situation, today) ?? today, text, now);
    }

    /// <summary>Says at once what sharing would say: Slack's form does not open for someone who is not there.</summary>
    private async Task<FeedbackRefusal?> CheckAsync(FeedbackNote note, CancellationToken cancel)
    {
        if (note.Recipient is not { } recipient) return null;
        if (FeedbackRules.CheckRecipient(note.Author, recipient.User, isApp: false) is { } refusal) return refusal;
        try
        {
            var person = await people.FindAsync(recipient, cancel);
            return person is { IsBot: true } ? FeedbackRefusal.ToAnApp : person is { CanBeWrittenTo: true } ? null : FeedbackRefusal.OutOfReach;
        }
        catch (SlackException)
        {
            return null; // the form asks again when it comes in
        }
    }
}

/// <summary>The form came in: keep a draft, whatever else is to say about it, and show how it will read.</summary>
internal sealed partial class SubmitForm(Database database, TextCipher cipher, People people, Schedules schedules, IClock clock, ILogger<SubmitForm> logger) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        if (FeedbackId.TryParse(submission.Metadata) is not { } id) return Reply.Done;
        var recipient = submission.Form.User(Field.To);
        var profile = recipient is { } user ? await people.FindAsync(new PersonId(submission.Actor.Team, user), cancel) : null;
        var refusal = FeedbackRules.CheckRecipient(submission.Actor, recipient, isApp: profile?.IsBot == true);

        var now = clock.GetCurrentInstant();
        var today = now.DateIn(await schedules.ZoneAsync(submission.Actor, cancel));
        var (note, notice) = await KeepAsync(submission, id, refusal is null ? recipient : null, now, cancel);
        if (note is null)
        {
            LogRefused(id.Value, submission.Actor.User.Value);
            return new Reply.Update(NoteViews.Refused(FeedbackRefusal.NotYours));
        }
        if (refusal is { } sayWhy) return new Reply.Errors(Field.To, FeedbackSentences.Of(sayWhy));
        if (note.RecipientUser != recipient) return new Reply.Errors(Field.To, AskViews.StaysWithReader);
        return new Reply.Update(ReviewViews.Review(note, NoteCoach.Check(note), today, notice: notice, hour: await schedules.HourForAsync(note, now, cancel)));
    }

    /// <summary>Null when the draft is someone else's.</summary>
    private async Task<(FeedbackNote? Note, string? Notice)> KeepAsync(
        ViewSubmission submission, FeedbackId id, UserId? recipient, Instant now, CancellationToken cancel)
    {
        await using var tx = await database.BeginAsync(cancel);
        var existing = await tx.FindFeedbackAsync(cipher, submission.Actor.Team, id);
        var text = Read(submission.Form, existing?.Text ?? FeedbackText.Empty);
        var date = submission.Form.Date(Field.When);
        var evidence = EvidenceIn(submission, existing);
        string? notice = null;
        FeedbackNote? note = null;

        if (existing is null)
        {
            note = FeedbackRules.Begin(id, submission.Actor, recipient, date, text, now) with { Evidence = evidence };
            await tx.AddAsync(cipher, note);
        }
        else if (FeedbackRules.OwnDraft(existing, submission.Actor).Succeeded(out var draft, out var refusal))
        {
            var edited = TalkRules.Filled(FeedbackRules.Edit(draft, recipient, date, text, now), now) with { Evidence = evidence };
            note = await tx.SaveAsync(cipher, TimingRules.KeepPlan(edited, draft));
        }
        else if (refusal is FeedbackRefusal.AlreadyShared)
        {
            // The note is out, but what was typed since must not be lost.
            notice = FeedbackSentences.Of(refusal);
            note = existing;
            if (text != existing.Text)
            {
                notice += " What you typed now is kept as a new draft.";
                note = FeedbackRules.Begin(FeedbackId.New(), submission.Actor, recipient, date, text, now) with { Evidence = evidence };
                await tx.AddAsync(cipher, note);
            }
        }

        if (note is not null) await tx.RefreshHomeAsync(note.Author, now);
        await tx.CommitAsync();
        return (note, notice);
    }

    /// <summary>The message the note is about: kept already, or still only in the form, unless it is to be left out.</summary>
    private static Evidence EvidenceIn(ViewSubmission submission, FeedbackNote? existing)
    {
        if (submission.Form.Choice(Field.Evidence) == FormViews.LeaveOut) return Evidence.None;
        if (existing is { } note && note.Evidence != Evidence.None) return note.Evidence;
        return submission.Cited is { } cited ? new Evidence(cited.Words, cited.Link) : Evidence.None;
    }

    /// <summary>A part too long for the form is not in it, and stays as it was.</summary>
    private static FeedbackText Read(FormValues form, FeedbackText before)
    {
        PrivateText Part(string field, PrivateText was) => form.Has(field) ? form[field].Trimmed() : was;
        return new FeedbackText(
            Part(Field.Situation, before.Situation), Part(Field.Behavior, before.Behavior), Part(Field.Impact, before.Impact),
            Part(Field.Question, before.Question), Part(Field.Request, before.Request));
    }

    [LoggerMessage(LogLevel.Warning, "Draft {Id} was refused to {User}: it is not theirs")]
    private partial void LogRefused(Guid id, string user);
}
