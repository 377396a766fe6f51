namespace SlackPartner.Coach;

/// <summary>Praise with the opposite meaning, where no rule knows the turn of phrase: a sum of published weights over the words of a sentence.</summary>
internal static class Irony
{
    /// <summary>The tokens of the sentence that reads most like it; empty where none does.</summary>
    public static Range Find(in Reading reading, string text, RulePack pack)
    {
        Span<Range> sentences = stackalloc Range[Reading.MostSentences];
        var (found, most) = (default(Range), 0.0);
        foreach (var sentence in sentences[..Sentences(reading.Tokens, sentences)])
        {
            var sum = pack.SarcasmWeights.Of(reading.Tokens[sentence], facts: 0, text, pack).Total;
            if (sum > most) (found, most) = (sentence, sum);
        }
        return found;
    }

    /// <returns>How many there are, at most as many as there is room for.</returns>
    public static int Sentences(ReadOnlySpan<Token> tokens, Span<Range> into)
    {
        var (count, start) = (0, 0);
        for (var end = 1; end <= tokens.Length && count < into.Length; end++)
        {
            if (end < tokens.Length && tokens[end].Sentence == tokens[start].Sentence) continue;
            into[count++] = start..end;
            start = end;
        }
        return count;
    }
}
