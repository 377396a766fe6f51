using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Nudges.NudgeIds.Action;
using Elsewhere = SlackPartner.Nudges.NudgeIds.Elsewhere;

namespace SlackPartner.Nudges;

/// <summary>What a nudge says: one sentence, one way on, and why it came.</summary>
internal static class NudgeViews
{
    private static readonly LocalDatePattern Day = LocalDatePattern.Create("MMMM d", CultureInfo.InvariantCulture);

    public static readonly Message Gone = new("This nudge isn't here any more.");

    public static Message Card(Nudge nudge, LocalDate since, CommandNames names)
    {
        var other = nudge.Other is { } user ? Mrkdwn.Mention(user) : null;
        var date = Day.Format(since);
        var (sentence, more, why, onward) = nudge.Kind switch
        {
            NudgeKind.OldDraft => (
                $"You have a draft {(other is null ? "" : $"for {other} ")}that was never shared.",
                "In a study, 155 people noticed a smudge on a stranger's face, and 4 said so. Saying it is rare, and kind. Letting it go is fine, too.",
                $"It has waited since {date}.",
                (Element?)new Button(Elsewhere.Drafts, "Open Drafts", "0")),
            NudgeKind.NoReturn => (
                other is null ? "Your pause ended, and there was no return." : $"Your pause with {other} ended, and there was no return yet.",
                "One small sentence is enough: “I'd like to come back to this. When suits you?”",
                $"The pause ended on {date}.",
                new Button(Elsewhere.WriteItOut, "Write It Out", nudge.About.ToString("N"))),
            NudgeKind.SkippedTwice => (
                $"Your last two one-on-ones with {other ?? "your partner"} didn't take place.",
                $"That happens. Even ten minutes keep the thread; would another time suit you better? `{names.OneOnOne}` also pauses them for a while.",
                $"Both were noted as skipped, the latest on {date}.",
                nudge.Other is { } met ? new Button(Elsewhere.ChangeTime, "Change Time", met.Value) : null),
            NudgeKind.PutOffThrice => (
                $"A topic on your agenda with {other ?? "your partner"} was put off three times.",
                "Sometimes that means it can go. Sometimes it means it is hard to say: then write down both sides first.",
                $"It has been on the agenda since {date}.",
                nudge.Other is { } stuck ? new Button(Elsewhere.ThirdWay, "Look for a Third Way", $"with|{stuck}") : null),
            _ => ("There is something you may want to look at.", "It can wait.", $"It is from {date}.", null),
        };
        return new Message(
            $"{sentence} You can say Helpful, Not Now or Stop These.",
            [new Section($"*{sentence}*\n{more}"), .. onward is null ? Array.Empty<Block>() : [new Actions(onward)], Why(why), Answers(nudge)]);
    }

    public static Message Answered(NudgeKind kind, NudgeAnswer answer, bool isMuted) => new(answer switch
    {
        NudgeAnswer.Helpful => "Glad it helped.",
        NudgeAnswer.NotNow => isMuted ? "All right. I'll leave this kind be for a month." : "All right, not now.",
        _ => $"You won't get nudges of this kind any more{(kind is NudgeKind.Heat ? ", wherever you are watched" : "")}. Settings turns them on again.",
    });

    public static Context Why(string reason) => new($"Why am I seeing this? {reason} Only you see it. At most one nudge a day and three a week, while you work.");

    public static Actions Answers(Nudge nudge) => new(
        new Button(Action.Helpful, "Helpful", nudge.Id.ToString()),
        new Button(Action.NotNow, "Not Now", nudge.Id.ToString()),
        new Button(Action.Stop, "Stop These", nudge.Id.ToString()) { Label = "Stop nudges of this kind" });
}
