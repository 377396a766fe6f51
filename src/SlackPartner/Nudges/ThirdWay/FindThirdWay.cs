using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.Nudges.ThirdWayIds.Field;
using Work = SlackPartner.Nudges.ThirdWayIds.Work;

namespace SlackPartner.Nudges;

/// <summary><c>/cooldown third @kim</c>, or Look for a Third Way: one's own side first.</summary>
internal sealed class OpenThirdWay : IHandle<SlashCommand>, IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel) => OpenAsync(Mentions.ReadLeading(command.Text).Person, command.Actor);

    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) =>
        OpenAsync(action.Value.Split('|') is ["with", { Length: > 0 } user] ? new UserId(user) : null, action.Actor);

    private static Task<Reply> OpenAsync(UserId? other, PersonId actor) =>
        Task.FromResult<Reply>(new Reply.Open(ThirdWayViews.BeginForm(DisagreementId.New(), other == actor.User ? null : other)));
}

/// <summary>The first side came in.</summary>
internal sealed class BeginThirdWay(Database database, TextCipher cipher, IPartnerDirectory partners, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var (actor, form) = (submission.Actor, submission.Form);
        if (DisagreementId.TryParse(submission.Metadata) is not { } id || form.User(Field.With) is not { } other) return Refuse(ThirdWayRefusal.NotPartners);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindDisagreementAsync(cipher, actor.Team, submission.Metadata) is { } twice)
            return twice.Starter == actor.User ? new Reply.CloseAll() : Refuse(ThirdWayRefusal.NotFound);
        var arePartners = other != actor.User && await partners.FindAsync(tx, actor, other) is not null && (await tx.FindKnownAsync(new PersonId(actor.Team, other))).Wants(ThirdWayIds.Kind);
        var begun = ThirdWayRules.Begin(
            id, actor, other, arePartners, await tx.FindUnansweredAsync(actor, other), form[Field.Topic].Trimmed(), form[Field.Position].Trimmed(), form[Field.Change].Trimmed(), now);
        if (!begun.Succeeded(out var disagreement, out var refusal)) return Refuse(refusal);
        await tx.SaveAsync(cipher, disagreement);
        await tx.EnqueueAsync(ThirdWayWork.For(Work.Ask, disagreement, other, now));
        await tx.EnqueueAsync(ThirdWayWork.For(Work.Wait, disagreement, actor.User, now));
        await tx.CommitAsync();
        return new Reply.CloseAll();
    }

    private static Reply.Errors Refuse(ThirdWayRefusal refusal) =>
        new(refusal is ThirdWayRefusal.NothingWritten ? Field.Position : Field.With, ThirdWayViews.Of(refusal));
}

/// <summary>Write Mine, and Find a Third Way: each opens a form.</summary>
internal sealed class OpenThirdWayForm(Database database, TextCipher cipher) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var known = await database.ReadAsync(tx => tx.FindDisagreementAsync(cipher, action.Actor.Team, action.Value), cancel);
        if (known is null) return NudgeReply.Say(action, ThirdWayViews.Refused(ThirdWayRefusal.NotFound));
        var answers = action.ActionId == ThirdWayIds.Action.WriteMine;
        if (answers ? known.Other != action.Actor.User : !known.Has(action.Actor)) return new Reply.Ephemeral(ThirdWayViews.Refused(ThirdWayRefusal.NotYours));
        if (answers != known.Status is ThirdWayStatus.Waiting) return NudgeReply.Say(action, ThirdWayViews.Refused(ThirdWayRefusal.NotOpen));
        return new Reply.Open(answers ? ThirdWayViews.AnswerForm(known) : ThirdWayViews.SettleForm(known));
    }
}

/// <summary>The second side, or what they came to.</summary>
internal sealed class SubmitThirdWay(Database database, TextCipher cipher, Schedules schedules, HoldThirdWays holds, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var (actor, form) = (submission.Actor, submission.Form);
        var answers = submission.CallbackId == ThirdWayIds.View.Answer;
        var zone = await schedules.ZoneAsync(actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindDisagreementAsync(cipher, actor.Team, submission.Metadata) is not { } known) return Refuse(ThirdWayRefusal.NotFound, form);
        var decided = answers
            ? ThirdWayRules.Answer(known, actor, form[Field.Position].Trimmed(), form[Field.Change].Trimmed(), now)
            : ThirdWayRules.Settle(known, actor, new Outcome(form[Field.Options].Trimmed(), form[Field.Third].Trimmed(), form[Field.Decides].Trimmed(), form.Date(Field.Again)), now);
        if (!decided.Succeeded(out var disagreement, out var refusal)) return Refuse(refusal, form);
        await tx.SaveAsync(cipher, disagreement);
        foreach (var person in disagreement.People)
        {
            await tx.EnqueueAsync(ThirdWayWork.For(answers ? Work.ShowBoth : Work.Outcome, disagreement, person.User, now));
            if (disagreement.Outcome.LookAgainOn is { } day && day > now.DateIn(zone))
            {
                var schedule = await tx.FindKnownAsync(person);
                await tx.EnqueueAsync(ThirdWayWork.LookAgain(disagreement, person, day, schedule));
            }
        }
        var isHeld = await holds.AreApartAsync(tx, actor, disagreement.Beside(actor.User));
        await tx.CommitAsync();
        return isHeld ? new Reply.Update(ThirdWayViews.Waits) : new Reply.CloseAll();
    }

    /// <summary>The form stays open with what was typed.</summary>
    private static Reply.Errors Refuse(ThirdWayRefusal refusal, FormValues form) => new(form.Fields.FirstOrDefault() ?? Field.Position, ThirdWayViews.Of(refusal));
}

/// <summary>Not Now, Take Back, Stop These: what was written stays unseen, and its author's.</summary>
internal sealed class CloseThirdWay(Database database, TextCipher cipher, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (action.ActionId == ThirdWayIds.Action.Stop) await tx.StopKindAsync(action.Actor, ThirdWayIds.Kind);
        var takesBack = action.ActionId == ThirdWayIds.Action.TakeBack;
        var known = await tx.FindDisagreementAsync(cipher, action.Actor.Team, action.Value);
        if (known is not null)
        {
            var closed = takesBack ? ThirdWayRules.TakeBack(known, action.Actor, now) : ThirdWayRules.Decline(known, action.Actor, now);
            if (closed.Succeeded(out var disagreement, out var refusal)) await tx.SaveAsync(cipher, disagreement);
            else if (action.ActionId != ThirdWayIds.Action.Stop) return NudgeReply.Say(action, ThirdWayViews.Refused(refusal));
        }
        await tx.CommitAsync();
        return NudgeReply.Say(action, action.ActionId switch
        {
            ThirdWayIds.Action.TakeBack => known is null ? ThirdWayViews.Refused(ThirdWayRefusal.NotFound) : ThirdWayViews.TakenBack(known),
            ThirdWayIds.Action.Stop => ThirdWayViews.Stopped,
            _ => ThirdWayViews.NotNow,
        });
    }
}

internal static class ThirdWayWork
{
    private static readonly LocalTime Morning = new(9, 30);

    public static WorkItem For(string kind, Disagreement disagreement, UserId user, Instant now) =>
        new(kind, $"{disagreement.Id}:{user}:{now.ToUnixTimeTicks()}", new PersonId(disagreement.Team, user), now);

    public static Task<Disagreement?> FindDisagreementAsync(this Tx tx, TextCipher cipher, ClaimedWork work) =>
        tx.FindDisagreementAsync(cipher, work.TeamId, work.Subject.Split(':')[0]);

    public static WorkItem LookAgain(Disagreement disagreement, PersonId person, LocalDate day, Preference schedule)
    {
        var at = schedule.Zone.AtLocal(schedule.WorksOn(day) ? day : schedule.NextWorkingDay(day), LocalTime.Max(Morning, schedule.WorkStart));
        return new(Work.LookAgain, $"{disagreement.Id}:{person.User}:{day:uuuu-MM-dd}", person, at) { NotAfter = at + Duration.FromDays(7) };
    }
}

/// <summary>Brings the message of its kind, if things still stand that way and the two don't pause.</summary>
internal sealed class TellThirdWay(Database database, TextCipher cipher, HoldThirdWays holds, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (await FindAsync(work, cancel) is not { } found || !found.Has(work.To)) return null;
        var other = new PersonId(work.TeamId, found.Beside(work.Person));
        if (HoldThirdWays.Held.Contains(work.Kind) && await holds.PutOffAsync(work, other, found, cancel)) return null;
        return (work.Kind, found.Status) switch
        {
            (Work.Ask, ThirdWayStatus.Waiting) => ThirdWayViews.Ask(found),
            (Work.Wait, ThirdWayStatus.Waiting) => ThirdWayViews.Waiting(found, await database.ReadAsync(tx => holds.AreApartAsync(tx, work.To, other.User), cancel)),
            (Work.ShowBoth, ThirdWayStatus.Revealed or ThirdWayStatus.Settled) => ThirdWayViews.BothSides(found, work.Person),
            (Work.Outcome, ThirdWayStatus.Settled) => ThirdWayViews.Settled(found, again: false),
            (Work.LookAgain, ThirdWayStatus.Settled) when found.Outcome.LookAgainOn is { } day && $"{day:uuuu-MM-dd}" == work.Subject.Split(':')[^1] => ThirdWayViews.Settled(found, again: true),
            (Work.Undelivered, ThirdWayStatus.Closed) when !found.Topic.IsBlank => ThirdWayViews.Undelivered(found),
            _ => null,
        };
    }

    public async Task UndeliverableAsync(Tx tx, ClaimedWork work)
    {
        if (work.Kind != Work.Ask || await tx.FindDisagreementAsync(cipher, work) is not { Status: ThirdWayStatus.Waiting } found) return;
        var now = clock.GetCurrentInstant();
        await tx.SaveAsync(cipher, found with { Status = ThirdWayStatus.Closed, UpdatedAt = now });
        await tx.EnqueueAsync(ThirdWayWork.For(Work.Undelivered, found, found.Starter, now));
    }

    private Task<Disagreement?> FindAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(tx => tx.FindDisagreementAsync(cipher, work), cancel);
}

/// <summary>Cards about a quarrel wait while the two pause.</summary>
internal sealed class HoldThirdWays(Database database, IEnumerable<INotBefore> obstacles, IClock clock) : IHoldListener
{
    private static readonly string[] AtOnce = [Work.Ask, Work.ShowBoth, Work.Outcome];

    public static readonly IReadOnlyList<string> Held = [.. AtOnce, Work.LookAgain];

    public Task<bool> AreApartAsync(Tx tx, PersonId from, UserId to) => obstacles.KeepApartAsync(tx, from, new PersonId(from.Team, to), clock.GetCurrentInstant());

    /// <summary>True when it was put off.</summary>
    public Task<bool> PutOffAsync(ClaimedWork work, PersonId from, Disagreement disagreement, CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            var now = clock.GetCurrentInstant();
            var since = work.Kind == Work.LookAgain ? now : disagreement.UpdatedAt;
            if (await obstacles.LatestAsync(tx, from, work.To, since, now) is not { } until) return false;
            await tx.EnqueueAgainAsync(new WorkItem(work.Kind, work.Subject, work.To, until));
            return true;
        },
        cancel);

    public async Task LiftedAsync(Tx tx, Pair pair, Instant now)
    {
        var ids = await tx.ListDisagreementsAsync(pair);
        foreach (var person in pair.People)
            foreach (var kind in AtOnce) await tx.HastenAsync(kind, person, ids, now);
    }
}

/// <summary>What waits for a side between people who are no partners any more waits no longer; its words stay with their author.</summary>
internal sealed class EndThirdWays : IPartnershipListener
{
    public Task EndedAsync(Tx tx, Pair pair, Instant now) => tx.CloseBetweenAsync(pair, now);
}
