using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>Everything a message about a meeting says, for one of the two.</summary>
internal sealed record MeetingNotice(
    Occurrence Occurrence, Pair Pair, PersonId Reader, DateTimeZone Zone, int MarginMinutes, int RemindMinutes, PrivateText Place, int OpenItems,
    LocalDate? PausedFrom, LocalDate? PausedUntil, IReadOnlyList<string> StoppedKinds)
{
    public UserId Partner => Pair.Beside(Reader.User);

    public bool Wants(string kind) => !StoppedKinds.Contains(ReminderKinds.StopIdOf(kind));

    public override string ToString() => $"MeetingNotice {Occurrence.Id}";
}

/// <summary>The kinds of reminder, as buttons name them and as Settings lists them.</summary>
internal static class ReminderKinds
{
    public const string DayBefore = "day_before";
    public const string Soon = "soon";
    public const string After = "after";
    public const string Meetup = "meetup";

    public static readonly IReadOnlyList<MessageKind> All =
    [
        new(StopIdOf(DayBefore), "One-on-ones: the day before", "The agenda so far and the question, at 16:00."),
        new(StopIdOf(Soon), "One-on-ones: minutes before", "Where and when, just in time."),
        new(StopIdOf(After), "One-on-ones: did it happen?", "Asked when it is over."),
        new(StopIdOf(Meetup), "One-on-ones: in the same place", "When you and a partner will be in one city."),
    ];

    public static string StopIdOf(string kind) => $"oneonone.{kind}";

    public static string NameOf(string kind) => All.FirstOrDefault(one => one.Id == StopIdOf(kind))?.Name ?? "reminders of one-on-ones";
}

/// <summary>Reads what messages about meetings need. Many are due at the same minute, so those of one moment share one query.</summary>
internal sealed class MeetingReader
{
    private const string Read =
        """
        select asked.at, occurrence.id, occurrence.series_id, occurrence.slot, occurrence.moved_to, occurrence.starts_at, occurrence.minutes, occurrence.in_person,
          occurrence.status, occurrence.answered_by, occurrence.answered_at, series.team_id, series.one, series.other, asked.person, schedule.time_zone,
          plan.id as plan_id, plan.margin_minutes, plan.remind_minutes, plan.place, series.paused_from, series.paused_until, coalesce(schedule.stopped_kinds, '') as stopped_kinds,
          (select count(*)::int
            from one_on_one_item item
            where item.team_id = series.team_id and item.one = series.one and item.other = series.other and item.status = 0) as open_items
        from unnest(@ids::uuid[], @teams::text[], @people::text[]) with ordinality as asked (id, team_id, person, at)
        join one_on_one_occurrence occurrence on occurrence.id = asked.id and occurrence.team_id = asked.team_id
        join one_on_one series on series.id = occurrence.series_id
        join one_on_one_plan plan on plan.id = series.plan_id
        left join schedule_facts schedule on schedule.team_id = asked.team_id and schedule.user_id = asked.person
        """;

    private readonly TextCipher _cipher;
    private readonly GroupCommit<(PersonId Reader, OccurrenceId Id), MeetingNotice?> _reads;

    public MeetingReader(Database database, TextCipher cipher)
    {
        _cipher = cipher;
        _reads = new(database, ReadAsync, writers: 2);
    }

    /// <summary>The meeting a work item is about; null when it is gone or is no longer at the time the item was made for.</summary>
    public async Task<MeetingNotice?> FindAsync(ClaimedWork work)
    {
        if (work.Subject.Split(':') is not [var id, var key, ..] || OccurrenceId.TryParse(id) is not { } occurrence) return null;
        return await FindAsync(work.To, occurrence) is { } notice && notice.Occurrence.Key == key ? notice : null;
    }

    public Task<MeetingNotice?> FindAsync(PersonId reader, OccurrenceId id) => _reads.WriteAsync((reader, id));

    private async Task<IReadOnlyList<MeetingNotice?>> ReadAsync(Tx tx, IReadOnlyList<(PersonId Reader, OccurrenceId Id)> asked)
    {
        var rows = await tx.ListAsync<NoticeRow>(
            Read,
            new { ids = asked.Select(one => one.Id.Value).ToArray(), teams = asked.Select(one => one.Reader.Team.Value).ToArray(), people = asked.Select(one => one.Reader.User.Value).ToArray() });
        var found = new MeetingNotice?[asked.Count];
        foreach (var row in rows) found[row.At - 1] = row.Open(await _cipher.ForAsync(tx, row.TeamId));
        return found;
    }

    private sealed record NoticeRow(
        long At, OccurrenceId Id, SeriesId SeriesId, LocalDate Slot, LocalDateTime? MovedTo, Instant StartsAt, int Minutes, bool InPerson, int Status, UserId? AnsweredBy, Instant? AnsweredAt,
        TeamId TeamId, UserId One, UserId Other, UserId Person, string? TimeZone, PlanId PlanId, int MarginMinutes, int RemindMinutes, byte[]? Place, LocalDate? PausedFrom,
        LocalDate? PausedUntil, string StoppedKinds, int OpenItems)
    {
        public MeetingNotice Open(WorkspaceCipher sealer) => new(
            new Occurrence(Id, SeriesId, Slot, MovedTo, StartsAt, Minutes, InPerson, (OccurrenceStatus)Status, AnsweredBy, AnsweredAt),
            Pair.Of(TeamId, One, Other), new PersonId(TeamId, Person), Zones.Resolve(TimeZone), MarginMinutes, RemindMinutes, SeriesStore.OpenPlace(sealer, PlanId, Place), OpenItems,
            PausedFrom, PausedUntil, StoppedKinds.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
