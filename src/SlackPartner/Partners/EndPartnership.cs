using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Partners;

/// <summary>End Partnership, and Take Back for an invitation.</summary>
internal sealed class EndPartnership(Database database, IEnumerable<IPartnershipListener> listeners, CommandNames names, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindPartnershipAsync(action.Actor.Team, action.Value) is not { } known) return action.Refuse(PartnerRefusal.NotFound);
        if (!PartnerRules.End(known, action.Actor, now).Succeeded(out var ended, out var refusal)) return action.Refuse(refusal);
        await tx.SaveEndedAsync(known, ended, tellTo: known.Pair.Beside(action.Actor.User), listeners, now);
        var left = await tx.ListPartnershipsAsync(action.Actor);
        await tx.CommitAsync();
        return new Reply.Update(PartnerViews.List(left, action.Actor, names));
    }
}

/// <summary>Slack says that someone's profile changed: one who left is nobody's partner any more.</summary>
internal sealed class LetGoOfLeaver(Database database, People people, IEnumerable<IPartnershipListener> listeners, IClock clock) : IHandleEvent<UserChanged>
{
    public async Task HandleAsync(UserChanged happened, CancellationToken cancel)
    {
        if (await people.FindAsync(happened.Who, cancel) is not { IsDeleted: true }) return;
        var now = clock.GetCurrentInstant();
        await database.WriteAsync(
            async tx =>
            {
                foreach (var known in await tx.ListPartnershipsAsync(happened.Who))
                    await tx.SaveEndedAsync(known, known with { Status = PartnershipStatus.Ended, EndedAt = now }, tellTo: known.Pair.Beside(happened.Who.User), listeners, now);
            },
            cancel);
    }
}

internal static class PartnershipEnding
{
    /// <summary>Everything that hangs on it ends in the same transaction. Only a partner is told; an invitation just loses its buttons.</summary>
    public static async Task SaveEndedAsync(
        this Tx tx, Partnership known, Partnership ended, UserId tellTo, IEnumerable<IPartnershipListener> listeners, Instant now)
    {
        await tx.SaveAsync(ended);
        if (known.Status is PartnershipStatus.Active)
        {
            foreach (var listener in listeners) await listener.EndedAsync(tx, known.Pair, now);
            await tx.EnqueueAsync(new WorkItem(PartnerIds.Work.Ended, $"{known.Id}:{now.ToUnixTimeTicks()}", new PersonId(known.Team, tellTo), now));
        }
        else
        {
            await tx.EnqueueAgainAsync(new WorkItem(PartnerIds.Work.RedrawCard, known.Id.ToString(), new PersonId(known.Team, known.Invitee), now));
        }
        foreach (var person in known.Pair.People) await tx.RefreshHomeAsync(person, now);
    }
}

/// <summary>Tells the other one.</summary>
internal sealed class TellEnded(Database database, People people) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (await database.ReadAsync(tx => tx.FindPartnershipAsync(work), cancel) is not { } partnership) return null;
        var other = partnership.Pair.Beside(work.Person);
        var hasLeft = await people.FindAsync(new PersonId(work.TeamId, other), cancel) is { IsDeleted: true };
        return hasLeft ? PartnerViews.Gone(other) : PartnerViews.Ended(other);
    }
}
