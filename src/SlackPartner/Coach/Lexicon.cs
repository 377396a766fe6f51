using System.Collections.Frozen;

namespace SlackPartner.Coach;

/// <summary>A word the packs know: its classes and the patterns and phrases it can begin.</summary>
internal sealed record LexiconEntry(string Text, ClassSet Classes, int[] Patterns, int[] Phrases, int[] Expansion)
{
    public ulong Hash { get; } = WordFeatures.HashOf(Text);
}

/// <summary>Several words that together carry classes: "control freak".</summary>
internal sealed record LexiconPhrase(int[] Words, ClassSet Classes, int[] Patterns, bool Neutral)
{
    public bool IsAt(ReadOnlySpan<Token> tokens, int first)
    {
        if (first + Words.Length > tokens.Length) return false;
        for (var k = 0; k < Words.Length; k++)
            if (tokens[first + k].Word != Words[k] || tokens[first + k].Sentence != tokens[first].Sentence) return false;
        return true;
    }
}

/// <summary>Every word and phrase of a locale behind one look-up by span.</summary>
internal sealed class Lexicon
{
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _words;

    public Lexicon(Dictionary<string, int> words, LexiconEntry[] entries, LexiconPhrase[] phrases, ClassSet[] guessed)
    {
        _words = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        Entries = entries;
        Phrases = phrases;
        Guessed = guessed;
    }

    public LexiconEntry[] Entries { get; }

    public LexiconPhrase[] Phrases { get; }

    /// <summary>What a built-in class also means, because pack classes include it: an unknown word in -ly is a filler, too.</summary>
    public ClassSet[] Guessed { get; }

    public int Find(ReadOnlySpan<char> word) => _words.TryGetValue(word, out var index) ? index : -1;
}
