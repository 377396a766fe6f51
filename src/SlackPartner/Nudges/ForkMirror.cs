using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Nudges;

/// <summary>It Is Me: a smaller step. It Is How We Argue: a draft to begin with.</summary>
internal sealed class ForkMirror(Database database, IEnumerable<IFeedbackDrafts> drafts, CommandNames names, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindNudgeAsync(action.Actor.Team, action.Value) is not { Kind: NudgeKind.Mirror } nudge || nudge.Person != action.Actor) return NudgeReply.Say(action, NudgeViews.Gone);
        await tx.AnswerAsync(nudge, NudgeAnswer.Helpful, now);
        if (action.ActionId == NudgeIds.Action.ItIsMe)
        {
            await tx.CommitAsync();
            return NudgeReply.Say(action, MirrorViews.ItIsMe);
        }
        var numbers = await tx.FindMirrorAsync(action.Actor, now);
        if (drafts.FirstOrDefault() is { } there)
            await there.AddAsync(tx, nudge.Id.Value, action.Actor, numbers.Other, new PrivateText(MirrorViews.DraftWords), new PrivateText(MirrorViews.DraftRequest), now);
        await tx.CommitAsync();
        return NudgeReply.Say(action, MirrorViews.HowWeArgue(names));
    }
}
