namespace SlackPartner.Coach;

/// <summary>What a text lacks or wraps, decided from its facts: no moment, nothing observable, no effect, praise around criticism.</summary>
internal static class Structure
{
    public static CheckSet Missing(in Reading reading, Vocabulary words, SbiField field, CheckSet causes)
    {
        var missing = default(CheckSet);
        switch (field)
        {
            case SbiField.Situation:
                if (!HasMoment(reading, words, isSituation: true)) missing = missing.With(Checks.VagueSituation);
                break;
            case SbiField.Behavior:
                if (IsUnobservable(reading, words, causes)) missing = missing.With(Checks.NotObservable);
                break;
            case SbiField.Impact:
                if (LacksEffect(reading, words, causes, isDraft: false)) missing = missing.With(Checks.ImpactMissing);
                break;
            default:
                if (!HasMoment(reading, words, isSituation: false)) missing = missing.With(Checks.VagueSituation);
                if (IsSandwich(reading, words)) missing = missing.With(Checks.Sandwich);
                else if (reading.Has(words.Interpretation) && IsUnobservable(reading, words, causes)) missing = missing.With(Checks.NotObservable);
                if (LacksEffect(reading, words, causes, isDraft: true)) missing = missing.With(Checks.ImpactMissing);
                break;
        }
        return missing;
    }

    public static bool IsSure(int check, in Reading reading, Vocabulary words) => check switch
    {
        Checks.NotObservable => reading.Has(words.Interpretation),
        Checks.VagueSituation => reading.Has(words.Habitual),
        _ => true,
    };

    /// <summary>A date, number or name is enough; a weekday or a named event is, unless the words say it is about many.</summary>
    private static bool HasMoment(in Reading reading, Vocabulary words, bool isSituation)
    {
        if (reading.Has(words.Anchor)) return true;
        if (isSituation && reading.Has(words.OftenSaid)) return false;
        return reading.Has(words.WeekdayAnchor) || (reading.Has(words.EventAnchor) && !reading.Has(words.Habitual));
    }

    private static bool IsUnobservable(in Reading reading, Vocabulary words, CheckSet causes)
    {
        // A more specific cause says it better.
        if (!causes.IsEmpty) return false;
        return !reading.Has(words.Observable) || OnlyLooksObservable(reading, words);
    }

    /// <summary>"You dropped the ball": the one verb a camera could record is part of an idiom.</summary>
    private static bool OnlyLooksObservable(in Reading reading, Vocabulary words)
    {
        if (!reading.Has(words.StrongInterpretation)) return false;
        var (first, last) = reading.Places(words.Observable);
        return first == last && first == reading.Places(words.StrongInterpretation).First;
    }

    private static bool LacksEffect(in Reading reading, Vocabulary words, CheckSet causes, bool isDraft)
    {
        if (causes.Has(Checks.Blame) || causes.Has(Checks.ImpactNotOwned) || causes.Has(Checks.FauxFeeling)) return false;
        if (reading.Has(words.Effect)) return false;
        if (!reading.Has(words.LaterEffect)) return true;
        // In a draft "I presented, and you left" tells the situation; what follows the other person's act is an effect.
        return isDraft && reading.Places(words.LaterEffect).Last < reading.Places(words.YouAct).First;
    }

    /// <summary>Empty praise at both ends and something else between.</summary>
    private static bool IsSandwich(in Reading reading, Vocabulary words)
    {
        if (!reading.Has(words.Praise)) return false;
        var (first, last) = reading.Places(words.Praise);
        if (last - first < 3 || !OpensText(reading, first) || !ClosesText(reading, words, last)) return false;
        var isOneSentence = reading.Tokens[first].Sentence == reading.Tokens[last].Sentence;
        if (!isOneSentence && (reading.FactsIn(reading.Tokens[first].Sentence) & words.Reason) != 0) return false;
        return HasMiddle(reading, words, first, last);
    }

    private static bool OpensText(in Reading reading, int praise) => reading.Tokens[praise].Sentence == 0;

    private static bool ClosesText(in Reading reading, Vocabulary words, int praise)
    {
        var end = reading.SentenceCount - 1;
        var sentence = reading.Tokens[praise].Sentence;
        // "Still, love you! No worries!": a short farewell may follow the praise.
        return sentence == end || (sentence == end - 1 && (reading.FactsIn(end) & (words.YouAct | words.Effect)) == 0 && CountWords(reading, end) <= 4);
    }

    private static bool HasMiddle(in Reading reading, Vocabulary words, int first, int last)
    {
        var contrasts = 0;
        var plain = 0;
        var (from, to) = (reading.Tokens[first].Sentence, reading.Tokens[last].Sentence);
        for (var sentence = from + 1; sentence < to; sentence++)
            if ((reading.FactsIn(sentence) & words.Praise) == 0) plain++;
        if (plain > 0) return true;
        for (var i = first + 1; i < last; i++)
            if (reading.Tokens[i].Classes.Overlaps(words.Contrast)) contrasts++;
        return contrasts > 1 || (contrasts == 1 && from != to && CountWords(reading, from) + CountWords(reading, to) > 8);
    }

    private static int CountWords(in Reading reading, int sentence)
    {
        var count = 0;
        foreach (ref readonly var token in reading.Tokens)
            if (token.Sentence == sentence && !token.Classes.Overlaps(NotWords)) count++;
        return count;
    }

    private static readonly ClassSet NotWords = ClassSet.Of(BuiltInClasses.End) | ClassSet.Of(BuiltInClasses.Comma)
        | ClassSet.Of(BuiltInClasses.Dash) | ClassSet.Of(BuiltInClasses.Colon) | ClassSet.Of(BuiltInClasses.Paren) | ClassSet.Of(BuiltInClasses.Emoji);
}
