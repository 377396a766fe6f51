namespace SlackPartner.Coach;

/// <summary>What the meter keeps of a message: signs and counts, never words.</summary>
internal readonly record struct HeatSigns(ulong Facts, WordSum Sum, double Score, byte Shouted, byte Words, byte You, bool Marks, bool Asks)
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
        var sum = pack.HeatWeights.Of(reading.Tokens, reading.Facts, text, pack);
        return new(reading.Facts, sum, Weigh(pack.Heat, reading.Facts, sum, words, isAimed: (reading.Facts & pack.Heat.AnyPersonFact) != 0, saysYou: you > 0), Clamp(shouted), Clamp(words), Clamp(you), marks, asks);
    }

    /// <summary>Two shouted words that are most of the message. Short ones and names of constants are not shouting.</summary>
    public bool IsShouting => Words <= MostShoutedWords && Shouted >= 2 && Shouted * 2 >= Words;

    private static bool IsShouted(in Token token) =>
        (token.Marks & TokenMarks.Shouted) != 0 && token.End - token.Start >= 2
        && (token.Classes.Overlaps(ClassSet.Of(BuiltInClasses.Unknown)) ? token.End - token.Start > 4 : token.Word >= 0);

    /// <summary>At the limit when the sum of the weights is zero, and less or more by the published slope.</summary>
    private static double Weigh(HeatTable table, ulong facts, in WordSum sum, int words, bool isAimed, bool saysYou)
    {
        if (words == 0) return 0; // a question mark attacks nobody
        var signs = 0.0;
        for (var i = 0; i < table.PersonFacts.Length; i++)
            if ((facts & table.PersonFacts[i]) != 0) signs += table.PersonTerms[i].Weight;
        var score = Math.Clamp(table.NudgeAt + ((sum.Total + table.SignPull * signs) * table.Slope), 0, table.MostPerMessage);
        // Without a turn of phrase the packs know, words alone must say more.
        if (!isAimed) score *= saysYou ? table.WordsAlone : table.Undirected;
        // In an essay something always looks like something; a jab is short.
        return words switch
        {
            > 60 => score * table.LongMessage,
            > 30 => score * (1 + table.LongMessage) / 2,
            > 20 => score * (3 + table.LongMessage) / 4,
            _ => score,
        };
    }

    private static byte Clamp(int count) => (byte)Math.Min(count, byte.MaxValue);
}
