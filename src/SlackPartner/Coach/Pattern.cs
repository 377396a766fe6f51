namespace SlackPartner.Coach;

internal enum ElementKind : byte
{
    /// <summary>One token or phrase of the given words and classes.</summary>
    Word,

    /// <summary>Up to <see cref="PatternElement.Max"/> tokens of the same sentence, as few as possible.</summary>
    Gap,
    SentenceStart,
    SentenceEnd,

    /// <summary>The next token is one of these; nothing is used up.</summary>
    Ahead,
    NotAhead,
    Behind,
    NotBehind,
    FocusStart,
    FocusEnd,
}

/// <summary>One step of a pattern.</summary>
internal sealed record PatternElement(ElementKind Kind, ClassSet Classes, int[] Words, int[] Phrases, byte Min, byte Max);

/// <summary>What one step needs to be somewhere in the text: any of these classes, or any of these words or phrases by hash.</summary>
internal readonly record struct PatternNeed(ClassSet Classes, ClassSet Hashes)
{
    public static int HashOfWord(int word) => word & (ClassSet.Capacity - 1);

    public static int HashOfPhrase(int phrase) => (phrase * 31 + 7) & (ClassSet.Capacity - 1);

    public static PatternNeed Of(PatternElement element)
    {
        var hashes = default(ClassSet);
        foreach (var word in element.Words) hashes |= ClassSet.Of(HashOfWord(word));
        foreach (var phrase in element.Phrases) hashes |= ClassSet.Of(HashOfPhrase(phrase));
        return new(element.Classes, hashes);
    }
}

/// <summary>A compiled pattern and the rule, fact or mask it belongs to.</summary>
internal sealed record Pattern(PatternElement[] Elements, PatternOwner Owner, int OwnerIndex, bool SeesReported, string Source)
{
    /// <summary>A text that lacks one of these cannot match, which is cheaper to see than to try.</summary>
    public PatternNeed[] Needs { get; } =
        [.. Elements.Where(element => element is { Kind: ElementKind.Word, Min: > 0 } or { Kind: ElementKind.Ahead }).Skip(1).Select(PatternNeed.Of)];
}

internal enum PatternOwner : byte
{
    Mask = 0,
    Fact = 1,
    Rule = 2,
}
