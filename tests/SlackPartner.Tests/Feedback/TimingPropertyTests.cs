using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using SlackPartner.Feedback;
using SlackPartner.Preferences;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Feedback;

/// <summary>What holds in every zone there is, around every change of clocks from 2025 to 2030, and for any hours a person may set.</summary>
internal sealed class TimingPropertyTests
{
    private const int Tests = 3_000;
    private static readonly Instant From = Instant.FromUtc(2025, 1, 1, 0, 0);
    private static readonly Instant Until = Instant.FromUtc(2031, 1, 1, 0, 0);
    private static readonly IReadOnlyList<DateTimeZone> Zones = [.. DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id])];

    private static readonly IReadOnlyList<(DateTimeZone Zone, Instant At)> Changes =
    [
        .. from zone in Zones
           from interval in zone.GetZoneIntervals(From, Until)
           where interval.HasStart && interval.Start > From
           select (zone, interval.Start),
    ];

    private static readonly ILookup<DateTimeZone, Instant> ChangesIn = Changes.ToLookup(change => change.Zone, change => change.At);

    [Test]
    public void There_are_changes_to_look_at() => Assert.That(Changes, Has.Count.GreaterThan(1500));

    [Test]
    public void Around_every_change_the_proposal_is_a_good_morning()
    {
        var broken =
            from change in Changes
            from hours in new[] { -75, -49, -26, -10, -2, 0, 1, 12, 25 }
            let reader = new Preference(A.Bob, change.Zone)
            let now = change.At + Duration.FromHours(hours)
            let plan = TimingRules.Propose(reader, now)
            where !IsGoodMorning(reader, now, plan)
            select $"{change.Zone.Id} at {now}: {plan}";

        Assert.That(broken.Take(5), Is.Empty);
    }

    [Test]
    public void Around_every_change_a_wish_that_exists_is_kept_one_that_does_not_is_shifted_and_one_that_comes_twice_is_the_first()
    {
        var broken =
            from change in Changes
            let local = change.At.InZone(change.Zone).LocalDateTime
            from minutes in new[] { -181, -90, -61, -30, -1, 0, 1, 30, 59, 90 }
            let wish = local.PlusMinutes(minutes)
            let mapping = change.Zone.MapLocal(wish)
            let plan = TimingRules.Resolve(wish, change.Zone)
            let isRight = mapping.Count == 0
                ? plan.Local == wish + Period.FromTicks((mapping.LateInterval.WallOffset - mapping.EarlyInterval.WallOffset).Ticks) && plan.At.InZone(change.Zone).LocalDateTime == plan.Local
                : plan.Local == wish && plan.At == mapping.First().ToInstant()
            where !isRight
            select $"{change.Zone.Id}: {wish} became {plan}";

        Assert.That(broken.Take(5), Is.Empty);
    }

    [Test]
    public void Whatever_hours_a_person_sets_the_proposal_lies_ahead_on_a_working_day_and_outside_of_quiet() => Check(Anybody, any =>
    {
        var plan = TimingRules.Propose(any.Reader, any.Now);
        return plan.At > any.Now && plan.At < any.Now + Duration.FromDays(30) && any.Reader.WorksOn(plan.Local.Date) && !any.Reader.IsQuietAt(plan.Local.TimeOfDay)
            && plan.At.InZone(any.Reader.Zone).LocalDateTime == plan.Local && TimingRules.Choose(any.Reader, plan.Local, any.Now).Succeeded(out _, out _);
    });

    [Test]
    public void A_plan_that_moves_with_its_reader_lies_ahead_and_outside_of_quiet() => Check(Moves, any =>
    {
        var plan = TimingRules.Propose(any.Reader, any.Now);
        var moved = TimingRules.Move(plan, any.After, any.Now);
        return moved.At > any.Now && !any.After.IsQuietAt(moved.Local.TimeOfDay) && moved.At.InZone(any.After.Zone).LocalDateTime == moved.Local
            && TimingRules.Move(moved, any.After, any.Now).At == moved.At;
    });

    [Test]
    public void Tomorrow_is_a_later_day_and_a_working_moment_is_never_before_now() => Check(Anybody, any =>
    {
        var (reader, now) = (any.Reader, any.Now);
        var today = now.InZone(reader.Zone).Date;
        var tomorrow = reader.NextMorning(now).InZone(reader.Zone);
        var moment = reader.NextWorkingMoment(now);
        return tomorrow.Date > today && reader.WorksOn(tomorrow.Date) && !reader.IsQuietAt(tomorrow.TimeOfDay) && moment >= now
            && reader.IsWelcomeAt(moment.InZone(reader.Zone).LocalDateTime);
    });

    [Test]
    public void A_property_that_does_not_hold_is_found() => Assert.That(
        () => Check(Anybody, any => TimingRules.Propose(any.Reader, any.Now).Local.TimeOfDay <= new LocalTime(11, 30)), Throws.Exception);

    /// <summary>Tuesday to Thursday where one is near, else the next working day; always between 09:00 and 11:30.</summary>
    private static bool IsGoodMorning(Preference reader, Instant now, SendPlan plan)
    {
        var time = plan.Local.TimeOfDay;
        if (plan.At <= now || time < new LocalTime(9, 0) || time > new LocalTime(11, 30)) return false;
        var today = now.InZone(reader.Zone).Date;
        var near = Enumerable.Range(1, 4).Select(today.PlusDays).Where(reader.WorksOn).Take(2).ToList();
        var isMidweek = plan.Local.DayOfWeek is IsoDayOfWeek.Tuesday or IsoDayOfWeek.Wednesday or IsoDayOfWeek.Thursday;
        return near.Any(day => day.DayOfWeek is IsoDayOfWeek.Tuesday or IsoDayOfWeek.Wednesday or IsoDayOfWeek.Thursday)
            ? isMidweek && (plan.Local.Date == today || near.Contains(plan.Local.Date))
            : plan.Local.Date == today || plan.Local.Date == near[0];
    }

    private static Gen<Instant> Moment => Gen.OneOf(
        Gen.Choose(0, (int)(Until - From).TotalMinutes).Select(minutes => From + Duration.FromMinutes(minutes)),
        Gen.Elements(Changes.Select(change => change.At)).SelectMany(Near));

    private static Gen<Instant> Near(Instant change) => Gen.Choose(-4000, 4000).Select(minutes => change + Duration.FromMinutes(minutes));

    /// <summary>Someone whose hours are any hours, near a change of their clocks as often as not.</summary>
    private static Gen<Someone> Anybody =>
        from reader in Reader
        from now in Gen.OneOf(Moment, Gen.Elements(ChangesIn[reader.Zone].DefaultIfEmpty(From)).SelectMany(Near))
        select new Someone(reader, now);

    private static Gen<Someone> Moves =>
        from any in Anybody
        from after in Reader
        select any with { After = after };

    private static Gen<Preference> Reader =>
        from zone in Gen.Elements<DateTimeZone>(Zones)
        from days in Gen.Choose(1, 127)
        from start in Gen.Choose(0, 23 * 60)
        from length in Gen.Choose(1, (24 * 60) - 1)
        from quietStart in Minute
        from quietEnd in Minute
        select new Preference(A.Bob, zone)
        {
            Days = (WorkDays)days,
            WorkStart = At(start),
            WorkEnd = At(Math.Min((24 * 60) - 1, start + length)),
            QuietStart = At(quietStart),
            QuietEnd = At(quietEnd),
        };

    /// <summary>Prints what a test that fails needs to be understood.</summary>
    private sealed record Someone(Preference Reader, Instant Now)
    {
        public Preference After { get; init; } = Reader;

        public override string ToString() => $"{Hours(Reader)}, then {Hours(After)}, at {Now}";

        private static string Hours(Preference one) => $"{one.Zone.Id} {one.Days} {one.WorkStart}-{one.WorkEnd}, quiet {one.QuietStart}-{one.QuietEnd}";
    }

    private static Gen<int> Minute => Gen.Choose(0, (24 * 60) - 1);

    private static LocalTime At(int minute) => LocalTime.FromMinutesSinceMidnight(minute);

    private static void Check<T>(Gen<T> any, Func<T, bool> holds) => Prop.ForAll(any.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Tests));
}
