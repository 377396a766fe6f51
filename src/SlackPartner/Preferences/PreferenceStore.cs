using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Preferences;

/// <summary>What people set, in Postgres.</summary>
public static class PreferenceStore
{
    private const string Find =
        """
        select team_id, user_id, time_zone, working_days, work_start, work_end, quiet_start, quiet_end, stopped_kinds, told_of_exports_at, version
        from preference
        where team_id = @Team and user_id = @User
        """;

    private const string Insert =
        """
        insert into preference (team_id, user_id, time_zone, working_days, work_start, work_end, quiet_start, quiet_end, stopped_kinds, version)
        values (@Team, @User, @TimeZone, @Days, @WorkStart, @WorkEnd, @QuietStart, @QuietEnd, @Stopped, 1)
        on conflict (team_id, user_id) do nothing
        """;

    private const string Update =
        """
        update preference
        set time_zone = @TimeZone, working_days = @Days, work_start = @WorkStart, work_end = @WorkEnd, quiet_start = @QuietStart,
          quiet_end = @QuietEnd, stopped_kinds = @Stopped, version = version + 1
        where team_id = @Team and user_id = @User and version = @Version
        """;

    private const string TellOfExports =
        """
        insert into preference (team_id, user_id, told_of_exports_at)
        values (@Team, @User, @now)
        on conflict (team_id, user_id) do update set told_of_exports_at = coalesce(preference.told_of_exports_at, excluded.told_of_exports_at)
        """;

    /// <summary>What the person set, or the defaults, in the zone Slack names unless they chose one.</summary>
    public static async Task<Preference> FindPreferenceAsync(this Tx tx, PersonId person, DateTimeZone slackZone) =>
        await tx.FindAsync<PreferenceRow>(Find, new { person.Team, person.User }) is { } row ? row.Read(slackZone) : new Preference(person, slackZone);

    /// <exception cref="StaleWriteException">Someone else changed the row since it was read.</exception>
    public static async Task SaveAsync(this Tx tx, Preference preference)
    {
        var row = new
        {
            preference.Person.Team,
            preference.Person.User,
            TimeZone = preference.HasOwnZone ? preference.Zone.Id : null,
            Days = (int)preference.Days,
            preference.WorkStart,
            preference.WorkEnd,
            preference.QuietStart,
            preference.QuietEnd,
            Stopped = string.Join(' ', preference.StoppedKinds),
            preference.Version,
        };
        if (await tx.ExecuteAsync(preference.Version == 0 ? Insert : Update, row) == 0 && await tx.ExecuteAsync(Update, row) == 0) throw new StaleWriteException();
    }

    public static Task ToldOfExportsAsync(this Tx tx, PersonId person, Instant now) => tx.ExecuteAsync(TellOfExports, new { person.Team, person.User, now });

    private sealed record PreferenceRow(
        TeamId TeamId, UserId UserId, string? TimeZone, int WorkingDays, LocalTime WorkStart, LocalTime WorkEnd, LocalTime QuietStart, LocalTime QuietEnd,
        string StoppedKinds, Instant? ToldOfExportsAt, int Version)
    {
        public Preference Read(DateTimeZone slackZone)
        {
            var own = TimeZone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone); // a zone TZDB dropped since
            return new Preference(new PersonId(TeamId, UserId), own ?? slackZone)
            {
                HasOwnZone = own is not null,
                Days = (WorkDays)WorkingDays,
                WorkStart = WorkStart,
                WorkEnd = WorkEnd,
                QuietStart = QuietStart,
                QuietEnd = QuietEnd,
                StoppedKinds = StoppedKinds.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                ToldOfExportsAt = ToldOfExportsAt,
                Version = Version,
            };
        }
    }
}
