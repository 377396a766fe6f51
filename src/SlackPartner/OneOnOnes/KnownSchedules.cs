using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>A person's hours as the database knows them: for use inside a transaction, where Slack cannot be asked.</summary>
internal static class KnownSchedules
{
    private const string Find =
        """
        select time_zone, working_days, work_start, work_end, stopped_kinds
        from schedule_facts
        where team_id = @Team and user_id = @User
        """;

    public static async Task<Preference> FindKnownScheduleAsync(this Tx tx, PersonId person) =>
        await tx.FindAsync<ScheduleRow>(Find, new { person.Team, person.User }) is { } row ? row.Read(person) : new Preference(person, DateTimeZone.Utc);

    private sealed record ScheduleRow(string? TimeZone, int WorkingDays, LocalTime WorkStart, LocalTime WorkEnd, string StoppedKinds)
    {
        public Preference Read(PersonId person) => new(person, Zones.Resolve(TimeZone))
        {
            Days = (WorkDays)WorkingDays,
            WorkStart = WorkStart,
            WorkEnd = WorkEnd,
            StoppedKinds = StoppedKinds.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
    }
}
