using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Field = SlackPartner.Feedback.Advice.AdviceIds.Field;

namespace SlackPartner.Feedback.Advice;

/// <summary>Help Me Reply Calmly.</summary>
internal static class ReplyViews
{
    private const int FindingsAtMost = 3;

    public static Modal Form(PrivateText message, UserId? author) => Draw(
        message, author, reply: default, [new Context("Check looks at the wording. Only you see this; nothing is stored, and nothing is posted for you.")]);

    /// <param name="startCoolDown">The button's id, where there are cool-downs.</param>
    public static Modal Checked(PrivateText message, UserId? author, CalmReply check, string? startCoolDown) => Draw(
        message, author, check.Reply,
        [
            .. check.IsCalm ? [new Section("Nothing in it heats things up.")] : Noticed(check),
            .. check.Calmer.IsBlank ? Array.Empty<Block>() : [new Section("*A calmer way to say it*"), new Preformatted(check.Calmer)],
            new Section("*Your reply, to copy*"),
            new Preformatted(check.Reply),
            .. check.IsCalm || startCoolDown is null
                ? Array.Empty<Block>()
                : [new Context("Stepping back for a while helps more than the right words."), new Actions(new Button(startCoolDown, "Start a Cool-Down", "new"))],
        ]);

    private static Modal Draw(PrivateText message, UserId? author, PrivateText reply, IReadOnlyList<Block> below) => new(
        AdviceIds.View.CalmReply,
        "Reply calmly",
        [
            .. message.IsBlank
                ? Array.Empty<Block>()
                : [new Context(author is { } user ? $"{Mrkdwn.Mention(user)} wrote:" : "The message:"), new Cited(message, Link: default)],
            new Input(Field.Reply, "Your reply", new TextInput { Initial = reply, Multiline = true, MaxLength = FormViews.LongestInput, Focus = true }),
            .. below,
        ])
    {
        Submit = "Check",
        Metadata = author?.Value ?? "",
    };

    private static IEnumerable<Block> Noticed(CalmReply check)
    {
        if (check.Heat.Count > 0) yield return new Section($"*This may land hot.* I see {string.Join("; ", check.Heat.Select(Mrkdwn.Escape))}.");
        foreach (var finding in check.Findings.Take(FindingsAtMost)) yield return new Section(CheckViews.Describe(finding, check.Reply));
    }
}
