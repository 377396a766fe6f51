namespace SlackPartner.Coach;

/// <summary>What the meter keeps of a message: signs and counts, never words.</summary>
internal readonly record struct HeatSigns(ulong Facts, double Score, byte Shouted, byte Words, byte You, bool Marks, bool Asks)
{
    private const int MostHits = 64;

    // A longer run of capitals is a table or a log.
    private const int MostShoutedWords = 60;
    private static readonly ClassSet Marked = ClassSet.Of(BuiltInClasses.Question) | ClassSet.Of(BuiltInClasses.Bang);
    private static readonly ClassSet Punctuation = ClassSet.Of(BuiltInClasses.End) | ClassSet.Of(BuiltInClasses.Comma)
        | ClassSet.Of(BuiltInClasses.Colon) | ClassSet.Of(BuiltInClasses.Dash) | ClassSet.Of(BuiltInClasses.Paren);

    public bool Has(ulong fact) => (Facts & fact) != 0;

    public static HeatSigns Of(RulePack pack, string text)
    {
        Span<ulong> factsOfSentence = stackalloc ulong[Reading.MostSentences];
        Span<RuleHit> hits = stackalloc RuleHit[MostHits];
        Span<short> places = stackalloc short[2 * Reading.MostSentences];
        using var reading = Reading.Of(pack, text, Audience.Heat, factsOfSentence, hits, places);
        var (words, you, shouted, marks, asks) = (0, 0, 0, false, false);
        foreach (ref readonly var token in reading.Tokens)
        {
            marks |= token.Classes.Overlaps(Marked) && token.End - token.Start > 1;
            asks |= token.Classes.Overlaps(ClassSet.Of(BuiltInClasses.Question));
            if (token.Classes.Overlaps(Punctuation)) continue;
            words++;
            if (token.Classes.Overlaps(pack.Vocabulary.You)) you++;
            if (IsShouted(token)) shouted++;
        }
        return new(reading.Facts, Weigh(pack.Heat, reading.Facts, words), Clamp(shouted), Clamp(words), Clamp(you), marks, asks);
    }

    /// <summary>Two shouted words that are most of the message. Short ones and names of constants are not shouting.</summary>
    public bool IsShouting => Words <= MostShoutedWords && Shouted >= 2 && Shouted * 2 >= Words;

    private static bool IsShouted(in Token token) =>
        (token.Marks & TokenMarks.Shouted) != 0 && token.End - token.Start >= 2
        && (token.Classes.Overlaps(ClassSet.Of(BuiltInClasses.Unknown)) ? token.End - token.Start > 4 : token.Word >= 0);

    private static double Weigh(HeatTable table, ulong facts, int words)
    {
        var score = 0.0;
        for (var i = 0; i < table.PersonFacts.Length; i++)
            if ((facts & table.PersonFacts[i]) != 0) score += table.PersonTerms[i].Weight;
        // In an essay something always looks like something; a jab is short.
        if (words > 30) score *= words > 60 ? table.LongMessage : (1 + table.LongMessage) / 2;
        return Math.Min(score, table.MostPerMessage);
    }

    private static byte Clamp(int count) => (byte)Math.Min(count, byte.MaxValue);
}
