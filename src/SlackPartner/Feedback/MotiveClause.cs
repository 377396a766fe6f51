using System.Text.RegularExpressions;
using SlackPartner.Coach;

namespace SlackPartner.Feedback;

/// <summary>A stretch of a text, and what stands there once it is taken out.</summary>
internal readonly record struct Cut(int Start, int Length, string Instead);

/// <summary>
/// Finds the clause that holds a guess about motive: as little as leaves a sentence, so that what was seen stays. Nothing where the two
/// cannot be told apart.
/// </summary>
internal static partial class MotiveClause
{
    public static Cut? Find(string text, Finding motive)
    {
        var from = Math.Clamp(motive.Start, 0, text.Length);
        var to = Math.Clamp(motive.Start + motive.Length, from, text.Length);
        if (from == to) return null;
        var sentence = SentenceAround(text, from, to);
        var words = text[sentence];
        var (start, end) = (from - sentence.Start.Value, to - sentence.Start.Value);

        var clause = Adverb().IsMatch(words[start..end]) && !IsOnly().IsMatch(words[..start])
            ? WithSpace(words, start, end)
            : Clause(words, start, end);
        return clause is { } found ? Within(text, sentence, found) : null;
    }

    /// <summary>Start and end inside the sentence; null where the motive carries the observation.</summary>
    private static (int Start, int End)? Clause(string sentence, int start, int end)
    {
        var body = sentence.TrimEnd().TrimEnd('.', '!', '?', '…').Length;
        var opening = Opening().Matches(sentence).LastOrDefault(match =>
            match.Index <= start && match.Index + match.Length <= end && (!match.Groups["near"].Success || match.Index + match.Length > start)
            && !Hollow().IsMatch(sentence[..match.Index]));
        var closing = Closing().Match(sentence, Math.Min(end, body));
        var until = closing.Success && closing.Index < body ? closing.Index : body;
        if (opening is not null) return (opening.Index, until);
        // The motive opens the sentence: what follows a comma, or "when you", can stand alone.
        if (closing.Success && closing.Index < body) return (0, closing.Index + closing.Length);
        if (When().Match(sentence, end) is { Success: true } when) return (0, when.Index + when.Length);
        return By().IsMatch(sentence[end..body]) ? null : (0, sentence.Length);
    }

    /// <summary>An adverb takes its commas along: "you, on purpose, left" and "you left on purpose".</summary>
    private static (int Start, int End) WithSpace(string sentence, int start, int end)
    {
        if (JustBefore().Match(sentence[..start]) is { Success: true } just) start = just.Index;
        if (start == 0)
        {
            while (end < sentence.Length && (char.IsWhiteSpace(sentence[end]) || sentence[end] == ',')) end++;
            return (0, end);
        }
        var isBetweenCommas = end < sentence.Length && sentence[end] == ',' && sentence[..start].TrimEnd().EndsWith(',');
        while (start > 0 && (char.IsWhiteSpace(sentence[start - 1]) || (isBetweenCommas && sentence[start - 1] == ','))) start--;
        return (start, isBetweenCommas ? end + 1 : end);
    }

    private static Cut Within(string text, Range sentence, (int Start, int End) clause)
    {
        var (start, end) = (sentence.Start.Value + clause.Start, sentence.Start.Value + clause.End);
        if (clause.Start == 0 && end == sentence.End.Value) // the whole sentence goes, and the space it needed
        {
            while (end < text.Length && char.IsWhiteSpace(text[end])) end++;
            while (end == text.Length && start > 0 && char.IsWhiteSpace(text[start - 1])) start--;
            return new Cut(start, end - start, "");
        }
        // What follows now begins the sentence.
        return clause.Start == 0 && end < text.Length && char.IsLower(text[end])
            ? new Cut(start, end + 1 - start, char.ToUpperInvariant(text[end]).ToString())
            : new Cut(start, end - start, "");
    }

    private static Range SentenceAround(string text, int from, int to)
    {
        var start = SentenceEnd().Matches(text).LastOrDefault(match => match.Index + match.Length <= from);
        var next = SentenceEnd().Match(text, Math.Max(to - 1, 0));
        var end = next.Success ? next.Index + next.Value.TrimEnd().Length : text.TrimEnd().Length;
        return (start is null ? 0 : start.Index + start.Length)..Math.Max(end, to);
    }

    [GeneratedRegex(@"[.!?…]+[""”’')\]]*\s+|\s*\n\s*")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"^(?:on purpose|deliberately|intentionally|purposely|purposefully|knowingly|wilfully|willfully|consciously|maliciously)$", RegexOptions.IgnoreCase)]
    private static partial Regex Adverb();

    /// <summary>"It was on purpose" says nothing without the adverb.</summary>
    [GeneratedRegex(@"^\s*(?:it|that|this|which)\b[^,;]*\b(?:is|was|were|be|been)\b\W*(?:\w+ly\W*)*$|^\s*(?:all\s+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex IsOnly();

    [GeneratedRegex(@"\b(?:clearly|obviously|probably|just|all)\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex JustBefore();

    /// <summary>Where a clause about the reason begins.</summary>
    [GeneratedRegex(
        @",?\s+(?:(?:just|only|simply|purely|merely|solely|probably|maybe|perhaps|clearly|obviously|and)\s+)*(?:because|so\s+that|so\s+as\s+to|in\s+order\s+to|in\s+an\s+attempt\s+to|(?<near>hoping|trying|wanting|to)|so\s+(?=you\b|everyone\b|everybody\b|people\b|nobody\b|I\b|we\b))(?=\s|$)"
        + @"|;\s*|\s+[—–-]\s+|,\s*(?:(?:and|but|so|then)\s+)?(?=(?:you|I|we|they)\b)|,?\s+(?:and|but)\s+(?=you\b)|,?\s+(?:and|but)\s+(?=(?:just\s+|only\s+)?(?:wanted|meant|hoped|tried|planned|enjoyed|liked|loved)\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    /// <summary>"You did it" and "you were": nothing anyone saw.</summary>
    [GeneratedRegex(@"^\W*(?:(?:and|but|so|then|because)\W+)?(?:(?:you|it|this|that|all)\W*)?(?:(?:are|were|was|is|be|been|have|had|did|do|does|tried|try|trying|wanted|want|wanting|meant|hoped|hoping|going|just|only|simply|clearly|obviously|probably|really|it|this|that)\b\W*)*$", RegexOptions.IgnoreCase)]
    private static partial Regex Hollow();

    /// <summary>Where it ends before its sentence does.</summary>
    [GeneratedRegex(@";\s*|\s+[—–-]\s+|,\s*(?:(?:and|but|so|then)\s+)?(?=(?:you|I|we|they)\b)|,?\s+(?:and|but)\s+(?=(?:you|I|we|they)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Closing();

    [GeneratedRegex(@"\b(?:when|by the time|as|while)\s+(?=you\b)", RegexOptions.IgnoreCase)]
    private static partial Regex When();

    [GeneratedRegex(@"\b(?:by\s+\S+ing|when|while|after|before)\b", RegexOptions.IgnoreCase)]
    private static partial Regex By();
}
