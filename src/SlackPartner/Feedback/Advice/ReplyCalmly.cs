using SlackPartner.Coach;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using Field = SlackPartner.Feedback.Advice.AdviceIds.Field;

namespace SlackPartner.Feedback.Advice;

/// <summary>Help Me Reply Calmly, a message shortcut and a button beside a hint: a place to try a reply. Nothing is kept, and nothing is posted for the person.</summary>
internal sealed class ReplyCalmly : IHandle<MessageShortcut>, IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(MessageShortcut shortcut, CancellationToken cancel) => Task.FromResult<Reply>(new Reply.Open(
        ReplyViews.Form(Mrkdwn.Plain(shortcut.Text, FormViews.LongestInput), shortcut.Author)));

    /// <summary>Without a message: the button may name whom one would answer.</summary>
    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => Task.FromResult<Reply>(new Reply.Open(
        ReplyViews.Form(default, action.Value.Split('|') is ["with", { Length: > 0 } user] ? new UserId(user) : null)));
}

/// <summary>Check: the same view with what the coach notices. The message comes back with it, in the view's own block.</summary>
internal sealed class CheckReply(SlackRoutes routes) : IHandle<ViewSubmission>
{
    /// <summary>Of the slice that has cool-downs; offered once it answers.</summary>
    private const string StartCoolDown = "cooldown.start";

    public Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var message = submission.Cited?.Words ?? default;
        var author = submission.Metadata.Length > 0 ? new UserId(submission.Metadata) : (UserId?)null;
        var check = CalmReply.Check(message, submission.Form[Field.Reply].Trimmed());
        return Task.FromResult<Reply>(new Reply.Update(ReplyViews.Checked(message, author, check, routes.HasAction(StartCoolDown) ? StartCoolDown : null)));
    }
}

/// <summary>A reply, what is in it to look at, and a calmer one where there is one.</summary>
internal sealed record CalmReply(PrivateText Reply, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Heat, PrivateText Calmer)
{
    private const string Them = "them";
    private const string Me = "me";

    /// <summary>What a note needs and a reply does not.</summary>
    private static readonly string[] OnlyOfNotes = ["impact_not_owned", "generic_praise"];

    /// <summary>What is left to say when every sentence was hot.</summary>
    private static readonly PrivateText Opening = new("I see this differently, and I'd like to understand your side first. What were you aiming for?");

    public bool IsCalm => Findings.Count == 0 && Heat.Count == 0;

    public static CalmReply Check(PrivateText message, PrivateText reply)
    {
        var findings = Wording(reply);
        var heat = HeatOf(new ThreadMessage(Them, message.Reveal(), 0), new ThreadMessage(Me, reply.Reveal(), 60));
        var sentences = SentenceSorter.Sort(reply).Sentences.Select(sentence => sentence.Text).ToList();
        var calm = sentences.Where(sentence => Wording(sentence).Count == 0 && HeatOf(new ThreadMessage(Me, sentence.Reveal(), 0)).Count == 0).ToList();
        var calmer = (findings.Count == 0 && heat.Count == 0) || calm.Count == sentences.Count ? default : calm.Count == 0 ? Opening : PrivateText.Join(" ", calm);
        return new(reply, findings, heat, calmer);
    }

    /// <summary>A reply need not be a whole note: what it lacks is not counted.</summary>
    private static List<Finding> Wording(PrivateText text) =>
        [.. WordingCoach.Check(SbiField.Draft, text).Where(finding => !finding.Rule.EndsWith(".structure", StringComparison.Ordinal) && !OnlyOfNotes.Contains(finding.Check))];

    private static IReadOnlyList<string> HeatOf(params IReadOnlyList<ThreadMessage> thread) =>
        HeatVerdict.Of(thread) is { Nudge: true } verdict && verdict.Who.Contains(Me) ? verdict.Why : [];
}
