using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Nudges;

/// <summary>Which conversations are watched, in Postgres. Nothing of what is said there.</summary>
internal static class WatchStore
{
    private const string FindById =
        """
        select id, team_id, one, other, channel, thread_ts, asker, status, asked_at, answered_at, ended_at, version
        from watch
        where id = @id and team_id = @team
        """;

    private const string FindPlace =
        """
        select id, team_id, one, other, channel, thread_ts, asker, status, asked_at, answered_at, ended_at, version
        from watch
        where team_id = @Team and one = @One and other = @Other and channel = @channel and thread_ts = @threadTs
        """;

    private const string ListOfPerson =
        """
        select id, team_id, one, other, channel, thread_ts, asker, status, asked_at, answered_at, ended_at, version
        from watch
        where team_id = @Team and (one = @User or other = @User) and (status in (0, 1) or (status = 3 and asker = @User and ended_at is null))
        order by status desc, asked_at
        limit 40
        """;

    private const string ListBetween =
        """
        select id, team_id, one, other, channel, thread_ts, asker, status, asked_at, answered_at, ended_at, version
        from watch
        where team_id = @Team and one = @One and other = @Other and status in (0, 1)
        """;

    private const string ListOn =
        """
        select id, team_id, one, other, channel, thread_ts, asker, status, asked_at, answered_at, ended_at, version
        from watch
        where status = 1
        limit 10000
        """;

    private const string CountLately =
        """
        select count(*)::int
        from watch
        where team_id = @Team and one = @One and other = @Other and asker = @asker and asked_at > @since
        """;

    private const string Forget =
        """
        delete from watch
        where id in (
          select id
          from watch
          where status in (2, 3) and asked_at < @before and coalesce(ended_at, asked_at) < @before
          limit 500)
        """;

    private const string Insert =
        """
        insert into watch (id, team_id, one, other, channel, thread_ts, asker, status, asked_at, answered_at, ended_at, version)
        values (@Id, @TeamId, @One, @Other, @Channel, @ThreadTs, @Asker, @Status, @AskedAt, @AnsweredAt, @EndedAt, 1)
        on conflict (team_id, one, other, channel, thread_ts) do nothing
        """;

    private const string Update =
        """
        update watch
        set asker = @Asker, status = @Status, asked_at = @AskedAt, answered_at = @AnsweredAt, ended_at = @EndedAt, version = version + 1
        where id = @Id and team_id = @TeamId and version = @Version
        """;

    public static async Task<Watch?> FindWatchAsync(this Tx tx, TeamId team, string claimedId) =>
        WatchId.TryParse(claimedId) is { } id ? (await tx.FindAsync<WatchRow>(FindById, new { id, team }))?.Read() : null;

    public static async Task<Watch?> FindWatchAsync(this Tx tx, Pair pair, Place place) =>
        (await tx.FindAsync<WatchRow>(FindPlace, new { pair.Team, pair.One, pair.Other, channel = place.Channel, threadTs = place.ThreadTs }))?.Read();

    public static async Task<IReadOnlyList<Watch>> ListWatchesAsync(this Tx tx, PersonId person) =>
        [.. (await tx.ListAsync<WatchRow>(ListOfPerson, new { person.Team, person.User })).Select(row => row.Read())];

    public static async Task<IReadOnlyList<Watch>> ListWatchesAsync(this Tx tx, Pair pair) =>
        [.. (await tx.ListAsync<WatchRow>(ListBetween, new { pair.Team, pair.One, pair.Other })).Select(row => row.Read())];

    /// <summary>Everything that is watched now, in every workspace.</summary>
    public static async Task<IReadOnlyList<Watch>> ListWatchesAsync(this Tx tx) => [.. (await tx.ListAsync<WatchRow>(ListOn)).Select(row => row.Read())];

    /// <summary>How many requests of this person to the other were made since.</summary>
    public static Task<int> CountAskedAsync(this Tx tx, Pair pair, UserId asker, Instant since) =>
        tx.FindAsync<int>(CountLately, new { pair.Team, pair.One, pair.Other, asker, since });

    /// <summary>One batch of what ended or was declined; how many went.</summary>
    public static Task<int> ForgetWatchesAsync(this Tx tx, Instant before) => tx.ExecuteAsync(Forget, new { before });

    /// <exception cref="StaleWriteException">Someone else was faster.</exception>
    public static async Task SaveAsync(this Tx tx, Watch watch)
    {
        if (await tx.ExecuteAsync(watch.Version == 0 ? Insert : Update, WatchRow.Of(watch)) == 0) throw new StaleWriteException();
    }

    private sealed record WatchRow(
        WatchId Id, TeamId TeamId, UserId One, UserId Other, string Channel, string ThreadTs, UserId Asker, int Status, Instant AskedAt, Instant? AnsweredAt, Instant? EndedAt, int Version)
    {
        public static WatchRow Of(Watch from) => new(
            from.Id, from.Pair.Team, from.Pair.One, from.Pair.Other, from.Place.Channel, from.Place.ThreadTs, from.Asker, (int)from.Status,
            from.AskedAt, from.AnsweredAt, from.EndedAt, from.Version);

        public Watch Read() => new(Id, Pair.Of(TeamId, One, Other), new Place(Channel, ThreadTs), Asker, (WatchStatus)Status, AskedAt, AnsweredAt, EndedAt, Version);
    }
}
