using NodaTime;
using SlackPartner.Feedback.Advice;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Share Now: mark it shared and queue its delivery, both or neither.</summary>
internal sealed class ShareNow(Database database, TextCipher cipher, People people, Schedules schedules, OpenQuestions questions, HoldNotes holds, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var reviewed = Reviewed.Read(action.Value);
        var known = await database.ReadAsync(tx => tx.FindNamedAsync(cipher, action.Actor, reviewed.Id), cancel);
        if (known is null) return action.Refuse(FeedbackRefusal.NotFound);
        // Asks Slack before the transaction: someone may have left since the draft was written.
        var profile = known.Recipient is { } recipient && known.Author == action.Actor ? await people.RefreshAsync(recipient, cancel) : null;

        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindFeedbackAsync(cipher, known.Team, known.Id) is not { } note) return action.Refuse(FeedbackRefusal.NotFound);
        if (note.IsUnshared && note.Author == action.Actor && !reviewed.Shows(note)) return action.Show(ReviewViews.Changed(note, now.DateIn(zone)));
        var facts = await tx.FindFactsAsync(cipher, note, profile);
        var lately = await tx.CountSharedAsync(note, since: now - Duration.FromDays(1));
        if (!FeedbackRules.Share(note, action.Actor, facts, lately, now).Succeeded(out var shared, out var refusal)) return action.Refuse(refusal);

        await tx.SaveSharedAsync(cipher, shared, now);
        await questions.CloseAsync(tx, note, now);
        var isHeld = shared.Recipient is { } to && await holds.AreApartAsync(tx, shared.Author, to);
        await tx.CommitAsync();
        return action.Show(ReviewViews.OnItsWay(shared, isHeld));
    }
}

/// <summary>Brings a shared note to its recipient.</summary>
internal sealed class DeliverNote(Database database, TextCipher cipher, HoldNotes holds, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        var shared = await database.ReadAsync(tx => tx.FindSubjectAsync(cipher, work), cancel);
        if (shared is null || shared.Author.User.IsGone || await holds.PutOffAsync(work, shared.Author, shared.SharedAt, cancel)) return null;
        return await database.ReadAsync(
            async tx => await tx.FindSubjectAsync(cipher, work) is { Status: FeedbackStatus.Shared, DeliveredAt: null, IsOrphan: false } note
                ? CardViews.Delivery(note, isFirst: note.AskedAt is null && await tx.IsFirstContactAsync(work.To, note.Id.Value)) // a question before it explained it
                : null,
            cancel);
    }

    public async Task SentAsync(Tx tx, ClaimedWork work, MessageRef at)
    {
        if (await tx.FindSubjectAsync(cipher, work) is not { } note || note.Recipient != work.To) return; // erased meanwhile
        var now = clock.GetCurrentInstant();
        await tx.SaveAsync(cipher, note with { DeliveredAt = now, Card = at });
        await tx.CloseRequestAsync(note, now);
        if (note.Status is FeedbackStatus.TakenBack || note.IsOrphan)
            await tx.EnqueueAgainAsync(new WorkItem(FeedbackIds.Work.RedrawCard, note.Id.ToString(), work.To, now)); // that happened while it was on its way
        else
            await tx.EnqueueAsync(new WorkItem(FeedbackIds.Work.Delivered, work.Subject, note.Author, now));
        await tx.RefreshHomeAsync(work.To, now);
    }

    public async Task UndeliverableAsync(Tx tx, ClaimedWork work)
    {
        if (await tx.FindSubjectAsync(cipher, work) is not { Status: FeedbackStatus.Shared } note) return;
        var now = clock.GetCurrentInstant();
        await tx.SaveAsync(cipher, FeedbackRules.ReturnToDrafts(note, now));
        await tx.EnqueueAsync(new WorkItem(FeedbackIds.Work.Undelivered, work.Subject, note.Author, now));
        await tx.RefreshHomeAsync(note.Author, now);
    }
}

/// <summary>Tells the author that it arrived, and that this was their part.</summary>
internal sealed class TellDelivered(Database database, TextCipher cipher) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindSubjectAsync(cipher, work) is { } note ? CardViews.Delivered(note) : null, cancel);
}

/// <summary>Tells the author that it is back in Drafts.</summary>
internal sealed class TellUndelivered(Database database, TextCipher cipher) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindSubjectAsync(cipher, work) is { } note ? CardViews.Undelivered(note) : null, cancel);
}

/// <summary>What every way of sharing has in common.</summary>
internal static class Sharing
{
    /// <param name="profile">What Slack says about the reader; null when it knows nobody.</param>
    public static async Task<RecipientFacts> FindFactsAsync(this Tx tx, TextCipher cipher, FeedbackNote note, Person? profile) => new(
        IsApp: profile?.IsBot == true,
        CanBeReached: profile?.CanBeWrittenTo == true,
        HasMutedAuthor: note.Recipient is { } reader && await tx.HasMutedAsync(cipher, reader, note.Author.User));

    /// <summary>Writes down that it is shared and queues its delivery, both or neither.</summary>
    public static async Task SaveSharedAsync(this Tx tx, TextCipher cipher, FeedbackNote shared, Instant now)
    {
        await tx.SaveAsync(cipher, shared);
        // The version makes the key: a note that came back to Drafts may be shared again.
        await tx.EnqueueAsync(new WorkItem(FeedbackIds.Work.Deliver, $"{shared.Id}:{shared.Version}", new PersonId(shared.Team, shared.RecipientUser!.Value), now)); // Share saw a recipient
        await tx.RefreshHomeAsync(shared.Author, now);
    }
}

/// <summary>How queued work names its note: the id, then what tells occurrences apart.</summary>
internal static class NoteSubjects
{
    public static Task<FeedbackNote?> FindSubjectAsync(this Tx tx, TextCipher cipher, ClaimedWork work) =>
        FeedbackId.TryParse(work.Subject.Split(':')[0]) is { } id ? tx.FindFeedbackAsync(cipher, work.TeamId, id) : Task.FromResult<FeedbackNote?>(null);
}
