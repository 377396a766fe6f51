using System.Security.Cryptography;

namespace SlackPartner.Security;

/// <summary>AES-256-GCM with a random nonce: version byte, nonce (12), tag (16), ciphertext.</summary>
internal static class Aead
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeaderSize = 1 + NonceSize + TagSize;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> label)
    {
        var box = new byte[HeaderSize + plain.Length];
        box[0] = Version;
        var nonce = box.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, box.AsSpan(HeaderSize), box.AsSpan(1 + NonceSize, TagSize), label);
        return box;
    }

    /// <exception cref="CryptographicException">Another key, another place, or bytes that were changed.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> label)
    {
        if (box.Length < HeaderSize || box[0] != Version) throw new CryptographicException("Not a sealed value.");
        var plain = new byte[box.Length - HeaderSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box.Slice(1, NonceSize), box[HeaderSize..], box.Slice(1 + NonceSize, TagSize), plain, label);
        return plain;
    }
}
