using NodaTime;

namespace SlackPartner.Jobs;

/// <summary>How long to wait after a failure.</summary>
internal static class Backoff
{
    /// <summary>After this many tries a person is told instead of Slack asked again: about two days.</summary>
    public const int Tries = 14;

    private static readonly Duration Longest = Duration.FromHours(6);

    /// <summary>5 s, 10 s, 20 s … up to six hours.</summary>
    public static Duration After(int attempts) =>
        Duration.Min(Longest, Duration.FromSeconds(5) * Math.Pow(2, Math.Clamp(attempts - 1, 0, 16)));
}
