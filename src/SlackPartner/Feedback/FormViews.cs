using SlackPartner.Coach;
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

    /// <summary>Chosen beside a message that should not be part of the note.</summary>
    public const string LeaveOut = "leave_out";

    private const int LongestExtra = 500;
    private const int UnsureAtMost = 5;

    /// <param name="unsure">Sentences whose part is a guess: they are named, so that nobody has to look for them.</param>
    public static Modal Form(FeedbackNote note, IReadOnlyList<SortedSentence>? unsure = null, string? notice = null) => new(
        FeedbackIds.View.Form,
        "Write feedback",
        [
            .. notice is null ? Array.Empty<Block>() : [new Section(notice)],
            new Input(Field.To, "To", new Element.UserSelect(note.RecipientUser)),
            new Input(Field.When, "When", new Element.DatePicker(note.OccurredOn)),
            .. EvidenceOf(note),
            .. Unsure(unsure ?? []),
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

    /// <summary>Says beside the form why the person it was opened for is not in it.</summary>
    public static string NotFor(FeedbackRefusal refusal, bool hasText) =>
        refusal is FeedbackRefusal.OutOfReach && !hasText ? "This person can't be reached here." : FeedbackSentences.Of(refusal);

    public static string WhoIs(PrivateText name) => $"I don't know who “{Mrkdwn.Excerpt(name, 80)}” is. Choose the person this is for.";

    private static Block[] EvidenceOf(FeedbackNote note) => note.Evidence == Evidence.None
        ? []
        : [
            new Cited(note.Evidence.Words, note.Evidence.Link),
            new Input(Field.Evidence, "From the message", new Element.RadioButtons(new Option("Quote it in the note", "quote"), new Option("Leave it out", LeaveOut))),
        ];

    private static IEnumerable<Block> Unsure(IReadOnlyList<SortedSentence> sentences)
    {
        if (sentences.Count == 0) yield break;
        var named = sentences.Take(UnsureAtMost).Select(sentence => $"“{Mrkdwn.Excerpt(sentence.Text, 100)}” is in {sentence.Field}");
        var more = sentences.Count > UnsureAtMost ? $", and {sentences.Count - UnsureAtMost} more" : "";
        yield return new Context(
            sentences.Count == 1
                ? $"I wasn't sure where one sentence belongs: {named.First()}. Please check that it's in the right part."
                : $"I wasn't sure where these belong: {string.Join(" · ", named)}{more}. Please check that they're in the right part.");
    }

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
