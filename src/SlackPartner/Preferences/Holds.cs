using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Preferences;

/// <summary>Holds things back while two people are kept apart, and wants to know when that is over sooner than was said.</summary>
public interface IHoldListener
{
    /// <summary>In the transaction that ends it. Must be harmless where nothing is held.</summary>
    Task LiftedAsync(Tx tx, Pair pair, Instant now);
}

public static class Holds
{
    /// <summary>Whether something handed over now would wait.</summary>
    public static async Task<bool> KeepApartAsync(this IEnumerable<INotBefore> obstacles, Tx tx, PersonId from, PersonId to, Instant now) =>
        await obstacles.LatestAsync(tx, from, to, since: now, now) is not null;

    /// <summary>The latest of what speaks against now; null when nothing does.</summary>
    /// <param name="since">When it was handed over; now for what is handed over only now.</param>
    public static async Task<Instant?> LatestAsync(this IEnumerable<INotBefore> obstacles, Tx tx, PersonId from, PersonId to, Instant since, Instant now)
    {
        Instant? latest = null;
        foreach (var obstacle in obstacles)
            if (await obstacle.NotBeforeAsync(tx, from, to, since, now) is { } at && at > now && !(at <= latest)) latest = at;
        return latest;
    }
}
