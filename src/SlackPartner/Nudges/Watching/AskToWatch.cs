using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Nudges;

/// <summary><c>/cooldown watch @kim #planning</c> asks Kim; without a place it lists.</summary>
internal sealed class RunWatch(
    Database database, IPartnerDirectory partners, IEnumerable<INotBefore> obstacles, ISlackApi slack, WatchList watched, CommandNames names, IClock clock)
    : IHandle<SlashCommand>, IHandle<BlockAction>
{
    private static readonly string[] Needed = ["channels:history", "groups:history", "mpim:history"];

    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var (other, words) = Mentions.ReadLeading(command.Text);
        if (other is null && words.IsBlank) return await ListAsync(command.Actor, cancel);
        if (other is not { } user || WatchRules.ReadPlace(words, command.Channel) is not { } place) return Refuse(WatchRefusal.NoPlace);
        // Asks Slack before the transaction.
        var scopes = (await slack.IdentifyAsync(command.Actor.Team, cancel)).Scopes?.Split(',', StringSplitOptions.TrimEntries);
        if (scopes is not null && !scopes.Intersect(Needed).Any()) return Refuse(WatchRefusal.NoPermission);

        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await partners.FindAsync(tx, command.Actor, user) is null) return Refuse(WatchRefusal.NotPartners);
        var (pair, asked) = (Pair.Of(command.Actor, user), new PersonId(command.Actor.Team, user));
        if (await obstacles.KeepApartAsync(tx, command.Actor, asked, now)) return Refuse(WatchRefusal.Pausing);
        var known = await tx.FindWatchAsync(pair, place);
        var wantsIt = (await tx.FindKnownAsync(asked)).Wants(NudgeIds.WatchKind);
        var lately = await tx.CountAskedAsync(pair, command.Actor.User, since: now - Duration.FromDays(1));
        if (!WatchRules.Ask(known, command.Actor, user, wantsIt, lately, place, now).Succeeded(out var watch, out var refusal)) return Refuse(refusal);
        await tx.SaveAsync(watch);
        if (watch.Status is WatchStatus.On) await tx.TellBothAsync(watch, NudgeIds.Work.WatchBegan, now);
        else if (watch.Status is WatchStatus.Asked) await tx.EnqueueAsync(WatchWork.For(NudgeIds.Work.AskToWatch, watch, watch.Asked, now));
        await tx.CommitAsync();
        watched.Changed();
        return new Reply.Ephemeral(watch.Status is WatchStatus.On ? WatchViews.Began(watch, command.Actor.User) : WatchViews.Asking(watch));
    }

    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => ListAsync(action.Actor, cancel);

    private async Task<Reply> ListAsync(PersonId person, CancellationToken cancel) =>
        new Reply.Open(WatchViews.List(await database.ReadAsync(tx => tx.ListWatchesAsync(person), cancel), person.User, names));

    private static Reply.Ephemeral Refuse(WatchRefusal refusal) => new(WatchViews.Refused(refusal));
}

/// <summary>Accept, Decline, Stop These, Stop Watching, Take Back.</summary>
internal sealed class AnswerWatch(Database database, WatchList watched, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindWatchAsync(action.Actor.Team, action.Value) is not { } known) return NudgeReply.Say(action, WatchViews.Refused(WatchRefusal.NotFound));
        var accepts = action.ActionId == NudgeIds.Action.AcceptWatching;
        var stops = action.ActionId == NudgeIds.Action.StopAsking;
        var declines = stops || action.ActionId == NudgeIds.Action.DeclineWatching;
        if (stops) await tx.StopKindAsync(action.Actor, NudgeIds.WatchKind);
        var decided = accepts ? WatchRules.Accept(known, action.Actor, now) : declines ? WatchRules.Decline(known, action.Actor, now) : WatchRules.End(known, action.Actor, now);
        if (!decided.Succeeded(out var watch, out var refusal))
        {
            if (stops) await tx.CommitAsync();
            return stops ? NudgeReply.Say(action, WatchViews.StoppedAsking) : Refuse(action, known, refusal);
        }
        await tx.SaveAsync(watch);
        if (accepts) await tx.EnqueueAsync(WatchWork.For(NudgeIds.Work.WatchBegan, watch, watch.Asker, now));
        else if (known.Status is WatchStatus.On) await tx.EnqueueAsync(WatchWork.For(NudgeIds.Work.WatchEnded, watch, watch.Pair.Beside(action.Actor.User), now));
        await tx.CommitAsync();
        watched.Changed();
        return NudgeReply.Say(
            action,
            accepts ? WatchViews.Began(watch, action.Actor.User)
            : stops ? WatchViews.StoppedAsking
            : declines ? WatchViews.Declined(watch)
            : WatchViews.Ended(watch, action.Actor.User));
    }

    /// <summary>A second click leaves the card as the first one made it; what has no use any more loses its buttons.</summary>
    private static Reply Refuse(BlockAction action, Watch known, WatchRefusal refusal) => (refusal, known.Status) switch
    {
        (WatchRefusal.NotYours, _) => action.Remark(WatchViews.Notice(refusal), WatchViews.Refused(refusal)),
        (_, WatchStatus.On) => NudgeReply.Say(action, WatchViews.Began(known, action.Actor.User)),
        (WatchRefusal.NotFound, WatchStatus.Ended) => NudgeReply.Say(action, WatchViews.Ended(known, action.Actor.User)),
        (_, WatchStatus.Declined) when known.Asker != action.Actor.User => NudgeReply.Say(action, WatchViews.Declined(known)),
        _ => NudgeReply.Say(action, WatchViews.Refused(refusal)),
    };
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
        async tx => await tx.FindWatchAsync(work) switch
        {
            null => WatchViews.EndedSomewhere, // whoever it was with erased themselves
            { Status: WatchStatus.Ended } watch => WatchViews.Ended(watch, work.Person),
            _ => null,
        },
        cancel);
}

/// <summary>Those who are no partners have nothing watched.</summary>
internal sealed class EndWatching(WatchList watched) : IPartnershipListener
{
    public async Task EndedAsync(Tx tx, Pair pair, Instant now)
    {
        foreach (var watch in await tx.ListWatchesAsync(pair))
        {
            var ended = watch with { Status = WatchStatus.Ended, EndedAt = now };
            await tx.SaveAsync(ended);
            if (watch.Status is WatchStatus.On) await tx.TellBothAsync(ended, NudgeIds.Work.WatchEnded, now);
        }
        watched.Changed();
    }
}
