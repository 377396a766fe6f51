using NodaTime;
using SlackPartner.Feedback.Talking;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Share in the list of drafts, or More under the findings: show Review.</summary>
internal sealed class ShowReview(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        if (!(await database.FindOwnDraftAsync(cipher, action, cancel)).Succeeded(out var note, out var refusal)) return action.Refuse(refusal);
        var now = clock.GetCurrentInstant();
        var today = now.DateIn(await schedules.ZoneAsync(action.Actor, cancel));
        var hour = await schedules.HourForAsync(note, now, cancel);
        var review = ReviewViews.Review(note, NoteCoach.Check(note), today, showAll: action.ActionId == FeedbackIds.Action.MoreFindings, hour: hour);
        return action.ShowInPlaceOf(FeedbackIds.View.Review, review);
    }
}

/// <summary>Keep As Is beside a finding: it is not mentioned again while the words stay.</summary>
internal sealed class KeepAsIs(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        if (action.Value.Split('|') is not [var id, var finding, .. var rest]) return Reply.Done;
        var now = clock.GetCurrentInstant();
        var today = now.DateIn(await schedules.ZoneAsync(action.Actor, cancel));

        await using var tx = await database.BeginAsync(cancel);
        if (!(await tx.FindOwnDraftAsync(cipher, action.Actor, id)).Succeeded(out var note, out var refusal)) return action.Refuse(refusal);
        var kept = await tx.SaveAsync(cipher, FeedbackRules.KeepAsIs(note, finding, now));
        await tx.CommitAsync();
        return action.Show(ReviewViews.Review(kept, NoteCoach.Check(kept), today, showAll: rest is [ReviewViews.All], hour: await schedules.HourForAsync(kept, now, cancel)));
    }
}

/// <summary>Edit: back to the form with everything in it.</summary>
internal sealed class EditDraft(Database database, TextCipher cipher) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) =>
        (await database.FindOwnDraftAsync(cipher, action, cancel)).Match(
            note => action.ShowInPlaceOf(FeedbackIds.View.Review, FormViews.Form(note)),
            action.Refuse);
}

/// <summary>Save Draft: it is saved already; say so and where to find it, and ask nothing more about it.</summary>
internal sealed class SaveDraft(Database database, TextCipher cipher, CommandNames names, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        await using var tx = await database.BeginAsync(cancel);
        if (!(await tx.FindOwnDraftAsync(cipher, action.Actor, action.Value)).Succeeded(out var note, out var refusal)) return action.Refuse(refusal);
        if (note.Talk is not null) await tx.SaveAsync(cipher, TalkRules.Leave(note, clock.GetCurrentInstant()));
        await tx.CommitAsync();
        return action.Show(ReviewViews.Saved(note, names));
    }
}

/// <summary>Discard in Review, Delete in the list.</summary>
internal sealed class DiscardDraft(Database database, TextCipher cipher, CommandNames names, OpenQuestions questions, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if ((await tx.FindOwnDraftAsync(cipher, action.Actor, action.Value)).Succeeded(out var note, out var refusal))
        {
            if (AskRules.LeavesShell(note, now)) await tx.SaveAsync(cipher, AskRules.Empty(note, now));
            else await tx.DeleteAsync(note);
            await questions.CloseAsync(tx, note, now);
            await tx.RefreshHomeAsync(note.Author, now);
        }
        else if (refusal is not FeedbackRefusal.NotFound) // gone already is what was asked for
        {
            return action.Refuse(refusal);
        }
        var left = action.View?.CallbackId == FeedbackIds.View.List ? ListViews.Drafts(await tx.DraftsPageAsync(cipher, action.Actor, NotePages.PageOf(action)), names) : ReviewViews.Discarded;
        await tx.CommitAsync();
        return action.Show(left);
    }
}
