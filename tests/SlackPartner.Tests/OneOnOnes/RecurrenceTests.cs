using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.OneOnOnes;
using SlackPartner.Preferences;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.OneOnOnes;

/// <summary>On which days a plan meets and when each of the two hears of it, also where the clocks change.</summary>
internal sealed class RecurrenceTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    [TestCase(1, "2026-12-22", "2026-12-29", "2027-01-05")]
    [TestCase(2, "2026-12-22", "2027-01-05", "2027-01-19")]
    [TestCase(4, "2026-12-08", "2027-01-05", "2027-02-02")]
    [TestCase(4, "2028-02-01", "2028-02-29", "2028-03-28")] // over a leap day, and on it
    public void It_goes_on_over_year_ends_and_leap_days(int weeks, string first, string second, string third)
    {
        var plan = A.Plan() with { FirstOn = Date(first), EveryWeeks = weeks };

        Assert.That(new[] { Recurrence.FirstAfter(plan, Date(first)), Recurrence.FirstAfter(plan, Date(second)) }, Is.EqualTo(new[] { Date(second), Date(third) }));
    }

    [TestCase("2027-03-28", "02:30", "2027-03-28T01:30:00Z")] // left out: 03:30 instead
    [TestCase("2027-10-31", "02:30", "2027-10-31T00:30:00Z")] // comes twice: the first
    [TestCase("2027-07-04", "02:30", "2027-07-04T00:30:00Z")]
    public void What_the_clocks_leave_out_is_shifted_and_of_two_the_first_counts(string day, string time, string start)
    {
        var plan = A.Plan() with { FirstOn = Date(day), Time = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).Value };

        Assert.That(Recurrence.StartOf(plan, plan.FirstOn, null, Berlin), Is.EqualTo(NodaTime.Text.InstantPattern.ExtendedIso.Parse(start).Value));
    }

    [Test]
    public void A_pause_is_stepped_over_with_both_of_its_days() => Assert.That(
        Recurrence.Next(A.Plan(), A.Series() with { PausedFrom = Date("2026-12-01"), PausedUntil = Date("2026-12-15") }, used: new HashSet<LocalDate> { Date("2026-11-24") }, NewYork, A.Noon),
        Is.EqualTo(Date("2026-12-22")));

    [Test]
    public void After_an_outage_of_weeks_what_is_over_is_not_made_up_for() =>
        Assert.That(Recurrence.Next(A.Plan(), A.Series(), used: new HashSet<LocalDate> { Date("2026-11-24") }, NewYork, Instant.FromUtc(2027, 2, 3, 0, 0)), Is.EqualTo(Date("2027-02-09")));

    [Test]
    public void Every_fourth_is_in_person()
    {
        var plan = A.Plan() with { InPersonEvery = 4, EveryWeeks = 2 };

        Assert.That(Enumerable.Range(0, 8).Select(n => Recurrence.IsInPerson(plan, plan.FirstOn.PlusWeeks(2 * n))), Is.EqualTo(new[] { false, false, false, true, false, false, false, true }));
    }

    [Test]
    public void A_removed_or_unknown_zone_leaves_the_one_the_plan_was_made_in() => Assert.Multiple(() =>
    {
        Assert.That(Zones.Resolve("Mars/Olympus", "America/New_York"), Is.EqualTo(NewYork));
        Assert.That(Zones.Resolve("Europe/Kiev").Id, Is.EqualTo("Europe/Kiev"), "renamed, and still known");
        Assert.That(Zones.Resolve("", null), Is.EqualTo(DateTimeZone.Utc));
    });

    [Test]
    public void The_day_before_of_a_Monday_is_Friday() => Assert.That(
        Reminders.DayBefore(Instant.FromUtc(2026, 11, 30, 15, 0), new Preference(A.Ann, NewYork)), Is.EqualTo(Instant.FromUtc(2026, 11, 27, 21, 0)));

    [Test]
    public void Someone_who_works_on_Sundays_hears_of_a_Monday_on_Sunday() => Assert.That(
        Reminders.DayBefore(Instant.FromUtc(2026, 11, 30, 15, 0), new Preference(A.Ann, NewYork) { Days = WorkDays.MondayToFriday | WorkDays.Sunday }),
        Is.EqualTo(Instant.FromUtc(2026, 11, 29, 21, 0)));

    [Test]
    public void The_soon_reminder_has_its_minute_to_itself()
    {
        var items = Reminders.For(A.Occurrence(), A.Plan(), new Preference(A.Bob, Berlin), Instant.FromUtc(2026, 11, 20, 0, 0)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(items.Select(item => item.Kind), Is.EqualTo(Reminders.Kinds));
            Assert.That(items.Select(item => item.Subject), Is.All.EqualTo($"{A.Occurrence().Id}:2026-11-24:U0BOB"));
            Assert.That(items.Select(item => item.DueAt), Is.EqualTo(new[] { Instant.FromUtc(2026, 11, 23, 15, 0), Instant.FromUtc(2026, 11, 24, 14, 50), Instant.FromUtc(2026, 11, 24, 15, 45) }));
            Assert.That(items[0].NotAfter, Is.LessThan(items[1].DueAt));
            Assert.That(items[1].NotAfter, Is.EqualTo(A.Occurrence().StartsAt));
        });
    }

    [Test]
    public void What_is_over_is_not_reminded_of() => Assert.That(
        Reminders.For(A.Occurrence(), A.Plan(), new Preference(A.Bob, Berlin), Instant.FromUtc(2026, 11, 24, 14, 55)).Select(item => item.Kind), Is.EqualTo(new[] { OneOnOneIds.Work.After }));

    /// <summary>Any zone, any plan, any moment: what NodaTime says of each day in turn, without a shortcut.</summary>
    [Test]
    public void The_next_meeting_is_the_first_day_of_the_plan_that_has_not_begun()
    {
        Check(given =>
        {
            var next = Recurrence.Next(given.Plan, A.Series(), used: new HashSet<LocalDate>(), given.Zone, given.Now);
            var slow = given.Plan.FirstOn;
            while (given.Zone.ResolveLocal(slow + given.Plan.Time, NodaTime.TimeZones.Resolvers.LenientResolver).ToInstant() <= given.Now) slow = slow.PlusDays(7 * given.Plan.EveryWeeks);
            return next == slow;
        });
    }

    [Test]
    public void Meetings_keep_their_hour_wherever_the_clocks_have_it()
    {
        Check(given =>
        {
            var slot = Recurrence.FirstAfter(given.Plan, given.Now.DateIn(given.Zone));
            var local = Recurrence.StartOf(given.Plan, slot, null, given.Zone).InZone(given.Zone).LocalDateTime;
            var exists = given.Zone.MapLocal(slot + given.Plan.Time).Count > 0;
            return slot.DayOfWeek == given.Plan.FirstOn.DayOfWeek && (exists ? local == slot + given.Plan.Time : local > slot + given.Plan.Time);
        });
    }

    [Test]
    public void Reminders_come_in_order_and_the_day_before_on_a_working_day_at_four()
    {
        Check(given =>
        {
            var slot = Recurrence.FirstAfter(given.Plan, given.Now.DateIn(given.Zone));
            var start = Recurrence.StartOf(given.Plan, slot, null, given.Zone);
            var schedule = new Preference(A.Bob, given.Zone) { Days = given.Days };
            var occurrence = A.Occurrence() with { Slot = slot, StartsAt = start };
            var items = Reminders.For(occurrence, given.Plan, schedule, start - Duration.FromDays(30)).ToList();
            var dayBefore = items[0].DueAt.InZone(given.Zone);
            var existed = given.Zone.MapLocal(dayBefore.Date + Reminders.DayBeforeAt).Count > 0;
            return items.Count == 3 && items.Zip(items.Skip(1)).All(pair => pair.First.DueAt < pair.Second.DueAt)
                && dayBefore.Date < start.DateIn(given.Zone) && schedule.WorksOn(dayBefore.Date) && (!existed || dayBefore.TimeOfDay == Reminders.DayBeforeAt)
                && start - items[1].DueAt == Duration.FromMinutes(given.Plan.RemindMinutes);
        });
    }

    private static void Check(Func<Given, bool> holds)
    {
        var zones = DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id]).ToArray();
        var generator =
            from zone in Gen.Elements(zones)
            from day in Gen.Choose(0, 365 * 8)
            from minute in Gen.Choose(0, (24 * 60) - 1)
            from weeks in Gen.Elements(OneOnOneRules.Weeks)
            from later in Gen.Choose(-20, 200)
            from hour in Gen.Choose(0, 23)
            from remind in Gen.Elements(OneOnOneRules.RemindBefore)
            from days in Gen.Choose(1, 127)
            let first = new LocalDate(2024, 1, 1).PlusDays(day)
            select new Given(
                A.Plan() with { FirstOn = first, Time = LocalTime.Midnight.PlusMinutes(minute), EveryWeeks = weeks, RemindMinutes = remind },
                zone, zone.AtStartOfDay(first.PlusDays(later)).ToInstant() + Duration.FromHours(hour), (WorkDays)days);
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(generator.ToArbitrary(), holds));
    }

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private sealed record Given(Plan Plan, DateTimeZone Zone, Instant Now, WorkDays Days);
}
