using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Take Back in the list of shared notes: possible until the recipient has answered in any way.</summary>
internal sealed class TakeBack(Database database, TextCipher cipher, CommandNames names, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindNamedAsync(cipher, action.Actor, action.Value) is not { } note) return action.Refuse(FeedbackRefusal.NotFound);
        var hasAnswer = (await tx.ListAnswersAsync(cipher, note)).Count > 0;
        if (!FeedbackRules.TakeBack(note, action.Actor, hasAnswer, now).Succeeded(out var takenBack, out var refusal)) return action.Refuse(refusal);

        await tx.SaveAsync(cipher, takenBack);
        var recipient = new PersonId(note.Team, note.RecipientUser!.Value); // a shared note has a recipient
        await tx.EnqueueAgainAsync(new WorkItem(FeedbackIds.Work.RedrawCard, note.Id.ToString(), recipient, now));
        await tx.RefreshHomeAsync(note.Author, now);
        await tx.RefreshHomeAsync(recipient, now);
        var page = await tx.SentPageAsync(cipher, action.Actor, NotePages.PageOf(action));
        await tx.CommitAsync();
        return new Reply.Update(ListViews.Sent(page, names));
    }
}
