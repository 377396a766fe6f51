using System.Globalization;
using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.CoolDowns.CoolDownIds.Field;
using Work = SlackPartner.CoolDowns.CoolDownIds.Work;

namespace SlackPartner.CoolDowns;

/// <summary>Agree: the partner takes the time as it is.</summary>
internal sealed class AgreeToPause(Database database, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindCoolDownAsync(action.Actor.Team, action.Value) is not { } known) return action.Refuse(CoolDownRefusal.NotFound);
        if (!CoolDownRules.Agree(known, action.Actor, now).Succeeded(out var pause, out var refusal)) return action.Refuse(refusal);
        await tx.SaveAsync(pause);
        await tx.EnqueueAsync(CoolDownWork.For(Work.Agreed, pause, pause.Starter.User, now) with { NotAfter = pause.EndsAt });
        await tx.RedrawAsync(pause, action.Actor.User, action.Source, now);
        await tx.CommitAsync();
        return action.Say(CoolDownViews.Standing(pause, action.Actor.User, now, zone));
    }
}

/// <summary>Tells the starter.</summary>
internal sealed class TellAgreed(Database database, Schedules schedules, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        var schedule = await schedules.FindAsync(work.To, cancel);
        return await database.ReadAsync(tx => tx.FindCurrentAsync(work), cancel) is { Partner: { } partner } pause && schedule.Wants(CoolDownIds.Kind)
            ? CoolDownViews.Agreed(pause, partner.User, clock.GetCurrentInstant(), schedule.Zone)
            : null;
    }
}

/// <summary>Propose a Later Time: choose one.</summary>
internal sealed class OpenProposal(Database database, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var person = await schedules.FindAsync(action.Actor, cancel);
        var now = clock.GetCurrentInstant();
        if (await database.ReadAsync(tx => tx.FindCoolDownAsync(action.Actor.Team, action.Value), cancel) is not { } known) return action.Refuse(CoolDownRefusal.NotFound);
        if (CoolDownViews.LaterTimes(known) is not [.., var last]) return action.Refuse(CoolDownRefusal.NoRoomToExtend);
        return CoolDownRules.Propose(known, action.Actor, last, now).Match(_ => new Reply.Open(CoolDownViews.ProposeForm(known, person, now)), action.Refuse);
    }
}

/// <summary>The later time was chosen.</summary>
internal sealed class SubmitProposal(Database database, Schedules schedules, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(submission.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindCoolDownAsync(submission.Actor.Team, submission.Metadata) is not { } known) return Refuse(CoolDownRefusal.NotFound);
        var times = CoolDownViews.LaterTimes(known);
        if (!int.TryParse(submission.Form.Choice(Field.Length), CultureInfo.InvariantCulture, out var index) || index < 0 || index >= times.Count) return Refuse(CoolDownRefusal.NotATime);
        if (!CoolDownRules.Propose(known, submission.Actor, times[index], now).Succeeded(out var pause, out var refusal)) return Refuse(refusal);
        await tx.SaveAsync(pause);
        await tx.EnqueueAsync(CoolDownWork.For(Work.Proposed, pause, pause.Starter.User, now) with { NotAfter = pause.EndsAt });
        await tx.RedrawAsync(pause, submission.Actor.User, pause.SideOf(submission.Actor.User)?.Card, now);
        await tx.CommitAsync();
        return new Reply.Update(CoolDownViews.Notice($"Proposed: {CoolDownViews.At(times[index], now, zone)}. Until your partner agrees, the first time holds."));
    }

    private static Reply.Errors Refuse(CoolDownRefusal refusal) => new(Field.Length, CoolDownSentences.Of(refusal));
}

/// <summary>Asks the starter.</summary>
internal sealed class TellProposed(Database database, Schedules schedules, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(work.To, cancel);
        return await database.ReadAsync(tx => tx.FindCurrentAsync(work), cancel) is { Answer: PartnerAnswer.Proposed, ProposedEnd: { } later } pause
            ? CoolDownViews.Proposal(pause, later, clock.GetCurrentInstant(), zone)
            : null;
    }
}

/// <summary>Agree, or Keep Our Time.</summary>
internal sealed class AnswerProposal(Database database, Schedules schedules, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var agree = action.ActionId == CoolDownIds.Action.AgreeToProposal;
        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindCoolDownAsync(action.Actor.Team, action.Value) is not { } known) return action.Refuse(CoolDownRefusal.NotFound);
        if (!CoolDownRules.AnswerProposal(known, action.Actor, agree, now).Succeeded(out var pause, out var refusal))
            return refusal is CoolDownRefusal.NotYours ? action.Refuse(refusal) : action.Say(RedrawCoolDown.Draw(known, action.Actor.User, now, zone)); // the card has no use any more
        await tx.SaveAsync(pause);
        if (agree) await tx.PlanEndAsync(pause);
        if (pause.Partner is { } partner)
        {
            if (agree) await tx.EnqueueAsync(CoolDownWork.For(Work.Moved, pause, partner.User, now) with { NotAfter = pause.EndsAt });
            await tx.RedrawAsync(pause, partner.User, partner.Card, now);
        }
        await tx.RedrawAsync(pause, action.Actor.User, pause.Starter.Card, now);
        await tx.RedrawAsync(pause, action.Actor.User, action.Source, now, CoolDownWork.Time);
        await tx.RefreshHomesAsync(pause, now);
        await tx.CommitAsync();
        return action.Say(CoolDownViews.Until(pause, action.Actor.User, now, zone));
    }
}

/// <summary>Tells someone the time as it is now; the reason stays with the other one.</summary>
internal sealed class TellMoved(Database database, Schedules schedules, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        var schedule = await schedules.FindAsync(work.To, cancel);
        var now = clock.GetCurrentInstant();
        return await database.ReadAsync(tx => tx.FindCurrentAsync(work), cancel) is { } pause && pause.Has(work.To) && CoolDownRules.IsRunning(pause, now) && schedule.Wants(CoolDownIds.Kind)
            ? CoolDownViews.Until(pause, work.Person, now, schedule.Zone)
            : null;
    }
}

/// <summary>Call It Off: only the one who started.</summary>
internal sealed class CallOffPause(Database database, IEnumerable<IHoldListener> holds, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindCoolDownAsync(action.Actor.Team, action.Value) is not { } known) return action.Refuse(CoolDownRefusal.NotFound);
        if (!CoolDownRules.CallOff(known, action.Actor, now).Succeeded(out var pause, out var refusal)) return action.Refuse(refusal);
        await tx.SaveAsync(pause);
        if (pause.Partner is { } partner)
        {
            await tx.EnqueueAsync(CoolDownWork.For(Work.CalledOff, pause, partner.User, now));
            await tx.RedrawAsync(pause, partner.User, partner.Card, now);
        }
        foreach (var card in new[] { action.Source, pause.Starter.Card }.Distinct()) await tx.RedrawAsync(pause, action.Actor.User, card, now);
        if (pause.Pair is { } pair) foreach (var hold in holds) await hold.LiftedAsync(tx, pair, now);
        await tx.RefreshHomesAsync(pause, now);
        await tx.CommitAsync();
        return action.Say(CoolDownViews.Over(pause));
    }
}

/// <summary>Tells the partner that it is over.</summary>
internal sealed class TellCalledOff(Database database) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindCoolDownAsync(work) is { Status: CoolDownStatus.CalledOff } pause && pause.Has(work.To) && (await tx.FindKnownAsync(work.To)).Wants(CoolDownIds.Kind)
            ? CoolDownViews.CalledOff(pause)
            : null,
        cancel);
}

/// <summary>The partnership is over: the pause goes on for the one who started it, alone.</summary>
internal sealed class LeavePauseAlone(IEnumerable<IHoldListener> holds) : IPartnershipListener
{
    public async Task EndedAsync(Tx tx, Pair pair, Instant now)
    {
        var open = await tx.ListBetweenAsync(pair);
        foreach (var known in open)
        {
            var pause = await tx.SaveAsync(CoolDownRules.GoOnAlone(known, now));
            await tx.RedrawAsync(pause, pause.Starter.User, pause.Starter.Card, now);
            if (known.Partner is { } partner)
            {
                await tx.RedrawAsync(pause, partner.User, partner.Card, now);
                await tx.RefreshHomeAsync(new PersonId(pair.Team, partner.User), now);
            }
            if (pause.Status is CoolDownStatus.Over && known.IsOpen) await tx.FinishAsync(pause, [], now);
            await tx.RefreshHomesAsync(pause, now);
        }
        if (open.Count > 0) foreach (var hold in holds) await hold.LiftedAsync(tx, pair, now);
    }
}
