using SlackPartner.Kernel;

namespace SlackPartner.Coach;

/// <summary>Points at wording that judges, guesses or generalizes, and asks a question about it. Offline, pure, and silent when all is well.</summary>
public static class WordingCoach
{
    private const int MostHits = 64;
    private static readonly IReadOnlyList<Finding> Nothing = [];
    private static readonly CheckSet NotPraise = default(CheckSet)
        .With(Checks.Sarcasm).With(Checks.Label).With(Checks.Diagnosis).With(Checks.Motive).With(Checks.Blame).With(Checks.Command);

    private static readonly CheckSet Specific = default(CheckSet).With(Checks.Motive).With(Checks.ImpactNotOwned);
    private static readonly CheckSet Clinical = default(CheckSet).With(Checks.Diagnosis);

    /// <summary>Findings strongest first; the shared empty list, and no allocation, when there is nothing to say.</summary>
    public static IReadOnlyList<Finding> Check(SbiField field, PrivateText text) => Check(RulePack.English, field, text);

    internal static IReadOnlyList<Finding> Check(RulePack pack, SbiField field, PrivateText text)
    {
        if (text.IsBlank) return Nothing;
        var written = text.Reveal();
        Span<ulong> factsOfSentence = stackalloc ulong[Reading.MostSentences];
        Span<RuleHit> hits = stackalloc RuleHit[MostHits];
        Span<short> places = stackalloc short[2 * Reading.MostSentences];
        using var reading = Reading.Of(pack, written, Audience.Of(field), factsOfSentence, hits, places);
        // Hidden characters alone are as good as nothing.
        if (reading.Tokens.IsEmpty) return Nothing;
        Span<bool> counted = stackalloc bool[MostHits];
        var causes = Count(reading, pack, counted);
        var irony = causes.Has(Checks.Sarcasm) ? default : Irony.Find(reading, written, pack);
        if (!irony.Equals(default)) causes = causes.With(Checks.Sarcasm);
        if (causes.HasAnyOf(NotPraise)) causes = WithoutPraise(reading, pack, counted, causes);
        var missing = Structure.Missing(reading, pack.Vocabulary, field, causes);
        if (causes.IsEmpty && missing.IsEmpty) return Nothing;
        return Findings(reading, pack, field, written, counted, irony, missing);
    }

    /// <summary>Keeps the hits whose neighborhood agrees, and returns their checks.</summary>
    private static CheckSet Count(in Reading reading, RulePack pack, Span<bool> counted)
    {
        for (var i = 0; i < reading.Hits.Length; i++)
        {
            var rule = pack.Rules[reading.Hits[i].Rule];
            var nearby = reading.FactsIn(reading.Tokens[reading.Hits[i].Match.First].Sentence);
            counted[i] = (nearby & rule.Unless) == 0 && (reading.Facts & rule.UnlessAnywhere) == 0
                && (rule.Needs == 0 || (nearby & rule.Needs) != 0) && (rule.NeedsAnywhere == 0 || (reading.Facts & rule.NeedsAnywhere) != 0);
        }
        var causes = default(CheckSet);
        for (var i = 0; i < reading.Hits.Length; i++)
        {
            counted[i] &= !IsOutranked(reading, pack, counted, i);
            if (counted[i]) causes = causes.With(pack.Rules[reading.Hits[i].Rule].Check.Index);
        }
        return causes;
    }

    /// <summary>Of two causes in the same words the more specific one counts: a guess about motive over "never", a clinical word over a label.</summary>
    private static bool IsOutranked(in Reading reading, RulePack pack, ReadOnlySpan<bool> counted, int hit)
    {
        var stronger = pack.Rules[reading.Hits[hit].Rule].Check.Index switch
        {
            Checks.Absolute => Specific,
            Checks.Label => Clinical,
            _ => default,
        };
        if (stronger.IsEmpty) return false;
        var match = reading.Hits[hit].Match;
        for (var i = 0; i < reading.Hits.Length; i++)
        {
            if (!counted[i] || !stronger.Has(pack.Rules[reading.Hits[i].Rule].Check.Index)) continue;
            var other = reading.Hits[i].Match;
            if (other.FocusFirst < match.FocusEnd && match.FocusFirst < other.FocusEnd) return true;
        }
        return false;
    }

    /// <summary>Praise that is meant the other way, or denied, is not praise.</summary>
    private static CheckSet WithoutPraise(in Reading reading, RulePack pack, Span<bool> counted, CheckSet causes)
    {
        for (var i = 0; i < reading.Hits.Length; i++)
            counted[i] &= pack.Rules[reading.Hits[i].Rule].Check.Index != Checks.GenericPraise;
        return causes.Without(Checks.GenericPraise);
    }

    private static List<Finding> Findings(in Reading reading, RulePack pack, SbiField field, string text, ReadOnlySpan<bool> counted, Range irony, CheckSet missing)
    {
        var findings = new List<Finding>();
        for (var i = 0; i < reading.Hits.Length; i++)
        {
            if (!counted[i]) continue;
            var hit = reading.Hits[i];
            var rule = pack.Rules[hit.Rule];
            // Empty praise around criticism is one thing to say, not three.
            if (rule.Check.Index == Checks.GenericPraise && missing.Has(Checks.Sandwich)) continue;
            var start = reading.Tokens[hit.Match.FocusFirst].Start;
            var end = reading.Tokens[Math.Max(hit.Match.FocusFirst, hit.Match.FocusEnd - 1)].End;
            Add(findings, Describe(rule.Check, field, text, start, end - start, rule.Severity, rule.Confidence, rule.Id, rule.Rewrite));
        }
        if (!irony.Equals(default))
        {
            var sentence = reading.Tokens[irony];
            var check = pack.Checks[Checks.Sarcasm];
            findings.Add(Describe(check, field, text, sentence[0].Start, sentence[^1].End - sentence[0].Start, check.Severity, Confidence.Unsure, check.Id + ".words", null));
        }
        foreach (var check in pack.Checks)
        {
            if (!missing.Has(check.Index)) continue;
            var confidence = Structure.IsSure(check.Index, reading, pack.Vocabulary) ? Confidence.Sure : Confidence.Unsure;
            findings.Add(Describe(check, field, text, 0, text.Length, check.Severity, confidence, check.Id + ".structure", null));
        }
        findings.Sort(static (left, right) => Rank(left).CompareTo(Rank(right)));
        return findings;
    }

    private static (int, Confidence, int) Rank(Finding finding) => (-finding.Severity, finding.Confidence, finding.Start);

    /// <summary>One finding per check and place: two rules that agree are still one thing to say.</summary>
    private static void Add(List<Finding> findings, Finding candidate)
    {
        foreach (var other in findings)
        {
            if (other.Check == candidate.Check && other.Start < candidate.Start + candidate.Length && candidate.Start < other.Start + other.Length) return;
        }
        findings.Add(candidate);
    }

    private static Finding Describe(CheckTexts check, SbiField field, string text, int start, int length, int severity, Confidence confidence, string rule, string? rewrite) =>
        new(check.Id, field, start, length, severity, confidence, rule, check.Reason, check.Question,
            (rewrite ?? check.Rewrite).Replace("{words}", text.Substring(start, length).Trim(), StringComparison.Ordinal));
}
