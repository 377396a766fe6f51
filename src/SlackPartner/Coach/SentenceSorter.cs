using SlackPartner.Kernel;

namespace SlackPartner.Coach;

/// <summary>First guess for pasted text: which sentence is situation, behavior or impact, and why. Nothing is dropped.</summary>
public static class SentenceSorter
{
    public static SortedText Sort(PrivateText text)
    {
        if (text.IsBlank) return new(default, default, default, []);
        var written = text.Reveal();
        var pack = RulePack.English;
        Span<ulong> factsOfSentence = stackalloc ulong[Reading.MostSentences];
        Span<RuleHit> hits = stackalloc RuleHit[1];
        Span<short> places = stackalloc short[2 * Reading.MostSentences];
        using var reading = Reading.Of(pack, written, Audience.Of(SbiField.Draft), factsOfSentence, hits, places);
        var sentences = new List<SortedSentence>();
        var seenBehavior = false;
        var start = 0;
        for (var i = 0; i < reading.Tokens.Length; i++)
        {
            var isLast = i + 1 == reading.Tokens.Length;
            if (!isLast && reading.Tokens[i + 1].Sentence == reading.Tokens[i].Sentence) continue;
            var end = isLast ? written.Length : reading.Tokens[i + 1].Start;
            // An opening mark that is no token of its own belongs to the sentence it opens.
            while (!isLast && end > reading.Tokens[i].End && !char.IsWhiteSpace(written[end - 1])) end--;
            var sentence = Place(written[start..end].Trim(), reading.FactsIn(reading.Tokens[i].Sentence), pack.Vocabulary, seenBehavior);
            seenBehavior |= sentence.Field == SbiField.Behavior;
            sentences.Add(sentence);
            start = end;
        }
        if (sentences.Count == 0) sentences.Add(new(text.Trimmed(), SbiField.Behavior, Confidence.Unsure, "Nothing here says which part it is."));
        return new(Join(sentences, SbiField.Situation), Join(sentences, SbiField.Behavior), Join(sentences, SbiField.Impact), sentences);
    }

    private static SortedSentence Place(string sentence, ulong facts, Vocabulary words, bool seenBehavior)
    {
        var has = (When: (facts & (words.Anchor | words.WeekdayAnchor | words.EventAnchor)) != 0, Act: (facts & words.YouAct) != 0,
            Effect: (facts & words.Effect) != 0 || (seenBehavior && (facts & words.LaterEffect) != 0));
        var (field, confidence, why) = has switch
        {
            { Act: true, Effect: false, When: false } => (SbiField.Behavior, Confidence.Sure, "It says what they did or said."),
            { Act: true, Effect: false, When: true } => (SbiField.Behavior, Confidence.Unsure, "It says what they did, and also when or where."),
            { Act: true, Effect: true } => (seenBehavior ? SbiField.Impact : SbiField.Behavior, Confidence.Unsure, "It holds both what they did and what came of it."),
            { Effect: true } => (SbiField.Impact, Confidence.Sure, "It says what came of it."),
            { When: true } => (SbiField.Situation, seenBehavior ? Confidence.Unsure : Confidence.Sure, "It says when or where."),
            _ => (seenBehavior ? SbiField.Impact : SbiField.Situation, Confidence.Unsure, "Nothing here says which part it is, so its place in the text decided."),
        };
        return new(new PrivateText(sentence), field, confidence, why);
    }

    private static PrivateText Join(List<SortedSentence> sentences, SbiField field) =>
        new(string.Join(' ', sentences.Where(sentence => sentence.Field == field).Select(sentence => sentence.Text.Reveal())));
}
