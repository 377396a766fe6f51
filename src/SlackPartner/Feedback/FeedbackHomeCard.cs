using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Feedback.FeedbackIds.Action;

namespace SlackPartner.Feedback;

/// <summary>Feedback on Home: what waits for an answer, drafts, and how to begin.</summary>
internal sealed class FeedbackHomeCard(CommandNames names) : IHomeCard
{
    public async Task<HomeCard> DrawAsync(Tx tx, PersonId person) => Draw(await tx.CountForHomeAsync(person), names);

    internal static HomeCard Draw(HomeCounts counts, CommandNames names) => new(
        Waiting: Waiting(counts),
        Standing:
        [
            new Header("Feedback"),
            new Section(
                counts is { Received: 0, Shared: 0, Drafts: 0 }
                    ? $"Good feedback names one moment: _In Tuesday's planning you asked Ana for her view before deciding. I learned about the risk in time._ Write yours here or with `{names.Sbi}`."
                    : $"{Count(counts.Shared, "note")} shared · {Count(counts.Received, "note")} received"),
            new Actions(
                new Button(Action.Write, "Draft Feedback", "new") { Primary = true },
                new Button(Action.ShowDrafts, "Drafts", "0"),
                new Button(Action.ShowInbox, "Received", "0"),
                new Button(Action.ShowSent, "Shared", "0")),
        ]);

    private static IReadOnlyList<Block> Waiting(HomeCounts counts)
    {
        List<Block> waiting = [];
        if (counts.ToAnswer > 0) waiting.Add(new Section($"*{Count(counts.ToAnswer, "note")}* for you to answer", new Button(Action.ShowInbox, "Read", "0")));
        if (counts.Drafts > 0) waiting.Add(new Section($"*{Count(counts.Drafts, "draft")}* not shared yet", new Button(Action.ShowDrafts, "Open Drafts", "0")));
        return waiting;
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
