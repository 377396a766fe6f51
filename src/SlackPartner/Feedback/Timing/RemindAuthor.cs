using NodaTime;
using NodaTime.Text;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Remind Me Tomorrow: sleep on a draft written in anger. It waits in Drafts.</summary>
internal sealed class RemindTomorrow(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var author = await schedules.FindAsync(action.Actor, cancel);
        var at = author.NextMorning(clock.GetCurrentInstant());
        await using var tx = await database.BeginAsync(cancel);
        if (!(await tx.FindOwnDraftAsync(cipher, action.Actor, action.Value)).Succeeded(out var note, out var refusal)) return action.Refuse(refusal);
        // Asked for twice in a day it comes once, also after it was asked for and came the day before.
        var day = LocalDatePattern.Iso.Format(at.DateIn(author.Zone));
        await tx.EnqueueAsync(new WorkItem(FeedbackIds.Work.RemindAuthor, $"{note.Id}:{day}", note.Author, at));
        await tx.CommitAsync();
        return action.Show(TimingViews.SleepOnIt(at.InZone(author.Zone).LocalDateTime));
    }
}

/// <summary>Brings the draft back to its author, unless it went out or was discarded meanwhile.</summary>
internal sealed class RemindAuthor(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (await database.ReadAsync(tx => tx.FindSubjectAsync(cipher, work), cancel) is not { IsUnshared: true } note) return null;
        var today = clock.GetCurrentInstant().DateIn(await schedules.ZoneAsync(note.Author, cancel));
        return TimingViews.SleptOn(note, today);
    }
}
