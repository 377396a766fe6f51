using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback.Advice;

/// <summary>Give Feedback on the card: the form for the one who asked. The request closes when the note has arrived.</summary>
internal sealed class GiveAdvice(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var today = now.DateIn(await schedules.ZoneAsync(action.Actor, cancel));
        return await database.ReadAsync(
            async tx =>
            {
                var found = AdviceRules.OpenFor(await tx.FindRequestAsync(cipher, action.Actor.Team, action.Value), action.Actor);
                if (!found.Succeeded(out var request, out var refusal)) return action.Say(AdviceViews.Sentence(refusal));
                if (await tx.FindFeedbackAsync(cipher, request.Team, request.Id.Note) is { } begun)
                    return FeedbackRules.OwnDraft(begun, action.Actor).Match(draft => new Reply.Open(FormViews.Form(draft)), action.Refuse);
                var text = FeedbackText.Empty with { Situation = AdviceViews.SituationFor(request) };
                return new Reply.Open(FormViews.Form(FeedbackRules.Begin(request.Id.Note, action.Actor, request.Asker.User, today, text, now)));
            },
            cancel);
    }
}

/// <summary>Not Now and Stop These: nobody is told, and the card loses its buttons.</summary>
internal sealed class DeclineRequest(Database database, TextCipher cipher, Schedules schedules, CommandNames names, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var schedule = await schedules.FindAsync(action.Actor, cancel);
        var status = action.ActionId == AdviceIds.Action.Stop ? AdviceStatus.Stopped : AdviceStatus.NotNow;
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        var found = await tx.FindRequestAsync(cipher, action.Actor.Team, action.Value);
        if (!AdviceRules.OpenFor(found, action.Actor).Succeeded(out var request, out var refusal))
            // A second click finds the card as the first one left it.
            return refusal is AdviceRefusal.AlreadyAnswered ? new Reply.ReplaceMessage(AdviceViews.Settled(found!, names)) : action.Say(AdviceViews.Sentence(refusal));

        var declined = request with { Status = status, UpdatedAt = now };
        await tx.SaveAsync(declined);
        if (status is AdviceStatus.Stopped && schedule.Wants(AdviceIds.Kind))
            await tx.SaveAsync(schedule with { StoppedKinds = [.. schedule.StoppedKinds, AdviceIds.Kind] });
        await tx.EnqueueAgainAsync(new WorkItem(AdviceIds.Work.RedrawCard, request.Id.ToString(), action.Actor, now));
        await tx.CommitAsync();
        return new Reply.ReplaceMessage(AdviceViews.Settled(declined, names));
    }
}

/// <summary>Draws the card as it stands: answered and without buttons.</summary>
internal sealed class RedrawRequest(Database database, TextCipher cipher, ISlackApi slack, CommandNames names) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        var request = await database.ReadAsync(tx => tx.FindRequestAsync(cipher, work.TeamId, work.Subject), cancel);
        if (request is { Card: { } card, Status: not AdviceStatus.Open }) await slack.UpdateMessageAsync(work.TeamId, card, AdviceViews.Settled(request, names), cancel);
    }
}
