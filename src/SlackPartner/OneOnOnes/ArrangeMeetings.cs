using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>
/// Keeps one meeting ahead of every series, with its reminders: makes the next one, or works out again when the one ahead is. Plans are
/// local time and zone, so what they mean today is worked out as late as that, for many series at a time.
/// </summary>
internal static class ArrangeMeetings
{
    public const int BatchSize = 500;

    private const string TakeDue =
        """
        select id
        from one_on_one
        where arrange_at <= @now
        order by arrange_at
        limit @most
        for update skip locked
        """;

    // Where the world's clocks got new rules, or someone's zone or working days became known without our being told.
    private const string TakeOutdated =
        """
        select series.id
        from one_on_one_occurrence occurrence
        join one_on_one series on series.id = occurrence.series_id
        where occurrence.status = 0 and occurrence.starts_at > @now and (occurrence.tzdb < @tzdb or occurrence.tzdb > @tzdb)
        limit @most
        for update of series skip locked
        """;

    private const string TakeDrifted =
        """
        select series.id
        from one_on_one_occurrence occurrence
        join one_on_one series on series.id = occurrence.series_id
        left join schedule_facts one on one.team_id = series.team_id and one.user_id = series.one
        left join schedule_facts other on other.team_id = series.team_id and other.user_id = series.other
        where occurrence.status = 0 and occurrence.starts_at > @now and occurrence.basis <>
          coalesce(one.time_zone, '') || ',' || coalesce(one.working_days, 31) || ',' || coalesce(other.time_zone, '') || ',' || coalesce(other.working_days, 31)
        limit @most
        for update of series skip locked
        """;

    private const string TakeOfPerson =
        """
        select id
        from one_on_one
        where team_id = @Team and (one = @User or other = @User) and plan_id is not null
        for update
        """;

    private const string Read =
        """
        select series.id, series.team_id, series.one, series.other, series.paused_from, series.paused_until,
          plan.id as plan_id, plan.first_on, plan.local_time, plan.ruler, plan.zone, plan.every_weeks, plan.needed_minutes + plan.margin_minutes as minutes,
          plan.remind_minutes, plan.in_person_every,
          coalesce(one.time_zone, '') as one_zone, coalesce(one.working_days, 31) as one_days,
          coalesce(other.time_zone, '') as other_zone, coalesce(other.working_days, 31) as other_days,
          ahead.id as ahead_id, ahead.slot, ahead.moved_to, ahead.starts_at, ahead.minutes as ahead_minutes, ahead.in_person,
          (select max(used.slot) from one_on_one_occurrence used where used.series_id = series.id) as last_slot
        from one_on_one series
        join one_on_one_plan plan on plan.id = series.plan_id
        left join schedule_facts one on one.team_id = series.team_id and one.user_id = series.one
        left join schedule_facts other on other.team_id = series.team_id and other.user_id = series.other
        left join one_on_one_occurrence ahead on ahead.series_id = series.id and ahead.status = 0 and ahead.starts_at > @now
        where series.id = any(@ids)
        """;

    private const string Write =
        """
        insert into one_on_one_occurrence (id, team_id, series_id, slot, moved_to, starts_at, minutes, in_person, status, basis, tzdb)
        select made.id, made.team_id, made.series_id, made.slot, made.moved_to, made.starts_at, made.minutes, made.in_person, 0, made.basis, @tzdb
        from unnest(@ids::uuid[], @teams::text[], @series::uuid[], @slots::date[], @movedTo::timestamp[], @startsAt::timestamptz[], @minutes::integer[],
          @inPerson::boolean[], @bases::text[]) as made (id, team_id, series_id, slot, moved_to, starts_at, minutes, in_person, basis)
        on conflict (series_id, slot) do update
        set starts_at = excluded.starts_at, basis = excluded.basis, tzdb = excluded.tzdb
        """;

    // A series without a next meeting, in a long pause, is looked at again the day after.
    private const string SetNext =
        """
        update one_on_one
        set arrange_at = next.at
        from unnest(@series::uuid[], @at::timestamptz[]) as next (id, at)
        where one_on_one.id = next.id
        """;

    /// <summary>Makes what is due. Says how many series it looked at.</summary>
    public static async Task<int> ArrangeDueAsync(this Tx tx, Instant now) =>
        await tx.ArrangeAsync(await tx.ListAsync<Guid>(TakeDue, new { now, most = BatchSize }), now);

    /// <summary>Works out anew what was computed under other rules. Says how many series it looked at.</summary>
    public static async Task<int> ArrangeOutdatedAsync(this Tx tx, Instant now)
    {
        var ids = await tx.ListAsync<Guid>(TakeOutdated, new { now, tzdb = Zones.Tzdb, most = BatchSize });
        if (ids.Count == 0) ids = await tx.ListAsync<Guid>(TakeDrifted, new { now, most = BatchSize });
        return await tx.ArrangeAsync(ids, now);
    }

    public static async Task ArrangeOfAsync(this Tx tx, PersonId person, Instant now) =>
        await tx.ArrangeAsync(await tx.ListAsync<Guid>(TakeOfPerson, new { person.Team, person.User }), now);

    /// <summary>One series that was just changed under its lock.</summary>
    public static Task ArrangeAsync(this Tx tx, SeriesId series, Instant now) => tx.ArrangeAsync([series.Value], now);

    private static async Task<int> ArrangeAsync(this Tx tx, IReadOnlyList<Guid> ids, Instant now)
    {
        if (ids.Count == 0) return 0;
        // A series has more than one meeting ahead when one that did not happen was moved behind the next.
        var rows = await tx.ListAsync<SeriesRow>(Read, new { ids = ids.ToArray(), now });
        var arranged = rows.Select(row => row.Arrange(now)).ToList();
        var ahead = arranged.Where(one => one.Occurrence is not null).ToList();
        if (ahead.Count > 0)
            await tx.ExecuteAsync(
                Write,
                new
                {
                    ids = ahead.Select(one => one.Occurrence!.Id.Value).ToArray(), // only those that have one
                    teams = ahead.Select(one => one.Row.TeamId.Value).ToArray(),
                    series = ahead.Select(one => one.Row.Id.Value).ToArray(),
                    slots = ahead.Select(one => one.Occurrence!.Slot.ToDateOnly()).ToArray(),
                    movedTo = ahead.Select(one => one.Occurrence!.MovedTo?.ToDateTimeUnspecified()).ToArray(),
                    startsAt = ahead.Select(one => one.Occurrence!.StartsAt.ToDateTimeUtc()).ToArray(),
                    minutes = ahead.Select(one => one.Occurrence!.Minutes).ToArray(),
                    inPerson = ahead.Select(one => one.Occurrence!.InPerson).ToArray(),
                    bases = ahead.Select(one => one.Row.Basis).ToArray(),
                    tzdb = Zones.Tzdb,
                });
        var next = arranged.GroupBy(one => one.Row.Id, one => one.Occurrence?.StartsAt ?? now + Duration.FromDays(1)).ToList();
        await tx.ExecuteAsync(
            SetNext,
            new { series = next.Select(one => one.Key.Value).ToArray(), at = next.Select(one => one.Min().ToDateTimeUtc()).ToArray() });
        await tx.RescheduleAsync([.. arranged.SelectMany(one => one.Work)]);
        await tx.RefreshHomesAsync([.. arranged.SelectMany(one => Pair.Of(one.Row.TeamId, one.Row.One, one.Row.Other).People).Distinct()], now);
        return ids.Count;
    }

    /// <summary>What became of a series: its meeting ahead, and who is to hear of it when.</summary>
    private sealed record Arranged(SeriesRow Row, Occurrence? Occurrence, IReadOnlyList<WorkItem> Work);

    private sealed record SeriesRow(
        SeriesId Id, TeamId TeamId, UserId One, UserId Other, LocalDate? PausedFrom, LocalDate? PausedUntil,
        PlanId PlanId, LocalDate FirstOn, LocalTime LocalTime, UserId Ruler, string Zone, int EveryWeeks, int Minutes, int RemindMinutes, int InPersonEvery,
        string OneZone, int OneDays, string OtherZone, int OtherDays,
        OccurrenceId? AheadId, LocalDate? Slot, LocalDateTime? MovedTo, Instant? StartsAt, int? AheadMinutes, bool? InPerson, LocalDate? LastSlot)
    {
        /// <summary>As <see cref="TakeDrifted"/> puts it together.</summary>
        public string Basis => $"{OneZone},{OneDays},{OtherZone},{OtherDays}";

        public Arranged Arrange(Instant now)
        {
            var pair = Pair.Of(TeamId, One, Other);
            var series = new Series(Id, pair, PlanId, PausedFrom, PausedUntil);
            var plan = new Plan(
                PlanId, Id, Ruler, PlanStatus.Confirmed, FirstOn, LocalTime, Ruler, Zone, EveryWeeks, NeededMinutes: Minutes, MarginMinutes: 0, RemindMinutes, InPersonEvery,
                Place: default, CreatedAt: default, Card: null);
            Preference[] schedules =
            [
                new(new PersonId(TeamId, One), Zones.Resolve(OneZone)) { Days = (WorkDays)OneDays },
                new(new PersonId(TeamId, Other), Zones.Resolve(OtherZone)) { Days = (WorkDays)OtherDays },
            ];
            var zone = Zones.Resolve(Ruler == One ? OneZone : OtherZone, Zone);
            if (Ahead(series, plan, zone, now) is not { } occurrence) return new(this, null, []);

            List<WorkItem> work = [.. schedules.SelectMany(schedule => Reminders.For(occurrence, plan, schedule, now))];
            // Told when it moved by itself: someone's zone changed, or the rules of the clocks did.
            if (StartsAt is { } before && before != occurrence.StartsAt)
                work.AddRange(pair.People.Select(person => MeetingChanges.Item(occurrence, MeetingChange.Shifted, person, now)));
            return new(this, occurrence, work);
        }

        private Occurrence? Ahead(Series series, Plan plan, DateTimeZone zone, Instant now)
        {
            if (AheadId is { } id && Slot is { } slot)
            {
                var start = Recurrence.StartOf(plan, slot, MovedTo, zone);
                return new(id, Id, slot, MovedTo, start, AheadMinutes ?? Minutes, InPerson ?? false, OccurrenceStatus.Planned, null, null);
            }
            return Recurrence.Next(plan, series, LastSlot, zone, now) is { } next
                ? new(OccurrenceId.New(), Id, next, null, Recurrence.StartOf(plan, next, null, zone), Minutes, Recurrence.IsInPerson(plan, next), OccurrenceStatus.Planned, null, null)
                : null;
        }
    }
}

/// <summary>Every minute: whatever has begun gets its successor.</summary>
internal sealed class MakeNextMeetings(Database database, IClock clock) : ITick
{
    public async Task RunAsync(CancellationToken cancel)
    {
        while (await database.WriteAsync(tx => tx.ArrangeDueAsync(clock.GetCurrentInstant()), cancel) == ArrangeMeetings.BatchSize) cancel.ThrowIfCancellationRequested();
    }
}

/// <summary>Every hour: what was computed from zones, working days or clock rules that are no longer so.</summary>
internal sealed class MendMeetings(Database database, IClock clock) : ITick
{
    public async Task RunAsync(CancellationToken cancel)
    {
        while (await database.WriteAsync(tx => tx.ArrangeOutdatedAsync(clock.GetCurrentInstant()), cancel) > 0) cancel.ThrowIfCancellationRequested();
    }
}

/// <summary>Someone's zone or working days may have changed: their meetings follow at once.</summary>
internal sealed class FollowSchedule : IScheduleListener
{
    public Task ScheduleChangedAsync(Tx tx, Preference schedule, Instant now) => tx.ArrangeOfAsync(schedule.Person, now);
}
