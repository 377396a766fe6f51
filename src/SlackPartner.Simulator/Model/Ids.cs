using System.Security.Cryptography;

namespace SlackPartner.Simulator;

/// <summary>Makes ids that look like Slack's.</summary>
internal static class Ids
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Mixed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string New(string prefix) => prefix + "0" + RandomNumberGenerator.GetString(Alphabet, 9);
    public static string Secret(int length = 24) => RandomNumberGenerator.GetString(Mixed, length);
    public static string Block() => RandomNumberGenerator.GetString(Mixed, 5);
}
