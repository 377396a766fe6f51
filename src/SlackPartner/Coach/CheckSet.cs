namespace SlackPartner.Coach;

/// <summary>Some of the fourteen checks, as bits.</summary>
internal readonly record struct CheckSet(ushort Bits)
{
    public bool IsEmpty => Bits == 0;

    public bool Has(int check) => (Bits & (1 << check)) != 0;

    public CheckSet With(int check) => new((ushort)(Bits | (1 << check)));

    public bool HasAnyOf(CheckSet others) => (Bits & others.Bits) != 0;

    public CheckSet Without(int check) => new((ushort)(Bits & ~(1 << check)));
}
