using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SlackPartner.Slack;

/// <summary>Slack's proof that a request is Slack's: an HMAC over the raw bytes, at most five minutes old or ahead.</summary>
public sealed class RequestSignature
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly List<byte[]> _secrets;

    /// <param name="secrets">One signing secret, or several separated by commas while one replaces another.</param>
    public RequestSignature(string secrets) =>
        _secrets = [.. secrets.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Encoding.UTF8.GetBytes)];

    public bool IsValid(string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (signature is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (Math.Abs(now.ToUnixTimeSeconds() - seconds) > Window.TotalSeconds) return false;
        if (!signature.StartsWith("v0=", StringComparison.Ordinal)) return false;

        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        if (signature.Length != 3 + (2 * claimed.Length)
            || Convert.FromHexString(signature.AsSpan(3), claimed, out _, out _) != System.Buffers.OperationStatus.Done) return false;

        var valid = false;
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var secret in _secrets)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
            hmac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
            hmac.AppendData(body);
            hmac.GetHashAndReset(expected);
            valid |= CryptographicOperations.FixedTimeEquals(expected, claimed);
        }
        return valid;
    }
}
