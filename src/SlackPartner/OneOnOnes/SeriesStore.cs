using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>Series and plans in Postgres.</summary>
internal static class SeriesStore
{
    private const string PlanTable = "one_on_one_plan";

    private const string FindSeries =
        """
        select id, team_id, one, other, plan_id, paused_from, paused_until
        from one_on_one
        where id = @id and team_id = @team
        """;

    // Whoever changes anything of a series takes its row first, and so takes turns.
    private const string LockSeries =
        """
        select id, team_id, one, other, plan_id, paused_from, paused_until
        from one_on_one
        where id = @id and team_id = @team
        for update
        """;

    private const string FindByPair =
        """
        select id, team_id, one, other, plan_id, paused_from, paused_until
        from one_on_one
        where team_id = @Team and one = @One and other = @Other
        """;

    private const string ListByPerson =
        """
        select id, team_id, one, other, plan_id, paused_from, paused_until
        from one_on_one
        where team_id = @Team and (one = @User or other = @User)
        order by id
        limit 200
        """;

    private const string InsertSeries =
        """
        insert into one_on_one (id, team_id, one, other)
        values (@id, @Team, @One, @Other)
        on conflict (team_id, one, other) do nothing
        """;

    private const string UpdateSeries =
        """
        update one_on_one
        set plan_id = @Plan, paused_from = @PausedFrom, paused_until = @PausedUntil, arrange_at = case when @Plan::uuid is null then null else @now::timestamptz end
        where id = @Id
        """;

    private const string DeleteSeries =
        """
        delete from one_on_one
        where team_id = @Team and one = @One and other = @Other
        """;

    private const string FindPlan =
        """
        select id, team_id, series_id, proposer, status, first_on, local_time, ruler, zone, every_weeks, needed_minutes, margin_minutes,
          remind_minutes, in_person_every, place, created_at, channel, ts
        from one_on_one_plan
        where id = @id and team_id = @team
        """;

    private const string ListOpenPlans =
        """
        select id, team_id, series_id, proposer, status, first_on, local_time, ruler, zone, every_weeks, needed_minutes, margin_minutes,
          remind_minutes, in_person_every, place, created_at, channel, ts
        from one_on_one_plan
        where series_id = any(@series) and status in (0, 1)
        order by status, created_at desc
        """;

    private const string InsertPlan =
        """
        insert into one_on_one_plan (id, team_id, series_id, proposer, status, first_on, local_time, ruler, zone, every_weeks, needed_minutes,
          margin_minutes, remind_minutes, in_person_every, place, created_at)
        values (@Id, @TeamId, @SeriesId, @Proposer, @Status, @FirstOn, @LocalTime, @Ruler, @Zone, @EveryWeeks, @NeededMinutes,
          @MarginMinutes, @RemindMinutes, @InPersonEvery, @Place, @CreatedAt)
        """;

    private const string SetPlanStatus =
        """
        update one_on_one_plan
        set status = @status
        where id = @Id
        """;

    private const string SetPlanFirst =
        """
        update one_on_one_plan
        set first_on = @FirstOn
        where id = @Id
        """;

    private const string SetPlanCard =
        """
        update one_on_one_plan
        set channel = @Channel, ts = @Ts
        where id = @id
        """;

    public static async Task<Series?> FindSeriesAsync(this Tx tx, TeamId team, SeriesId id) =>
        (await tx.FindAsync<SeriesRow>(FindSeries, new { id, team }))?.Read();

    /// <summary>Holds up everyone else who wants to change it until this transaction ends.</summary>
    public static async Task<Series?> LockSeriesAsync(this Tx tx, TeamId team, SeriesId id) =>
        (await tx.FindAsync<SeriesRow>(LockSeries, new { id, team }))?.Read();

    public static async Task<Series?> FindSeriesAsync(this Tx tx, Pair pair) =>
        (await tx.FindAsync<SeriesRow>(FindByPair, new { pair.Team, pair.One, pair.Other }))?.Read();

    public static async Task<IReadOnlyList<Series>> ListSeriesAsync(this Tx tx, PersonId person) =>
        [.. (await tx.ListAsync<SeriesRow>(ListByPerson, new { person.Team, person.User })).Select(row => row.Read())];

    /// <summary>The pair's series, locked; made if there is none.</summary>
    public static async Task<Series> TakeSeriesAsync(this Tx tx, Pair pair)
    {
        await tx.ExecuteAsync(InsertSeries, new { id = SeriesId.New(), pair.Team, pair.One, pair.Other });
        var made = await tx.FindSeriesAsync(pair) ?? throw new StaleWriteException(); // ended at the same moment
        return await tx.LockSeriesAsync(pair.Team, made.Id) ?? throw new StaleWriteException();
    }

    /// <summary>The next occurrence is made anew with the next look.</summary>
    public static Task SaveAsync(this Tx tx, Series series, Instant now) =>
        tx.ExecuteAsync(UpdateSeries, new { series.Id, series.Plan, series.PausedFrom, series.PausedUntil, now });

    public static Task DeleteSeriesAsync(this Tx tx, Pair pair) => tx.ExecuteAsync(DeleteSeries, new { pair.Team, pair.One, pair.Other });

    public static async Task<Plan?> FindPlanAsync(this Tx tx, TextCipher cipher, TeamId team, PlanId id) =>
        await tx.FindAsync<PlanRow>(FindPlan, new { id, team }) is { } row ? row.Open(await cipher.ForAsync(tx, team)) : null;

    /// <summary>What was proposed and what is confirmed, the proposed one first.</summary>
    public static async Task<IReadOnlyList<Plan>> ListOpenPlansAsync(this Tx tx, TextCipher cipher, TeamId team, params IReadOnlyCollection<SeriesId> series)
    {
        var rows = await tx.ListAsync<PlanRow>(ListOpenPlans, new { series = series.Select(one => one.Value).ToArray() });
        if (rows.Count == 0) return [];
        var sealer = await cipher.ForAsync(tx, team);
        return [.. rows.Select(row => row.Open(sealer))];
    }

    public static async Task AddAsync(this Tx tx, TextCipher cipher, TeamId team, Plan plan) =>
        await tx.ExecuteAsync(InsertPlan, PlanRow.Seal(team, plan, await cipher.ForAsync(tx, team)));

    public static Task SaveStatusAsync(this Tx tx, Plan plan, PlanStatus status) => tx.ExecuteAsync(SetPlanStatus, new { plan.Id, status = (int)status });

    public static Task SaveFirstAsync(this Tx tx, Plan plan) => tx.ExecuteAsync(SetPlanFirst, new { plan.Id, plan.FirstOn });

    public static Task SaveCardAsync(this Tx tx, PlanId id, MessageRef card) => tx.ExecuteAsync(SetPlanCard, new { id, card.Channel, card.Ts });

    /// <summary>Opens a place that was read along with something else.</summary>
    public static PrivateText OpenPlace(WorkspaceCipher sealer, PlanId plan, byte[]? place) => sealer.Open(PlanTable, "place", plan.ToString(), place);

    private sealed record SeriesRow(SeriesId Id, TeamId TeamId, UserId One, UserId Other, PlanId? PlanId, LocalDate? PausedFrom, LocalDate? PausedUntil)
    {
        public Series Read() => new(Id, Pair.Of(TeamId, One, Other), PlanId, PausedFrom, PausedUntil);
    }

    private sealed record PlanRow(
        PlanId Id, TeamId TeamId, SeriesId SeriesId, UserId Proposer, int Status, LocalDate FirstOn, LocalTime LocalTime, UserId Ruler, string Zone, int EveryWeeks,
        int NeededMinutes, int MarginMinutes, int RemindMinutes, int InPersonEvery, byte[]? Place, Instant CreatedAt, string? Channel, string? Ts)
    {
        public static PlanRow Seal(TeamId team, Plan plan, WorkspaceCipher sealer) => new(
            plan.Id, team, plan.Series, plan.Proposer, (int)plan.Status, plan.FirstOn, plan.Time, plan.Ruler, plan.Zone, plan.EveryWeeks,
            plan.NeededMinutes, plan.MarginMinutes, plan.RemindMinutes, plan.InPersonEvery, sealer.Seal(PlanTable, "place", plan.Id.ToString(), plan.Place),
            plan.CreatedAt, plan.Card?.Channel, plan.Card?.Ts);

        public Plan Open(WorkspaceCipher sealer) => new(
            Id, SeriesId, Proposer, (PlanStatus)Status, FirstOn, LocalTime, Ruler, Zone, EveryWeeks, NeededMinutes, MarginMinutes, RemindMinutes, InPersonEvery,
            OpenPlace(sealer, Id, Place), CreatedAt, Channel is not null && Ts is not null ? new MessageRef(Channel, Ts) : null);
    }
}
