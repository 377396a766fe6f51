using NodaTime;
using SlackPartner.Coach;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Feedback.FeedbackIds.Action;

namespace SlackPartner.Feedback;

/// <summary>The last look before sharing: the note as it will read, what the coach noticed, and the ways to go on.</summary>
internal static class ReviewViews
{
    /// <summary>Says in a button that More had been pressed before it.</summary>
    public const string All = "all";

    private const int FindingsAtFirst = 3;
    private const int FindingsAtMost = 20;

    public static Modal Review(FeedbackNote note, IReadOnlyList<Finding> findings, LocalDate today, bool showAll = false, string? notice = null, ReaderHour? hour = null) => new(
        FeedbackIds.View.Review,
        "Review",
        [
            .. notice is null ? Array.Empty<Block>() : [new Section(notice)],
            new Context(note.RecipientUser is { } recipient ? $"{Mrkdwn.Mention(recipient)} will see exactly this:" : "This is how it will read:"),
            .. NoteViews.Note(note),
            new Divider(),
            .. Age(note, today),
            .. Moved(note),
            .. Findings(note, findings, showAll),
            .. TimingViews.Standing(note),
            .. TimingViews.BeforeSharing(note, findings, hour),
            new Actions([new Button(Action.ShareNow, "Share Now", Reviewed.Of(note)) { Primary = true }, .. TimingViews.WaysToWait(note)]),
            new Actions(
                new Button(Action.SaveDraft, "Save Draft", note.Id.ToString()),
                new Button(Action.Edit, "Edit", note.Id.ToString()),
                DiscardButton(note)),
        ])
    {
        Metadata = note.Id.ToString(),
    };

    /// <summary>The text is not the one its author looked at before pressing the button.</summary>
    public static Modal Changed(FeedbackNote note, LocalDate today) =>
        Review(note, NoteCoach.Check(note), today, notice: "This changed since you looked at it. Here is how it reads now.");

    /// <param name="isHeld">The two are pausing.</param>
    public static Modal OnItsWay(FeedbackNote note, bool isHeld) => NoteViews.Notice(
        "Shared",
        isHeld
            ? $"Your note is on its way to {Mention(note)}. You two are pausing, so it goes out after the pause. You'll hear from me when it has arrived."
            : $"Your note is on its way to {Mention(note)}. You'll hear from me when it has arrived.");

    public static Modal Saved(FeedbackNote note, CommandNames names) =>
        NoteViews.Notice("Saved", $"Your note{To(note)} is in Drafts. `{names.Sbi} drafts` brings it back.{(note.Plan is { } plan ? $" It still goes out {TimingViews.Date(plan)} their time." : "")}");

    public static readonly Modal Discarded = NoteViews.Notice("Discarded", "The draft is gone. Nobody else has seen it.");

    private static string Mention(FeedbackNote note) => note.RecipientUser is { } user ? Mrkdwn.Mention(user) : "the person";

    private static string To(FeedbackNote note) => note.RecipientUser is { } user ? $" to {Mrkdwn.Mention(user)}" : "";

    private static Button DiscardButton(FeedbackNote note) => new(Action.Discard, "Discard", note.Id.ToString())
    {
        Confirm = new Confirm("Discard this draft?", "It will be deleted. There is no way to bring it back.", "Discard", "Keep It"),
    };

    private static IEnumerable<Block> Age(FeedbackNote note, LocalDate today)
    {
        if (note.OccurredOn is not { } date) yield break;
        var days = Period.DaysBetween(date, today);
        if (days > 30)
            yield return new Context("This was over a month ago. If it is a pattern, two dated examples help more than one old one.");
        else if (days > 7)
            yield return new Context("This was over a week ago, and memories differ by now. Is the situation clear enough to recall?");
    }

    private static IEnumerable<Block> Findings(FeedbackNote note, IReadOnlyList<Finding> findings, bool showAll)
    {
        if (findings.Count == 0) yield break;
        yield return new Context("Some wording to look at. Nothing here stops you: every word can stay.");
        var shown = Math.Min(findings.Count, showAll ? FindingsAtMost : FindingsAtFirst);
        foreach (var finding in findings.Take(shown))
            foreach (var block in One(note, finding, showAll))
                yield return block;
        if (findings.Count > shown && !showAll)
            yield return new Actions(new Button(Action.MoreFindings, $"More ({findings.Count - shown})", note.Id.ToString()));
    }

    private static Block[] One(FeedbackNote note, Finding finding, bool showAll)
    {
        var words = CheckViews.Describe(finding, PartOf(note.Text, finding.Field));
        var value = $"{note.Id}|{FindingKeys.Of(finding)}{(showAll ? $"|{All}" : "")}";
        var keep = new Button(Action.KeepAsIs, "Keep As Is", value) { Label = "Keep these words as they are" };
        return MoveRules.CanMove(note, finding)
            ? [new Section(words), new Actions(keep, new Button(Action.MoveToQuestion, "Move to Question", value) { Label = "Take this guess out and ask about it instead" })]
            : [new Section(words, keep)];
    }

    private static IEnumerable<Block> Moved(FeedbackNote note)
    {
        if (MoveRules.Undoable(note) is not { } lifted) yield break;
        yield return new Section(
            $"“{Mrkdwn.Excerpt(lifted.Words.Trimmed(), 200)}” is out of {(lifted.Field == FeedbackIds.Field.Impact ? "Impact" : "Behavior")}, and there is a question in its place. Edit lets you reword it.",
            new Button(Action.UndoMove, "Undo", note.Id.ToString()) { Label = "Put the words back and take the question out" });
    }

    private static PrivateText PartOf(FeedbackText text, SbiField field) => field switch
    {
        SbiField.Situation => text.Situation,
        SbiField.Behavior => text.Behavior,
        _ => text.Impact,
    };
}
