using SlackPartner.Kernel;

namespace SlackPartner.Coach;

/// <summary>A text without the guess about motive, and the question that may take its place.</summary>
public sealed record LiftedMotive(PrivateText Remaining, string Question);

/// <summary>
/// Takes a guess about motive out of a text where what is left still reads as a sentence: "You left early because you were bored."
/// becomes "You left early." and "What led to it?". Where nothing would be left, it is for the writer to reword.
/// </summary>
public static class MotiveClause
{
    private const string Aim = "What were you aiming for?";
    private const string Reason = "What led to it?";
    private static readonly string[] Reasons = ["because ", "since you", "as if you", "cause you"];
    private static readonly string[] Purposes = ["in order to ", "so that ", "so you ", "so i ", "so we ", "so the ", "so everyone ", "so nobody ", "to "];
    private static readonly string[] Wants = [" want", " wanted ", " hope", " hoping ", " try", " aim", " wish", " plan", " to "];
    private static readonly string[] Softeners = ["only ", "just ", "simply ", "purely ", "solely ", "merely "];
    private static readonly string[] Resumes = [", and ", ", but ", ", so ", "; ", " and i ", " so i ", " and we ", " but i ", " — ", " – "];

    public static LiftedMotive? Lift(Finding finding, PrivateText text)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var written = text.Reveal();
        if (finding.Check != Checks.All[Checks.Motive] || finding.Start + finding.Length > written.Length) return null;
        var (start, end) = SentenceAround(written, finding.Start);
        var sentence = written[start..end];
        var at = finding.Start - start;
        var (kept, question) = finding.Rule == "motive.adverb"
            ? (Without(sentence, at, WithObject(sentence, at + finding.Length)), Reason)
            : WithoutClause(sentence, at, at + finding.Length);
        // A sentence that is nothing but the guess goes as a whole, if others stay.
        if (kept is null && question is null) (kept, question) = ("", Aim);
        if (kept is null || (kept.Length > 0 && !Stands(kept))) return null;
        var remaining = string.Concat(written.AsSpan(0, start), kept, written.AsSpan(kept.Length == 0 ? SkipSpace(written, end) : end)).Trim();
        return remaining.Length == 0 ? null : new(new PrivateText(remaining), question!);
    }

    /// <summary>"To spite me" is one thing.</summary>
    private static int WithObject(string sentence, int end)
    {
        foreach (var name in (string[])[" me", " us", " him", " her", " them"])
            if (string.Compare(sentence, end, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0 && (end + name.Length == sentence.Length || !char.IsLetter(sentence[end + name.Length]))) return end + name.Length;
        return end;
    }

    /// <summary>The sentence without the clause; nothing and no question where the guess has no clause of its own.</summary>
    private static (string? Kept, string? Question) WithoutClause(string sentence, int from, int to)
    {
        var lower = sentence.ToLowerInvariant();
        if (lower.Length != sentence.Length) return (null, Reason);
        var at = ConnectorAt(lower, from, to);
        if (at < 0) return (null, null);
        var clauseEnd = ClauseEnd(lower, Math.Max(to, at));
        var clause = lower[at..clauseEnd];
        var isPurpose = !clause.StartsWith("because", StringComparison.Ordinal) || Array.Exists(Wants, want => (clause + " ").Contains(want, StringComparison.Ordinal));
        foreach (var softener in Softeners)
            if (lower[..at].EndsWith(softener, StringComparison.Ordinal)) at -= softener.Length;
        var kept = Without(sentence, at, clauseEnd);
        // "You only asked it to embarrass me": without the purpose, "only" says something else.
        foreach (var softener in Softeners) kept = kept.Replace("You " + softener, "You ", StringComparison.Ordinal).Replace("you " + softener, "you ", StringComparison.Ordinal);
        return (kept, isPurpose ? Aim : Reason);
    }

    /// <summary>Where the clause begins: at a connector inside the found words, or before them for a reason.</summary>
    private static int ConnectorAt(string lower, int from, int to)
    {
        foreach (var connector in Purposes)
        {
            var inside = IndexOfWord(lower, connector, from, to);
            if (inside >= 0) return inside;
        }
        for (var at = to; at >= 0; at--)
            if (IsWordStart(lower, at) && Array.Exists([.. Reasons, "in order to ", "so that "], connector => string.CompareOrdinal(lower, at, connector, 0, connector.Length) == 0)) return at;
        return -1;
    }

    private static int IndexOfWord(string lower, string word, int from, int to)
    {
        for (var at = from; at < to; at++)
            if (IsWordStart(lower, at) && string.CompareOrdinal(lower, at, word, 0, word.Length) == 0) return at;
        return -1;
    }

    private static bool IsWordStart(string text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]);

    private static int ClauseEnd(string lower, int from)
    {
        var end = lower.Length;
        foreach (var resume in Resumes)
        {
            var at = lower.IndexOf(resume, from, StringComparison.Ordinal);
            if (at >= 0) end = Math.Min(end, at);
        }
        while (end > from && end == lower.Length && lower[end - 1] is '.' or '!' or '?' or ' ') end--;
        return end;
    }

    private static string Without(string sentence, int from, int to)
    {
        var before = sentence[..from].TrimEnd(' ', ',');
        var after = sentence[to..];
        if (before.Length == 0) return Capitalized(after.TrimStart(' ', ','));
        return after.Length > 0 && char.IsLetterOrDigit(after.TrimStart()[..1].FirstOrDefault()) ? before + " " + after.TrimStart() : before + after;
    }

    private static string Capitalized(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Two words at least, and not an ending left hanging.</summary>
    private static bool Stands(string sentence)
    {
        var words = sentence.Split([' ', '.', '!', '?', ','], StringSplitOptions.RemoveEmptyEntries);
        // "From me" ends a sentence, "make me" leaves it hanging.
        if (words.Length > 2 && words[^1].Equals("me", StringComparison.OrdinalIgnoreCase)) return words[^2].ToLowerInvariant() is "from" or "to" or "with" or "at" or "for";
        return words.Length > 2 && words[^1].ToLowerInvariant() is not ("was" or "is" or "are" or "were" or "and" or "to"
            or "trying" or "try" or "tried" or "bother" or "way" or "attempt" or "going" or "about");
    }

    private static (int Start, int End) SentenceAround(string text, int at)
    {
        var start = at;
        while (start > 0 && !EndsSentence(text, start - 1)) start--;
        while (start < at && char.IsWhiteSpace(text[start])) start++;
        var end = at;
        while (end < text.Length && !EndsSentence(text, end)) end++;
        while (end < text.Length && text[end] is '.' or '!' or '?') end++;
        return (start, end);
    }

    private static bool EndsSentence(string text, int at) =>
        text[at] == '\n' || (text[at] is '.' or '!' or '?' && (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1])));

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }
}
