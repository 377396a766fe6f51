using NodaTime;
using NodaTime.Text;
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
          coalesce((
            select string_agg(to_char(used.slot, 'YYYY-MM-DD'), ' ')
            from one_on_one_occurrence used
            where used.series_id = series.id and used.slot >= @since), '') as used_slots
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

    // Both are in one place, and one of them would like to meet there.
    private const string MarkInPerson =
        """
        update one_on_one_occurrence
        set in_person = true
        from one_on_one series
        join one_on_one_meetup meetup on meetup.team_id = series.team_id and meetup.one = series.one and meetup.other = series.other
        where series.id = any(@ids) and one_on_one_occurrence.series_id = series.id
          and one_on_one_occurrence.status = 0 and one_on_one_occurrence.starts_at > @now and not one_on_one_occurrence.in_person
          and coalesce(one_on_one_occurrence.moved_to::date, one_on_one_occurrence.slot) between meetup.from_date and meetup.until_date
          and 2 in (meetup.one_choice, meetup.other_choice) and 3 not in (coalesce(meetup.one_choice, 2), coalesce(meetup.other_choice, 2))
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

    /// <summary>What lies ahead on days that both spend in one place.</summary>
    public static Task MarkInPersonAsync(this Tx tx, SeriesId series, Instant now) => tx.ExecuteAsync(MarkInPerson, new { ids = new[] { series.Value }, now });

    private static async Task<int> ArrangeAsync(this Tx tx, IReadOnlyList<Guid> ids, Instant now)
    {
        if (ids.Count == 0) return 0;
        // Of days before yesterday no plan makes a meeting, wherever its zone is.
        var rows = await tx.ListAsync<SeriesRow>(Read, new { ids = ids.ToArray(), now, since = now.InUtc().Date.PlusDays(-2) });
        var arranged = rows.GroupBy(row => row.Id).SelectMany(series => Arrange([.. series], now)).ToList();
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
        await tx.ExecuteAsync(MarkInPerson, new { ids = ids.ToArray(), now });
        var next = arranged.GroupBy(one => one.Row.Id, one => one.LookAgainAt ?? now + Duration.FromDays(1)).ToList();
        await tx.ExecuteAsync(
            SetNext,
            new { series = next.Select(one => one.Key.Value).ToArray(), at = next.Select(one => one.Min().ToDateTimeUtc()).ToArray() });
        var work = arranged.SelectMany(one => one.Work).ToList();
        await tx.RescheduleAsync(work);
        // A reminder whose moment is over where somebody is now does not come at the moment it had elsewhere.
        var wanted = work.Select(item => item.Key).ToHashSet();
        await tx.CancelLaterWorkAsync([.. ahead.SelectMany(one => Reminders.PlannedKeysOf(one.Row.Pair, one.Occurrence!)).Where(key => !wanted.Contains(key))], now); // only those that have one
        await tx.RefreshHomesAsync([.. arranged.SelectMany(one => one.Row.Pair.People).Distinct()], now);
        return ids.Count;
    }

    /// <summary>
    /// A series has more than one meeting ahead when one was moved behind the next, afterwards or on purpose: one that stands where the plan
    /// has it is always among them.
    /// </summary>
    private static IEnumerable<Arranged> Arrange(IReadOnlyList<SeriesRow> series, Instant now)
    {
        var kept = series.Where(row => row.AheadId is not null).Select(row => row.Keep(now)).ToList();
        if (kept.Exists(one => one.Occurrence is { MovedTo: null })) return kept;
        var next = series[0].MakeNext(now);
        var isMissing = kept.TrueForAll(one => one.Occurrence is { } moved
            && (one.Row.OwnStart(moved.Slot) <= now || moved.StartsAt >= next.Occurrence?.StartsAt));
        return isMissing ? [.. kept, next] : kept;
    }

    /// <summary>What became of a series: a meeting ahead, and who is to hear of it when.</summary>
    private sealed record Arranged(SeriesRow Row, Occurrence? Occurrence, IReadOnlyList<WorkItem> Work, Instant? LookAgainAt);

    private sealed record SeriesRow(
        SeriesId Id, TeamId TeamId, UserId One, UserId Other, LocalDate? PausedFrom, LocalDate? PausedUntil,
        PlanId PlanId, LocalDate FirstOn, LocalTime LocalTime, UserId Ruler, string Zone, int EveryWeeks, int Minutes, int RemindMinutes, int InPersonEvery,
        string OneZone, int OneDays, string OtherZone, int OtherDays,
        OccurrenceId? AheadId, LocalDate? Slot, LocalDateTime? MovedTo, Instant? StartsAt, int? AheadMinutes, bool? InPerson, string UsedSlots)
    {
        /// <summary>As <see cref="TakeDrifted"/> puts it together.</summary>
        public string Basis => $"{OneZone},{OneDays},{OtherZone},{OtherDays}";

        public Pair Pair => Pair.Of(TeamId, One, Other);

        private DateTimeZone RulerZone => Zones.Resolve(Ruler == One ? OneZone : OtherZone, Zone);

        private Plan Plan => new(
            PlanId, Id, Ruler, PlanStatus.Confirmed, FirstOn, LocalTime, Ruler, Zone, EveryWeeks, NeededMinutes: Minutes, MarginMinutes: 0, RemindMinutes, InPersonEvery,
            Place: default, CreatedAt: default, Card: null);

        /// <summary>When the plan has the meeting of that day.</summary>
        public Instant OwnStart(LocalDate slot) => Recurrence.StartOf(Plan, slot, null, RulerZone);

        /// <summary>The meeting ahead, as it is by today's zones and clocks.</summary>
        public Arranged Keep(Instant now)
        {
            if (AheadId is not { } id || Slot is not { } slot) return new(this, null, [], null);
            Occurrence meeting = new(
                id, Id, slot, MovedTo, Recurrence.StartOf(Plan, slot, MovedTo, RulerZone), AheadMinutes ?? Minutes, InPerson ?? false, OccurrenceStatus.Planned, null, null);
            var work = RemindersOf(meeting, now);
            // Told when it moved by itself: someone's zone changed, or the rules of the clocks did.
            if (StartsAt is { } before && before != meeting.StartsAt)
                work.AddRange(Pair.People.Select(person => MeetingChanges.Item(meeting, MeetingChange.Shifted, person, now)));
            // Where it was moved away from, the next one is to be made.
            return new(this, meeting, work, OwnStart(slot) is var own && own > now ? Instant.Min(own, meeting.StartsAt) : meeting.StartsAt);
        }

        /// <summary>The next of the plan that has no row yet.</summary>
        public Arranged MakeNext(Instant now)
        {
            var used = UsedSlots.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => LocalDatePattern.Iso.Parse(day).Value).ToHashSet();
            if (Recurrence.Next(Plan, new Series(Id, Pair, PlanId, PausedFrom, PausedUntil), used, RulerZone, now) is not { } slot) return new(this, null, [], null);
            Occurrence meeting = new(
                OccurrenceId.New(), Id, slot, null, OwnStart(slot), Minutes, Recurrence.IsInPerson(Plan, slot), OccurrenceStatus.Planned, null, null);
            return new(this, meeting, RemindersOf(meeting, now), meeting.StartsAt);
        }

        private List<WorkItem> RemindersOf(Occurrence meeting, Instant now)
        {
            Preference[] schedules =
            [
                new(new PersonId(TeamId, One), Zones.Resolve(OneZone)) { Days = (WorkDays)OneDays },
                new(new PersonId(TeamId, Other), Zones.Resolve(OtherZone)) { Days = (WorkDays)OtherDays },
            ];
            return [.. schedules.SelectMany(schedule => Reminders.For(meeting, Plan, schedule, now))];
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
