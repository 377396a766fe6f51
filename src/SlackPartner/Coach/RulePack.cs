using System.Reflection;

namespace SlackPartner.Coach;

/// <summary>What a mask does with the words it covers.</summary>
internal enum MaskEffect
{
    /// <summary>The rest of the clause is somebody's words or an owned guess, not the writer's judgment.</summary>
    Report = 0,

    /// <summary>The words between the brackets mean something technical.</summary>
    Neutral = 1,
}

/// <summary>A pattern that takes words out of judgment.</summary>
internal sealed record Mask(string Id, MaskEffect Effect);

/// <summary>One wording a check looks for, with what must and must not be beside it.</summary>
internal sealed record Rule(
    string Id,
    CheckTexts Check,
    byte Fields,
    int Severity,
    Confidence Confidence,
    ulong Unless,
    ulong UnlessAnywhere,
    ulong Needs,
    ulong NeedsAnywhere,
    string? Rewrite);

/// <summary>The words of one check: its place in the list of checks, and what the writer reads.</summary>
internal sealed record CheckTexts(int Index, string Id, byte Fields, int Severity, string Reason, string Question, string Rewrite);

/// <summary>The rules of one locale, read once from the JSON packs and checked while reading.</summary>
internal sealed class RulePack(
    Lexicon lexicon,
    Pattern[] patterns,
    Mask[] masks,
    string[] facts,
    Rule[] rules,
    CheckTexts[] checks,
    HeatTable heat,
    WordWeights heatWeights,
    WordWeights sarcasmWeights,
    string[] classes,
    int[][] patternsByBuiltIn,
    Func<string, ClassSet> classNamed)
{
    private static readonly Lazy<RulePack> LazyEnglish = new(() => RulePackReader.ReadEmbedded(Assembly.GetExecutingAssembly(), "en"));

    public static RulePack English => LazyEnglish.Value;

    public Lexicon Lexicon { get; } = lexicon;
    public Pattern[] Patterns { get; } = patterns;
    public Mask[] Masks { get; } = masks;
    public string[] Facts { get; } = facts;
    public Rule[] Rules { get; } = rules;
    public CheckTexts[] Checks { get; } = checks;

    public HeatTable Heat { get; } = heat;

    public WordWeights HeatWeights { get; } = heatWeights;

    public WordWeights SarcasmWeights { get; } = sarcasmWeights;

    /// <summary>The names of the word classes by their number.</summary>
    public string[] Classes { get; } = classes;

    /// <summary>Patterns that can begin with a token no lexicon entry stands for, by built-in class.</summary>
    public int[][] PatternsByBuiltIn { get; } = patternsByBuiltIn;

    public Vocabulary Vocabulary { get; } = Vocabulary.Of(facts, classNamed, lexicon);
}

/// <summary>The classes and facts the code itself asks about; a pack that lacks one does not load.</summary>
internal sealed record Vocabulary
{
    public required ClassSet FirstPerson { get; init; }
    public required ClassSet ClauseJoin { get; init; }
    public required ClassSet Contrast { get; init; }
    public required ClassSet You { get; init; }
    public required ulong Anchor { get; init; }
    public required ulong WeekdayAnchor { get; init; }
    public required ulong EventAnchor { get; init; }
    public required ulong OftenSaid { get; init; }
    public required ulong Habitual { get; init; }
    public required ulong Observable { get; init; }
    public required ulong Interpretation { get; init; }
    public required ulong StrongInterpretation { get; init; }
    public required ulong Effect { get; init; }
    public required ulong LaterEffect { get; init; }
    public required ulong YouAct { get; init; }
    public required ulong Praise { get; init; }
    public required ulong Reason { get; init; }

    public static Vocabulary Of(string[] facts, Func<string, ClassSet> classNamed, Lexicon lexicon)
    {
        if (lexicon.Find("not") < 0) throw new RulePackException("The packs must know the word \"not\".");
        return new()
        {
            FirstPerson = classNamed("FIRST"),
            ClauseJoin = classNamed("CLAUSE_JOIN"),
            Contrast = classNamed("CONTRAST"),
            You = classNamed("YOU"),
            Anchor = Fact("anchor"),
            WeekdayAnchor = Fact("weekday_anchor"),
            EventAnchor = Fact("event_anchor"),
            OftenSaid = Fact("often_said"),
            Habitual = Fact("habitual"),
            Observable = Fact("observable"),
            Interpretation = Fact("interpretation"),
            StrongInterpretation = Fact("strong_interpretation"),
            Effect = Fact("effect"),
            LaterEffect = Fact("later_effect"),
            YouAct = Fact("you_act"),
            Praise = Fact("praise"),
            Reason = Fact("specific_reason"),
        };

        ulong Fact(string name)
        {
            var index = Array.IndexOf(facts, name);
            return index >= 0 ? 1UL << index : throw new RulePackException($"The packs must define the fact \"{name}\".");
        }
    }
}
