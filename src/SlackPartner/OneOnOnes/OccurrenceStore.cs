using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>Meetings in Postgres.</summary>
internal static class OccurrenceStore
{
    private const string Find =
        """
        select id, series_id, slot, moved_to, starts_at, minutes, in_person, status, answered_by, answered_at
        from one_on_one_occurrence
        where id = @id and team_id = @team
        """;

    private const string ListSince =
        """
        select id, series_id, slot, moved_to, starts_at, minutes, in_person, status, answered_by, answered_at
        from one_on_one_occurrence
        where series_id = @series and starts_at > @since
        order by starts_at
        """;

    private const string NextOfPair =
        """
        select occurrence.starts_at
        from one_on_one series
        join one_on_one_occurrence occurrence on occurrence.series_id = series.id
        where series.team_id = @Team and series.one = @One and series.other = @Other and occurrence.status = 0 and occurrence.starts_at > @now
        order by occurrence.starts_at
        limit 1
        """;

    private const string NextOfEach =
        """
        select distinct on (series_id) id, series_id, slot, moved_to, starts_at, minutes, in_person, status, answered_by, answered_at
        from one_on_one_occurrence
        where series_id = any(@series) and status = 0 and starts_at > @now
        order by series_id, starts_at
        """;

    private const string Update =
        """
        update one_on_one_occurrence
        set moved_to = @MovedTo, starts_at = @StartsAt, in_person = @InPerson, status = @Status, answered_by = @AnsweredBy, answered_at = @AnsweredAt
        where id = @Id
        """;

    // Only what nobody has answered for and has not begun: the past stays.
    private const string DropAhead =
        """
        delete from one_on_one_occurrence
        where series_id = @series and status = 0 and starts_at > @now
        returning id, series_id, slot, moved_to, starts_at, minutes, in_person, status, answered_by, answered_at
        """;

    // Those of a pause; what was moved out of these days stays.
    private const string DropWithin =
        """
        delete from one_on_one_occurrence
        where series_id = @series and status = 0 and starts_at > @now and coalesce(moved_to::date, slot) between @from and @until
        returning id, series_id, slot, moved_to, starts_at, minutes, in_person, status, answered_by, answered_at
        """;

    // What stands behind a pause because of it; what was moved on purpose stays.
    private const string DropBehind =
        """
        delete from one_on_one_occurrence
        where series_id = @series and status = 0 and starts_at > @now and slot > @until and moved_to is null
        returning id, series_id, slot, moved_to, starts_at, minutes, in_person, status, answered_by, answered_at
        """;

    private const string LatestStatuses =
        """
        select status
        from one_on_one_occurrence
        where series_id = @series and (starts_at <= @now or status <> 0)
        order by starts_at desc
        limit 10
        """;

    private const string AddCard =
        """
        insert into one_on_one_card (occurrence_id, person, channel, ts)
        values (@occurrence, @person, @Channel, @Ts)
        on conflict (occurrence_id, person) do update set channel = excluded.channel, ts = excluded.ts
        """;

    private const string FindCard =
        """
        select channel, ts
        from one_on_one_card
        where occurrence_id = @occurrence and person = @person
        """;

    public static async Task<Occurrence?> FindOccurrenceAsync(this Tx tx, TeamId team, OccurrenceId id) =>
        (await tx.FindAsync<OccurrenceRow>(Find, new { id, team }))?.Read();

    public static async Task<IReadOnlyList<Occurrence>> ListOccurrencesAsync(this Tx tx, SeriesId series, Instant since) =>
        [.. (await tx.ListAsync<OccurrenceRow>(ListSince, new { series, since })).Select(row => row.Read())];

    /// <summary>The meeting ahead of each series that has one.</summary>
    public static async Task<IReadOnlyDictionary<SeriesId, Occurrence>> NextOfEachAsync(this Tx tx, IEnumerable<SeriesId> series, Instant now) =>
        (await tx.ListAsync<OccurrenceRow>(NextOfEach, new { series = series.Select(one => one.Value).ToArray(), now })).ToDictionary(row => row.SeriesId, row => row.Read());

    public static Task<Instant?> NextStartAsync(this Tx tx, Pair pair, Instant now) =>
        tx.FindAsync<Instant?>(NextOfPair, new { pair.Team, pair.One, pair.Other, now });

    public static Task SaveAsync(this Tx tx, Occurrence occurrence) => tx.ExecuteAsync(
        Update,
        new
        {
            occurrence.Id,
            occurrence.MovedTo,
            occurrence.StartsAt,
            occurrence.InPerson,
            Status = (int)occurrence.Status,
            AnsweredBy = occurrence.AnsweredBy?.Value,
            occurrence.AnsweredAt,
        });

    /// <summary>Takes back what lies ahead, with every reminder of it.</summary>
    public static async Task DropAheadAsync(this Tx tx, Series series, Instant now) =>
        await tx.CancelRemindersAsync(series, await tx.ListAsync<OccurrenceRow>(DropAhead, new { series = series.Id, now }));

    /// <summary>The same for what lies in a pause that begins, or behind one that ends early.</summary>
    public static async Task DropForPauseAsync(this Tx tx, Series before, Series after, LocalDate today, Instant now)
    {
        if (before.HasPauseAt(today) && before.PausedUntil is { } end)
            await tx.CancelRemindersAsync(before, await tx.ListAsync<OccurrenceRow>(DropBehind, new { series = before.Id, until = end, now }));
        if (after is { PausedFrom: { } from, PausedUntil: { } until })
            await tx.CancelRemindersAsync(after, await tx.ListAsync<OccurrenceRow>(DropWithin, new { series = after.Id, from, until, now }));
    }

    private static async Task CancelRemindersAsync(this Tx tx, Series series, IEnumerable<OccurrenceRow> dropped)
    {
        foreach (var row in dropped) await tx.CancelWorkAsync([.. Reminders.KeysOf(series.Pair, row.Read())]);
    }

    public static async Task<IReadOnlyList<OccurrenceStatus>> LatestStatusesAsync(this Tx tx, SeriesId series, Instant now) =>
        [.. (await tx.ListAsync<int>(LatestStatuses, new { series, now })).Select(status => (OccurrenceStatus)status)];

    public static Task SaveCardAsync(this Tx tx, OccurrenceId occurrence, UserId person, MessageRef card) =>
        tx.ExecuteAsync(AddCard, new { occurrence, person, card.Channel, card.Ts });

    public static async Task<MessageRef?> FindCardAsync(this Tx tx, OccurrenceId occurrence, UserId person) =>
        await tx.FindAsync<CardRow>(FindCard, new { occurrence, person }) is { } row ? new MessageRef(row.Channel, row.Ts) : null;

    private sealed record CardRow(string Channel, string Ts);

    private sealed record OccurrenceRow(
        OccurrenceId Id, SeriesId SeriesId, LocalDate Slot, LocalDateTime? MovedTo, Instant StartsAt, int Minutes, bool InPerson, int Status, UserId? AnsweredBy, Instant? AnsweredAt)
    {
        public Occurrence Read() => new(Id, SeriesId, Slot, MovedTo, StartsAt, Minutes, InPerson, (OccurrenceStatus)Status, AnsweredBy, AnsweredAt);
    }
}
