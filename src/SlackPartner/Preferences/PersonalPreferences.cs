using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Preferences;

/// <summary>Settings, as part of what is kept about a person.</summary>
internal sealed class PersonalPreferences : IPersonalData
{
    private const string Find =
        """
        select time_zone, working_days, work_start, work_end, quiet_start, quiet_end, stopped_kinds, told_of_exports_at
        from preference
        where team_id = @Team and user_id = @User
        """;

    private const string Drop =
        """
        delete from preference
        where team_id = @Team and user_id = @User
        """;

    public IReadOnlyList<string> Tables => ["preference"];

    public async Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person) =>
        [new StoredKind("Your settings: hours, time zone, messages you stopped", await FindAsync(tx, person) is null ? 0 : 1, "Only you.")];

    public async Task<IReadOnlyList<ExportPart>> ExportAsync(Tx tx, PersonId person)
    {
        if (await FindAsync(tx, person) is not { } set) return [];
        var entry = new ExportEntry()
            .Add("time_zone", set.TimeZone).Add("working_days", ((WorkDays)set.WorkingDays).ToString())
            .Add("work_start", set.WorkStart).Add("work_end", set.WorkEnd).Add("quiet_start", set.QuietStart).Add("quiet_end", set.QuietEnd)
            .Add("stopped", set.StoppedKinds).Add("told_of_workspace_exports_at", set.ToldOfExportsAt);
        return [new ExportPart("settings", [entry])];
    }

    public Task EraseAsync(Tx tx, PersonId person, Instant now) => tx.ExecuteAsync(Drop, new { person.Team, person.User });

    private static Task<SettingsRow?> FindAsync(Tx tx, PersonId person) => tx.FindAsync<SettingsRow>(Find, new { person.Team, person.User });

    private sealed record SettingsRow(
        string? TimeZone, int WorkingDays, LocalTime WorkStart, LocalTime WorkEnd, LocalTime QuietStart, LocalTime QuietEnd, string StoppedKinds, Instant? ToldOfExportsAt);
}
