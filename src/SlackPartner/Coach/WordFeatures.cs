using System.Numerics;

namespace SlackPartner.Coach;

/// <summary>What a feature of a message or sentence is made of. The number is part of its key.</summary>
internal enum WordFeatureKind
{
    /// <summary>A word.</summary>
    Word = 1,

    /// <summary>Two words in a row.</summary>
    Pair = 2,

    /// <summary>Two words with one between.</summary>
    Apart = 3,

    /// <summary>A word close to "you" or "your".</summary>
    Near = 4,

    /// <summary>A class of words from the packs.</summary>
    Class = 5,

    /// <summary>A class of words close to "you" or "your".</summary>
    NearClass = 6,

    /// <summary>A fact the patterns found.</summary>
    Fact = 7,

    /// <summary>The shape of the message: how long it is, whether it is shouted.</summary>
    Shape = 8,
}

/// <summary>One feature of a message: its key in the table of weights, and the tokens or the number it came from.</summary>
internal readonly record struct WordFeature(ulong Key, WordFeatureKind Kind, int A, int B);

/// <summary>The features a table of weights knows about: words, pairs, what stands near "you", classes and facts.</summary>
internal static class WordFeatures
{
    public const int Most = 1600;

    /// <summary>Words after these are not read: what comes so late is an essay, and a jab is short.</summary>
    private const int MostTokens = 160;
    private const int Near = 5;

    private static readonly ulong Edge = HashOf("^");
    private static readonly (int Class, string Text)[] Stands =
    [
        (BuiltInClasses.Quoted, "<quoted>"), (BuiltInClasses.Code, "<code>"), (BuiltInClasses.Link, "<link>"), (BuiltInClasses.Channel, "<channel>"),
        (BuiltInClasses.Question, "?"), (BuiltInClasses.Bang, "!"), (BuiltInClasses.End, "."), (BuiltInClasses.Comma, ","), (BuiltInClasses.Colon, ":"),
        (BuiltInClasses.Dash, "-"), (BuiltInClasses.Paren, "("), (BuiltInClasses.Number, "<number>"), (BuiltInClasses.Reference, "<number>"), (BuiltInClasses.Name, "<name>"),
    ];

    public static ulong HashOf(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word) hash = (hash ^ char.ToLowerInvariant(c)) * 1099511628211UL;
        return hash;
    }

    public static ulong KeyOf(WordFeatureKind kind, ulong a, ulong b = 0) =>
        ((a * 0x9E3779B97F4A7C15UL) ^ BitOperations.RotateLeft(b, 31)) * 0xC2B2AE3D27D4EB4FUL + (ulong)kind;

    /// <summary>How the table spells a token: the word as the lexicon has it, or what kind of thing it is.</summary>
    public static string TextOf(in Token token, string text, Lexicon lexicon) =>
        StandFor(token) ?? (token.Word >= 0 ? lexicon.Entries[token.Word].Text : text[token.Start..token.End].ToLowerInvariant());

    public static int Collect(ReadOnlySpan<Token> tokens, ulong facts, string text, RulePack pack, Span<WordFeature> into)
    {
        tokens = tokens[..Math.Min(tokens.Length, MostTokens)];
        Span<ulong> hashes = stackalloc ulong[MostTokens];
        for (var i = 0; i < tokens.Length; i++) hashes[i] = Hash(tokens[i], text, pack.Lexicon);
        var count = 0;
        ClassSet seen = default, near = default;
        for (var i = 0; i < tokens.Length; i++)
        {
            if ((tokens[i].Marks & TokenMarks.Reported) != 0) continue;
            var isNear = IsNearYou(tokens, i, pack.Vocabulary.You);
            into[count++] = new(KeyOf(WordFeatureKind.Word, hashes[i]), WordFeatureKind.Word, i, i);
            if (isNear) into[count++] = new(KeyOf(WordFeatureKind.Near, hashes[i]), WordFeatureKind.Near, i, i);
            into[count++] = new(KeyOf(WordFeatureKind.Pair, i == 0 ? Edge : hashes[i - 1], hashes[i]), WordFeatureKind.Pair, i - 1, i);
            if (i > 0) into[count++] = new(KeyOf(WordFeatureKind.Apart, i == 1 ? Edge : hashes[i - 2], hashes[i]), WordFeatureKind.Apart, i - 2, i);
            seen |= tokens[i].Classes;
            if (isNear) near |= tokens[i].Classes;
        }
        if (tokens.Length > 0) into[count++] = new(KeyOf(WordFeatureKind.Pair, hashes[tokens.Length - 1], Edge), WordFeatureKind.Pair, tokens.Length - 1, -1);
        count = Add(seen, WordFeatureKind.Class, into, count);
        count = Add(near, WordFeatureKind.NearClass, into, count);
        for (; facts != 0; facts &= facts - 1)
        {
            var fact = BitOperations.TrailingZeroCount(facts);
            into[count++] = new(KeyOf(WordFeatureKind.Fact, (ulong)fact), WordFeatureKind.Fact, fact, 0);
        }
        var length = Math.Min(4, tokens.Length / 8);
        into[count++] = new(KeyOf(WordFeatureKind.Shape, (ulong)length), WordFeatureKind.Shape, length, 0);
        return count;
    }

    private static int Add(in ClassSet classes, WordFeatureKind kind, Span<WordFeature> into, int count)
    {
        for (var word = 0; word < 4; word++)
        {
            for (var bits = word switch { 0 => classes.A, 1 => classes.B, 2 => classes.C, _ => classes.D }; bits != 0; bits &= bits - 1)
            {
                var index = word * 64 + BitOperations.TrailingZeroCount(bits);
                into[count++] = new(KeyOf(kind, (ulong)index), kind, index, 0);
            }
        }
        return count;
    }

    private static bool IsNearYou(ReadOnlySpan<Token> tokens, int at, in ClassSet you)
    {
        for (var i = Math.Max(0, at - Near); i < Math.Min(tokens.Length, at + Near + 1); i++)
            if (i != at && tokens[i].Sentence == tokens[at].Sentence && tokens[i].Classes.Overlaps(you)) return true;
        return false;
    }

    private static ulong Hash(in Token token, string text, Lexicon lexicon) =>
        StandFor(token) is { } stand ? HashOf(stand) : HashOf(token.Word >= 0 ? lexicon.Entries[token.Word].Text : text.AsSpan(token.Start, token.End - token.Start));

    private static string? StandFor(in Token token)
    {
        if (token.Word >= 0) return null;
        foreach (var (index, stand) in Stands)
            if (token.Classes.Overlaps(ClassSet.Of(index))) return stand;
        return null;
    }
}
