using System.Reflection;
using System.Text.Json;

namespace SlackPartner.Coach;

/// <summary>Reads a locale's packs and refuses, with the place, whatever the engine would not understand.</summary>
internal sealed class RulePackReader
{
    public const int Version = 1;
    private const int MostFacts = 64;
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly string[] FieldNames = ["situation", "behavior", "impact", "draft"];

    private readonly LexiconBuilder _lexicon = new();
    private readonly List<(string File, JsonElement Root)> _files = [];
    private readonly List<Mask> _masks = [];
    private readonly List<string> _facts = [];
    private readonly List<Rule> _rules = [];
    private readonly List<CheckTexts> _checks = [];
    private readonly List<(string Source, PatternOwner Owner, int Index, byte Audience, bool SeesReported)> _patterns = [];

    public static RulePack ReadEmbedded(Assembly assembly, string locale)
    {
        var prefix = $"Coach.Packs.{locale}/";
        var reader = new RulePackReader();
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal)) continue;
            using var stream = assembly.GetManifestResourceStream(name) ?? throw new RulePackException($"The pack {name} is gone.");
            using var text = new StreamReader(stream);
            reader.Add(name[prefix.Length..], text.ReadToEnd(), locale);
        }
        return reader.Build();
    }

    /// <summary>Adds one file; the order of files does not matter.</summary>
    public void Add(string file, string json, string locale)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            root = document.RootElement.Clone();
        }
        catch (JsonException problem)
        {
            throw new RulePackException($"{file} is not JSON: {problem.Message}");
        }
        if (root.ValueKind != JsonValueKind.Object) throw new RulePackException($"{file} must hold one object.");
        if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || version.GetInt32() != Version)
            throw new RulePackException($"{file} must say \"version\": {Version}.");
        if (Text(file, root, "locale") != locale) throw new RulePackException($"{file} must say \"locale\": \"{locale}\".");
        foreach (var part in root.EnumerateObject())
        {
            if (part.Name is not ("version" or "locale" or "about" or "classes" or "irregular" or "expand" or "checks" or "masks" or "facts" or "rules" or "heat" or "heat_weights" or "sarcasm_weights"))
                throw new RulePackException($"{file} has an unknown part \"{part.Name}\".");
        }
        _files.Add((file, root));
    }

    public RulePack Build()
    {
        Each("irregular", (_, verb) => _lexicon.AddIrregular(verb.Name, Words(verb.Value)));
        Each("classes", ReadClass);
        Each("expand", (_, word) => _lexicon.AddExpansion(word.Name, word.Value.GetString() ?? ""));
        Each("checks", ReadCheck);
        Each("facts", ReadFact);
        Each("masks", ReadMask);
        Each("rules", ReadRule);
        var compiler = new PatternCompiler(_lexicon.ClassIndex, _lexicon.WordIndex, _lexicon.PhraseIndex);
        // Masks come first: they decide which words the facts and rules may see.
        Pattern[] patterns =
        [
            .. _patterns.OrderBy(pattern => pattern.Owner)
                .SelectMany(pattern => compiler.Compile(pattern.Source)
                    .Select(elements => new Pattern(elements, pattern.Owner, pattern.Index, pattern.Audience, pattern.SeesReported, pattern.Source))),
        ];
        var (lexicon, byBuiltIn) = _lexicon.Build(patterns);
        foreach (var check in Checks.All)
            if (!_checks.Exists(texts => texts.Id == check)) throw new RulePackException($"No pack has texts for the check \"{check}\".");
        string[] facts = [.. _facts];
        return new(
            lexicon, patterns, [.. _masks], facts, [.. _rules], [.. _checks.OrderBy(check => check.Index)], new HeatTable(facts, Single("heat")),
            Weights("heat_weights", facts), Weights("sarcasm_weights", facts), _lexicon.ClassNames, byBuiltIn, name => _lexicon.ClassIndex(name) is var index and >= 0 ? ClassSet.Of(index) : throw new RulePackException($"The packs must define the class {name}."));
    }

    private WordWeights Weights(string part, string[] facts) =>
        Single(part) is { ValueKind: JsonValueKind.Object } weights ? WordWeights.Read(weights, _lexicon.ClassIndex, facts) : WordWeights.None;

    private JsonElement Single(string part) =>
        _files.Select(file => file.Root.TryGetProperty(part, out var found) ? found : default).FirstOrDefault(found => found.ValueKind == JsonValueKind.Object);

    private void Each(string part, Action<string, JsonProperty> read)
    {
        foreach (var (file, root) in _files)
        {
            if (!root.TryGetProperty(part, out var entries)) continue;
            if (entries.ValueKind != JsonValueKind.Object) throw new RulePackException($"\"{part}\" in {file} must be an object.");
            foreach (var entry in entries.EnumerateObject()) read($"{file}, {part}, {entry.Name}", entry);
        }
    }

    private void ReadClass(string place, JsonProperty entry)
    {
        if (!char.IsAsciiLetterUpper(entry.Name[0])) throw new RulePackException($"{place}: a class is named in capitals.");
        if (entry.Value.ValueKind == JsonValueKind.Array)
        {
            _lexicon.AddWords(entry.Name, Words(entry.Value));
            return;
        }
        if (entry.Value.ValueKind != JsonValueKind.Object) throw new RulePackException($"{place}: must be a list of words or an object.");
        foreach (var part in entry.Value.EnumerateObject())
        {
            switch (part.Name)
            {
                case "words": _lexicon.AddWords(entry.Name, Words(part.Value)); break;
                case "verbs": _lexicon.AddVerbs(entry.Name, Words(part.Value)); break;
                case "adjectives": _lexicon.AddAdjectives(entry.Name, Words(part.Value)); break;
                case "adverbs_of": _lexicon.AddAdverbsOf(entry.Name, Words(part.Value)); break;
                case "states_of": _lexicon.AddStatesOf(entry.Name, Words(part.Value)); break;
                case "include": _lexicon.Include(entry.Name, Words(part.Value)); break;
                default: throw new RulePackException($"{place}: unknown part \"{part.Name}\".");
            }
        }
    }

    private void ReadCheck(string place, JsonProperty entry)
    {
        var index = Checks.All.IndexOf(entry.Name);
        if (index < 0) throw new RulePackException($"{place}: the coach has no such check.");
        _checks.Add(new(
            index,
            entry.Name,
            Fields(place, entry.Value) ?? throw new RulePackException($"{place}: needs \"fields\"."),
            Severity(place, entry.Value) ?? throw new RulePackException($"{place}: needs \"severity\"."),
            Text(place, entry.Value, "reason"),
            Text(place, entry.Value, "question"),
            Text(place, entry.Value, "rewrite")));
    }

    private void ReadFact(string place, JsonProperty entry)
    {
        if (_facts.Count == MostFacts) throw new RulePackException($"{place}: more than {MostFacts} facts.");
        if (_facts.Contains(entry.Name)) throw new RulePackException($"{place}: defined twice.");
        _facts.Add(entry.Name);
        var patterns = entry.Value.ValueKind == JsonValueKind.Object ? entry.Value.GetProperty("patterns") : entry.Value;
        var seesReported = entry.Value.ValueKind == JsonValueKind.Object && entry.Value.TryGetProperty("reported", out var sees) && sees.GetBoolean();
        AddPatterns(place, patterns, PatternOwner.Fact, _facts.Count - 1, IsHeat(place) ? Audience.Heat : Audience.AnyField, seesReported);
    }

    private void ReadMask(string place, JsonProperty entry)
    {
        var effect = Text(place, entry.Value, "do") switch
        {
            "report" => MaskEffect.Report,
            "neutral" => MaskEffect.Neutral,
            var other => throw new RulePackException($"{place}: \"do\" is \"report\" or \"neutral\", not \"{other}\"."),
        };
        _masks.Add(new(entry.Name, effect));
        AddPatterns(place, Part(place, entry.Value, "patterns"), PatternOwner.Mask, _masks.Count - 1, Audience.All, seesReported: true);
    }

    private void ReadRule(string place, JsonProperty entry)
    {
        var id = entry.Name.Split('.')[0];
        var check = _checks.Find(check => check.Id == id) ?? throw new RulePackException($"{place}: no check is called \"{id}\".");
        if (_rules.Exists(rule => rule.Id == entry.Name)) throw new RulePackException($"{place}: defined twice.");
        foreach (var part in entry.Value.EnumerateObject())
        {
            if (part.Name is not ("fields" or "severity" or "confidence" or "unless" or "unless_anywhere" or "needs" or "needs_anywhere" or "rewrite" or "patterns" or "reported" or "heat"))
                throw new RulePackException($"{place}: unknown part \"{part.Name}\".");
        }
        var confidence = entry.Value.TryGetProperty("confidence", out var tier) ? tier.GetString() : "sure";
        if (confidence is not ("sure" or "unsure")) throw new RulePackException($"{place}: \"confidence\" is \"sure\" or \"unsure\".");
        _rules.Add(new(
            entry.Name,
            check,
            Fields(place, entry.Value) ?? check.Fields,
            Severity(place, entry.Value) ?? check.Severity,
            confidence == "sure" ? Confidence.Sure : Confidence.Unsure,
            FactSet(place, entry.Value, "unless"),
            FactSet(place, entry.Value, "unless_anywhere"),
            FactSet(place, entry.Value, "needs"),
            FactSet(place, entry.Value, "needs_anywhere"),
            entry.Value.TryGetProperty("rewrite", out var rewrite) ? rewrite.GetString() : null));
        var seesReported = entry.Value.TryGetProperty("reported", out var sees) && sees.GetBoolean();
        AddPatterns(place, Part(place, entry.Value, "patterns"), PatternOwner.Rule, _rules.Count - 1, _rules[^1].Fields, seesReported);
        if (!entry.Value.TryGetProperty("heat", out var feature)) return;
        // What the coach flags in a draft also heats a thread.
        var fact = _facts.IndexOf(feature.GetString() ?? "");
        if (fact < 0) throw new RulePackException($"{place}: no fact is called \"{feature}\".");
        AddPatterns(place, Part(place, entry.Value, "patterns"), PatternOwner.Fact, fact, Audience.Heat, seesReported: false);
    }

    private void AddPatterns(string place, JsonElement patterns, PatternOwner owner, int index, byte audience, bool seesReported)
    {
        if (patterns.ValueKind != JsonValueKind.Array) throw new RulePackException($"{place}: patterns are a list of texts.");
        foreach (var pattern in patterns.EnumerateArray())
            _patterns.Add((pattern.GetString() ?? throw new RulePackException($"{place}: an empty pattern."), owner, index, audience, seesReported));
    }

    /// <summary>The facts of a file that weighs heat are for the meter, those of other files for the coach.</summary>
    private bool IsHeat(string place) => _files.Exists(file => place.StartsWith(file.File + ",", StringComparison.Ordinal) && file.Root.TryGetProperty("heat", out _));

    private ulong FactSet(string place, JsonElement rule, string part)
    {
        if (!rule.TryGetProperty(part, out var names)) return 0;
        var set = 0UL;
        foreach (var name in Words(names))
        {
            var index = _facts.IndexOf(name);
            if (index < 0) throw new RulePackException($"{place}: no fact is called \"{name}\".");
            set |= 1UL << index;
        }
        return set;
    }

    private static byte? Fields(string place, JsonElement entry)
    {
        if (!entry.TryGetProperty("fields", out var names)) return null;
        byte fields = 0;
        foreach (var name in Words(names))
        {
            var index = Array.IndexOf(FieldNames, name);
            if (name != "all" && index < 0) throw new RulePackException($"{place}: no field is called \"{name}\".");
            fields |= name == "all" ? (byte)0b1111 : (byte)(1 << index);
        }
        return fields;
    }

    private static int? Severity(string place, JsonElement entry)
    {
        if (!entry.TryGetProperty("severity", out var severity)) return null;
        return severity.GetInt32() is var level and >= 1 and <= 3 ? level : throw new RulePackException($"{place}: \"severity\" is 1, 2 or 3.");
    }

    private static JsonElement Part(string place, JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var part) ? part : throw new RulePackException($"{place}: needs \"{name}\".");

    private static string Text(string place, JsonElement entry, string name) =>
        Part(place, entry, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw new RulePackException($"{place}: \"{name}\" must be text.");

    /// <summary>A text of words, or a list of such texts.</summary>
    private static IEnumerable<string> Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Words),
        _ => throw new RulePackException("Words are a text or a list of texts."),
    };
}
