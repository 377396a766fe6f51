using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary><c>/1on1 ics</c> for every series, and the button for one: a file in the direct message.</summary>
internal sealed class AskForCalendar(Database database, CommandNames names, IClock clock) : IHandle<SlashCommand>, IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var (named, _) = Mentions.ReadLeading(command.Text);
        var all = await database.ReadAsync(tx => tx.ListSeriesAsync(command.Actor), cancel);
        var wanted = all.Where(one => one.Plan is not null && (named is not { } other || one.Pair.Beside(command.Actor.User) == other)).ToList();
        return new Reply.Ephemeral(wanted.Count == 0 ? new Message(OneOnOneSentences.Of(OneOnOneRefusal.NothingPlanned)) : await QueueAsync(command.Actor, wanted, cancel));
    }

    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        if (await database.ReadAsync(tx => tx.FindOwnSeriesAsync(action.Actor, action.Value), cancel) is not { Plan: not null } series) return action.Refuse(OneOnOneRefusal.NothingPlanned);
        return action.Say((await QueueAsync(action.Actor, [series], cancel)).Fallback);
    }

    private async Task<Message> QueueAsync(PersonId person, IReadOnlyList<Series> wanted, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await database.WriteAsync(
            async tx =>
            {
                foreach (var series in wanted) await tx.EnqueueAgainAsync(new WorkItem(OneOnOneIds.Work.Calendar, $"{series.Id}:{person.User}", person, now));
            },
            cancel);
        return OverviewViews.CalendarSent(names);
    }
}

/// <summary>Makes the file from what is planned now. A repeated run sends it again, which does no harm.</summary>
internal sealed class SendCalendar(Database database, TextCipher cipher, ISlackApi slack, People people, IClock clock) : IRepeatableWork
{
    private static readonly Duration LookBack = Duration.FromDays(90);

    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var file = await database.ReadAsync(
            async tx =>
            {
                if (await tx.FindOwnSeriesAsync(work.To, work.Subject.Split(':')[0]) is not { Plan: { } planId } series) return null;
                if (await tx.FindPlanAsync(cipher, work.TeamId, planId) is not { } plan) return null;
                var ruler = await tx.FindKnownAsync(new PersonId(work.TeamId, plan.Ruler));
                return CalendarViews.File(series, plan, ruler.Zone, await tx.ListOccurrencesAsync(series.Id, now - LookBack), now);
            },
            cancel);
        if (file is null) return;
        var channel = await people.DirectChannelAsync(work.To, cancel);
        try
        {
            await slack.UploadFileAsync(work.TeamId, channel, "one-on-ones.ics", file, CalendarViews.Comment, cancel);
        }
        catch (SlackUnclearException unclear) when (unclear.Method == "files.completeUploadExternal")
        {
            // It is shared or it is not; a person who misses the file asks again, a second one would only confuse.
        }
    }
}
