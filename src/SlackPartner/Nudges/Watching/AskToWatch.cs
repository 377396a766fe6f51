using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Nudges;

/// <summary><c>/cooldown watch @kim #planning</c> asks Kim; without a place it lists.</summary>
internal sealed class RunWatch(Database database, IPartnerDirectory partners, ISlackApi slack, WatchList watched, CommandNames names, IClock clock) : IHandle<SlashCommand>, IHandle<BlockAction>
{
    private static readonly string[] Needed = ["channels:history", "groups:history", "mpim:history"];

    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var (other, words) = Mentions.ReadLeading(command.Text);
        if (other is null && words.IsBlank) return await ListAsync(command.Actor, cancel);
        if (other is not { } user || WatchRules.ReadPlace(words) is not { } place) return Refuse(WatchRefusal.NoPlace);
        // Asks Slack before the transaction.
        var scopes = (await slack.IdentifyAsync(command.Actor.Team, cancel)).Scopes?.Split(',', StringSplitOptions.TrimEntries);
        if (scopes is not null && !scopes.Intersect(Needed).Any()) return Refuse(WatchRefusal.NoPermission);

        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await partners.FindAsync(tx, command.Actor, user) is null) return Refuse(WatchRefusal.NotPartners);
        var known = await tx.FindWatchAsync(Pair.Of(command.Actor, user), place);
        if (!WatchRules.Ask(known, command.Actor, user, place, now).Succeeded(out var watch, out var refusal)) return Refuse(refusal);
        await tx.SaveAsync(watch);
        if (watch.Status is WatchStatus.On) await tx.TellBothAsync(watch, NudgeIds.Work.WatchBegan, now);
        else await tx.EnqueueAsync(WatchWork.For(NudgeIds.Work.AskToWatch, watch, watch.Asked, now));
        await tx.CommitAsync();
        watched.Changed();
        return new Reply.Ephemeral(watch.Status is WatchStatus.On ? WatchViews.Began(watch, command.Actor.User) : WatchViews.Asking(watch));
    }

    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => ListAsync(action.Actor, cancel);

    private async Task<Reply> ListAsync(PersonId person, CancellationToken cancel) =>
        new Reply.Open(WatchViews.List(await database.ReadAsync(tx => tx.ListWatchesAsync(person), cancel), person.User, names));

    private static Reply.Ephemeral Refuse(WatchRefusal refusal) => new(WatchViews.Refused(refusal));
}

/// <summary>Accept, Decline, Stop Watching, Take Back.</summary>
internal sealed class AnswerWatch(Database database, WatchList watched, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindWatchAsync(action.Actor.Team, action.Value) is not { } known) return Refuse(action, WatchRefusal.NotFound);
        var accepts = action.ActionId == NudgeIds.Action.AcceptWatching;
        var decided = accepts ? WatchRules.Accept(known, action.Actor, now) : WatchRules.End(known, action.Actor, now);
        if (!decided.Succeeded(out var watch, out var refusal)) return Refuse(action, refusal);
        await tx.SaveAsync(watch);
        if (accepts) await tx.EnqueueAsync(WatchWork.For(NudgeIds.Work.WatchBegan, watch, watch.Asker, now));
        else if (known.Status is WatchStatus.On) await tx.EnqueueAsync(WatchWork.For(NudgeIds.Work.WatchEnded, watch, watch.Pair.Beside(action.Actor.User), now));
        await tx.CommitAsync();
        watched.Changed();
        return NudgeReply.Say(
            action,
            accepts ? WatchViews.Began(watch, action.Actor.User)
            : action.ActionId == NudgeIds.Action.DeclineWatching ? WatchViews.Declined(watch)
            : WatchViews.Ended(watch, action.Actor.User));
    }

    private static Reply Refuse(BlockAction action, WatchRefusal refusal) => NudgeReply.Say(action, WatchViews.Refused(refusal));
}

internal static class WatchWork
{
    public static WorkItem For(string kind, Watch watch, UserId user, Instant now) => new(kind, $"{watch.Id}:{user}:{now.ToUnixTimeTicks()}", new PersonId(watch.Pair.Team, user), now);

    public static async Task TellBothAsync(this Tx tx, Watch watch, string kind, Instant now)
    {
        foreach (var person in watch.Pair.People) await tx.EnqueueAsync(For(kind, watch, person.User, now));
    }

    public static Task<Watch?> FindWatchAsync(this Tx tx, ClaimedWork work) => tx.FindWatchAsync(work.TeamId, work.Subject.Split(':')[0]);
}

/// <summary>Asks the partner, unless it was taken back.</summary>
internal sealed class TellAskedToWatch(Database database) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindWatchAsync(work) is { Status: WatchStatus.Asked } watch && watch.Asked == work.Person ? WatchViews.Card(watch) : null, cancel);
}

/// <summary>Tells someone that it has begun.</summary>
internal sealed class TellWatchBegan(Database database) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindWatchAsync(work) is { Status: WatchStatus.On } watch ? WatchViews.Began(watch, work.Person) : null, cancel);
}

/// <summary>Tells someone that it has ended.</summary>
internal sealed class TellWatchEnded(Database database) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindWatchAsync(work) is { Status: WatchStatus.Ended } watch ? WatchViews.Ended(watch, work.Person) : null, cancel);
}

/// <summary>Those who are no partners have nothing watched.</summary>
internal sealed class EndWatching(WatchList watched) : IPartnershipListener
{
    public async Task EndedAsync(Tx tx, Pair pair, Instant now)
    {
        foreach (var watch in await tx.ListWatchesAsync(pair)) await tx.SaveAsync(watch with { Status = WatchStatus.Ended, EndedAt = now });
        watched.Changed();
    }
}
