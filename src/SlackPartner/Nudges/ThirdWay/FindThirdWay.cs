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
        Task.FromResult<Reply>(new Reply.Open(ThirdWayViews.BeginForm(other == actor.User ? null : other)));
}

/// <summary>The first side came in.</summary>
internal sealed class BeginThirdWay(Database database, TextCipher cipher, IPartnerDirectory partners, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var (actor, form) = (submission.Actor, submission.Form);
        if (form.User(Field.With) is not { } other) return Refuse(ThirdWayRefusal.NotPartners);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        var arePartners = other != actor.User && await partners.FindAsync(tx, actor, other) is not null && (await tx.FindKnownAsync(new PersonId(actor.Team, other))).Wants(ThirdWayIds.Kind);
        var begun = ThirdWayRules.Begin(
            actor, other, arePartners, await tx.HasWaitingAsync(actor, other), form[Field.Topic].Trimmed(), form[Field.Position].Trimmed(), form[Field.Change].Trimmed(), now);
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
internal sealed class SubmitThirdWay(Database database, TextCipher cipher, Schedules schedules, IClock clock) : IHandle<ViewSubmission>
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
            await tx.EnqueueAsync(ThirdWayWork.For(answers ? Work.Reveal : Work.Outcome, disagreement, person.User, now));
            if (disagreement.Outcome.LookAgainOn is { } day && day > now.DateIn(zone))
            {
                var schedule = await tx.FindKnownAsync(person);
                await tx.EnqueueAsync(ThirdWayWork.LookAgain(disagreement, person, day, schedule));
            }
        }
        await tx.CommitAsync();
        return new Reply.CloseAll();
    }

    /// <summary>The form stays open with what was typed.</summary>
    private static Reply.Errors Refuse(ThirdWayRefusal refusal, FormValues form) => new(form.Fields.FirstOrDefault() ?? Field.Position, ThirdWayViews.Of(refusal));
}

/// <summary>Not Now, Take Back, Stop These: what was written goes, unseen.</summary>
internal sealed class CloseThirdWay(Database database, TextCipher cipher, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (action.ActionId == ThirdWayIds.Action.Stop) await tx.StopKindAsync(action.Actor, ThirdWayIds.Kind);
        if (await tx.FindDisagreementAsync(cipher, action.Actor.Team, action.Value) is { } known)
        {
            if (ThirdWayRules.Close(known, action.Actor, now).Succeeded(out _, out var refusal)) await tx.DeleteAsync(known);
            else if (action.ActionId != ThirdWayIds.Action.Stop) return NudgeReply.Say(action, ThirdWayViews.Refused(refusal));
        }
        await tx.CommitAsync();
        return NudgeReply.Say(action, action.ActionId switch
        {
            ThirdWayIds.Action.TakeBack => ThirdWayViews.TakenBack,
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

    public static WorkItem LookAgain(Disagreement disagreement, PersonId person, LocalDate day, Preference schedule)
    {
        var at = schedule.Zone.AtLocal(schedule.WorksOn(day) ? day : schedule.NextWorkingDay(day), LocalTime.Max(Morning, schedule.WorkStart));
        return new(Work.LookAgain, $"{disagreement.Id}:{person.User}:{day:uuuu-MM-dd}", person, at) { NotAfter = at + Duration.FromDays(7) };
    }
}

/// <summary>Brings the message of its kind, if things still stand that way.</summary>
internal sealed class TellThirdWay(Database database, TextCipher cipher) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx =>
        {
            var parts = work.Subject.Split(':');
            if (await tx.FindDisagreementAsync(cipher, work.TeamId, parts[0]) is not { } found || !found.Has(work.To)) return null;
            return (work.Kind, found.Status) switch
            {
                (Work.Ask, ThirdWayStatus.Waiting) => ThirdWayViews.Ask(found),
                (Work.Wait, ThirdWayStatus.Waiting) => ThirdWayViews.Waiting(found),
                (Work.Reveal, ThirdWayStatus.Revealed or ThirdWayStatus.Settled) => ThirdWayViews.Reveal(found, work.Person),
                (Work.Outcome, ThirdWayStatus.Settled) => ThirdWayViews.Settled(found, again: false),
                (Work.LookAgain, ThirdWayStatus.Settled) when found.Outcome.LookAgainOn is { } day && $"{day:uuuu-MM-dd}" == parts[^1] => ThirdWayViews.Settled(found, again: true),
                _ => null,
            };
        },
        cancel);
}

/// <summary>What waits for a side between people who are no partners any more goes, unseen.</summary>
internal sealed class EndThirdWays : IPartnershipListener
{
    public Task EndedAsync(Tx tx, Pair pair, Instant now) => tx.DeleteWaitingAsync(pair);
}
