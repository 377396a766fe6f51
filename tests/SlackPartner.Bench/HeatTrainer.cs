using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SlackPartner.Coach;
using SlackPartner.Tests.Coach;

namespace SlackPartner.Bench;

/// <summary>One thread to learn from: who wrote what, and who heated it.</summary>
internal sealed record TrainingThread(string Id, (string User, string Text)[] Messages, string[] Who);

/// <summary>
/// Learns the weights of heat features by logistic regression over the labelled threads. Of each heated author only the message
/// that looks worst counts as heated; of everybody else every message counts as calm. The order is fixed, so a run repeats exactly.
/// </summary>
internal sealed class HeatTrainer(RulePack pack)
{
    private const int Epochs = 20;
    private const double Rate = 0.1;
    private const double Decay = 2e-3;
    private const int FewestThreads = 2;
    private const double Faint = 0.1;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<ulong, (HeatFeatureKind Kind, string Name)> _names = [];
    private readonly Dictionary<ulong, double> _weights = [];
    private readonly Dictionary<ulong, double> _steps = [];
    private double _bias = -1;

    private sealed record Example(string User, ulong[] Keys, bool SaysYou);

    /// <summary>How much more than even odds a message must be worth before it counts: chosen by cross-validation, for ordinary work to stay in peace.</summary>
    private const double Edge = 1;

    /// <summary>Learns from the threads and lines of the tests, the held back ones left out, and writes the pack.</summary>
    public static void WritePack()
    {
        var trainer = new HeatTrainer(RulePack.English);
        trainer.Learn([.. Labelled.OwnThreads.Concat(Labelled.HeatLines).Select(thread =>
            new TrainingThread(thread.Id, [.. thread.Messages.Select(message => (message.User, message.Text))], thread.Who))]);
        var path = Path.Combine(Labelled.Root, "src", "SlackPartner", "Coach", "Packs", "en", "heat.weights.json");
        File.WriteAllText(path, trainer.PackWith(Edge, RulePackReader.Version, "en"));
        Console.WriteLine($"Written: {path}");
    }

    /// <summary>The weights, moved so that a message at the edge of a nudge sums up to zero.</summary>
    public HeatWeights WeightsWith(double edge) => new(_weights.ToDictionary(entry => entry.Key, entry => (float)entry.Value), _bias - edge);

    private readonly Dictionary<ulong, double> _sums = [];
    private double _biasSum;

    /// <summary>The pack to publish: a name and a weight a line, the faint ones left out.</summary>
    public string PackWith(double edge, int version, string locale)
    {
        var kinds = Enum.GetValues<HeatFeatureKind>().Select(kind => $"    \"{HeatWeights.NameOf(kind)}\": {{\n" + string.Join(",\n", _weights
            .Where(entry => _names[entry.Key].Kind == kind && Math.Abs(entry.Value) >= Faint)
            .OrderBy(entry => _names[entry.Key].Name, StringComparer.Ordinal)
            .Select(entry => $"      {JsonSerializer.Serialize(_names[entry.Key].Name, Plain)}: {entry.Value.ToString("0.00", CultureInfo.InvariantCulture)}")) + "\n    }");
        return $$"""
            {
              "version": {{version}},
              "locale": "{{locale}}",
              "about": "The weight of each feature of a message. Learned from the labelled threads of the tests by `deploy/bench learn`; not edited by hand.",
              "heat_weights": {
                "bias": {{(_bias - edge).ToString("0.000", CultureInfo.InvariantCulture)}},
            {{string.Join(",\n", kinds)}}
              }
            }

            """;
    }

    public void Learn(IReadOnlyList<TrainingThread> threads)
    {
        var random = new Random(7);
        var examples = threads.Select(thread => (thread.Who, Messages: thread.Messages.Select(message => Read(message.User, message.Text)).ToArray())).ToArray();
        var threadsOf = examples.SelectMany(thread => thread.Messages.SelectMany(message => message.Keys).Distinct()).CountBy(key => key).ToDictionary();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            List<(ulong[] Keys, bool Hot)> round = [];
            foreach (var (who, messages) in examples)
            {
                foreach (var name in who)
                {
                    var own = messages.Where(message => message.User == name).ToArray();
                    if (own.Length > 0) round.Add((own.MaxBy(message => epoch < 2 ? (message.SaysYou ? 1000 : 0) + message.Keys.Length : Logit(message.Keys))!.Keys, true));
                }
                round.AddRange(messages.Where(message => !who.Contains(message.User)).Select(message => (message.Keys, false)));
            }
            foreach (var (keys, hot) in round.OrderBy(_ => random.Next()).ToList()) Step(keys, hot, threadsOf);
            if (epoch < Epochs / 2) continue;
            foreach (var (key, weight) in _weights) _sums[key] = _sums.GetValueOrDefault(key) + weight;
            _biasSum += _bias;
        }
        // The mean of the later rounds depends less on which example came last.
        var rounds = Epochs - Epochs / 2;
        foreach (var (key, sum) in _sums) _weights[key] = sum / rounds;
        _bias = _biasSum / rounds;
    }

    private void Step(ulong[] keys, bool hot, Dictionary<ulong, int> threadsOf)
    {
        var error = 1 / (1 + Math.Exp(-Math.Clamp(Logit(keys), -30, 30))) - (hot ? 1 : 0);
        var scale = HeatWeights.ScaleOf(keys.Length);
        _bias -= 0.05 * error;
        foreach (var key in keys)
        {
            if (threadsOf[key] < FewestThreads) continue;
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
        return _bias + sum * HeatWeights.ScaleOf(keys.Length);
    }

    private Example Read(string user, string text)
    {
        Span<ulong> factsOfSentence = stackalloc ulong[Reading.MostSentences];
        Span<RuleHit> hits = stackalloc RuleHit[64];
        Span<short> places = stackalloc short[2 * Reading.MostSentences];
        Span<HeatFeature> features = stackalloc HeatFeature[HeatFeatures.Most];
        using var reading = Reading.Of(pack, text, Audience.Heat, factsOfSentence, hits, places);
        var count = HeatFeatures.Collect(reading, text, pack, features);
        var keys = new ulong[count];
        var saysYou = false;
        for (var i = 0; i < count; i++)
        {
            var feature = features[i];
            keys[i] = feature.Key;
            saysYou |= feature.Kind == HeatFeatureKind.Near;
            if (!_names.ContainsKey(feature.Key)) _names[feature.Key] = (feature.Kind, NameOf(feature, reading, text));
        }
        return new(user, keys, saysYou);
    }

    private string NameOf(in HeatFeature feature, in Reading reading, string text)
    {
        switch (feature.Kind)
        {
            case HeatFeatureKind.Class or HeatFeatureKind.NearClass: return pack.Classes[feature.A];
            case HeatFeatureKind.Fact: return pack.Facts[feature.A];
            case HeatFeatureKind.Shape: return feature.A.ToString(CultureInfo.InvariantCulture);
            case HeatFeatureKind.Word or HeatFeatureKind.Near: return HeatFeatures.TextOf(reading.Tokens[feature.A], text, pack.Lexicon);
            default:
                var first = feature.A < 0 ? "^" : HeatFeatures.TextOf(reading.Tokens[feature.A], text, pack.Lexicon);
                var second = feature.B < 0 ? "^" : HeatFeatures.TextOf(reading.Tokens[feature.B], text, pack.Lexicon);
                return first + " " + second;
        }
    }
}
