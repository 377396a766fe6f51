using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using Field = SlackPartner.Feedback.FeedbackIds.Field;

namespace SlackPartner.Feedback;

/// <summary>The form in which a note is written.</summary>
internal static class FormViews
{
    /// <summary>Slack's own limit for a text input.</summary>
    public const int LongestInput = 3000;

    private const int LongestExtra = 500;

    public static Modal Form(FeedbackNote note) => new(
        FeedbackIds.View.Form,
        "Write feedback",
        [
            new Input(Field.To, "To", new Element.UserSelect(note.RecipientUser)),
            new Input(Field.When, "When", new Element.DatePicker(note.OccurredOn)),
            Part(Field.Situation, "Situation", "When and where was it? One moment both of you can recall.", note.Text.Situation, focus: true),
            Part(Field.Behavior, "Behavior", "What did you see or hear? Only what a camera would have recorded.", note.Text.Behavior),
            Part(Field.Impact, "Impact", "What did it do to you, or to the work? Start with “I” where you can.", note.Text.Impact),
            Extra(Field.Question, "Question", "Ask about the reason instead of guessing it, for example: What were you aiming for?", note.Text.Question),
            Extra(Field.Request, "Request", "Something they can say yes or no to.", note.Text.Request),
        ])
    {
        Submit = "Review",
        Close = "Cancel",
        Metadata = note.Id.ToString(),
    };

    private static Block Part(string field, string label, string hint, PrivateText text, bool focus = false) =>
        IsTooLong(text)
            ? TooLong(label)
            : new Input(field, label, new Element.TextInput { Initial = text, Multiline = true, MaxLength = LongestInput, Focus = focus }) { Hint = hint };

    private static Block Extra(string field, string label, string hint, PrivateText text) =>
        IsTooLong(text)
            ? TooLong(label)
            : new Input(field, label, new Element.TextInput { Initial = text, Multiline = true, MaxLength = Math.Max(LongestExtra, text.Reveal().Length) })
            {
                Hint = hint,
                Optional = true,
            };

    private static bool IsTooLong(PrivateText text) => text.Reveal().Length > LongestInput;

    private static Section TooLong(string label) => new($"*{label}* is longer than Slack's form can hold. It stays whole, as it is.");
}
