using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback.Talking;

/// <summary>The next message of a conversation: a question, or Review. Not sent any more when the conversation has moved on.</summary>
internal sealed class SayNext(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (TalkMessage.Read(work.Subject) is not { } say) return null;
        var draft = await database.ReadAsync(tx => tx.FindFeedbackAsync(cipher, work.TeamId, say.Note), cancel);
        if (draft is not { Status: FeedbackStatus.Draft, Talk: { } talk } || draft.Turn != say.Turn || draft.Author != work.To) return null;
        if (talk.Step is not TalkStep.Review) return TalkViews.Ask(draft, say);
        var now = clock.GetCurrentInstant();
        var today = now.DateIn(await schedules.ZoneAsync(draft.Author, cancel));
        return TalkViews.Review(draft, say, today, await schedules.HourForAsync(draft, now, cancel));
    }

    public Task SentAsync(Tx tx, ClaimedWork work, MessageRef at) =>
        TalkMessage.Read(work.Subject) is { TellsOfExports: true } ? tx.ToldOfExportsAsync(work.To, clock.GetCurrentInstant()) : Task.CompletedTask;
}

/// <summary>What is said outside of the questions. Travels as its name.</summary>
internal enum Tidings { Help, HowToBegin, PutAway, NothingKept, UseTheButtons, NotFollowed, AlreadyShared, BackInDrafts }

/// <summary>Says one of them.</summary>
internal sealed class TellTidings(Database database, TextCipher cipher, CommandNames names) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (work.Subject.Split(':') is not [var what, var id, ..] || !Enum.TryParse<Tidings>(what, out var tidings)) return null;
        var note = FeedbackId.TryParse(id) is { } noteId ? await database.ReadAsync(tx => tx.FindFeedbackAsync(cipher, work.TeamId, noteId), cancel) : null;
        return TalkViews.Tell(tidings, note, names);
    }
}

/// <summary>How the conversation goes on.</summary>
internal static class Asking
{
    /// <summary>Queues the message for where the draft stands now.</summary>
    public static Task AskAsync(this Tx tx, FeedbackNote draft, Func<TalkMessage, TalkMessage> say, Instant now) =>
        tx.EnqueueAsync(new WorkItem(TalkIds.Work.Say, say(new TalkMessage(draft.Id, draft.Turn)).Subject, draft.Author, now));
}
