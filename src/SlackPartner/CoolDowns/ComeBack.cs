using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Work = SlackPartner.CoolDowns.CoolDownIds.Work;

namespace SlackPartner.CoolDowns;

/// <summary>The time is over: everyone who has not come back is asked, once more later, and then let go.</summary>
internal sealed class EndPause(Database database, IClock clock) : IRepeatableWork
{
    public Task RunAsync(ClaimedWork work, CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            if (await tx.FindCurrentAsync(work) is { Status: CoolDownStatus.Running } known) await tx.AskBackAsync(known, clock.GetCurrentInstant());
        },
        cancel);
}

internal static class AskingBack
{
    /// <summary>Counted from the moment they are asked: where that is late, nobody is asked twice at once, or not at all.</summary>
    public static async Task AskBackAsync(this Tx tx, CoolDown known, Instant now)
    {
        var pause = await tx.SaveAsync(CoolDownRules.End(known));
        var asked = Instant.Max(now, pause.EndsAt);
        var letGo = asked + CoolDownRules.UntilLetGo;
        foreach (var side in pause.Sides.Where(side => side.CameBack is CameBack.NotYet))
        {
            await tx.EnqueueAsync(Asking(pause, side.User, "first", asked) with { NotAfter = letGo });
            await tx.EnqueueAsync(Asking(pause, side.User, "again", asked + CoolDownRules.UntilAskedAgain) with { NotAfter = letGo });
        }
        await tx.EnqueueAsync(CoolDownWork.For(Work.LetGo, pause, pause.Starter.User, letGo));
        await tx.RefreshHomesAsync(pause, now);
    }

    private static WorkItem Asking(CoolDown pause, UserId user, string which, Instant due)
    {
        var item = CoolDownWork.For(Work.Ask, pause, user, due);
        return item with { Subject = $"{item.Subject}:{which}" };
    }
}

/// <summary>Asks how they are.</summary>
internal sealed class AskWhetherReady(Database database, IClock clock) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindCurrentAsync(work) is { Status: CoolDownStatus.Returning } pause
            && pause.SideOf(work.Person) is { CameBack: CameBack.NotYet } && (await tx.FindKnownAsync(work.To)).Wants(CoolDownIds.Kind)
            ? ReturnViews.Ask(pause, work.Person, again: work.Subject.EndsWith("again", StringComparison.Ordinal))
            : null,
        cancel);

    /// <summary>The card before this one has no use any more.</summary>
    public async Task SentAsync(Tx tx, ClaimedWork work, MessageRef at)
    {
        if (await tx.FindCoolDownAsync(work) is not { } pause) return;
        var now = clock.GetCurrentInstant();
        await tx.SaveCardAsync(pause, work.Person, at);
        await tx.RedrawAsync(pause, work.Person, pause.SideOf(work.Person)?.Card, now);
        if (pause.SideOf(work.Person) is not { CameBack: CameBack.NotYet } || pause.Status is not CoolDownStatus.Returning)
            await tx.RedrawAsync(pause, work.Person, at, now); // answered on another card while this one was on its way
    }
}

/// <summary>I'm Ready, A Little Longer.</summary>
internal sealed class AnswerReady(ReturnDesk desk) : IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => desk.AnswerAsync(
        action,
        action.ActionId == CoolDownIds.Action.Ready
            ? (pause, now) => CoolDownRules.ComeBack(pause, action.Actor, CameBack.Ready, now)
            : (pause, now) => CoolDownRules.Extend(pause, action.Actor, now),
        cancel);
}

/// <summary>Takes an answer at the end of a pause and queues what follows from it.</summary>
internal sealed class ReturnDesk(Database database, Schedules schedules, IEnumerable<IHoldListener> holds, IClock clock)
{
    public async Task<Reply> AnswerAsync(
        BlockAction action, Func<CoolDown, Instant, Result<CoolDown, CoolDownRefusal>> decide, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindCoolDownAsync(action.Actor.Team, action.Value) is not { } known) return action.Refuse(CoolDownRefusal.NotFound);
        if (!decide(known, now).Succeeded(out var pause, out var refusal)) return action.Refuse(refusal);
        pause = await SaveAsync(tx, known, pause, action.Actor.User, now);
        await tx.RedrawAsync(pause, action.Actor.User, action.Source ?? known.SideOf(action.Actor.User)?.Card, now);
        await tx.CommitAsync();
        return action.Say(RedrawCoolDown.Draw(pause, action.Actor.User, now, zone));
    }

    /// <summary>I'd Rather Write: the page to write on opens, whatever becomes of it.</summary>
    public async Task ComeBackWritingAsync(Tx tx, CoolDown known, PersonId actor, MessageRef? card, Instant now)
    {
        if (known.SideOf(actor.User) is { CameBack: CameBack.NotYet } && CoolDownRules.ComeBack(known, actor, CameBack.Writing, now).Succeeded(out var pause, out _))
            await tx.RedrawAsync(await SaveAsync(tx, known, pause, actor.User, now), actor.User, card, now);
    }

    private async Task<CoolDown> SaveAsync(Tx tx, CoolDown known, CoolDown pause, UserId actor, Instant now)
    {
        if (CoolDownRules.BothReady(pause) && pause is { Status: CoolDownStatus.Over, Partner: { } partner })
            pause = pause with
            {
                TalkAt = CoolDownRules.ProposeTalk(
                    await tx.FindKnownAsync(new PersonId(pause.Team, pause.Starter.User)), await tx.FindKnownAsync(new PersonId(pause.Team, partner.User)), now),
            };
        pause = await tx.SaveAsync(pause);
        if (pause.Status is CoolDownStatus.Running && known.Status is not CoolDownStatus.Running)
        {
            await tx.PlanEndAsync(pause);
            foreach (var side in pause.Sides.Where(side => side.User != actor))
            {
                await tx.EnqueueAsync(CoolDownWork.For(Work.Moved, pause, side.User, now) with { NotAfter = pause.EndsAt });
                await tx.RedrawAsync(pause, side.User, side.Card, now);
            }
        }
        if (pause.Status is CoolDownStatus.Over && known.IsOpen) await tx.FinishAsync(pause, holds, now);
        await tx.RefreshHomesAsync(pause, now);
        return pause;
    }
}

internal static class PauseEnding
{
    /// <summary>What was held goes out; who is ready gets words to begin with.</summary>
    public static async Task FinishAsync(this Tx tx, CoolDown pause, IEnumerable<IHoldListener> holds, Instant now)
    {
        foreach (var side in pause.Sides.Where(side => side.CameBack is CameBack.Ready))
            await tx.EnqueueAsync(CoolDownWork.For(Work.BeginAgain, pause, side.User, now));
        await tx.CloseAsync(pause, holds, now);
    }

    /// <summary>The cards lose their buttons, and what was held goes out.</summary>
    public static async Task CloseAsync(this Tx tx, CoolDown pause, IEnumerable<IHoldListener> holds, Instant now)
    {
        foreach (var side in pause.Sides) await tx.RedrawAsync(pause, side.User, side.Card, now);
        if (pause.Pair is { } pair) foreach (var hold in holds) await hold.LiftedAsync(tx, pair, now);
    }
}

/// <summary>A day later: whoever said nothing is left in peace.</summary>
internal sealed class LetGo(Database database, IEnumerable<IHoldListener> holds, IClock clock) : IRepeatableWork
{
    public Task RunAsync(ClaimedWork work, CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            if (await tx.FindCurrentAsync(work) is not { Status: CoolDownStatus.Returning } known) return;
            var now = clock.GetCurrentInstant();
            var pause = await tx.SaveAsync(CoolDownRules.LetGo(known, now));
            await tx.FinishAsync(pause, holds, now);
            await tx.RefreshHomesAsync(pause, now);
        },
        cancel);
}

/// <summary>How to begin softly, to whoever is ready.</summary>
internal sealed class BeginAgain(Database database, Schedules schedules, AgendaSeam agenda, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        var schedule = await schedules.FindAsync(work.To, cancel);
        return await database.ReadAsync(tx => tx.FindCoolDownAsync(work), cancel) is { } pause && pause.Has(work.To) && schedule.Wants(CoolDownIds.Kind)
            ? ReturnViews.BeginAgain(pause, work.Person, clock.GetCurrentInstant(), schedule.Zone, agenda.IsThere)
            : null;
    }

    public async Task SentAsync(Tx tx, ClaimedWork work, MessageRef at)
    {
        if (await tx.FindCoolDownAsync(work) is { } pause) await tx.SaveCardAsync(pause, work.Person, at);
    }
}

/// <summary>That Works: once both say so, both cards do.</summary>
internal sealed class AgreeToTalk(Database database, Schedules schedules, AgendaSeam agenda, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindCoolDownAsync(action.Actor.Team, action.Value) is not { } known) return action.Refuse(CoolDownRefusal.NotFound);
        if (!CoolDownRules.TalkThen(known, action.Actor).Succeeded(out var pause, out var refusal)) return action.Refuse(refusal);
        await tx.SaveAsync(pause);
        await tx.RedrawAsync(pause, action.Actor.User, action.Source, now, CoolDownWork.Beginning);
        if (pause.Sides.All(side => side.Talks))
            foreach (var side in pause.Sides.Where(side => side.User != action.Actor.User)) await tx.RedrawAsync(pause, side.User, side.Card, now, CoolDownWork.Beginning);
        await tx.CommitAsync();
        return action.Say(ReturnViews.BeginAgain(pause, action.Actor.User, now, zone, agenda.IsThere));
    }
}

/// <summary>Add to 1:1: a line without words on the agenda of the two.</summary>
internal sealed class BringUp(Database database, AgendaSeam agenda, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindCoolDownAsync(action.Actor.Team, action.Value) is not { } pause) return action.Refuse(CoolDownRefusal.NotFound);
        if (!pause.Has(action.Actor)) return action.Refuse(CoolDownRefusal.NotYours);
        if (pause.Beside(action.Actor.User) is not { } other || await agenda.FindAsync(tx, action.Actor, other) is not { } there) return action.Refuse(CoolDownRefusal.NobodyToTell);
        var now = clock.GetCurrentInstant();
        await there.HintAsync(tx, action.Actor, other, AgendaHint.CoolDown, pause.Id.Value, now);
        await tx.RefreshHomesAsync(pause, now);
        await tx.CommitAsync();
        return new Reply.Ephemeral(CoolDownViews.Said("It's on the agenda of your next one-on-one, without a word about what it was."));
    }
}

/// <summary>Look Back: three questions to oneself.</summary>
internal sealed class OpenLookBack(Database database) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        if (await database.ReadAsync(tx => tx.FindCoolDownAsync(action.Actor.Team, action.Value), cancel) is not { } pause) return action.Refuse(CoolDownRefusal.NotFound);
        return pause.Has(action.Actor) ? new Reply.Open(ReturnViews.LookBackForm(pause)) : action.Refuse(CoolDownRefusal.NotYours);
    }
}

/// <summary>Keeps the answers as numbers, for this person alone.</summary>
internal sealed class SubmitLookBack(Database database, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var (topic, manner) = (Read<ClashTopic>(submission, CoolDownIds.Field.Topic), Read<ClashManner>(submission, CoolDownIds.Field.Manner));
        var feeling = Read<ClashFeeling>(submission, CoolDownIds.Field.Feeling);
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindCoolDownAsync(submission.Actor.Team, submission.Metadata) is not { } pause || !pause.Has(submission.Actor))
            return new Reply.Update(CoolDownViews.Notice(CoolDownSentences.Of(CoolDownRefusal.NotFound)));
        await tx.RateAsync(pause, submission.Actor, topic, manner, feeling, clock.GetCurrentInstant());
        await tx.CommitAsync();
        return new Reply.Update(ReturnViews.LookedBack(topic, manner));
    }

    private static T Read<T>(ViewSubmission submission, string field) where T : struct, Enum =>
        Enum.TryParse<T>(submission.Form.Choice(field), out var value) && Enum.IsDefined(value) ? value : default;
}

/// <summary>What is between two people waits while they pause.</summary>
internal sealed class PausesHold : INotBefore
{
    public async Task<Instant?> NotBeforeAsync(Tx tx, PersonId from, PersonId to, Instant since, Instant now)
    {
        if (from.User == to.User || await tx.ListBetweenAsync(Pair.Of(from, to.User)) is not [_, ..] open) return null;
        var reader = await tx.FindKnownAsync(to);
        var until = open.Max(pause => CoolDownRules.HeldUntil(pause, reader));
        return until is { } at && await tx.FindFirstAsync(Pair.Of(from, to.User), since) is { } first ? Instant.Min(at, CoolDownRules.HeldAtMost(first)) : until;
    }
}
