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

    public bool Equals(PrivateText other) => Reveal() == other.Reveal();
    public override bool Equals(object? obj) => obj is PrivateText other && Equals(other);
    public override int GetHashCode() => Reveal().GetHashCode(StringComparison.Ordinal);
    public override string ToString() => $"[private, {Reveal().Length} chars]";

    public static bool operator ==(PrivateText left, PrivateText right) => left.Equals(right);
    public static bool operator !=(PrivateText left, PrivateText right) => !left.Equals(right);
}
