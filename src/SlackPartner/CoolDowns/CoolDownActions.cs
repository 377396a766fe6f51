using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.CoolDowns;

/// <summary>How the buttons of this slice answer: on the card, in the open view, or in a view of their own.</summary>
internal static class CoolDownActions
{
    public static Reply Say(this BlockAction action, Message message) =>
        action.GoOn(new Modal(CoolDownIds.View.Notice, "Cool-down", message.Blocks), message);

    /// <summary>Says why not and leaves the card as it is.</summary>
    public static Reply Refuse(this BlockAction action, CoolDownRefusal refusal) =>
        action.View is null && action.ResponseUrl is not null ? new Reply.Ephemeral(CoolDownViews.Refused(refusal)) : action.Say(CoolDownViews.Refused(refusal));
}

/// <summary>Draws someone's card as things stand.</summary>
internal sealed class RedrawCoolDown(Database database, Schedules schedules, ISlackApi slack, IClock clock, AgendaSeam agenda) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (work.Subject.Split(':') is not [_, _, var channel, var ts, var which]) return;
        var zone = await schedules.ZoneAsync(work.To, cancel);
        var pause = await database.ReadAsync(tx => tx.FindCoolDownAsync(work), cancel);
        var now = clock.GetCurrentInstant();
        var message = pause is null ? CoolDownViews.Gone
            : which == CoolDownWork.Time && CoolDownRules.IsRunning(pause, now) ? CoolDownViews.Until(pause, work.Person, now, zone)
            : which == CoolDownWork.Beginning ? ReturnViews.BeginAgain(pause, work.Person, now, zone, agenda.IsThere)
            : Draw(pause, work.Person, now, zone);
        await slack.UpdateMessageAsync(work.TeamId, new MessageRef(channel, ts), message, cancel);
    }

    internal static Message Draw(CoolDown pause, UserId reader, Instant now, DateTimeZone zone)
    {
        if (pause.SideOf(reader) is null || pause.Status is CoolDownStatus.CalledOff) return CoolDownViews.Over(pause);
        if (!CoolDownRules.IsRunning(pause, now)) return ReturnViews.Answered(pause, reader, now, zone);
        if (pause.IsExtended) return CoolDownViews.Until(pause, reader, now, zone);
        return pause.Starter.User == reader ? CoolDownViews.Helps(pause, reader, now, zone) : CoolDownViews.Standing(pause, reader, now, zone);
    }
}

/// <summary>Stop These, in the menu of every card.</summary>
internal sealed class StopCoolDowns(Database database) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        await database.WriteAsync(tx => tx.StopKindAsync(action.Actor, CoolDownIds.Kind), cancel);
        return action.Say(CoolDownViews.Stopped);
    }
}
