using System.Security.Cryptography;
using System.Text;

namespace SlackPartner.Security;

/// <summary>The master keys, in the order configured: all can unwrap, the first wraps.</summary>
public sealed class KeyRing
{
    private readonly List<(string Id, byte[] Key)> _keys;

    private KeyRing(List<(string, byte[])> keys) => _keys = keys;

    /// <summary>The key that new workspaces are wrapped under.</summary>
    public string CurrentId => _keys[0].Id;

    /// <summary>Reads <c>id:base64,id:base64</c>; each key is 32 bytes.</summary>
    /// <exception cref="KeyRingException">No key, or one that cannot be read. The message names the place, never the key.</exception>
    public static KeyRing Parse(string? configured)
    {
        var keys = (configured ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseOne).ToList();
        if (keys.Count == 0)
            throw new KeyRingException("No encryption key is configured. Set Security__Keys to id:base64 (32 random bytes), for example \"k1:$(openssl rand -base64 32)\", and keep a copy: without it nothing stored can be read.");
        if (keys.Select(key => key.Id).Distinct().Count() != keys.Count)
            throw new KeyRingException("Security__Keys names the same key id twice.");
        return new KeyRing(keys);
    }

    public byte[] Wrap(byte[] dataKey, string teamId) => Aead.Seal(_keys[0].Key, dataKey, WrapLabel(teamId));

    /// <exception cref="KeyRingException">The key it was wrapped under is not configured, or is another one of the same name.</exception>
    public byte[] Unwrap(byte[] wrapped, string keyId, string teamId)
    {
        if (_keys.FirstOrDefault(key => key.Id == keyId) is not { Key: { } key })
            throw new KeyRingException($"The key {keyId}, under which stored text is encrypted, is not in Security__Keys. Add it back.");
        try
        {
            return Aead.Open(key, wrapped, WrapLabel(teamId));
        }
        catch (CryptographicException)
        {
            throw new KeyRingException($"The key {keyId} in Security__Keys is not the one stored text is encrypted under. Put the original back.");
        }
    }

    private static byte[] WrapLabel(string teamId) => Encoding.UTF8.GetBytes($"{teamId}\0workspace\0wrapped_key\0{teamId}");

    private static (string Id, byte[] Key) ParseOne(string entry, int index)
    {
        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        var key = new byte[32];
        if (colon < 1 || !Convert.TryFromBase64String(entry[(colon + 1)..], key, out var length) || length != key.Length)
            throw new KeyRingException($"Entry {index + 1} of Security__Keys is not id:base64 with 32 bytes. Make one with: openssl rand -base64 32");
        return (entry[..colon], key);
    }
}

/// <summary>The keys do not fit what is stored, or are missing; the message says how to mend it.</summary>
public sealed class KeyRingException(string message) : Exception(message);
