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
    public static IEnumerable<Block> Note(FeedbackNote note) => [.. Heading(note), .. Parts(note.Text)];

    /// <summary>Who wrote it and about when.</summary>
    public static IEnumerable<Block> Heading(FeedbackNote note)
    {
        yield return new Section($"*{Mrkdwn.MentionFirst(note.Author.User)} wrote you feedback*");
        if (note.OccurredOn is { } date) yield return new Context($"About {Date(date)}");
    }

    /// <summary>Each part that was written, under its name.</summary>
    public static IEnumerable<Block> Parts(FeedbackText text) =>
        from part in new[] { ("Situation", text.Situation), ("Behavior", text.Behavior), ("Impact", text.Impact), ("Question", text.Question), ("Request", text.Request) }
        where !part.Item2.IsBlank
        from block in new Block[] { new Section($"*{part.Item1}*"), new Quote(part.Item2) }
        select block;

    public static string Date(LocalDate date) => LongDate.Format(date);

    /// <summary>What to call a note in a sentence about it.</summary>
    public static string About(FeedbackNote note) => note.OccurredOn is { } date ? $"your note about {Date(date)}" : "your note";

    /// <summary>A view that says one sentence.</summary>
    public static Modal Notice(string title, string sentence) => new(FeedbackIds.View.Notice, title, [new Section(sentence)]);

    public static Modal Refused(FeedbackRefusal refusal) => Notice("Feedback", FeedbackSentences.Of(refusal));

    /// <summary>A message's words in quotation marks, as far as the form can hold them.</summary>
    public static PrivateText Evidence(PrivateText message)
    {
        var words = Mrkdwn.Unescape(message.Reveal()).Trim();
        if (words.Length == 0) return default;
        const int longest = FormViews.LongestInput - 100;
        return new PrivateText(words.Length <= longest ? $"In the message “{words}”" : $"In the message “{words[..longest]}…”");
    }
}
