using System.Text.RegularExpressions;
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
internal sealed partial class OpenForm(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IHandle<SlashCommand>, IHandle<BlockAction>, IHandle<GlobalShortcut>
{
    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var (recipient, text) = ReadOrder(command.Text.Reveal());
        var note = await BeginAsync(command.Actor, recipient, Sort(text), cancel);
        if (!note.Text.IsBlank)
            await database.WriteAsync(
                async tx =>
                {
                    await tx.AddAsync(cipher, note);
                    await tx.RefreshHomeAsync(note.Author, note.CreatedAt);
                },
                cancel);
        return new Reply.Open(FormViews.Form(note));
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

    /// <summary>Slack hands a mention over as <c>&lt;@U123|kim&gt;</c> and escapes the rest.</summary>
    private static (UserId? Recipient, PrivateText Text) ReadOrder(string typed)
    {
        var mention = LeadingMention().Match(typed);
        var text = new PrivateText(Mrkdwn.Unescape(typed[mention.Length..]).Trim());
        if (mention.Success) return (new UserId(mention.Groups["id"].Value), text);
        // A name Slack knows nobody by stays as it was typed: a person to choose in the form, not words of a note.
        return (null, UnknownName().IsMatch(typed) ? default : text);
    }

    private static FeedbackText Sort(PrivateText text)
    {
        if (text.IsBlank) return FeedbackText.Empty;
        var sorted = SentenceSorter.Sort(text);
        return FeedbackText.Empty with { Situation = sorted.Situation, Behavior = sorted.Behavior, Impact = sorted.Impact };
    }

    [GeneratedRegex(@"^\s*<@(?<id>[A-Z0-9]{2,20})(\|[^>]*)?>\s*")]
    private static partial Regex LeadingMention();

    [GeneratedRegex(@"^\s*@\S+\s*$")]
    private static partial Regex UnknownName();
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
        return new Reply.Update(ReviewViews.Review(note, NoteCoach.Check(note), today, notice: notice));
    }

    /// <summary>Null when the draft is someone else's.</summary>
    private async Task<(FeedbackNote? Note, string? Notice)> KeepAsync(
        ViewSubmission submission, FeedbackId id, UserId? recipient, Instant now, CancellationToken cancel)
    {
        await using var tx = await database.BeginAsync(cancel);
        var existing = await tx.FindFeedbackAsync(cipher, submission.Actor.Team, id);
        var text = Read(submission.Form, existing?.Text ?? FeedbackText.Empty);
        var date = submission.Form.Date(Field.When);
        string? notice = null;
        FeedbackNote? note = null;

        if (existing is null)
        {
            note = FeedbackRules.Begin(id, submission.Actor, recipient, date, text, now);
            await tx.AddAsync(cipher, note);
        }
        else if (FeedbackRules.OwnDraft(existing, submission.Actor).Succeeded(out var draft, out var refusal))
        {
            note = await tx.SaveAsync(cipher, TalkRules.Filled(FeedbackRules.Edit(draft, recipient, date, text, now), now));
        }
        else if (refusal is FeedbackRefusal.AlreadyShared)
        {
            // The note is out, but what was typed since must not be lost.
            notice = FeedbackSentences.Of(refusal);
            note = existing;
            if (text != existing.Text)
            {
                notice += " What you typed now is kept as a new draft.";
                note = FeedbackRules.Begin(FeedbackId.New(), submission.Actor, recipient, date, text, now);
                await tx.AddAsync(cipher, note);
            }
        }

        if (note is not null) await tx.RefreshHomeAsync(note.Author, now);
        await tx.CommitAsync();
        return (note, notice);
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
