using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SlackPartner.Coach;
using SlackPartner.Tests.Coach;

namespace SlackPartner.Bench;

/// <summary>A message, or a sentence of a text, as its features.</summary>
internal sealed record Example(string Author, ulong[] Keys, bool SaysYou);

/// <summary>What belongs together, and whose examples hold what is to be learned.</summary>
internal sealed record Lesson(Example[] Examples, string[] Who);

/// <summary>
/// Learns weights of features by logistic regression over labelled sets: threads for heat, texts for sarcasm. Of each author who is named only
/// the example that looks most like it counts as a hit; of everybody else every example counts as none. The order is fixed, so a run repeats exactly.
/// </summary>
internal sealed class WeightTrainer(RulePack pack)
{
    private const int Epochs = 20;
    private const double Rate = 0.1;
    private const double Decay = 2e-3;
    private const int FewestLessons = 2;
    private const double Faint = 0.2;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<ulong, (WordFeatureKind Kind, string Name)> _names = [];
    private readonly Dictionary<ulong, double> _weights = [];
    private readonly Dictionary<ulong, double> _steps = [];
    private double _bias = -1;

    /// <summary>How much more than even odds a message must be worth before it counts: chosen on the held-back threads, for ordinary work to stay in peace.</summary>
    private const double HeatEdge = 1.1;

    /// <summary>Higher, because a draft is read with care anyway, and sincere thanks taken for mockery hurt.</summary>
    private const double SarcasmEdge = 1.4;

    /// <summary>Learns from the sets of the tests, the held back ones left out, and writes the packs.</summary>
    public static void WritePacks()
    {
        var heat = new WeightTrainer(RulePack.English);
        heat.Learn([.. Labelled.OwnThreads.Concat(Labelled.HeatLines).Select(heat.LessonOf)]);
        heat.Write("heat", HeatEdge);
        var sarcasm = new WeightTrainer(RulePack.English);
        sarcasm.Learn([.. Labelled.OwnTexts.Concat(Labelled.SarcasmTexts).Where(text => !text.Optional.Contains("sarcasm")).Select(sarcasm.LessonOf)]);
        sarcasm.Write("sarcasm", SarcasmEdge);
    }

    private void Write(string what, double edge)
    {
        var path = Path.Combine(Labelled.Root, "src", "SlackPartner", "Coach", "Packs", "en", $"{what}.weights.json");
        File.WriteAllText(path, PackWith(what, edge, RulePackReader.Version, "en"));
        Console.WriteLine($"Written: {path}");
    }

    private readonly Dictionary<ulong, double> _sums = [];
    private double _biasSum;

    /// <summary>The pack to publish: a name and a weight a line, the faint ones left out, moved so that what lies at the edge sums up to zero.</summary>
    public string PackWith(string what, double edge, int version, string locale)
    {
        var kinds = Enum.GetValues<WordFeatureKind>().Select(kind => $"    \"{WordWeights.NameOf(kind)}\": {{\n" + string.Join(",\n", _weights
            .Where(entry => _names[entry.Key].Kind == kind && Math.Abs(entry.Value) >= Faint)
            .OrderBy(entry => _names[entry.Key].Name, StringComparer.Ordinal)
            .Select(entry => $"      {JsonSerializer.Serialize(_names[entry.Key].Name, Plain)}: {entry.Value.ToString("0.00", CultureInfo.InvariantCulture)}")) + "\n    }");
        return $$"""
            {
              "version": {{version}},
              "locale": "{{locale}}",
              "about": "The weight of each feature. Learned from the labelled sets of the tests by `deploy/bench learn`; not edited by hand.",
              "{{what}}_weights": {
                "bias": {{(_bias - edge).ToString("0.000", CultureInfo.InvariantCulture)}},
            {{string.Join(",\n", kinds)}}
              }
            }

            """;
    }

    public void Learn(IReadOnlyList<Lesson> lessons)
    {
        var random = new Random(7);
        var lessonsOf = lessons.SelectMany(lesson => lesson.Examples.SelectMany(example => example.Keys).Distinct()).CountBy(key => key).ToDictionary();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            List<(ulong[] Keys, bool IsHit)> round = [];
            foreach (var (examples, who) in lessons)
            {
                foreach (var name in who)
                {
                    var own = examples.Where(example => example.Author == name).ToArray();
                    if (own.Length > 0) round.Add((own.MaxBy(example => epoch < 2 ? (example.SaysYou ? 1000 : 0) + example.Keys.Length : Logit(example.Keys))!.Keys, true));
                }
                round.AddRange(examples.Where(example => !who.Contains(example.Author)).Select(example => (example.Keys, false)));
            }
            foreach (var (keys, isHit) in round.OrderBy(_ => random.Next()).ToList()) Step(keys, isHit, lessonsOf);
            if (epoch < Epochs / 2) continue;
            foreach (var (key, weight) in _weights) _sums[key] = _sums.GetValueOrDefault(key) + weight;
            _biasSum += _bias;
        }
        // The mean of the later rounds depends less on which example came last.
        var rounds = Epochs - Epochs / 2;
        foreach (var (key, sum) in _sums) _weights[key] = sum / rounds;
        _bias = _biasSum / rounds;
    }

    private void Step(ulong[] keys, bool isHit, Dictionary<ulong, int> lessonsOf)
    {
        var error = 1 / (1 + Math.Exp(-Math.Clamp(Logit(keys), -30, 30))) - (isHit ? 1 : 0);
        var scale = WordWeights.ScaleOf(keys.Length);
        _bias -= 0.05 * error;
        foreach (var key in keys)
        {
            if (lessonsOf[key] < FewestLessons) continue;
            var weight = _weights.GetValueOrDefault(key);
            var gradient = error * scale + Decay * weight;
            var step = _steps[key] = _steps.GetValueOrDefault(key, 1e-8) + gradient * gradient;
            _weights[key] = weight - Rate * gradient / Math.Sqrt(step);
        }
    }

    private double Logit(ulong[] keys)
    {
        var sum = 0.0;
        foreach (var key in keys) sum += _weights.GetValueOrDefault(key);
        return _bias + sum * WordWeights.ScaleOf(keys.Length);
    }

    private Lesson LessonOf(LabelledThread thread) => new([.. thread.Messages.Select(message => Read(message.User, message.Text))], thread.Who);

    private Lesson LessonOf(LabelledText text)
    {
        const string author = "author";
        Span<ulong> factsOfSentence = stackalloc ulong[Reading.MostSentences];
        Span<RuleHit> hits = stackalloc RuleHit[64];
        Span<short> places = stackalloc short[2 * Reading.MostSentences];
        Span<Range> sentences = stackalloc Range[Reading.MostSentences];
        using var reading = Reading.Of(pack, text.Text, Audience.Of(text.Field), factsOfSentence, hits, places);
        List<Example> examples = [];
        foreach (var sentence in sentences[..Irony.Sentences(reading.Tokens, sentences)]) examples.Add(ExampleOf(author, reading.Tokens[sentence], facts: 0, text.Text));
        return new([.. examples], text.Labels.Contains("sarcasm") ? [author] : []);
    }

    private Example Read(string author, string text)
    {
        Span<ulong> factsOfSentence = stackalloc ulong[Reading.MostSentences];
        Span<RuleHit> hits = stackalloc RuleHit[64];
        Span<short> places = stackalloc short[2 * Reading.MostSentences];
        using var reading = Reading.Of(pack, text, Audience.Heat, factsOfSentence, hits, places);
        return ExampleOf(author, reading.Tokens, reading.Facts, text);
    }

    private Example ExampleOf(string author, ReadOnlySpan<Token> tokens, ulong facts, string text)
    {
        var found = new Found([]);
        WordFeatures.Collect(tokens, facts, text, pack, ref found);
        foreach (var feature in found.Features.Where(feature => !_names.ContainsKey(feature.Key)).ToList()) _names[feature.Key] = (feature.Kind, NameOf(feature, tokens, text));
        return new(author, [.. found.Features.Select(feature => feature.Key)], found.Features.Exists(feature => feature.Kind == WordFeatureKind.Near));
    }

    private readonly record struct Feature(WordFeatureKind Kind, ulong Key, int A, int B);

    private readonly struct Found(List<Feature> features) : IFeatureSink
    {
        public List<Feature> Features => features;

        public void Take(WordFeatureKind kind, ulong key, int a, int b) => features.Add(new(kind, key, a, b));
    }

    private string NameOf(Feature feature, ReadOnlySpan<Token> tokens, string text)
    {
        switch (feature.Kind)
        {
            case WordFeatureKind.Class or WordFeatureKind.NearClass: return pack.Classes[feature.A];
            case WordFeatureKind.Fact: return pack.Facts[feature.A];
            case WordFeatureKind.Shape: return feature.A.ToString(CultureInfo.InvariantCulture);
            case WordFeatureKind.Word or WordFeatureKind.Near: return WordFeatures.TextOf(tokens[feature.A], text, pack.Lexicon);
            default:
                var first = feature.A < 0 ? "^" : WordFeatures.TextOf(tokens[feature.A], text, pack.Lexicon);
                var second = feature.B < 0 ? "^" : WordFeatures.TextOf(tokens[feature.B], text, pack.Lexicon);
                return first + " " + second;
        }
    }
}
