using System.Text.Json.Serialization;

namespace SlackPartner.Kernel;

/// <summary>
/// Text a person wrote in confidence. Prints as a length and has no public property, so neither a log template nor a serializer
/// can carry it off; reading it takes a visible <see cref="Reveal"/>.
/// </summary>
public readonly struct PrivateText(string text) : IEquatable<PrivateText>
{
    private readonly string? _text = text;

    /// <summary>Nobody wrote anything, or only white space.</summary>
    [JsonIgnore]
    public bool IsBlank => string.IsNullOrWhiteSpace(_text);

    /// <summary>The words themselves. For views, the coach and the cipher only.</summary>
    public string Reveal() => _text ?? "";

    /// <summary>The same words without white space around them.</summary>
    public PrivateText Trimmed() => new(Reveal().Trim());

    public static PrivateText Join(string separator, IEnumerable<PrivateText> texts) => new(string.Join(separator, texts.Select(text => text.Reveal())));

    /// <summary>These words and then those, on a line of their own.</summary>
    public PrivateText Then(PrivateText next) => IsBlank ? next : next.IsBlank ? this : new($"{Reveal()}\n{next.Reveal()}");

    /// <summary>The same words with one passage replaced where it first occurs; null when it does not occur.</summary>
    public PrivateText? Replacing(PrivateText passage, PrivateText replacement)
    {
        var at = passage.IsBlank ? -1 : Reveal().IndexOf(passage.Reveal(), StringComparison.Ordinal);
        return at < 0 ? null : new PrivateText(string.Concat(Reveal().AsSpan(0, at), replacement.Reveal(), Reveal().AsSpan(at + passage.Reveal().Length))).Trimmed();
    }

    /// <summary>The words at a place, and what is left without them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place is not in the text.</exception>
    public (PrivateText Passage, PrivateText Remainder) Cut(int start, int length)
    {
        var (before, after) = (Reveal()[..start].TrimEnd(), Reveal()[(start + length)..].TrimStart());
        return (new PrivateText(Reveal().Substring(start, length).Trim()), new PrivateText(before.Length > 0 && after.Length > 0 ? $"{before} {after}" : before + after));
    }

    /// <summary>How long it is, in UTF-16 units.</summary>
    [JsonIgnore]
    public int Length => Reveal().Length;

    public bool Equals(PrivateText other) => Reveal() == other.Reveal();
    public override bool Equals(object? obj) => obj is PrivateText other && Equals(other);
    public override int GetHashCode() => Reveal().GetHashCode(StringComparison.Ordinal);
    public override string ToString() => $"[private, {Reveal().Length} chars]";

    public static bool operator ==(PrivateText left, PrivateText right) => left.Equals(right);
    public static bool operator !=(PrivateText left, PrivateText right) => !left.Equals(right);
}
