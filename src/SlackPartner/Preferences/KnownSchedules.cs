using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Preferences;

/// <summary>A person's hours as the database knows them: for use inside a transaction, where Slack cannot be asked.</summary>
public static class KnownSchedules
{
    private const string FindZone =
        """
        select time_zone
        from person
        where team_id = @Team and user_id = @User
        """;

    public static async Task<Preference> FindKnownAsync(this Tx tx, PersonId person)
    {
        var zone = await tx.FindAsync<string>(FindZone, new { person.Team, person.User });
        return await tx.FindPreferenceAsync(person, DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone ?? "") ?? DateTimeZone.Utc);
    }

    /// <summary>Stops a kind of message for this person; Settings turns it on again.</summary>
    /// <exception cref="StaleWriteException">They changed their settings meanwhile.</exception>
    public static async Task StopKindAsync(this Tx tx, PersonId person, string kind)
    {
        var schedule = await tx.FindKnownAsync(person);
        if (schedule.Wants(kind)) await tx.SaveAsync(schedule with { StoppedKinds = [.. schedule.StoppedKinds, kind] });
    }
}
