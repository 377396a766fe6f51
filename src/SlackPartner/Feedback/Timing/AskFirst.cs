using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Ask First: a question to the reader without a word of the note.</summary>
internal sealed class AskFirst(Database database, TextCipher cipher, People people, Schedules schedules, OpenQuestions questions, HoldNotes holds, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var reviewed = Reviewed.Read(action.Value);
        var found = await database.ReadAsync(tx => tx.FindOwnDraftAsync(cipher, action.Actor, reviewed.Id), cancel);
        if (!found.Succeeded(out var known, out var refusal)) return action.Refuse(refusal);
        if (known.Recipient is not { } recipient) return action.Refuse(FeedbackRefusal.NobodyChosen);
        // Asks Slack before the transaction: someone may have left since the draft was written.
        var profile = await people.RefreshAsync(recipient, cancel);
        var reader = await schedules.FindAsync(recipient, cancel);
        var zone = await schedules.ZoneAsync(action.Actor, cancel);

        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (!(await tx.FindOwnDraftAsync(cipher, action.Actor, reviewed.Id)).Succeeded(out var note, out refusal)) return action.Refuse(refusal);
        if (note.Status is FeedbackStatus.Asking) return action.Show(AskViews.Asked(note, await holds.AreApartAsync(tx, note.Author, recipient))); // pressed twice
        if (!reviewed.Shows(note)) return action.Show(ReviewViews.Changed(note, now.DateIn(zone)));
        var facts = await tx.FindFactsAsync(cipher, note, profile);
        facts = facts with { CanBeReached = facts.CanBeReached && reader.Wants(AskRules.Kind) };
        var lately = await tx.CountSharedAsync(note, since: now - Duration.FromDays(1));
        if (!AskRules.Ask(note, action.Actor, facts, lately, now).Succeeded(out var asking, out refusal)) return action.Refuse(refusal);

        await tx.SaveAsync(cipher, asking);
        await tx.CancelPlanAsync(note);
        await questions.CloseAsync(tx, note, now);
        await tx.EnqueueAsync(new WorkItem(FeedbackIds.Work.AskReader, OpenQuestions.SubjectOf(asking), recipient, now));
        await tx.RefreshHomeAsync(note.Author, now);
        var isHeld = await holds.AreApartAsync(tx, note.Author, recipient);
        await tx.CommitAsync();
        return action.Show(AskViews.Asked(asking, isHeld));
    }
}

/// <summary>Brings the question to the reader.</summary>
internal sealed class AskReader(Database database, TextCipher cipher, HoldNotes holds, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        var asking = await database.ReadAsync(tx => FindAskedAsync(tx, work), cancel);
        if (asking is null || await holds.PutOffAsync(work, asking.Author, asking.AskedAt, cancel)) return null;
        return await database.ReadAsync(
            async tx => await FindAskedAsync(tx, work) is { } note ? AskViews.Card(note, await tx.IsFirstContactAsync(work.To, note.Id.Value)) : null, cancel);
    }

    public async Task SentAsync(Tx tx, ClaimedWork work, MessageRef at)
    {
        if (await FindAskedAsync(tx, work) is { } note) await tx.SaveAsync(cipher, note with { Card = at });
        else await tx.EnqueueAgainAsync(OpenQuestions.Redraw(work.Subject.Split(':')[0], work.To, at, clock.GetCurrentInstant())); // answered or withdrawn while it was on its way
    }

    public async Task UndeliverableAsync(Tx tx, ClaimedWork work)
    {
        if (await FindAskedAsync(tx, work) is not { } note) return;
        var now = clock.GetCurrentInstant();
        await tx.SaveAsync(cipher, FeedbackRules.ReturnToDrafts(note, now));
        await tx.EnqueueAsync(new WorkItem(FeedbackIds.Work.Undelivered, work.Subject, note.Author, now));
        await tx.RefreshHomeAsync(note.Author, now);
    }

    /// <summary>The note, while this very question about it is open.</summary>
    private async Task<FeedbackNote?> FindAskedAsync(Tx tx, ClaimedWork work) =>
        await tx.FindSubjectAsync(cipher, work) is { Status: FeedbackStatus.Asking } note && OpenQuestions.SubjectOf(note) == work.Subject ? note : null;
}

/// <summary>Now · Tomorrow Morning · In Our 1:1 · Not This Week.</summary>
internal sealed class AnswerAsk(Database database, TextCipher cipher, Schedules schedules, OpenQuestions questions, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var choice = action.ActionId switch
        {
            FeedbackIds.Action.HearNow => AskChoice.Now,
            FeedbackIds.Action.HearTomorrow => AskChoice.TomorrowMorning,
            FeedbackIds.Action.HearInOneOnOne => AskChoice.InOurOneOnOne,
            _ => AskChoice.NotThisWeek,
        };
        var reader = await schedules.FindAsync(action.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindNamedAsync(cipher, action.Actor, action.Value) is not { } note) return action.ReplaceCard(AskViews.Closed);
        if (!AskRules.Choose(note, action.Actor, choice, reader, now).Succeeded(out var chosen, out var refusal))
            return refusal is FeedbackRefusal.NotAsked ? action.ReplaceCard(OpenQuestions.Draw(note)) : action.Refuse(refusal);
        await questions.SaveChoiceAsync(tx, chosen, note, now);
        if ((action.Source ?? note.Card) is { } card) await tx.EnqueueAgainAsync(OpenQuestions.Redraw(note.Id.ToString(), action.Actor, card, now));
        await tx.CommitAsync();
        return action.ReplaceCard(AskViews.Settled(chosen));
    }
}

/// <summary>The card's menu: Mute This Person, of which the author hears nothing, and Stop These, which is Not This Week for good.</summary>
internal sealed class ChooseInAskMenu(Database database, TextCipher cipher, Schedules schedules, OpenQuestions questions, HelpTexts help, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        if (action.Value.Split('|') is not [var what, var id]) return Reply.Done;
        var reader = await schedules.FindAsync(action.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindNamedAsync(cipher, action.Actor, id) is not { } note) return action.ReplaceCard(AskViews.Closed);
        if (note.Recipient != action.Actor) return action.Refuse(FeedbackRefusal.NotYours);
        if (note.AskedAt is null) return action.Refuse(FeedbackRefusal.NotFound); // nobody else learns that it is there
        if (what == AskViews.Mute)
        {
            await tx.MuteAsync(action.Actor, note.Author.User, now);
            await tx.CommitAsync();
            return action.ReplaceCard(CardViews.Muted(note, help));
        }
        if (reader.Wants(AskRules.Kind)) await tx.SaveAsync(reader with { StoppedKinds = [.. reader.StoppedKinds, AskRules.Kind] });
        if (AskRules.Choose(note, action.Actor, AskChoice.NotThisWeek, reader, now).Succeeded(out var chosen, out _)) await questions.SaveChoiceAsync(tx, chosen, note, now);
        await tx.CommitAsync();
        return action.ReplaceCard(AskViews.Stopped);
    }
}

/// <summary>Tells the author what was chosen, once, and nothing else.</summary>
internal sealed class TellChoice(Database database, TextCipher cipher) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindSubjectAsync(cipher, work) is { } note && Enum.TryParse<AskChoice>(work.Subject.Split(':')[^1], out var choice) ? AskViews.Told(note, choice) : null,
        cancel);
}

/// <summary>Draws the card of a question as it stands.</summary>
internal sealed class RedrawAsk(Database database, TextCipher cipher, ISlackApi slack) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (work.Subject.Split(':') is not [_, var channel, var ts]) return;
        var note = await database.ReadAsync(tx => tx.FindSubjectAsync(cipher, work), cancel);
        await slack.UpdateMessageAsync(work.TeamId, new MessageRef(channel, ts), note is null ? AskViews.Closed : OpenQuestions.Draw(note), cancel);
    }
}

/// <summary>What becomes of a question that was asked first.</summary>
internal sealed class OpenQuestions(TextCipher cipher, IEnumerable<IAgendaHints> hints)
{
    public static string SubjectOf(FeedbackNote asking) => $"{asking.Id}:{asking.AskedAt?.ToUnixTimeSeconds()}";

    public static WorkItem Redraw(string id, PersonId reader, MessageRef card, Instant now) => new(FeedbackIds.Work.RedrawAsk, $"{id}:{card.Channel}:{card.Ts}", reader, now);

    public static Message Draw(FeedbackNote note) => note.Choice is null ? AskViews.Closed : AskViews.Settled(note);

    /// <summary>The reader chose: does it, and queues the word to the author.</summary>
    public async Task SaveChoiceAsync(Tx tx, FeedbackNote chosen, FeedbackNote asking, Instant now)
    {
        switch (chosen.Status)
        {
            case FeedbackStatus.Shared:
                await tx.SaveSharedAsync(cipher, chosen, now);
                break;
            case FeedbackStatus.Scheduled:
                await tx.SavePlannedAsync(cipher, chosen, asking, now);
                break;
            default:
                await tx.SaveAsync(cipher, chosen);
                await tx.RefreshHomeAsync(chosen.Author, now);
                break;
        }
        if (chosen is { Choice: AskChoice.InOurOneOnOne, Recipient: { } reader })
            foreach (var hint in hints) await hint.HoldAsync(tx, chosen.Author, reader, chosen.Id.ToString(), now);
        await tx.EnqueueAsync(new WorkItem(FeedbackIds.Work.TellChoice, $"{SubjectOf(asking)}:{chosen.Choice}", chosen.Author, now));
    }

    /// <summary>Its author went another way: the card says that nobody asks any more, and nothing waits for the next 1:1.</summary>
    public async Task CloseAsync(Tx tx, FeedbackNote before, Instant now)
    {
        if (before.Recipient is not { } reader) return;
        if (before is { Status: FeedbackStatus.Asking, Card: { } card }) await tx.EnqueueAgainAsync(Redraw(before.Id.ToString(), reader, card, now));
        if (before.Choice is AskChoice.InOurOneOnOne)
            foreach (var hint in hints) await hint.ReleaseAsync(tx, before.Author, reader, before.Id.ToString());
    }
}

internal static class AskReplies
{
    /// <summary>A question is asked in a message: that is where its card is.</summary>
    public static Reply ReplaceCard(this BlockAction action, Message card) => action switch
    {
        { ResponseUrl: not null } => new Reply.ReplaceMessage(card),
        { View.IsHome: false } => new Reply.Update(new Modal(FeedbackIds.View.Notice, "Feedback", card.Blocks)),
        _ => new Reply.Open(new Modal(FeedbackIds.View.Notice, "Feedback", card.Blocks)),
    };
}
