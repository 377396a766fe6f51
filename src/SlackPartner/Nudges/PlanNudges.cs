using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Nudges;

/// <summary>Looks for what is worth a nudge, person by person, and forgets old ones.</summary>
internal sealed class PlanNudges(Database database, Retention retention, IClock clock) : ITick
{
    private const int Batch = 500;

    private static readonly Duration Kept = Duration.FromDays(400);

    /// <summary>For as long a watch that was declined looks open to the one who asked.</summary>
    private static readonly Duration Silence = Duration.FromDays(90);

    /// <summary>A nudge that comes hours late is none.</summary>
    private static readonly Duration Useful = Duration.FromHours(2);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var after = new PersonId(new TeamId(""), new UserId(""));
        while (true)
        {
            var signs = await database.ReadAsync(tx => tx.ListSignsAsync(after, now, Batch), cancel);
            if (signs.Count == 0) break;
            foreach (var ofPerson in signs.GroupBy(sign => sign.Whom))
            {
                cancel.ThrowIfCancellationRequested();
                await database.WriteAsync(tx => PlanAsync(tx, ofPerson.Key, [.. ofPerson], now), cancel);
            }
            after = signs[^1].Whom;
        }
        while (await database.WriteAsync(tx => tx.ForgetWatchesAsync(now - Silence), cancel) > 0) cancel.ThrowIfCancellationRequested();
        while (await database.WriteAsync(tx => tx.ForgetNudgesAsync(now - Kept), cancel) > 0) cancel.ThrowIfCancellationRequested();
        while (await database.WriteAsync(tx => tx.ForgetDisagreementsAsync(now - Duration.FromDays(retention.Drafts), now - Duration.FromDays(retention.Shared)), cancel) > 0) cancel.ThrowIfCancellationRequested();
    }

    private static async Task PlanAsync(Tx tx, PersonId person, IReadOnlyList<Sign> signs, Instant now)
    {
        var schedule = await tx.FindKnownAsync(person);
        var past = await tx.ListNudgesAsync(person, now - NudgeRules.LooksBack);
        if (NudgeRules.Choose(signs, past, schedule, now) is not { } sign) return;
        if (sign.What is NudgeKind.Mirror && (await tx.FindMirrorAsync(person, now)).IsEmpty) return; // it would take the day from something else
        var nudge = new Nudge(NudgeId.New(), person, sign.What, sign.About, sign.Other, now.DateIn(schedule.Zone), now, Answer: null, AnsweredAt: null, Card: null);
        if (await tx.AddAsync(nudge)) await tx.EnqueueAsync(new WorkItem(NudgeIds.Work.Card, nudge.Id.ToString(), person, now) { NotAfter = now + Useful });
    }
}

/// <summary>Brings the nudge, unless there is nothing to say any more.</summary>
internal sealed class BringNudge(Database database, CommandNames names, IClock clock) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx =>
        {
            if (await tx.FindNudgeAsync(work.TeamId, work.Subject) is not { Answer: null } nudge) return null;
            if (!(await tx.FindKnownAsync(nudge.Person)).Wants(NudgeKinds.IdOf(nudge.Kind)) || await tx.FindSignAsync(nudge) is not { } sign) return null;
            if (nudge.Kind is not NudgeKind.Mirror) return NudgeViews.Card(nudge, sign.Since.DateIn((await tx.FindKnownAsync(nudge.Person)).Zone), names);
            var numbers = await tx.FindMirrorAsync(nudge.Person, clock.GetCurrentInstant());
            return numbers.IsEmpty ? null : MirrorViews.Card(nudge, numbers);
        },
        cancel);

    public async Task SentAsync(Tx tx, ClaimedWork work, MessageRef at)
    {
        if (await tx.FindNudgeAsync(work.TeamId, work.Subject) is { } nudge) await tx.SaveCardAsync(nudge, at);
    }
}

/// <summary>Helpful, Not Now, Stop These.</summary>
internal sealed class AnswerNudge(Database database, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var answer = action.ActionId switch
        {
            NudgeIds.Action.Helpful => NudgeAnswer.Helpful,
            NudgeIds.Action.NotNow => NudgeAnswer.NotNow,
            _ => NudgeAnswer.Stopped,
        };
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindNudgeAsync(action.Actor.Team, action.Value) is not { } nudge || nudge.Person != action.Actor) return NudgeReply.Say(action, NudgeViews.Gone);
        await tx.AnswerAsync(nudge, answer, now);
        if (answer is NudgeAnswer.Stopped) await tx.StopKindAsync(action.Actor, NudgeKinds.IdOf(nudge.Kind));
        if (nudge.Card is not null) await tx.EnqueueAgainAsync(new WorkItem(NudgeIds.Work.Redraw, nudge.Id.ToString(), action.Actor, now));
        var answered = NudgeViews.Answered(nudge.Kind, answer, answer is NudgeAnswer.NotNow && await tx.IsMutedAsync(nudge, now));
        await tx.CommitAsync();
        return NudgeReply.Say(action, answered);
    }
}

/// <summary>Draws an answered nudge without its buttons.</summary>
internal sealed class RedrawNudge(Database database, ISlackApi slack, IClock clock) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        var (nudge, isMuted) = await database.ReadAsync(
            async tx => await tx.FindNudgeAsync(work.TeamId, work.Subject) is { } found ? (found, await tx.IsMutedAsync(found, clock.GetCurrentInstant())) : (null, false), cancel);
        if (nudge is { Card: { } card, Answer: { } answer })
            await slack.UpdateMessageAsync(work.TeamId, card, NudgeViews.Answered(nudge.Kind, answer, isMuted), cancel);
    }
}

internal static class NudgeMutes
{
    /// <summary>Whether this kind was dismissed twice in a row and is quiet for now.</summary>
    public static async Task<bool> IsMutedAsync(this Tx tx, Nudge nudge, Instant now) =>
        NudgeRules.MutedUntil(nudge.Kind, await tx.ListNudgesAsync(nudge.Person, now - NudgeRules.LooksBack)) > now;
}

internal static class NudgeReply
{
    /// <summary>On the card, or in a view of its own.</summary>
    public static Reply Say(BlockAction action, Message message) =>
        action.GoOn(new Modal(NudgeIds.View.Notice, "Nudge", message.Blocks), message);
}
