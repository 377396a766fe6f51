using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Home.Privacy;

/// <summary>Erase Me in the privacy view: asks for the word first.</summary>
internal sealed class AskToErase : IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) =>
        Task.FromResult<Reply>(action.View is { IsHome: false } ? new Reply.Update(PrivacyViews.EraseForm) : new Reply.Open(PrivacyViews.EraseForm));
}

/// <summary>The word was typed: everything goes in one transaction, and the farewell is queued in it. A node that dies has done all of it or nothing.</summary>
internal sealed class EraseMe(Database database, PersonalStore store, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        if (submission.Form.Choice(PrivacyIds.Field.Word)?.Trim() != PrivacyViews.Word)
            return new Reply.Errors(PrivacyIds.Field.Word, $"Type {PrivacyViews.Word}, in capital letters, to go on. Nothing was erased.");
        var now = clock.GetCurrentInstant();
        await database.WriteAsync(
            async tx =>
            {
                var subject = $"{submission.Actor.User}:{(await tx.UsesHomeAsync(submission.Actor) ? SayFarewell.WithHome : "")}";
                await store.EraseAsync(tx, submission.Actor, now);
                await tx.EnqueueAsync(new WorkItem(PrivacyIds.Work.Farewell, subject, submission.Actor, now));
            },
            cancel);
        return new Reply.Update(PrivacyViews.Erased);
    }
}

/// <summary>
/// Says that it is done. To send this one message the person's channel and this piece of work exist once more; both go in the moment it is
/// sent, or when it turns out that it cannot be.
/// </summary>
internal sealed class SayFarewell(PersonalStore store, ISlackApi slack, CommandNames names) : IMessageHandler
{
    /// <summary>Ends the subject where Slack still shows a Home of this person.</summary>
    public const string WithHome = "home";

    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (work.Subject.EndsWith(WithHome, StringComparison.Ordinal)) await slack.PublishHomeAsync(work.To, HomeViews.Blank(names), cancel);
        return PrivacyViews.Farewell;
    }

    public Task SentAsync(Tx tx, ClaimedWork work, MessageRef at) => store.EraseTracesAsync(tx, work.To);

    public Task UndeliverableAsync(Tx tx, ClaimedWork work) => store.EraseTracesAsync(tx, work.To);
}
