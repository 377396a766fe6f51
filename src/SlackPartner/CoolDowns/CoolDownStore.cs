using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.CoolDowns;

/// <summary>Pauses in Postgres. There is no text in them.</summary>
internal static class CoolDownStore
{
    private const string FindById =
        """
        select id, team_id, starter, partner, status, started_at, ends_at, answer, proposed_end, is_extended, talk_at,
          starter_return, starter_talks, starter_channel, starter_ts, partner_return, partner_talks, partner_channel, partner_ts, version, over_at
        from cool_down
        where id = @id and team_id = @team
        """;

    // What one started, or what is between the two: nobody is kept from a pause of their own by what someone else started.
    private const string FindRunning =
        """
        select id, team_id, starter, partner, status, started_at, ends_at, answer, proposed_end, is_extended, talk_at,
          starter_return, starter_talks, starter_channel, starter_ts, partner_return, partner_talks, partner_channel, partner_ts, version, over_at
        from cool_down
        where team_id = @Team and status = 0 and ends_at > @now
          and (starter = @User or (starter = @other and partner = @User))
        order by starter <> @User
        limit 1
        """;

    private const string ListOpen =
        """
        select id, team_id, starter, partner, status, started_at, ends_at, answer, proposed_end, is_extended, talk_at,
          starter_return, starter_talks, starter_channel, starter_ts, partner_return, partner_talks, partner_channel, partner_ts, version, over_at
        from cool_down
        where team_id = @Team and status in (0, 1) and (starter = @User or partner = @User)
        order by status, started_at desc
        limit 5
        """;

    // Whoever releases it meanwhile waits, so that what is put off because of it is there to be released.
    private const string ListBetween =
        """
        select id, team_id, starter, partner, status, started_at, ends_at, answer, proposed_end, is_extended, talk_at,
          starter_return, starter_talks, starter_channel, starter_ts, partner_return, partner_talks, partner_channel, partner_ts, version, over_at
        from cool_down
        where team_id = @Team and status in (0, 1) and ((starter = @One and partner = @Other) or (starter = @Other and partner = @One))
        for share
        """;

    private const string Insert =
        """
        insert into cool_down (id, team_id, starter, partner, status, started_at, ends_at, answer, proposed_end, is_extended, talk_at,
          starter_return, starter_talks, partner_return, partner_talks, version)
        values (@Id, @TeamId, @Starter, @Partner, @Status, @StartedAt, @EndsAt, @Answer, @ProposedEnd, @IsExtended, @TalkAt,
          @StarterReturn, @StarterTalks, @PartnerReturn, @PartnerTalks, 1)
        on conflict do nothing
        """;

    private const string Update =
        """
        update cool_down
        set partner = @Partner, status = @Status, ends_at = @EndsAt, answer = @Answer, proposed_end = @ProposedEnd, is_extended = @IsExtended, talk_at = @TalkAt,
          starter_return = @StarterReturn, starter_talks = @StarterTalks, partner_return = @PartnerReturn, partner_talks = @PartnerTalks, over_at = @OverAt, version = version + 1
        where id = @Id and team_id = @TeamId and version = @Version
        """;

    private const string SaveStarterCard =
        """
        update cool_down
        set starter_channel = @Channel, starter_ts = @Ts
        where id = @id and starter = @user
        """;

    private const string SavePartnerCard =
        """
        update cool_down
        set partner_channel = @Channel, partner_ts = @Ts
        where id = @id and partner = @user
        """;

    // A new pause takes the place of one between the two, or of their own, whose time is over; one with somebody else only has to make room.
    private const string ListPast =
        """
        select id, team_id, starter, partner, status, started_at, ends_at, answer, proposed_end, is_extended, talk_at,
          starter_return, starter_talks, starter_channel, starter_ts, partner_return, partner_talks, partner_channel, partner_ts, version, over_at
        from cool_down
        where team_id = @Team and (status = 1 or (status = 0 and ends_at <= @now))
          and ((starter = @User and (status = 0 or partner is null or partner = @other)) or (starter = @other and partner = @User))
        for update
        """;

    // The first of the pauses in a row that something handed over at that moment met.
    private const string FindFirst =
        """
        select id, team_id, starter, partner, status, started_at, ends_at, answer, proposed_end, is_extended, talk_at,
          starter_return, starter_talks, starter_channel, starter_ts, partner_return, partner_talks, partner_channel, partner_ts, version, over_at
        from cool_down
        where team_id = @Team and ((starter = @One and partner = @Other) or (starter = @Other and partner = @One)) and (over_at is null or over_at > @since)
        order by started_at
        limit 1
        """;

    private const string AddRating =
        """
        insert into cool_down_rating (cool_down_id, team_id, person, topic, manner, feeling, rated_at)
        values (@id, @Team, @User, @topic, @manner, @feeling, @now)
        on conflict (cool_down_id, person) do update
        set topic = excluded.topic, manner = excluded.manner, feeling = excluded.feeling, rated_at = excluded.rated_at
        """;

    private const string ForgetPauses =
        """
        delete from cool_down
        where id in (
          select id
          from cool_down
          where ends_at < @before and status <> 0
          limit 500)
        """;

    private const string ForgetRatings =
        """
        delete from cool_down_rating
        where (cool_down_id, person) in (
          select cool_down_id, person
          from cool_down_rating
          where rated_at < @before
          limit 500)
        """;

    /// <summary>Null when there is none in this workspace: an id from elsewhere finds nothing.</summary>
    public static async Task<CoolDown?> FindCoolDownAsync(this Tx tx, TeamId team, string claimedId) =>
        CoolDownId.TryParse(claimedId) is { } id && await tx.FindAsync<CoolDownRow>(FindById, new { id, team }) is { } row ? row.Read() : null;

    public static async Task<CoolDown?> FindRunningAsync(this Tx tx, PersonId actor, UserId? other, Instant now) =>
        (await tx.FindAsync<CoolDownRow>(FindRunning, new { actor.Team, actor.User, other = other?.Value ?? "", now }))?.Read();

    /// <summary>Running ones first.</summary>
    public static async Task<IReadOnlyList<CoolDown>> ListOpenAsync(this Tx tx, PersonId person) =>
        [.. (await tx.ListAsync<CoolDownRow>(ListOpen, new { person.Team, person.User })).Select(row => row.Read())];

    public static async Task<IReadOnlyList<CoolDown>> ListBetweenAsync(this Tx tx, Pair pair) =>
        [.. (await tx.ListAsync<CoolDownRow>(ListBetween, new { pair.Team, pair.One, pair.Other })).Select(row => row.Read())];

    /// <summary>The pause with its new version.</summary>
    /// <exception cref="StaleWriteException">Someone else was faster.</exception>
    public static async Task<CoolDown> SaveAsync(this Tx tx, CoolDown pause)
    {
        if (await tx.ExecuteAsync(pause.Version == 0 ? Insert : Update, CoolDownRow.Of(pause)) == 0) throw new StaleWriteException();
        return pause with { Version = pause.Version + 1 };
    }

    public static Task SaveCardAsync(this Tx tx, CoolDown pause, UserId user, MessageRef card) =>
        tx.ExecuteAsync(pause.Starter.User == user ? SaveStarterCard : SavePartnerCard, new { id = pause.Id, user, card.Channel, card.Ts });

    /// <summary>What a new pause of this person would stand beside: their own and those between the two whose time is over.</summary>
    public static async Task<IReadOnlyList<CoolDown>> ListPastAsync(this Tx tx, PersonId actor, UserId? other, Instant now) =>
        [.. (await tx.ListAsync<CoolDownRow>(ListPast, new { actor.Team, actor.User, other = other?.Value ?? "", now })).Select(row => row.Read())];

    /// <summary>The first pause between the two that something handed over at that moment met.</summary>
    public static async Task<CoolDown?> FindFirstAsync(this Tx tx, Pair pair, Instant since) =>
        (await tx.FindAsync<CoolDownRow>(FindFirst, new { pair.Team, pair.One, pair.Other, since }))?.Read();

    public static Task RateAsync(this Tx tx, CoolDown pause, PersonId person, ClashTopic topic, ClashManner manner, ClashFeeling feeling, Instant now) =>
        tx.ExecuteAsync(AddRating, new { id = pause.Id, person.Team, person.User, topic = (int)topic, manner = (int)manner, feeling = (int)feeling, now });

    public static Task<int> ForgetPausesAsync(this Tx tx, Instant before) => tx.ExecuteAsync(ForgetPauses, new { before });

    public static Task<int> ForgetRatingsAsync(this Tx tx, Instant before) => tx.ExecuteAsync(ForgetRatings, new { before });

    private sealed record CoolDownRow(
        CoolDownId Id, TeamId TeamId, UserId Starter, UserId? Partner, int Status, Instant StartedAt, Instant EndsAt, int Answer, Instant? ProposedEnd,
        bool IsExtended, Instant? TalkAt, int StarterReturn, bool StarterTalks, string? StarterChannel, string? StarterTs,
        int PartnerReturn, bool PartnerTalks, string? PartnerChannel, string? PartnerTs, int Version, Instant? OverAt)
    {
        public static CoolDownRow Of(CoolDown from) => new(
            from.Id, from.Team, from.Starter.User, from.Partner?.User, (int)from.Status, from.StartedAt, from.EndsAt, (int)from.Answer, from.ProposedEnd,
            from.IsExtended, from.TalkAt, (int)from.Starter.CameBack, from.Starter.Talks, null, null,
            (int)(from.Partner?.CameBack ?? CameBack.NotYet), from.Partner?.Talks ?? false, null, null, from.Version, from.OverAt);

        public CoolDown Read() => new(
            Id, TeamId, new Side(Starter, (CameBack)StarterReturn, StarterTalks, At(StarterChannel, StarterTs)),
            Partner is { } partner ? new Side(partner, (CameBack)PartnerReturn, PartnerTalks, At(PartnerChannel, PartnerTs)) : null,
            (CoolDownStatus)Status, StartedAt, EndsAt, (PartnerAnswer)Answer, ProposedEnd, IsExtended, TalkAt, Version)
        {
            OverAt = OverAt,
        };

        private static MessageRef? At(string? channel, string? ts) => channel is not null && ts is not null ? new MessageRef(channel, ts) : null;
    }
}
