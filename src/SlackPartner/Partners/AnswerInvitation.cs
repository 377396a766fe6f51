using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Partners;

/// <summary>Accept.</summary>
internal sealed class AcceptInvitation(InvitationAnswers answers) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) =>
        (await answers.TakeAsync(action, (known, now) => PartnerRules.Accept(known, action.Actor, now), block: false, cancel)).Match(
            partnership => action.Say(PartnerViews.Settled(partnership)), action.Refuse);
}

/// <summary>Decline. The inviter is not told.</summary>
internal sealed class DeclineInvitation(InvitationAnswers answers) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) =>
        (await answers.TakeAsync(action, (known, now) => PartnerRules.Decline(known, action.Actor, now), block: false, cancel)).Match(
            partnership => action.Say(PartnerViews.Settled(partnership)), action.Refuse);
}

/// <summary>Block: declines, and the same person cannot invite again.</summary>
internal sealed class BlockInviter(InvitationAnswers answers, HelpTexts help) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) =>
        (await answers.TakeAsync(action, (known, now) => PartnerRules.Decline(known, action.Actor, now), block: true, cancel)).Match(
            partnership => action.Say(PartnerViews.Blocked(partnership, help)), action.Refuse);
}

/// <summary>Keeps an answer and queues what follows from it.</summary>
internal sealed class InvitationAnswers(Database database, IClock clock)
{
    public async Task<Result<Partnership, PartnerRefusal>> TakeAsync(
        BlockAction action, Func<Partnership, Instant, Result<Partnership, PartnerRefusal>> decide, bool block, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindPartnershipAsync(action.Actor.Team, action.Value) is not { } known) return PartnerRefusal.NotFound;
        if (!decide(known, now).Succeeded(out var answered, out var refusal)) return refusal;
        await tx.SaveAsync(answered);
        if (block) await tx.BlockAsync(action.Actor, known.Inviter, now);
        if (answered.Status is PartnershipStatus.Active)
            await tx.BecamePartnersAsync(answered, now);
        else
            await tx.EnqueueAgainAsync(new WorkItem(PartnerIds.Work.RedrawCard, answered.Id.ToString(), action.Actor, now));
        foreach (var person in answered.Pair.People) await tx.RefreshHomeAsync(person, now);
        await tx.CommitAsync();
        return answered;
    }
}

/// <summary>What this slice's use cases have in common.</summary>
internal static class PartnerWork
{
    /// <summary>The inviter hears of it; the card loses its buttons.</summary>
    public static async Task BecamePartnersAsync(this Tx tx, Partnership partnership, Instant now)
    {
        var (inviter, invitee) = (new PersonId(partnership.Team, partnership.Inviter), new PersonId(partnership.Team, partnership.Invitee));
        await tx.EnqueueAsync(new WorkItem(PartnerIds.Work.Accepted, $"{partnership.Id}:{now.ToUnixTimeTicks()}", inviter, now));
        await tx.EnqueueAgainAsync(new WorkItem(PartnerIds.Work.RedrawCard, partnership.Id.ToString(), invitee, now));
    }

    /// <summary>The partnership a work item is about: its subject begins with the id.</summary>
    public static Task<Partnership?> FindPartnershipAsync(this Tx tx, ClaimedWork work) => tx.FindPartnershipAsync(work.TeamId, work.Subject.Split(':')[0]);
}

/// <summary>Tells the inviter of a yes.</summary>
internal sealed class TellAccepted(Database database, CommandNames names) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindPartnershipAsync(work) is { Status: PartnershipStatus.Active } partnership ? PartnerViews.Accepted(partnership.Invitee, names) : null, cancel);
}

/// <summary>Draws the invitation's card as it stands.</summary>
internal sealed class RedrawInvitation(Database database, ISlackApi slack) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        var partnership = await database.ReadAsync(tx => tx.FindPartnershipAsync(work), cancel);
        if (partnership is { Card: { } card, Status: not PartnershipStatus.Invited })
            await slack.UpdateMessageAsync(work.TeamId, card, PartnerViews.Settled(partnership), cancel);
    }
}
