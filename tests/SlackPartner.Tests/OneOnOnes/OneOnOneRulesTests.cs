using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.OneOnOnes;
using SlackPartner.Preferences;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.OneOnOnes;

internal sealed class OneOnOneRulesTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly Instant Over = A.Occurrence().EndsAt + Duration.FromMinutes(5);

    private static IEnumerable<TestCaseData> Refusals()
    {
        var occurrence = A.Occurrence();
        var happened = occurrence with { Status = OccurrenceStatus.Happened };
        yield return Case("answered twice", OneOnOneRules.Answer(happened, OccurrenceStatus.Missed, A.Bob, Over), OneOnOneRefusal.AlreadyAnswered);
        yield return Case("answered a month later", OneOnOneRules.Answer(occurrence, OccurrenceStatus.Happened, A.Bob, Over + Duration.FromDays(29)), OneOnOneRefusal.LongAgo);
        yield return Case("answered before it began", OneOnOneRules.Answer(occurrence, OccurrenceStatus.Happened, A.Bob, A.Noon), OneOnOneRefusal.NotYet);
        yield return Case("skipped after it began", OneOnOneRules.Skip(occurrence, A.Bob, Over), OneOnOneRefusal.AlreadyStarted);
        yield return Case("skipped twice", OneOnOneRules.Skip(occurrence with { Status = OccurrenceStatus.Skipped }, A.Bob, A.Noon), OneOnOneRefusal.AlreadyAnswered);
        yield return Case("moved into the past", Move(occurrence, new(2026, 11, 23), new(10, 0)), OneOnOneRefusal.InThePast);
        yield return Case("moved to no day", Move(occurrence, null, new(10, 0)), OneOnOneRefusal.NoDate);
        yield return Case("moved to no time", Move(occurrence, new(2026, 11, 25), null), OneOnOneRefusal.NoTime);
        yield return Case("moved beyond a year", Move(occurrence, new(2027, 12, 25), new(10, 0)), OneOnOneRefusal.TooFar);
        yield return Case("moved after an answer", Move(happened, new(2026, 11, 25), new(10, 0)), OneOnOneRefusal.AlreadyAnswered);
    }

    [TestCaseSource(nameof(Refusals))]
    public void It_is_refused(Result<Occurrence, OneOnOneRefusal> result, OneOnOneRefusal refusal) =>
        Assert.That(result.Match(occurrence => throw new AssertionException($"Not refused: {occurrence}"), why => why), Is.EqualTo(refusal));

    [TestCase(null, "2026-12-01", OneOnOneRefusal.NoDate)]
    [TestCase("2026-12-01", "2026-11-30", OneOnOneRefusal.Backwards)]
    [TestCase("2026-11-01", "2026-11-23", OneOnOneRefusal.InThePast)]
    [TestCase("2026-12-01", "2027-12-31", OneOnOneRefusal.TooFar)]
    public void A_pause_is_refused(string? from, string until, OneOnOneRefusal refusal) => Assert.That(
        OneOnOneRules.Pause(A.Series(), from is null ? null : Date(from), Date(until), new LocalDate(2026, 11, 24)).Match(_ => (OneOnOneRefusal?)null, why => why), Is.EqualTo(refusal));

    [Test]
    public void A_day_that_does_not_exist_is_no_day() =>
        Assert.That(new SlackPartner.Slack.FormValues(new Dictionary<string, string> { ["date"] = "2027-02-29" }).Date("date"), Is.Null);

    [Test]
    public void Only_the_other_one_confirms_and_only_once() => Assert.Multiple(() =>
    {
        Assert.That(Refusal(OneOnOneRules.Confirm(A.Series(), A.Plan(), A.Ann)), Is.EqualTo(OneOnOneRefusal.NotYours));
        Assert.That(Refusal(OneOnOneRules.Confirm(A.Series(), A.Plan(), A.Cleo)), Is.EqualTo(OneOnOneRefusal.NotYours));
        Assert.That(Refusal(OneOnOneRules.Confirm(A.Series(), A.Plan() with { Status = PlanStatus.Replaced }, A.Bob)), Is.EqualTo(OneOnOneRefusal.NotOpen));
        Assert.That(Refusal(OneOnOneRules.Confirm(A.Series(), A.Plan(), A.Bob)), Is.Null);
    });

    [TestCase(true, OccurrenceStatus.Missed, OccurrenceStatus.Skipped)]
    [TestCase(true, OccurrenceStatus.Missed, OccurrenceStatus.Missed, OccurrenceStatus.Happened)]
    [TestCase(true, OccurrenceStatus.Missed, OccurrenceStatus.Planned, OccurrenceStatus.Missed)] // nobody answered: it says nothing
    [TestCase(false, OccurrenceStatus.Missed)]
    [TestCase(false, OccurrenceStatus.Missed, OccurrenceStatus.Happened, OccurrenceStatus.Missed)]
    [TestCase(false, OccurrenceStatus.Missed, OccurrenceStatus.Missed, OccurrenceStatus.Missed)] // was said with the second
    public void Two_in_a_row_are_noticed_once(bool noticed, params OccurrenceStatus[] latestFirst) => Assert.That(OneOnOneRules.MissedTwice(latestFirst), Is.EqualTo(noticed));

    [Test]
    public void A_plan_over_the_Atlantic_warns_of_the_weeks_between_the_clock_changes()
    {
        var outlook = PlanWarnings.Look(A.Plan() with { FirstOn = new(2027, 3, 2) }, new Preference(A.Ann, NewYork), new Preference(A.Bob, Berlin));

        Assert.That(outlook.Shifts, Is.EqualTo(new[]
        {
            new ShiftedTime(new LocalTime(15, 0), new(2027, 3, 16), new(2027, 3, 23)),
            new ShiftedTime(new LocalTime(15, 0), new(2027, 11, 2), new(2027, 11, 2)),
        }));
    }

    [Test]
    public void A_plan_outside_someones_hours_says_whose() => Assert.Multiple(() =>
    {
        var outlook = PlanWarnings.Look(A.Plan() with { Time = new(13, 0) }, new Preference(A.Ann, NewYork), new Preference(A.Bob, Berlin));
        Assert.That((outlook.OutsideRulersHours, outlook.OutsideFollowersHours), Is.EqualTo((HowOften.Never, HowOften.Always)));
    });

    [Test]
    public void A_time_the_clocks_leave_out_or_repeat_is_said_beforehand() => Assert.Multiple(() =>
    {
        var night = PlanWarnings.Look(A.Plan() with { FirstOn = new(2027, 1, 3), Time = new(2, 30) }, new Preference(A.Bob, Berlin), new Preference(A.Bob, Berlin));
        Assert.That((night.LeftOut, night.Twice), Is.EqualTo(((LocalDate?)new LocalDate(2027, 3, 28), (LocalDate?)new LocalDate(2027, 10, 31))));
        Assert.That(night.Shifts, Has.Count.EqualTo(1), "03:30 on the one day");
    });

    [TestCase("Berlin", "berlin ", true)]
    [TestCase("São Paulo, Brazil", "sao paulo", true)]
    [TestCase("New York", "new-york", true)]
    [TestCase("Berlin", "Bern", false)]
    [TestCase("", "", false)]
    [TestCase("，", "!", false)]
    public void Places_are_compared_as_people_write_them(string one, string other, bool same) =>
        Assert.That(PlaceNames.AreSame(new PrivateText(one), new PrivateText(other)), Is.EqualTo(same));

    [TestCase("2026-11-03", "2026-11-06", "2026-11-05", "2026-11-09", "2026-11-05", "2026-11-06")]
    [TestCase("2026-11-03", "2026-11-06", "2026-11-06", "2026-11-06", "2026-11-06", "2026-11-06")]
    [TestCase("2026-11-03", "2026-11-06", "2026-11-07", "2026-11-09", null, null)]
    public void Two_trips_meet_on_the_days_they_share(string from, string until, string theirFrom, string theirUntil, string? metFrom, string? metUntil)
    {
        var met = TripRules.Meet(Trip("Lisbon", from, until), [Trip("lisbon", theirFrom, theirUntil)], Berlin);

        Assert.That(met, Is.EqualTo(metFrom is null ? null : ((LocalDate, LocalDate)?)(Date(metFrom), Date(metUntil!)))); // both or none
    }

    [Test]
    public void A_trip_to_where_the_partner_lives_meets_them_unless_they_are_away() => Assert.Multiple(() =>
    {
        Assert.That(TripRules.Meet(Trip("Berlin", "2026-11-03", "2026-11-06"), [], Berlin), Is.Not.Null);
        Assert.That(TripRules.Meet(Trip("Berlin", "2026-11-03", "2026-11-06"), [Trip("Oslo", "2026-11-01", "2026-11-09")], Berlin), Is.Null);
        Assert.That(TripRules.Meet(Trip("Berlin", "2026-11-03", "2026-11-06"), [], NewYork), Is.Null);
    });

    [TestCase(17, 0, HowOften.Never)]
    [TestCase(17, 30, HowOften.Always)] // it ends a quarter past six
    public void Working_hours_are_left_when_the_meeting_ends_after_them(int hour, int minute, HowOften outside) => Assert.That(
        PlanWarnings.Look(A.Plan() with { Time = new(hour, minute) }, new Preference(A.Ann, NewYork), new Preference(A.Ann, NewYork)).OutsideRulersHours, Is.EqualTo(outside));

    [Test]
    public void An_hour_that_leaves_them_with_the_clocks_is_told_beforehand()
    {
        var kolkata = DateTimeZoneProviders.Tzdb["Asia/Kolkata"];

        var outlook = PlanWarnings.Look(A.Plan() with { FirstOn = new(2027, 6, 1), Time = new(13, 0) }, new Preference(A.Bob, Berlin), new Preference(A.Cleo, kolkata));

        Assert.That((outlook.OutsideRulersHours, outlook.OutsideFollowersHours), Is.EqualTo((HowOften.Never, HowOften.Sometimes)));
    }

    [TestCase("2026-11-24T14:59:00Z", "2026-11-24")]
    [TestCase("2026-11-24T15:01:00Z", "2026-12-01")] // 10:00 in New York is over
    public void Answered_late_a_plan_begins_with_the_next_such_day(string now, string first) => Assert.That(
        OneOnOneRules.StartingAfter(A.Plan() with { EveryWeeks = 4 }, NewYork, NodaTime.Text.InstantPattern.ExtendedIso.Parse(now).Value).FirstOn, Is.EqualTo(Date(first)));

    [Test]
    public void Each_day_that_is_missing_is_said_beside_it()
    {
        Dictionary<string, string> errors = [];
        OneOnOneSentences.BesideDays(errors, null, null, OneOnOneRefusal.NoDate);

        Assert.That(errors.Keys, Is.EqualTo(new[] { OneOnOneIds.Field.From, OneOnOneIds.Field.Until }));
    }

    [Test]
    public void The_deck_has_sixty_questions_in_three_levels() => Assert.Multiple(() =>
    {
        Assert.That(QuestionDeck.Questions, Has.Count.AtLeast(60));
        Assert.That(QuestionDeck.Questions.GroupBy(question => question.Level).Select(level => (level.Key, level.Count() >= 20)), Is.EqualTo(new[] { (1, true), (2, true), (3, true) }));
        Assert.That(QuestionDeck.Questions.Select(question => question.Text), Is.Unique.And.All.EndsWith("?").Or.All.EndsWith("."));
        Assert.That(QuestionDeck.Questions.Select(question => question.Text.Length), Is.All.LessThan(150));
    });

    [Test]
    public void The_level_rises_with_what_both_answered_and_nothing_is_asked_twice()
    {
        List<AskedQuestion> asked = [];
        List<int> levels = [];
        for (var week = 0; week < QuestionDeck.Questions.Count; week++)
        {
            var question = QuestionDeck.Next(asked, A.SeriesOne.Value);
            levels.Add(question.Level);
            asked.Add(new(question.Id, WasAnswered: week != 2)); // the third was skipped
        }

        Assert.Multiple(() =>
        {
            Assert.That(levels.Take(10), Is.EqualTo(new[] { 1, 1, 1, 1, 1, 2, 2, 2, 2, 3 }));
            Assert.That(asked.Select(one => one.Question), Is.Unique);
            Assert.That(QuestionDeck.Next(asked, A.SeriesOne.Value).Id, Is.EqualTo(asked[0].Question), "after all of them, the one from longest ago");
        });
    }

    [Test]
    public void While_everything_is_skipped_it_stays_easy()
    {
        List<AskedQuestion> asked = [];
        for (var week = 0; week < 40; week++) asked.Add(new(QuestionDeck.Next(asked, A.SeriesOne.Value).Id, WasAnswered: false));

        Assert.That(asked.Select(one => QuestionDeck.Find(one.Question)!.Level), Is.All.EqualTo(1)); // just taken from the deck
    }

    [Test]
    public void Each_pair_has_an_order_of_its_own() => Assert.That(
        Enumerable.Range(1, 20).Select(n => QuestionDeck.Next([], new Guid(n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)).Id).Distinct().Count(), Is.GreaterThan(5));

    private static Result<Occurrence, OneOnOneRefusal> Move(Occurrence occurrence, LocalDate? date, LocalTime? time) => OneOnOneRules.Move(occurrence, date, time, NewYork, A.Noon);
    private static OneOnOneRefusal? Refusal(Result<Plan, OneOnOneRefusal> result) => result.Match(_ => (OneOnOneRefusal?)null, why => why);
    private static Trip Trip(string place, string from, string until) => new(TripId.New(), A.Ann, new PrivateText(place), Date(from), Date(until));
    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
    private static TestCaseData Case(string name, params object[] args) => new TestCaseData(args).SetArgDisplayNames(name);
}
