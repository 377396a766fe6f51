using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>
/// Read in the list of notes received, or on a card that could not hold it: the whole note, with the answers still open. To the author it
/// opens the answer.
/// </summary>
internal sealed class ReadNote(Database database, TextCipher cipher, Schedules schedules) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        return await database.ReadAsync(
            async tx =>
            {
                var note = await tx.FindNamedAsync(cipher, action.Actor, action.Value);
                if (note is null) return action.Refuse(FeedbackRefusal.NotFound);
                var answers = await tx.ListAnswersAsync(cipher, note);
                if (note.Author == action.Actor && answers.Count > 0) return new Reply.Open(CardViews.ReadAnswer(note, answers[^1]));
                if (note.Recipient != action.Actor || note.IsUnshared) return action.Refuse(FeedbackRefusal.NotFound);
                if (note.Status is FeedbackStatus.TakenBack) return action.Refuse(FeedbackRefusal.TakenBack);
                return new Reply.Open(CardViews.Read(note, answers.Count == 0 ? null : answers[^1], zone));
            },
            cancel);
    }
}
