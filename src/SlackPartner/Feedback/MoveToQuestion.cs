using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Move to Question beside a guess about motive, and its Undo: the other person can answer what only they know.</summary>
internal sealed class MoveToQuestion(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var (id, key, showAll) = action.Value.Split('|') is [var first, var second, .. var rest] ? (first, second, rest is [ReviewViews.All]) : (action.Value, "", false);
        var now = clock.GetCurrentInstant();
        var today = now.DateIn(await schedules.ZoneAsync(action.Actor, cancel));

        await using var tx = await database.BeginAsync(cancel);
        if (!(await tx.FindOwnDraftAsync(cipher, action.Actor, id)).Succeeded(out var note, out var refusal)) return action.Refuse(refusal);
        var changed = action.ActionId == FeedbackIds.Action.UndoMove
            ? MoveRules.Undo(note, now)
            : NoteCoach.Check(note).FirstOrDefault(finding => FindingKeys.Of(finding) == key) is { } finding ? MoveRules.Move(note, finding, now) : null;
        if (changed is not null)
        {
            note = await tx.SaveAsync(cipher, changed);
            await tx.CommitAsync();
        }
        // Otherwise it was pressed before, or the words are no longer there: Review shows how it reads now.
        return action.Show(ReviewViews.Review(note, NoteCoach.Check(note), today, showAll));
    }
}
