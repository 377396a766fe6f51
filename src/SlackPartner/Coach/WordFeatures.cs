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

/// <summary>Takes features as they are found, so that summing them up needs no list of them.</summary>
internal interface IFeatureSink
{
    /// <param name="key">In the table of weights.</param>
    /// <param name="a">The token, or number of a class or fact, it came from.</param>
    /// <param name="b">The second token of two.</param>
    void Take(WordFeatureKind kind, ulong key, int a, int b);
}

/// <summary>The features a table of weights knows about: words, pairs, what stands near "you", classes and facts.</summary>
internal static class WordFeatures
{
    /// <summary>Words after these are not read: what comes so late is an essay, and a jab is short.</summary>
    private const int MostTokens = 160;
    private const int Near = 5;

    private static readonly ulong Edge = HashOf("^");
    private static readonly (ClassSet Class, string Text, ulong Hash)[] Stands =
    [
        Stand(BuiltInClasses.Quoted, "<quoted>"), Stand(BuiltInClasses.Code, "<code>"), Stand(BuiltInClasses.Link, "<link>"), Stand(BuiltInClasses.Channel, "<channel>"),
        Stand(BuiltInClasses.Question, "?"), Stand(BuiltInClasses.Bang, "!"), Stand(BuiltInClasses.End, "."), Stand(BuiltInClasses.Comma, ","), Stand(BuiltInClasses.Colon, ":"),
        Stand(BuiltInClasses.Dash, "-"), Stand(BuiltInClasses.Paren, "("), Stand(BuiltInClasses.Number, "<number>"), Stand(BuiltInClasses.Reference, "<number>"), Stand(BuiltInClasses.Name, "<name>"),
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
        StandFor(token)?.Text ?? (token.Word >= 0 ? lexicon.Entries[token.Word].Text : text[token.Start..token.End].ToLowerInvariant());

    /// <param name="facts">Those found by patterns; none where they are no features.</param>
    public static void Collect<TSink>(ReadOnlySpan<Token> tokens, ulong facts, string text, RulePack pack, ref TSink sink) where TSink : struct, IFeatureSink
    {
        tokens = tokens[..Math.Min(tokens.Length, MostTokens)];
        Span<ulong> hashes = stackalloc ulong[MostTokens];
        for (var i = 0; i < tokens.Length; i++) hashes[i] = Hash(tokens[i], text, pack.Lexicon);
        ClassSet seen = default, near = default;
        for (var i = 0; i < tokens.Length; i++)
        {
            if ((tokens[i].Marks & TokenMarks.Reported) != 0) continue;
            var isNear = IsNearYou(tokens, i, pack.Vocabulary.You);
            Take(ref sink, WordFeatureKind.Word, hashes[i], 0, i, i);
            if (isNear) Take(ref sink, WordFeatureKind.Near, hashes[i], 0, i, i);
            Take(ref sink, WordFeatureKind.Pair, i == 0 ? Edge : hashes[i - 1], hashes[i], i - 1, i);
            if (i > 0) Take(ref sink, WordFeatureKind.Apart, i == 1 ? Edge : hashes[i - 2], hashes[i], i - 2, i);
            seen |= tokens[i].Classes;
            if (isNear) near |= tokens[i].Classes;
        }
        if (tokens.Length > 0) Take(ref sink, WordFeatureKind.Pair, hashes[tokens.Length - 1], Edge, tokens.Length - 1, -1);
        TakeAll(ref sink, WordFeatureKind.Class, seen);
        TakeAll(ref sink, WordFeatureKind.NearClass, near);
        for (; facts != 0; facts &= facts - 1) TakeNumber(ref sink, WordFeatureKind.Fact, BitOperations.TrailingZeroCount(facts));
        TakeNumber(ref sink, WordFeatureKind.Shape, Math.Min(4, tokens.Length / 8));
    }

    private static void Take<TSink>(ref TSink sink, WordFeatureKind kind, ulong first, ulong second, int a, int b) where TSink : struct, IFeatureSink =>
        sink.Take(kind, KeyOf(kind, first, second), a, b);

    private static void TakeNumber<TSink>(ref TSink sink, WordFeatureKind kind, int number) where TSink : struct, IFeatureSink =>
        sink.Take(kind, KeyOf(kind, (ulong)number), number, 0);

    private static void TakeAll<TSink>(ref TSink sink, WordFeatureKind kind, in ClassSet classes) where TSink : struct, IFeatureSink
    {
        for (var word = 0; word < 4; word++)
        {
            for (var bits = word switch { 0 => classes.A, 1 => classes.B, 2 => classes.C, _ => classes.D }; bits != 0; bits &= bits - 1)
                TakeNumber(ref sink, kind, word * 64 + BitOperations.TrailingZeroCount(bits));
        }
    }

    private static bool IsNearYou(ReadOnlySpan<Token> tokens, int at, in ClassSet you)
    {
        for (var i = Math.Max(0, at - Near); i < Math.Min(tokens.Length, at + Near + 1); i++)
            if (i != at && tokens[i].Sentence == tokens[at].Sentence && tokens[i].Classes.Overlaps(you)) return true;
        return false;
    }

    private static ulong Hash(in Token token, string text, Lexicon lexicon) => token.Word >= 0
        ? lexicon.Entries[token.Word].Hash
        : StandFor(token)?.Hash ?? HashOf(text.AsSpan(token.Start, token.End - token.Start));

    private static (string Text, ulong Hash)? StandFor(in Token token)
    {
        if (token.Word >= 0) return null;
        foreach (ref readonly var stand in Stands.AsSpan())
            if (token.Classes.Overlaps(stand.Class)) return (stand.Text, stand.Hash);
        return null;
    }

    private static (ClassSet Class, string Text, ulong Hash) Stand(int builtIn, string text) => (ClassSet.Of(builtIn), text, HashOf(text));
}
