using System.Globalization;
using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>Cancel This 1:1: meetings and reminders end, the partnership and the agenda stay.</summary>
internal sealed class CancelSeries(Database database, TextCipher cipher, AgendaReader agenda, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        Series canceled;
        await using (var tx = await database.BeginAsync(cancel))
        {
            if (await tx.FindOwnSeriesAsync(action.Actor, action.Value, toChange: true) is not { Plan: not null } series) return action.Refuse(OneOnOneRefusal.NothingPlanned);
            canceled = series with { Plan = null, PausedFrom = null, PausedUntil = null };
            foreach (var open in await tx.ListOpenPlansAsync(cipher, series.Pair.Team, series.Id)) await tx.TakeBackAsync(open, series.Pair, now);
            // Also of what has begun: nobody is asked any more whether it happened.
            foreach (var meeting in await tx.ListOccurrencesAsync(series.Id, now - OneOnOneRules.AnswerFor)) await tx.CancelWorkAsync([.. Reminders.KeysOf(series.Pair, meeting)]);
            await tx.DropAheadAsync(series, now);
            await tx.SaveAsync(canceled, now);
            var subject = $"{series.Id}:{now.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture)}";
            await tx.EnqueueAsync(new WorkItem(OneOnOneIds.Work.Canceled, subject, series.PartnerOf(action.Actor), now));
            foreach (var person in series.Pair.People) await tx.RefreshHomeAsync(person, now);
            await tx.CommitAsync();
        }
        return action.ShowInPlaceOf(OneOnOneIds.View.Agenda, await agenda.DrawAsync(action.Actor, canceled, page: 0, cancel));
    }
}

/// <summary>Tells the other one.</summary>
internal sealed class TellCanceled(Database database) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync<Message?>(
        async tx => await tx.FindOwnSeriesAsync(work.To, work.Subject.Split(':')[0]) is { } series ? PlanViews.Canceled(series, work.Person) : null, cancel);
}

/// <summary>Take Back: one's own proposal, while it waits.</summary>
internal sealed class TakeBackPlan(Database database, TextCipher cipher, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindNamedAsync(cipher, action.Actor, action.Value) is not { } seen) return action.Refuse(OneOnOneRefusal.NotFound);
        // Read again under the lock: it may have been answered meanwhile.
        if (await tx.LockSeriesAsync(action.Actor.Team, seen.Series.Id) is not { } series || await tx.FindPlanAsync(cipher, action.Actor.Team, seen.Plan.Id) is not { } plan)
            return action.Refuse(OneOnOneRefusal.NotFound);
        if (!OneOnOneRules.TakeBack(plan, action.Actor).Succeeded(out _, out var refusal)) return action.Refuse(refusal);
        await tx.TakeBackAsync(plan, series.Pair, now);
        foreach (var person in series.Pair.People) await tx.RefreshHomeAsync(person, now);
        await tx.CommitAsync();
        return action.Say(PlanViews.TookBack(series.Pair.Beside(action.Actor.User)));
    }
}
