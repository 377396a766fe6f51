using System.Globalization;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Feedback.FeedbackIds.Action;

namespace SlackPartner.Feedback;

/// <summary>One page of a list, and whether there is another.</summary>
internal sealed record NotePage(IReadOnlyList<FeedbackNote> Notes, int Number, bool HasMore);

/// <summary>Drafts, notes received and notes shared.</summary>
internal static class ListViews
{
    private const int ExcerptLength = 140;

    public static Modal Drafts(NotePage page, CommandNames names) => List(
        "Drafts", Action.ShowDrafts, page,
        empty: $"No drafts. A draft begins when you submit the form: type `{names.Sbi}` or `{names.Sbi} @name`.",
        row: note =>
        [
            new Section($"{(note.RecipientUser is { } to ? $"To {Mrkdwn.Mention(to)}" : "To nobody yet")}{When(note)}{TimingViews.InList(note)}\n{Excerpt(note)}"),
            new Actions(
            [
                .. TimingViews.PlanButtons(note),
                new Button(Action.Edit, "Edit", note.Id.ToString()),
                new Button(Action.Review, "Share", note.Id.ToString()),
                new Button(Action.Delete, "Delete", note.Id.ToString())
                {
                    Confirm = new Confirm("Delete this draft?", "There is no way to bring it back.", "Delete", "Keep It"),
                },
            ]),
        ]);

    public static Modal Inbox(NotePage page) => List(
        "Feedback for you", Action.ShowInbox, page,
        empty: "Nothing here yet. When someone shares feedback with you, you can read it again and answer here.",
        row: note =>
        [
            new Section($"From {Mrkdwn.Mention(note.Author.User)}{When(note)}{(note.Status is FeedbackStatus.Answered ? " · answered" : "")}\n{Excerpt(note)}"),
            new Actions(new Button(Action.Read, "Read", note.Id.ToString())),
        ]);

    public static Modal Sent(NotePage page, CommandNames names) => List(
        "Shared by you", Action.ShowSent, page,
        empty: $"You haven't shared a note yet. `{names.Sbi}` is where one begins.",
        row: note =>
        [
            new Section($"To {(note.RecipientUser is { } to ? Mrkdwn.Mention(to) : "nobody")}{When(note)}{StatusOf(note)}\n{Excerpt(note)}"),
            .. note.Status is FeedbackStatus.Shared ? new Block[] { new Actions(TakeBackButton(note)) } : [],
        ]);

    private static Button TakeBackButton(FeedbackNote note) => new(Action.TakeBack, "Take Back", note.Id.ToString())
    {
        Confirm = new Confirm("Take this note back?", "Their card will say only that it was taken back. They may have read it already.", "Take Back", "Leave It"),
    };

    private static Modal List(string title, string pageAction, NotePage page, string empty, Func<FeedbackNote, IEnumerable<Block>> row) => new(
        FeedbackIds.View.List,
        title,
        page.Notes.Count == 0 && page.Number == 0
            ? [new Section(empty)]
            : [.. page.Notes.SelectMany(note => row(note).Append(new Divider())), .. Paging(pageAction, page)])
    {
        Metadata = page.Number.ToString(CultureInfo.InvariantCulture),
    };

    private static IEnumerable<Block> Paging(string action, NotePage page)
    {
        List<Element> buttons = [];
        if (page.Number > 0) buttons.Add(new Button(action, "Newer", (page.Number - 1).ToString(CultureInfo.InvariantCulture)));
        if (page.HasMore) buttons.Add(new Button(action, "Older", (page.Number + 1).ToString(CultureInfo.InvariantCulture)));
        // Two buttons of one block may not share an action id.
        return buttons.Select(button => new Actions(button));
    }

    private static string When(FeedbackNote note) => note.OccurredOn is { } date ? $" · {NoteViews.Date(date)}" : "";

    private static string StatusOf(FeedbackNote note) => note.Status switch
    {
        FeedbackStatus.Answered => " · answered",
        FeedbackStatus.TakenBack => " · taken back",
        FeedbackStatus.Shared when note.DeliveredAt is null => " · on its way",
        _ => "",
    };

    private static string Excerpt(FeedbackNote note) =>
        Mrkdwn.Excerpt(note.Text.Behavior.IsBlank ? note.Text.Situation.IsBlank ? note.Text.Impact : note.Text.Situation : note.Text.Behavior, ExcerptLength);
}
