using System.Text.Json;

namespace SlackPartner.Coach;

/// <summary>What one sign of heat weighs, and what its author is told.</summary>
internal sealed record HeatTerm(string Id, double Weight, string Why);

/// <summary>The published weights and limits of the heat score, read from the packs.</summary>
internal sealed class HeatTable
{
    private static readonly string[] SupportNames = ["shouting", "answered_in_kind", "marks", "you_rising", "fast", "mockery", "longer", "snide", "objected", "puzzled", "about_you", "phrases", "words"];

    public const int Shouting = 0;
    public const int AnsweredInKind = 1;
    public const int Marks = 2;
    public const int YouRising = 3;
    public const int Fast = 4;
    public const int Mockery = 5;
    public const int Longer = 6;
    public const int Snide = 7;
    public const int Objected = 8;
    public const int Puzzled = 9;
    public const int AboutYou = 10;
    public const int Phrases = 11;
    public const int Words = 12;

    public HeatTable(string[] facts, JsonElement heat)
    {
        var features = Part(heat, "features");
        PersonTerms = [.. features.EnumerateObject().Select(feature => Term(feature))];
        PersonFacts = [.. PersonTerms.Select(term => Fact(facts, term.Id))];
        AnyPersonFact = PersonFacts.Aggregate(0UL, (all, fact) => all | fact);
        var supports = Part(heat, "supports");
        Supports = [.. SupportNames.Select(name => supports.TryGetProperty(name, out var support)
            ? new HeatTerm(name, Number(support, "weight"), Part(support, "why").GetString() ?? "")
            : throw new RulePackException($"The heat pack lacks the support \"{name}\"."))];
        Sorry = Fact(facts, "calm_sorry");
        Accept = Fact(facts, "calm_accept");
        Thanks = Fact(facts, "calm_thanks");
        Laugh = Fact(facts, "play_laugh");
        Play = Fact(facts, "play_topic");
        Incident = Fact(facts, "mode_incident");
        Celebration = Fact(facts, "mode_celebrate");
        OwnMistake = Fact(facts, "own_mistake");
        ToldYou = Fact(facts, "told_you");
        SnideFace = Fact(facts, "snide");
        HasYou = Fact(facts, "has_you_word");
        ProtestStrong = Fact(facts, "protest_strong");
        ProtestMild = Fact(facts, "protest_mild");
        var limits = Part(heat, "limits");
        NudgeAt = Number(limits, "nudge_at");
        CalmBelow = Number(limits, "calm_below");
        NamedAt = Number(limits, "named_at");
        Undirected = Number(limits, "undirected");
        WordsAlone = Number(limits, "words_alone");
        SignPull = Number(limits, "sign_pull");
        Slope = Number(limits, "slope");
        MostPerMessage = Number(limits, "most_per_message");
        Decay = Number(limits, "decay_per_message");
        AfterOwnRepair = Number(limits, "after_own_repair");
        AfterAccepted = Number(limits, "after_accepted");
        AfterThanks = Number(limits, "after_thanks");
        Banter = Number(limits, "banter");
        LongMessage = Number(limits, "long_message");
    }

    /// <summary>Signs aimed at a person, each with the fact that shows it.</summary>
    public HeatTerm[] PersonTerms { get; }
    public ulong[] PersonFacts { get; }

    public ulong AnyPersonFact { get; }

    /// <summary>Signs that count only beside one aimed at a person.</summary>
    public HeatTerm[] Supports { get; }

    public ulong Sorry { get; }
    public ulong Accept { get; }
    public ulong Thanks { get; }
    public ulong Laugh { get; }
    public ulong Play { get; }
    public ulong Incident { get; }
    public ulong Celebration { get; }
    public ulong OwnMistake { get; }
    public ulong ToldYou { get; }
    public ulong HasYou { get; }
    public ulong SnideFace { get; }
    public ulong ProtestStrong { get; }
    public ulong ProtestMild { get; }
    public double NudgeAt { get; }
    public double CalmBelow { get; }
    public double NamedAt { get; }
    public double Slope { get; }
    public double Undirected { get; }
    public double SignPull { get; }
    public double WordsAlone { get; }
    public double MostPerMessage { get; }
    public double Decay { get; }
    public double AfterOwnRepair { get; }
    public double AfterAccepted { get; }
    public double AfterThanks { get; }
    public double Banter { get; }
    public double LongMessage { get; }

    private static HeatTerm Term(JsonProperty feature) =>
        new(feature.Name, Number(feature.Value, "weight"), Part(feature.Value, "why").GetString() ?? "");

    private static ulong Fact(string[] facts, string name)
    {
        var index = Array.IndexOf(facts, name);
        return index >= 0 ? 1UL << index : throw new RulePackException($"The heat pack needs the fact \"{name}\".");
    }

    private static JsonElement Part(JsonElement heat, string name) =>
        heat.ValueKind == JsonValueKind.Object && heat.TryGetProperty(name, out var part) ? part : throw new RulePackException($"The heat pack needs \"{name}\".");

    private static double Number(JsonElement entry, string name) =>
        Part(entry, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : throw new RulePackException($"The heat pack: \"{name}\" must be a number.");
}
