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

/// <summary>A compiled pattern and the rule, fact or mask it belongs to.</summary>
internal sealed record Pattern(PatternElement[] Elements, PatternOwner Owner, int OwnerIndex, bool SeesReported, string Source);

internal enum PatternOwner : byte
{
    Mask = 0,
    Fact = 1,
    Rule = 2,
}
