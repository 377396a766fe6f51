using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;

namespace SlackPartner.Feedback;

/// <summary>The people one muted.</summary>
internal static class MutedViews
{
    private const int MostRows = 90;

    public static Modal List(IReadOnlyList<MutedPerson> muted) => new(
        FeedbackIds.View.Notice,
        "People you muted",
        muted.Count == 0
            ? [new Section("You have muted nobody. The menu (⋯) of a note has Mute This Person.")]
            :
            [
                new Context("They can't send you notes, and aren't told. Un-mute lets new notes through; older ones stay with their author."),
                .. muted.Take(MostRows).Select(Row),
                .. muted.Count > MostRows ? new Block[] { new Context("The ones you muted longest ago show when there is room.") } : [],
            ]);

    private static Section Row(MutedPerson muted) => new(
        Mrkdwn.MentionFirst(muted.Who), new Button(FeedbackIds.Action.Unmute, "Un-mute", muted.Author));
}
