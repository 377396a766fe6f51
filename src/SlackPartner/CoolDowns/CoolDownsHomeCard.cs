using NodaTime;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.CoolDowns.CoolDownIds.Action;

namespace SlackPartner.CoolDowns;

/// <summary>Cool-downs on Home: the running one first, and how to begin.</summary>
internal sealed class CoolDownsHomeCard(CommandNames names) : IHomeCard
{
    public async Task<HomeCard> DrawAsync(Tx tx, PersonId person, ZonedDateTime now) => Draw(
        await tx.ListOpenAsync(person), await tx.CountWriteOutsAsync(person), person.User, now.ToInstant(), now.Zone, names);

    internal static HomeCard Draw(IReadOnlyList<CoolDown> open, int pages, UserId reader, Instant now, DateTimeZone zone, CommandNames names)
    {
        var running = open.Where(pause => CoolDownRules.IsRunning(pause, now)).ToList();
        var ended = open.Where(pause => !CoolDownRules.IsRunning(pause, now) && pause.SideOf(reader) is { CameBack: CameBack.NotYet }).ToList();
        return new(
            Waiting:
            [
                .. ended.Select(pause => new Section(
                    pause.Beside(reader) is { } other ? $"Your pause with {Mrkdwn.Mention(other)} is over" : "Your pause is over", new Button(Action.Ready, "I'm Ready", pause.Id.ToString()))),
            ],
            Standing:
            [
                new Header("Cool-downs"),
                .. running.Count == 0
                    ? new Block[] { new Section($"When tempers flare, step back and set a time to return: here or with `{names.CoolDown} @name 1h`.") }
                    : running.SelectMany(pause => Running(pause, reader, now, zone)),
                new Actions(
                    [
                        CoolDownViews.StartButton,
                        new Button(Action.Write, "Write It Out", "new"),
                        new Button(CoolDownIds.Elsewhere.ThirdWay, "Look for a Third Way", "new"),
                        new Button(CoolDownIds.Elsewhere.Watched, "Watched Conversations", "all"),
                        .. pages > 0 ? [new Button(Action.ShowWritten, $"Written Pages ({pages})", "all")] : Array.Empty<Element>(),
                    ]),
            ]);
    }

    private static IEnumerable<Block> Running(CoolDown pause, UserId reader, Instant now, DateTimeZone zone)
    {
        yield return new Section($"*{CoolDownViews.Paused(pause, reader, now, zone)}*", CoolDownViews.WriteButton(pause));
        if (pause.Starter.User == reader) yield return new Actions(CoolDownViews.CallOffButton(pause));
    }
}
