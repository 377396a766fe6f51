using NodaTime;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Nudges.NudgeIds.Action;

namespace SlackPartner.Nudges;

/// <summary>Once a month: one's own numbers, and two ways to take them.</summary>
internal static class MirrorViews
{
    public static readonly Duration Month = Duration.FromDays(30);

    public static Message Card(Nudge nudge, MirrorNumbers numbers) => new(
        "Your month in a mirror. Only you see it.",
        [
            new Section("*Your month in a mirror*"),
            new Section(string.Join('\n', Lines(numbers))),
            new Section("These are signs, not scores. If they bother you, there are two ways to look at them:"),
            new Actions(
                new Button(Action.ItIsMe, "It Is Me", nudge.Id.ToString()) { Label = "It is me: a smaller step" },
                new Button(Action.HowWeArgue, "It Is How We Argue", nudge.Id.ToString()) { Label = "It is how we argue: begin a draft" }),
            NudgeViews.Why("it comes once a month, from your own records."),
            NudgeViews.Answers(nudge),
        ]);

    public static readonly Message ItIsMe = new(
        "A smaller step.",
        [
            new Section("*A smaller step*\nPick one, and only one:"),
            new Section("• Say one thing you appreciated, today, in one sentence.\n• Ask one question before you say what you think.\n• Share the easiest draft you have, not the most important one."),
            new Section("If most conflicts feel too big, or you leave them tired, talk to someone whose job that is: a coach, your manager, or the help your company offers. That is a step, too."),
        ]);

    public static Message HowWeArgue(CommandNames names) => new(
        "A draft about how you argue is waiting for you.",
        [new Section($"*A draft about how you two argue is waiting for you.*\nIt begins with one moment and ends with a request: fill in what you saw. `{names.Sbi} drafts` brings it up; nobody sees it unless you share it.")]);

    public const string DraftWords = "In our last disagreement, on … (when and where), we both … (what a recording would show). I noticed that I …";
    public const string DraftRequest = "Could we agree on how we argue: what helps each of us, and what to do when it gets heated?";

    private static IEnumerable<string> Lines(MirrorNumbers numbers)
    {
        if (numbers.Drafts > 0) yield return $"• {Count(numbers.Drafts, "draft")} written and not shared";
        if (numbers.Skipped > 0) yield return $"• {Count(numbers.Skipped, "one-on-one")} skipped";
        if (numbers.Pauses > 0) yield return $"• {Count(numbers.Pauses, "cool-down")}";
        if (numbers.Fought + numbers.Avoided + numbers.Third > 0)
            yield return $"• Looking back you said: fought to win {numbers.Fought}, avoided it {numbers.Avoided}, looked for a third way {numbers.Third}";
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
