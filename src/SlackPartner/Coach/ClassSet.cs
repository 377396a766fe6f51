namespace SlackPartner.Coach;

/// <summary>Up to 256 lexicon classes of a word, as bits.</summary>
internal readonly record struct ClassSet(ulong A, ulong B, ulong C, ulong D)
{
    public const int Capacity = 256;

    public bool IsEmpty => (A | B | C | D) == 0;

    public static ClassSet Of(int index) => (index >> 6) switch
    {
        0 => new(1UL << (index & 63), 0, 0, 0),
        1 => new(0, 1UL << (index & 63), 0, 0),
        2 => new(0, 0, 1UL << (index & 63), 0),
        _ => new(0, 0, 0, 1UL << (index & 63)),
    };

    public bool Overlaps(in ClassSet other) => ((A & other.A) | (B & other.B) | (C & other.C) | (D & other.D)) != 0;

    public static ClassSet operator |(in ClassSet left, in ClassSet right) =>
        new(left.A | right.A, left.B | right.B, left.C | right.C, left.D | right.D);
}
