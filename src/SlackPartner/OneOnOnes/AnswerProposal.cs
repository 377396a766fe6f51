using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>Confirm: from now on this plan rules.</summary>
internal sealed class ConfirmPlan(ProposalAnswers answers) : IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => answers.TakeAsync(action, PlanStatus.Confirmed, cancel);
}

/// <summary>Decline: the proposer is told, for they wait.</summary>
internal sealed class DeclinePlan(ProposalAnswers answers) : IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => answers.TakeAsync(action, PlanStatus.Declined, cancel);
}

/// <summary>Propose Another Time: the form, with what was proposed.</summary>
internal sealed class ProposeOther(Database database, TextCipher cipher, SetUpDesk desk) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var found = await database.ReadAsync(tx => tx.FindNamedAsync(cipher, action.Actor, action.Value), cancel);
        if (found is not { } proposal) return action.Refuse(OneOnOneRefusal.NotFound);
        var partner = proposal.Series.Pair.Beside(action.Actor.User);
        return proposal.Plan.Status is PlanStatus.Proposed ? new Reply.Open(await desk.FormAsync(action.Actor, partner, cancel)) : action.Refuse(OneOnOneRefusal.NotOpen);
    }
}

/// <summary>Answer on Home: what the card says, with the same ways to answer.</summary>
internal sealed class OpenProposal(Database database, TextCipher cipher, SetUpDesk desk) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var found = await database.ReadAsync(tx => tx.FindNamedAsync(cipher, action.Actor, action.Value), cancel);
        if (found is not { } proposal) return action.Refuse(OneOnOneRefusal.NotFound);
        if (OneOnOneRules.Confirm(proposal.Series, proposal.Plan, action.Actor).Succeeded(out var plan, out var refusal))
            return new Reply.Open(PlanViews.OpenProposal((await desk.SeeAsync(proposal.Plan, proposal.Series.Pair, action.Actor, cancel)) with { IsChange = proposal.Series.Plan is not null }));
        return action.Refuse(refusal);
    }
}

/// <summary>Takes a yes or a no.</summary>
internal sealed class ProposalAnswers(Database database, TextCipher cipher, SetUpDesk desk, IClock clock)
{
    public async Task<Reply> TakeAsync(BlockAction action, PlanStatus answer, CancellationToken cancel)
    {
        if (PlanId.TryParse(action.Value) is not { } id) return action.Refuse(OneOnOneRefusal.NotFound);
        var now = clock.GetCurrentInstant();
        Plan? plan;
        Pair pair;
        await using (var tx = await database.BeginAsync(cancel))
        {
            if (await tx.FindPlanAsync(cipher, action.Actor.Team, id) is not { } seen || await tx.LockSeriesAsync(action.Actor.Team, seen.Series) is not { } series)
                return action.Refuse(OneOnOneRefusal.NotFound);
            // Read again under the lock: it may have been replaced meanwhile.
            var known = await tx.FindPlanAsync(cipher, action.Actor.Team, id) ?? seen;
            var decided = answer is PlanStatus.Confirmed ? OneOnOneRules.Confirm(series, known, action.Actor) : OneOnOneRules.Decline(series, known, action.Actor);
            // A second click, or one on Home beside the card: what stands is what they asked for.
            if (known.Status == answer && series.Pair.Has(action.Actor) && known.Proposer != action.Actor.User)
                return action.Settle(PlanViews.SettledProposal(SetUpDesk.See(known, series.Pair, await tx.FindKnownAsync(action.Actor), await tx.FindKnownAsync(series.PartnerOf(action.Actor)))));
            if (!decided.Succeeded(out plan, out var refusal)) return action.Refuse(refusal);

            pair = series.Pair;
            await tx.SaveStatusAsync(plan, plan.Status);
            if (plan.Status is PlanStatus.Confirmed)
            {
                plan = OneOnOneRules.StartingAfter(plan, (await tx.FindKnownAsync(new PersonId(pair.Team, plan.Ruler))).Zone, now);
                await tx.SaveFirstAsync(plan);
                await TakeOverAsync(tx, series, plan, now);
            }
            var kind = plan.Status is PlanStatus.Confirmed ? OneOnOneIds.Work.Confirmed : OneOnOneIds.Work.Declined;
            await tx.EnqueueAsync(new WorkItem(kind, plan.Id.ToString(), new PersonId(pair.Team, plan.Proposer), now));
            await tx.EnqueueAgainAsync(new WorkItem(OneOnOneIds.Work.RedrawProposal, plan.Id.ToString(), action.Actor, now));
            foreach (var person in pair.People) await tx.RefreshHomeAsync(person, now);
            await tx.CommitAsync();
        }
        return action.Settle(PlanViews.SettledProposal(await desk.SeeAsync(plan, pair, action.Actor, cancel)));
    }

    /// <summary>What lay ahead under the plan before goes; what was moved on purpose goes with it.</summary>
    private async Task TakeOverAsync(Tx tx, Series series, Plan plan, Instant now)
    {
        foreach (var earlier in await tx.ListOpenPlansAsync(cipher, series.Pair.Team, series.Id))
            if (earlier.Id != plan.Id) await tx.SaveStatusAsync(earlier, PlanStatus.Replaced);
        await tx.DropAheadAsync(series, now);
        await tx.SaveAsync(series with { Plan = plan.Id }, now);
        await tx.ArrangeAsync(series.Id, now);
    }
}

internal static class Proposals
{
    /// <summary>The plan a button or a work item names, with its series; null for anyone but the two.</summary>
    public static async Task<(Plan Plan, Series Series)?> FindNamedAsync(this Tx tx, TextCipher cipher, PersonId actor, string claimedId)
    {
        if (PlanId.TryParse(claimedId) is not { } id || await tx.FindPlanAsync(cipher, actor.Team, id) is not { } plan) return null;
        return await tx.FindSeriesAsync(actor.Team, plan.Series) is { } series && series.Pair.Has(actor) ? (plan, series) : null;
    }

    /// <summary>A newer proposal takes its place: its card loses the buttons.</summary>
    public static Task ReplaceAsync(this Tx tx, Plan earlier, Pair pair, Instant now) => tx.CloseAsync(earlier, PlanStatus.Replaced, pair, now);

    /// <summary>It is not wanted any more, and nothing takes its place.</summary>
    public static Task TakeBackAsync(this Tx tx, Plan plan, Pair pair, Instant now) => tx.CloseAsync(plan, PlanStatus.TakenBack, pair, now);

    private static async Task CloseAsync(this Tx tx, Plan earlier, PlanStatus status, Pair pair, Instant now)
    {
        await tx.SaveStatusAsync(earlier, status);
        await tx.CancelWorkAsync(pair.Team, OneOnOneIds.Work.Propose, earlier.Id.ToString());
        await tx.EnqueueAgainAsync(new WorkItem(OneOnOneIds.Work.RedrawProposal, earlier.Id.ToString(), new PersonId(pair.Team, pair.Beside(earlier.Proposer)), now));
    }
}

/// <summary>Brings a proposal, unless it was answered or replaced meanwhile.</summary>
internal sealed class DeliverProposal(Database database, TextCipher cipher, SetUpDesk desk, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) =>
        await database.ReadAsync(tx => tx.FindNamedAsync(cipher, work.To, work.Subject), cancel) is { Plan.Status: PlanStatus.Proposed } found
            ? PlanViews.Proposal((await desk.SeeAsync(found.Plan, found.Series.Pair, work.To, cancel)) with { IsChange = found.Series.Plan is not null })
            : null;

    public async Task SentAsync(Tx tx, ClaimedWork work, MessageRef at)
    {
        if (PlanId.TryParse(work.Subject) is not { } id) return;
        await tx.SaveCardAsync(id, at);
        if (await tx.FindNamedAsync(cipher, work.To, work.Subject) is { Plan.Status: not PlanStatus.Proposed })
            await tx.EnqueueAgainAsync(new WorkItem(OneOnOneIds.Work.RedrawProposal, work.Subject, work.To, clock.GetCurrentInstant()));
    }
}

/// <summary>Draws a proposal's card as it stands.</summary>
internal sealed class RedrawProposal(Database database, TextCipher cipher, SetUpDesk desk, ISlackApi slack) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (await database.ReadAsync(tx => tx.FindNamedAsync(cipher, work.To, work.Subject), cancel) is not { Plan: { Card: { } card, Status: not PlanStatus.Proposed } plan } found) return;
        await slack.UpdateMessageAsync(work.TeamId, card, PlanViews.SettledProposal(await desk.SeeAsync(plan, found.Series.Pair, work.To, cancel)), cancel);
    }
}

/// <summary>Tells the proposer of a yes and when the first one is.</summary>
internal sealed class TellConfirmed(Database database, TextCipher cipher, SetUpDesk desk, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (await database.ReadAsync(tx => tx.FindNamedAsync(cipher, work.To, work.Subject), cancel) is not { } found) return null;
        var next = await database.ReadAsync(tx => tx.NextStartAsync(found.Series.Pair, clock.GetCurrentInstant()), cancel);
        return PlanViews.Confirmed(await desk.SeeAsync(found.Plan, found.Series.Pair, work.To, cancel), next);
    }
}

/// <summary>Tells the proposer of a no.</summary>
internal sealed class TellDeclined(Database database, TextCipher cipher) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) =>
        await database.ReadAsync(tx => tx.FindNamedAsync(cipher, work.To, work.Subject), cancel) is { } found ? PlanViews.Declined(found.Series.Pair.Beside(work.Person)) : null;
}
