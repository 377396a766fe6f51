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

/// <summary><c>/cooldown</c>, <c>/cooldown @kim 1h</c>: starts a pause, or asks how long.</summary>
internal sealed class RunCoolDown(CoolDownDesk desk, Schedules schedules, IClock clock) : IHandle<SlashCommand>
{
    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var (partner, words) = Mentions.ReadLeading(command.Text);
        var person = await schedules.FindAsync(command.Actor, cancel);
        var now = clock.GetCurrentInstant();
        if (words.IsBlank) return partner == command.Actor.User ? Refuse(CoolDownRefusal.Yourself) : new Reply.Open(CoolDownViews.Form(partner, person, now));
        if (PauseLength.BeginsWithAName(words)) return Refuse(CoolDownRefusal.UnknownName);
        if (PauseLength.Read(words, person, now) is not { } end) return Refuse(CoolDownRefusal.NotATime);
        return new Reply.Ephemeral(CoolDownViews.Said((await desk.StartAsync(command.Actor, partner, end, person.Zone, now, cancel)).Sentence));
    }

    private static Reply.Ephemeral Refuse(CoolDownRefusal refusal) => new(CoolDownViews.Refused(refusal));
}

/// <summary>Start a Cool-Down: on Home, beside a reply that runs hot, and as a shortcut.</summary>
internal sealed class OpenCoolDownForm(Schedules schedules, IClock clock) : IHandle<BlockAction>, IHandle<GlobalShortcut>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => await OpenAsync(action.Actor, Named(action), cancel);

    public Task<Reply> HandleAsync(GlobalShortcut shortcut, CancellationToken cancel) => OpenAsync(shortcut.Actor, null, cancel);

    private async Task<Reply> OpenAsync(PersonId actor, UserId? partner, CancellationToken cancel) =>
        new Reply.Open(CoolDownViews.Form(partner, await schedules.FindAsync(actor, cancel), clock.GetCurrentInstant()));

    /// <summary>A button may name whom one would pause with.</summary>
    private static UserId? Named(BlockAction action) =>
        action.Value.Split('|') is ["with", { Length: > 0 } user] && user != action.Actor.User.Value ? new UserId(user) : null;
}

/// <summary>The form came in.</summary>
internal sealed class SubmitCoolDown(CoolDownDesk desk, Schedules schedules, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var person = await schedules.FindAsync(submission.Actor, cancel);
        var now = clock.GetCurrentInstant();
        var typed = submission.Form[Field.Other];
        var field = typed.IsBlank ? Field.Length : Field.Other;
        var words = typed.IsBlank ? new PrivateText(submission.Form.Choice(Field.Length) ?? "20m") : typed;
        if (PauseLength.Read(words, person, now) is not { } end) return new Reply.Errors(field, CoolDownSentences.Of(CoolDownRefusal.NotATime));

        var started = await desk.StartAsync(submission.Actor, submission.Form.User(Field.Partner), end, person.Zone, now, cancel);
        return started.Refusal switch
        {
            null => new Reply.Update(CoolDownViews.Notice(started.Sentence)),
            CoolDownRefusal.Yourself => new Reply.Errors(Field.Partner, started.Sentence),
            _ => new Reply.Errors(field, started.Sentence),
        };
    }
}

/// <summary>What came of starting, in a sentence.</summary>
internal sealed record Started(CoolDownRefusal? Refusal, string Sentence);

/// <summary>Starts a pause: keeps it, tells both, and plans its end.</summary>
internal sealed class CoolDownDesk(Database database, IPartnerDirectory partners, IEnumerable<IHoldListener> holds)
{
    public async Task<Started> StartAsync(PersonId actor, UserId? meant, Instant end, DateTimeZone zone, Instant now, CancellationToken cancel)
    {
        await using var tx = await database.BeginAsync(cancel);
        var partner = meant is { } other && other != actor.User ? await FindPartnerAsync(tx, actor, other) : meant;
        foreach (var past in await tx.ListPastAsync(actor, partner, now)) await MakeRoomAsync(tx, past, partner, now);
        var running = await tx.FindRunningAsync(actor, partner, now);
        if (!CoolDownRules.Start(running, actor, partner, end, now).Succeeded(out var pause, out var refusal))
            return new Started(
                refusal, refusal is CoolDownRefusal.AlreadyRunning && running is not null
                    ? CoolDownViews.AlreadyRunning(running, actor.User, now, zone).Fallback
                    : CoolDownSentences.Of(refusal));

        pause = await tx.SaveAsync(pause);
        await tx.EnqueueAsync(CoolDownWork.For(Work.Helps, pause, actor.User, now) with { NotAfter = pause.EndsAt });
        if (pause.Partner is not null) await tx.EnqueueAsync(CoolDownWork.For(Work.Invite, pause, pause.Partner.User, now) with { NotAfter = pause.EndsAt });
        await tx.PlanEndAsync(pause);
        await tx.RefreshHomesAsync(pause, now);
        await tx.CommitAsync();
        return new Started(null, CoolDownViews.StartedSentence(pause, meant, now, zone));
    }

    /// <summary>What nobody came back from gives way to a new pause of the same people; with somebody else both are asked as they would have been.</summary>
    private async Task MakeRoomAsync(Tx tx, CoolDown past, UserId? partner, Instant now)
    {
        if (past.Partner is { } with && past.Starter.User != partner && with.User != partner)
        {
            await tx.AskBackAsync(past, now);
            return;
        }
        var over = await tx.SaveAsync(CoolDownRules.LetGo(past, now));
        await tx.CloseAsync(over, holds, now);
        await tx.RefreshHomesAsync(over, now);
    }

    /// <summary>Null for anyone who is no partner, or wants no such messages: to the starter both look the same.</summary>
    private async Task<UserId?> FindPartnerAsync(Tx tx, PersonId actor, UserId other) =>
        await partners.FindAsync(tx, actor, other) is { User: var user } && (await tx.FindKnownAsync(new PersonId(actor.Team, user))).Wants(CoolDownIds.Kind) ? user : null;
}

/// <summary>How the work of a pause is named: its id, whom it is for, and which of its ends.</summary>
internal static class CoolDownWork
{
    /// <summary>The card with words to begin with, which stays when the others are settled.</summary>
    public const string Beginning = "begin";

    /// <summary>A card that asked about the time says which one holds, beside the card of the pause.</summary>
    public const string Time = "time";

    public static WorkItem For(string kind, CoolDown pause, UserId user, Instant due) =>
        new(kind, $"{pause.Id}:{user}:{pause.EndsAt.ToUnixTimeSeconds()}", new PersonId(pause.Team, user), due);

    /// <summary>When it is over each is asked, and asked once more.</summary>
    public static Task PlanEndAsync(this Tx tx, CoolDown pause) => tx.EnqueueAsync(For(CoolDownIds.Work.End, pause, pause.Starter.User, pause.EndsAt));

    /// <summary>The pause a work item is about, unless its end has moved since.</summary>
    public static async Task<CoolDown?> FindCurrentAsync(this Tx tx, ClaimedWork work) =>
        await tx.FindCoolDownAsync(work) is { } pause && work.Subject.Contains($":{pause.EndsAt.ToUnixTimeSeconds()}", StringComparison.Ordinal) ? pause : null;

    public static Task<CoolDown?> FindCoolDownAsync(this Tx tx, ClaimedWork work) => tx.FindCoolDownAsync(work.TeamId, work.Subject.Split(':')[0]);

    /// <summary>The card in front of this person shows what is true now, also if this node dies before it does.</summary>
    public static async Task RedrawAsync(this Tx tx, CoolDown pause, UserId user, MessageRef? card, Instant now, string which = "pause")
    {
        if (card is { } at) await tx.EnqueueAgainAsync(new WorkItem(CoolDownIds.Work.Redraw, $"{pause.Id}:{user}:{at.Channel}:{at.Ts}:{which}", new PersonId(pause.Team, user), now));
    }

    public static async Task RefreshHomesAsync(this Tx tx, CoolDown pause, Instant now)
    {
        foreach (var person in pause.People) await tx.RefreshHomeAsync(person, now);
    }
}

/// <summary>What helps, to the one who started.</summary>
internal sealed class TellWhatHelps(Database database, Schedules schedules, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        var schedule = await schedules.FindAsync(work.To, cancel);
        var now = clock.GetCurrentInstant();
        return await database.ReadAsync(tx => tx.FindCoolDownAsync(work), cancel) is { } pause && CoolDownRules.IsRunning(pause, now) && schedule.Wants(CoolDownIds.Kind)
            ? CoolDownViews.Helps(pause, work.Person, now, schedule.Zone)
            : null;
    }

    public async Task SentAsync(Tx tx, ClaimedWork work, MessageRef at)
    {
        if (await tx.FindCoolDownAsync(work) is { } pause) await tx.SaveCardAsync(pause, work.Person, at);
    }
}

/// <summary>The time, to the partner.</summary>
internal sealed class TellPartner(Database database, Schedules schedules, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(work.To, cancel);
        var now = clock.GetCurrentInstant();
        return await database.ReadAsync(tx => tx.FindCoolDownAsync(work), cancel) is { } pause && pause.Partner?.User == work.Person && CoolDownRules.IsRunning(pause, now)
            ? CoolDownViews.Invitation(pause, now, zone)
            : null;
    }

    public async Task SentAsync(Tx tx, ClaimedWork work, MessageRef at)
    {
        if (await tx.FindCoolDownAsync(work) is not { } pause) return;
        await tx.SaveCardAsync(pause, work.Person, at);
        if (!CoolDownRules.IsRunning(pause, clock.GetCurrentInstant())) await tx.RedrawAsync(pause, work.Person, at, clock.GetCurrentInstant()); // called off while it was on its way
    }
}
