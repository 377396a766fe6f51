using System.Globalization;
using NodaTime;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Action = SlackPartner.Feedback.Talking.TalkIds.Action;

namespace SlackPartner.Feedback.Talking;

/// <summary>The buttons under a question. One of an older turn does nothing but say so.</summary>
internal sealed class PressTalkButton(Database database, TextCipher cipher, WhoIsMeant whoIsMeant, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        if (action.Value.Split('|') is not [var id, var turn, .. var rest]) return Reply.Done;
        var chosen = action.ActionId is Action.ThisPerson && rest is [var user, ..]
            ? await whoIsMeant.FindAsync(action.Actor, new Named(new UserId(user), ""), cancel)
            : null;

        await using var tx = await database.BeginAsync(cancel);
        if (!(await tx.FindOwnDraftAsync(cipher, action.Actor, id)).Succeeded(out var draft, out var refusal)) return action.Refuse(refusal);
        if (draft.Talk is null || turn != draft.Turn.ToString(CultureInfo.InvariantCulture)) return new Reply.ReplaceMessage(TalkViews.MovedOn(draft));
        var reply = await PressAsync(tx, draft, action.ActionId, rest, chosen);
        await tx.CommitAsync();
        return reply;
    }

    private async Task<Reply> PressAsync(Tx tx, FeedbackNote draft, string pressed, string[] rest, Meant? chosen)
    {
        var now = clock.GetCurrentInstant();
        var step = TalkRules.StepOf(draft);
        switch (pressed)
        {
            case Action.Back:
                return await GoAsync(tx, draft, TalkRules.Back(draft, now), TalkHint.None, now);
            case Action.Skip:
                return await GoAsync(tx, draft, TalkRules.Skip(draft, now), TalkHint.None, now);
            case Action.Rephrase when rest is [var part, ..] && Place.Read($"{part}.0.0") is { Part: var again }:
                return await GoAsync(tx, draft, TalkRules.AskAgain(draft, again, now), TalkHint.SayAgain, now);
            case Action.KeepAsIs when rest is [var finding, ..]:
                var kept = await tx.SaveAsync(cipher, FeedbackRules.KeepAsIs(draft, finding, now));
                return new Reply.ReplaceMessage(TalkViews.Ask(kept, new TalkMessage(kept.Id, kept.Turn)));
            case Action.Show:
                return new Reply.ReplaceMessage(TalkViews.Ask(draft, new TalkMessage(draft.Id, draft.Turn) { Hint = TalkHint.Show }));
            case Action.ThisPerson when chosen?.Found is { } recipient:
                return await GoAsync(tx, draft, TalkRules.Choose(draft, recipient, now), TalkHint.None, now);
            case Action.ThisPerson when chosen is not null:
                return new Reply.ReplaceMessage(TalkViews.Ask(draft, new TalkMessage(draft.Id, draft.Turn) { Hint = chosen.Hint }));
            case Action.MoveToSituation or Action.MoveToBehavior or Action.MoveToImpact when rest is [var places, var which, ..] && Place.Read(which) is { } place:
                var to = pressed switch { Action.MoveToSituation => TalkStep.Situation, Action.MoveToBehavior => TalkStep.Behavior, _ => TalkStep.Impact };
                var moved = await tx.SaveAsync(cipher, TalkRules.Move(draft, place, to, now));
                var left = FirstGuess.Without(TalkMessage.ReadPlaces(places), place);
                return new Reply.ReplaceMessage(TalkViews.Ask(moved, new TalkMessage(moved.Id, moved.Turn) { Guess = left }));
            case Action.Cancel:
                if (draft.Text.IsBlank) await tx.DeleteAsync(draft);
                else await tx.SaveAsync(cipher, TalkRules.Leave(draft, now));
                await tx.RefreshHomeAsync(draft.Author, now);
                return new Reply.ReplaceMessage(TalkViews.PutAway(draft));
            default:
                return new Reply.ReplaceMessage(TalkViews.Settled(draft, step));
        }
    }

    private async Task<Reply> GoAsync(Tx tx, FeedbackNote before, FeedbackNote after, TalkHint hint, Instant now)
    {
        if (after != before) await tx.AskAsync(await tx.SaveAsync(cipher, after), say => say with { Hint = hint }, now);
        return new Reply.ReplaceMessage(TalkViews.Settled(after, TalkRules.StepOf(before)));
    }
}

/// <summary>Someone was chosen in the menu under "who is this for?".</summary>
internal sealed class ChoosePerson(Database database, TextCipher cipher, WhoIsMeant whoIsMeant, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        if (action.Value.Length == 0) return Reply.Done;
        var meant = await whoIsMeant.FindAsync(action.Actor, new Named(new UserId(action.Value), ""), cancel);
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindTalkAsync(cipher, action.Actor) is not { Talk.Step: TalkStep.Who } draft) return new Reply.ReplaceMessage(TalkViews.MovedOn(null));
        if (meant.Found is not { } recipient) return new Reply.ReplaceMessage(TalkViews.Ask(draft, new TalkMessage(draft.Id, draft.Turn) { Hint = meant.Hint }));
        var now = clock.GetCurrentInstant();
        var chosen = await tx.SaveAsync(cipher, TalkRules.Choose(draft, recipient, now));
        await tx.AskAsync(chosen, say => say, now);
        await tx.CommitAsync();
        return new Reply.ReplaceMessage(TalkViews.Settled(chosen, TalkStep.Who));
    }
}
