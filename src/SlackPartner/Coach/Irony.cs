namespace SlackPartner.Coach;

/// <summary>
/// Praise with the opposite meaning, where no rule knows the turn of phrase: a sum of published weights over the words of one sentence, or of
/// two in a row, since the second often turns the first around.
/// </summary>
internal static class Irony
{
    public const int MostPassages = 2 * Reading.MostSentences;

    /// <summary>The tokens of the passage that reads most like irony; empty where none does.</summary>
    public static Range Find(in Reading reading, string text, RulePack pack)
    {
        Span<Range> passages = stackalloc Range[MostPassages];
        var (found, most) = (default(Range), 0.0);
        foreach (var passage in passages[..Passages(reading.Tokens, passages)])
        {
            var sum = pack.SarcasmWeights.Of(reading.Tokens[passage], facts: 0, text, pack).Total;
            if (sum > most) (found, most) = (passage, sum);
        }
        return found;
    }

    /// <summary>Each sentence, and each with the one before it.</summary>
    /// <returns>How many.</returns>
    public static int Passages(ReadOnlySpan<Token> tokens, Span<Range> into)
    {
        var (count, start, before) = (0, 0, -1);
        for (var end = 1; end <= tokens.Length && count + 1 < into.Length; end++)
        {
            if (end < tokens.Length && tokens[end].Sentence == tokens[start].Sentence) continue;
            into[count++] = start..end;
            if (before >= 0) into[count++] = before..end;
            (before, start) = (start, end);
        }
        return count;
    }
}
