using System.Collections.Frozen;
using System.Text.Json;

namespace SlackPartner.Coach;

/// <summary>What the wording of a message adds up to, and which kinds of features carry it.</summary>
internal readonly record struct HeatSum(double Total, double AboutYou, double Phrases, double Words);

/// <summary>The published weight of every feature. They come from the labelled threads of the tests, by `deploy/bench learn`.</summary>
internal sealed class HeatWeights
{
    private readonly FrozenDictionary<ulong, float> _weights;

    public HeatWeights(IReadOnlyDictionary<ulong, float> weights, double bias) => (_weights, Bias) = (weights.ToFrozenDictionary(), bias);

    public static HeatWeights None { get; } = new(new Dictionary<ulong, float>(), double.NegativeInfinity);

    public double Bias { get; }

    public static HeatWeights Read(JsonElement pack, Func<string, int> classIndex, string[] facts)
    {
        var weights = new Dictionary<ulong, float>();
        foreach (var kind in Enum.GetValues<HeatFeatureKind>())
        {
            if (!pack.TryGetProperty(NameOf(kind), out var part) || part.ValueKind != JsonValueKind.Object)
                throw new RulePackException($"The heat weights need \"{NameOf(kind)}\".");
            foreach (var entry in part.EnumerateObject())
            {
                if (entry.Value.ValueKind != JsonValueKind.Number) throw new RulePackException($"The heat weight of \"{entry.Name}\" must be a number.");
                weights[KeyOf(kind, entry.Name, classIndex, facts)] = entry.Value.GetSingle();
            }
        }
        return pack.TryGetProperty("bias", out var bias) && bias.ValueKind == JsonValueKind.Number
            ? new(weights, bias.GetDouble())
            : throw new RulePackException("The heat weights need a number \"bias\".");
    }

    public static string NameOf(HeatFeatureKind kind) => kind switch
    {
        HeatFeatureKind.Word => "word",
        HeatFeatureKind.Pair => "pair",
        HeatFeatureKind.Apart => "apart",
        HeatFeatureKind.Near => "near_you",
        HeatFeatureKind.Class => "class",
        HeatFeatureKind.NearClass => "class_near_you",
        HeatFeatureKind.Fact => "fact",
        _ => "shape",
    };

    public double FactWeight(int fact) => _weights.GetValueOrDefault(HeatFeatures.KeyOf(HeatFeatureKind.Fact, (ulong)fact));

    public HeatSum Of(in Reading reading, string text, RulePack pack)
    {
        Span<HeatFeature> features = stackalloc HeatFeature[HeatFeatures.Most];
        var count = HeatFeatures.Collect(reading, text, pack, features);
        double you = 0, phrases = 0, words = 0, rest = 0;
        foreach (ref readonly var feature in features[..count])
        {
            if (!_weights.TryGetValue(feature.Key, out var weight)) continue;
            switch (feature.Kind)
            {
                case HeatFeatureKind.Near or HeatFeatureKind.NearClass: you += weight; break;
                case HeatFeatureKind.Pair or HeatFeatureKind.Apart: phrases += weight; break;
                case HeatFeatureKind.Word or HeatFeatureKind.Class: words += weight; break;
                default: rest += weight; break;
            }
        }
        var scale = ScaleOf(count);
        return new(Bias + (you + phrases + words + rest) * scale, you * scale, phrases * scale, words * scale);
    }

    /// <summary>Long messages have more of everything.</summary>
    public static double ScaleOf(int features) => 1 / Math.Sqrt(1 + features / 60.0);

    private static ulong KeyOf(HeatFeatureKind kind, string name, Func<string, int> classIndex, string[] facts)
    {
        switch (kind)
        {
            case HeatFeatureKind.Word or HeatFeatureKind.Near:
                return HeatFeatures.KeyOf(kind, HeatFeatures.HashOf(name));
            case HeatFeatureKind.Pair or HeatFeatureKind.Apart:
                var cut = name.IndexOf(' ', StringComparison.Ordinal);
                return cut > 0
                    ? HeatFeatures.KeyOf(kind, HeatFeatures.HashOf(name.AsSpan(0, cut)), HeatFeatures.HashOf(name.AsSpan(cut + 1)))
                    : throw new RulePackException($"The heat weight \"{name}\" must name two words.");
            case HeatFeatureKind.Class or HeatFeatureKind.NearClass:
                return classIndex(name) is var index and >= 0 ? HeatFeatures.KeyOf(kind, (ulong)index) : throw new RulePackException($"The heat weights name the class {name}, which no pack defines.");
            case HeatFeatureKind.Fact:
                return Array.IndexOf(facts, name) is var fact and >= 0 ? HeatFeatures.KeyOf(kind, (ulong)fact) : throw new RulePackException($"The heat weights name the fact {name}, which no pack defines.");
            default:
                return ulong.TryParse(name, out var shape) ? HeatFeatures.KeyOf(kind, shape) : throw new RulePackException($"The heat weights name the shape {name}, which is no number.");
        }
    }
}
