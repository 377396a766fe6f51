using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback.Talking;

/// <summary>A message that became part of a draft was edited or deleted: the draft follows, as long as nobody else has it.</summary>
internal sealed class FollowEdit(Database database, TextCipher cipher, WhoIsMeant whoIsMeant, Colleagues colleagues, OpenQuestions questions, IClock clock)
    : IHandleEvent<DirectMessageChanged>, IHandleEvent<DirectMessageDeleted>
{
    public Task HandleAsync(DirectMessageChanged happened, CancellationToken cancel) =>
        FollowAsync(happened.From, happened.Message, happened.Before, happened.Text, cancel);

    public Task HandleAsync(DirectMessageDeleted happened, CancellationToken cancel) =>
        FollowAsync(happened.From, happened.Message, happened.Before, default, cancel);

    private async Task FollowAsync(PersonId from, MessageRef message, PrivateText before, PrivateText after, CancellationToken cancel)
    {
        if (await database.ReadAsync(tx => tx.FindHeardAsync(from, message), cancel) is not { } heard) return;
        var names = TalkWords.MentionsAnyone(before) || TalkWords.MentionsAnyone(after) ? await colleagues.OfAsync(from.Team, cancel) : [];
        var who = heard.Part is TalkStep.Who && !after.IsBlank ? await whoIsMeant.FindAsync(from, TalkWords.NameIn(after), cancel) : null;

        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindFeedbackAsync(cipher, from.Team, heard.Note) is not { } draft || draft.Author != from) return;
        var now = clock.GetCurrentInstant();
        if (!draft.IsUnshared) await TellAsync(tx, Tidings.AlreadyShared, draft, message, now);
        else if (heard.Part is TalkStep.Who) await RenameAsync(tx, draft, who, message, now);
        else await ChangeAsync(tx, draft, heard.Part, TalkWords.Readable(before, names), TalkWords.Readable(after, names), message, now);
        await tx.CommitAsync();
    }

    private async Task RenameAsync(Tx tx, FeedbackNote draft, Meant? who, MessageRef message, Instant now)
    {
        if (who?.Found is not { } recipient || recipient == draft.RecipientUser) return; // unclear: Review names the one it is for
        if (draft.AskedAt is not null) return; // someone was asked about it already
        var renamed = FeedbackRules.Edit(draft, recipient, draft.OccurredOn, draft.Text, now);
        if (renamed.Talk is not null) renamed = TalkRules.AskAgain(renamed, TalkRules.StepOf(renamed), now);
        await SaveAsync(tx, draft, renamed, message, now);
    }

    private async Task ChangeAsync(Tx tx, FeedbackNote draft, TalkStep part, PrivateText before, PrivateText after, MessageRef message, Instant now)
    {
        if (TalkRules.Change(draft, part, before, after, now) is { } changed)
            await SaveAsync(tx, draft, changed, message, now);
        else if (!after.IsBlank && TalkRules.PartOf(draft.Text, part).Replacing(after, after) is null) // otherwise it was followed already
            await TellAsync(tx, Tidings.NotFollowed, draft, message, now);
    }

    private async Task SaveAsync(Tx tx, FeedbackNote draft, FeedbackNote changed, MessageRef message, Instant now)
    {
        await tx.SaveAsync(cipher, changed);
        if (draft.Status is not FeedbackStatus.Draft) // it had a time, or a question about it was open
        {
            await questions.CloseAsync(tx, draft, now);
            await TellAsync(tx, Tidings.BackInDrafts, draft, message, now);
            await tx.RefreshHomeAsync(draft.Author, now);
        }
        if (changed.Talk is not null && changed.Turn != draft.Turn)
            await tx.AskAsync(changed, say => say with { Hint = TalkHint.Changed, Cause = message.Ts }, now);
    }

    private static Task TellAsync(Tx tx, Tidings what, FeedbackNote draft, MessageRef message, Instant now) =>
        tx.EnqueueAsync(new WorkItem(TalkIds.Work.Tell, $"{what}:{draft.Id}:{message.Ts}:{now.ToUnixTimeSeconds()}", draft.Author, now));
}
