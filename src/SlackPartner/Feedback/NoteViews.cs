using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;

namespace SlackPartner.Feedback;

/// <summary>How a note reads: the same blocks in Review, in the recipient's card and in lists.</summary>
internal static class NoteViews
{
    private static readonly LocalDatePattern LongDate = LocalDatePattern.Create("dddd, MMMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>The note exactly as the other person sees it.</summary>
    public static IEnumerable<Block> Note(FeedbackNote note) => [.. Heading(note), .. Parts(note.Text), .. Evidence(note)];

    /// <summary>Who wrote it and about when.</summary>
    public static IEnumerable<Block> Heading(FeedbackNote note)
    {
        yield return new Section($"*{Mrkdwn.Mention(note.Author.User)} wrote you feedback*");
        if (note.OccurredOn is { } date) yield return new Context($"About {Date(date)}");
    }

    /// <summary>Each part that was written, under its name.</summary>
    public static IEnumerable<Block> Parts(FeedbackText text) =>
        from part in new[] { ("Situation", text.Situation), ("Behavior", text.Behavior), ("Impact", text.Impact), ("Question", text.Question), ("Request", text.Request) }
        where !part.Item2.IsBlank
        from block in new Block[] { new Section($"*{part.Item1}*"), new Quote(part.Item2) }
        select block;

    /// <summary>The message the note is about, after what its author says of it.</summary>
    private static IEnumerable<Block> Evidence(FeedbackNote note) =>
        note.Evidence == Feedback.Evidence.None ? [] : [new Section("*From the message*"), new Cited(note.Evidence.Words, note.Evidence.Link)];

    public static string Date(LocalDate date) => LongDate.Format(date);

    /// <summary>What to call a note in a sentence about it.</summary>
    public static string About(FeedbackNote note) => note.OccurredOn is { } date ? $"your note about {Date(date)}" : "your note";

    /// <summary>A view that says one sentence.</summary>
    public static Modal Notice(string title, string sentence) => new(FeedbackIds.View.Notice, title, [new Section(sentence)]);

    public static Modal Refused(FeedbackRefusal refusal) => Notice("Feedback", FeedbackSentences.Of(refusal));
}
