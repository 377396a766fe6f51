using SlackPartner.Coach;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;

namespace SlackPartner.Feedback;

/// <summary>What the coach noticed, in words.</summary>
internal static class CheckViews
{
    private const int FindingsAtMost = 10;

    public static Message Checked(PrivateText text, IReadOnlyList<Finding> findings) => findings.Count == 0
        ? new Message("Nothing stands out. It says what happened and what it did.")
        : new Message(
            findings.Count == 1 ? "One thing to look at in your text." : $"{findings.Count} things to look at in your text.",
            [
                new Section(findings.Count == 1 ? "*One thing to look at.* Only you see this." : $"*{findings.Count} things to look at.* Only you see this."),
                .. findings.Take(FindingsAtMost).Select(finding => new Section(Describe(finding, text))),
            ]);

    public static Message NothingToCheck(CommandNames names) => new($"Write the text behind it: `{names.Sbi} check In Tuesday's planning you …`");

    /// <summary>The words, one reason, one question, one way to say it.</summary>
    public static string Describe(Finding finding, PrivateText text)
    {
        var words = text.Reveal();
        var start = Math.Clamp(finding.Start, 0, words.Length);
        var quoted = Mrkdwn.Excerpt(new PrivateText(words.Substring(start, Math.Clamp(finding.Length, 0, words.Length - start))), 200);
        var opening = quoted.Length > 0 ? $"*“{quoted}”*  {Mrkdwn.Escape(finding.Reason)}" : Mrkdwn.Escape(finding.Reason);
        return $"{opening}\n_{Mrkdwn.Escape(finding.Question)}_\nOne way to say it: {Mrkdwn.Escape(finding.Rewrite)}";
    }
}
