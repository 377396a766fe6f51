using System.Text.Json;

namespace SlackPartner.Coach;

/// <summary>What a wording adds up to, and which kinds of features carry it.</summary>
internal readonly record struct WordSum(double Total, double AboutYou, double Phrases, double Words);

/// <summary>The published weight of every feature. They come from the labelled sets of the tests, by `deploy/bench learn`.</summary>
internal sealed class WordWeights
{
    private readonly Dictionary<ulong, float> _weights;

    public WordWeights(Dictionary<ulong, float> weights, double bias) => (_weights, Bias) = (weights, bias);

    public static WordWeights None { get; } = new([], double.NegativeInfinity);

    public double Bias { get; }

    public static WordWeights Read(JsonElement pack, Func<string, int> classIndex, string[] facts)
    {
        var weights = new Dictionary<ulong, float>();
        foreach (var kind in Enum.GetValues<WordFeatureKind>())
        {
            if (!pack.TryGetProperty(NameOf(kind), out var part) || part.ValueKind != JsonValueKind.Object)
                throw new RulePackException($"The weights need \"{NameOf(kind)}\".");
            foreach (var entry in part.EnumerateObject())
            {
                if (entry.Value.ValueKind != JsonValueKind.Number) throw new RulePackException($"The weight of \"{entry.Name}\" must be a number.");
                weights[KeyOf(kind, entry.Name, classIndex, facts)] = entry.Value.GetSingle();
            }
        }
        return pack.TryGetProperty("bias", out var bias) && bias.ValueKind == JsonValueKind.Number
            ? new(weights, bias.GetDouble())
            : throw new RulePackException("The weights need a number \"bias\".");
    }

    public static string NameOf(WordFeatureKind kind) => kind switch
    {
        WordFeatureKind.Word => "word",
        WordFeatureKind.Pair => "pair",
        WordFeatureKind.Apart => "apart",
        WordFeatureKind.Near => "near_you",
        WordFeatureKind.Class => "class",
        WordFeatureKind.NearClass => "class_near_you",
        WordFeatureKind.Fact => "fact",
        _ => "shape",
    };

    public WordSum Of(ReadOnlySpan<Token> tokens, ulong facts, string text, RulePack pack)
    {
        var sum = new Sum(_weights);
        WordFeatures.Collect(tokens, facts, text, pack, ref sum);
        var scale = ScaleOf(sum.Count);
        return new(Bias + (sum.You + sum.Phrases + sum.Words + sum.Rest) * scale, sum.You * scale, sum.Phrases * scale, sum.Words * scale);
    }

    /// <summary>Long messages have more of everything.</summary>
    public static double ScaleOf(int features) => 1 / Math.Sqrt(1 + features / 60.0);

    private static ulong KeyOf(WordFeatureKind kind, string name, Func<string, int> classIndex, string[] facts)
    {
        switch (kind)
        {
            case WordFeatureKind.Word or WordFeatureKind.Near:
                return WordFeatures.KeyOf(kind, WordFeatures.HashOf(name));
            case WordFeatureKind.Pair or WordFeatureKind.Apart:
                var cut = name.IndexOf(' ', StringComparison.Ordinal);
                return cut > 0
                    ? WordFeatures.KeyOf(kind, WordFeatures.HashOf(name.AsSpan(0, cut)), WordFeatures.HashOf(name.AsSpan(cut + 1)))
                    : throw new RulePackException($"The weight \"{name}\" must name two words.");
            case WordFeatureKind.Class or WordFeatureKind.NearClass:
                return classIndex(name) is var index and >= 0 ? WordFeatures.KeyOf(kind, (ulong)index) : throw new RulePackException($"The weights name the class {name}, which no pack defines.");
            case WordFeatureKind.Fact:
                return Array.IndexOf(facts, name) is var fact and >= 0 ? WordFeatures.KeyOf(kind, (ulong)fact) : throw new RulePackException($"The weights name the fact {name}, which no pack defines.");
            default:
                return ulong.TryParse(name, out var shape) ? WordFeatures.KeyOf(kind, shape) : throw new RulePackException($"The weights name the shape {name}, which is no number.");
        }
    }

    private struct Sum(Dictionary<ulong, float> weights) : IFeatureSink
    {
        public int Count { get; private set; }
        public double You { get; private set; }
        public double Phrases { get; private set; }
        public double Words { get; private set; }
        public double Rest { get; private set; }

        public void Take(WordFeatureKind kind, ulong key, int a, int b)
        {
            Count++;
            if (!weights.TryGetValue(key, out var weight)) return;
            switch (kind)
            {
                case WordFeatureKind.Near or WordFeatureKind.NearClass: You += weight; break;
                case WordFeatureKind.Pair or WordFeatureKind.Apart: Phrases += weight; break;
                case WordFeatureKind.Word or WordFeatureKind.Class: Words += weight; break;
                default: Rest += weight; break;
            }
        }
    }
}
