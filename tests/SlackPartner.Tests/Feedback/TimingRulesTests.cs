using NodaTime;
using NodaTime.Text;
using SlackPartner.Feedback;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Tests.Support;
using static SlackPartner.Tests.Support.A;

namespace SlackPartner.Tests.Feedback;

internal sealed class TimingRulesTests
{
    private static readonly RecipientFacts Reachable = new(IsApp: false, CanBeReached: true, HasMutedAuthor: false);
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    // November 23, 2026 is a Monday.
    [TestCase("2026-11-23T08:00", "2026-11-24T09:00", Description = "Monday: tomorrow")]
    [TestCase("2026-11-24T07:00", "2026-11-24T09:00", Description = "Tuesday before nine: today")]
    [TestCase("2026-11-24T10:02", "2026-11-24T10:15", Description = "Tuesday in the window: in a moment")]
    [TestCase("2026-11-24T11:27", "2026-11-25T09:00", Description = "Too late to be read before noon")]
    [TestCase("2026-11-25T12:00", "2026-11-26T09:00", Description = "Wednesday: Thursday")]
    [TestCase("2026-11-26T12:00", "2026-11-27T09:00", Description = "Thursday noon: none within two working days, so Friday")]
    [TestCase("2026-11-27T12:00", "2026-12-01T09:00", Description = "Friday: Tuesday is the second working day")]
    [TestCase("2026-11-28T12:00", "2026-12-01T09:00", Description = "Saturday: Tuesday is the second working day")]
    [TestCase("2026-11-29T23:00", "2026-12-01T09:00", Description = "Sunday night")]
    public void A_note_is_proposed_for_the_next_good_morning(string now, string expected) =>
        Assert.That(Propose(Hours(), now), Is.EqualTo(Local(expected)));

    [Test]
    public void Someone_who_works_from_sunday_to_thursday_has_their_own_week() => Assert.Multiple(() =>
    {
        var reader = Hours() with { Days = WorkDays.Sunday | WorkDays.Monday | WorkDays.Tuesday | WorkDays.Wednesday | WorkDays.Thursday };
        Assert.That(Propose(reader, "2026-11-26T12:00"), Is.EqualTo(Local("2026-11-29T09:00")), "Thursday: Sunday and Monday follow");
        Assert.That(Propose(reader, "2026-11-29T12:00"), Is.EqualTo(Local("2026-12-01T09:00")), "Sunday: Tuesday is near");
    });

    [TestCase("10:00", "18:00", "20:00", "08:00", "2026-11-25T10:00", Description = "Starts late")]
    [TestCase("13:00", "21:00", "22:00", "08:00", "2026-11-24T13:00", Description = "Never there in the morning: when they begin")]
    [TestCase("09:00", "18:00", "20:00", "10:40", "2026-11-25T10:45", Description = "Quiet until later")]
    [TestCase("09:00", "18:00", "20:00", "14:20", "2026-11-24T14:20", Description = "Quiet all morning: when quiet ends")]
    [TestCase("09:00", "18:00", "08:00", "19:00", "2026-11-24T19:00", Description = "Quiet all day: when quiet ends")]
    [TestCase("09:00", "18:00", "09:00", "09:00", "2026-11-25T09:00", Description = "No quiet hours")]
    public void Hours_and_quiet_are_kept(string start, string end, string quietStart, string quietEnd, string expected)
    {
        var reader = Hours() with { WorkStart = Time(start), WorkEnd = Time(end), QuietStart = Time(quietStart), QuietEnd = Time(quietEnd) };

        Assert.That(Propose(reader, "2026-11-24T12:00"), Is.EqualTo(Local(expected)));
    }

    [Test]
    public void What_keeps_two_people_apart_is_waited_for() => Assert.That(
        TimingRules.Propose(Hours(), At("2026-11-24T07:00"), notBefore: At("2026-11-24T10:20")).Local, Is.EqualTo(Local("2026-11-24T10:30")));

    [TestCase("2026-03-29T02:30", "2026-03-29T03:30", "2026-03-29T01:30:00Z", Description = "The clock skips it")]
    [TestCase("2026-10-25T02:30", "2026-10-25T02:30", "2026-10-25T00:30:00Z", Description = "It comes twice")]
    public void A_clock_change_shifts_or_means_the_first(string wish, string local, string at)
    {
        var plan = TimingRules.Resolve(Local(wish), Berlin);

        Assert.That((plan.Local, plan.At), Is.EqualTo((Local(local), InstantPattern.ExtendedIso.Parse(at).Value)));
    }

    [TestCase("2026-11-24T12:59", TimeRefusal.Passed)]
    [TestCase("2026-11-24T13:00", TimeRefusal.Passed, Description = "Now")]
    [TestCase("2026-11-24T13:01", null)]
    [TestCase("2026-11-24T20:00", TimeRefusal.Quiet)]
    [TestCase("2026-11-24T19:59", null)]
    [TestCase("2026-11-25T07:59", TimeRefusal.Quiet)]
    [TestCase("2026-11-25T08:00", null)]
    [TestCase("2027-03-24T13:00", null, Description = "120 days")]
    [TestCase("2027-03-24T13:01", TimeRefusal.TooFar)]
    public void A_chosen_time_lies_ahead_near_enough_and_outside_of_quiet_hours(string wish, TimeRefusal? refusal) => Assert.That(
        TimingRules.Choose(Hours(), Local(wish), Noon).Match<TimeRefusal?>(_ => null, why => why), Is.EqualTo(refusal));

    [Test]
    public void A_plan_follows_its_reader_to_another_zone()
    {
        var plan = Note().Scheduled().Plan!; // planned

        var moved = TimingRules.Move(plan, Hours("Asia/Tokyo"), At("2026-11-24T13:00"));

        Assert.That((moved.Local, moved.At), Is.EqualTo((plan.Local, plan.At - Duration.FromHours(8))));
    }

    [Test]
    public void A_plan_whose_hour_has_passed_there_waits_for_the_next_good_one()
    {
        var moved = TimingRules.Move(Note().Scheduled().Plan!, Hours("Asia/Tokyo"), At("2026-11-25T08:00")); // four in the afternoon in Tokyo

        Assert.That(moved.Local, Is.EqualTo(Local("2026-11-26T09:00")));
    }

    [Test]
    public void A_plan_that_falls_into_new_quiet_hours_moves_out_of_them_and_never_nearer()
    {
        var moved = TimingRules.Move(Note().Scheduled().Plan!, Hours() with { QuietEnd = new LocalTime(10, 30) }, At("2026-11-23T08:00"));

        Assert.That(moved.Local, Is.EqualTo(Local("2026-11-25T10:30")));
    }

    [Test]
    public void A_plan_stays_the_same_where_nothing_changed() // also one that is due and about to go out
    {
        var plan = Note().Scheduled().Plan!; // planned

        Assert.That(TimingRules.Move(plan, Hours(), plan.At + Duration.FromMinutes(1)), Is.SameAs(plan));
    }

    [TestCase("2026-11-24T12:00", HourRemark.None)]
    [TestCase("2026-11-24T18:00", HourRemark.AfterHours)]
    [TestCase("2026-11-28T12:00", HourRemark.AfterHours, Description = "Saturday")]
    [TestCase("2026-11-27T13:59", HourRemark.None)]
    [TestCase("2026-11-27T14:00", HourRemark.BeforeDaysOff, Description = "Friday afternoon")]
    [TestCase("2026-11-26T14:00", HourRemark.None, Description = "Thursday afternoon")]
    public void Late_hours_and_friday_afternoons_are_remarked_upon(string at, HourRemark remark) => Assert.That(TimingRules.Remark(Hours(), Local(at)), Is.EqualTo(remark));

    [Test]
    public void Who_can_not_be_reached_can_not_be_planned_for_either() => Assert.Multiple(() =>
    {
        Assert.That(Refusal(TimingRules.Plan(Note(), Ann, Reachable with { HasMutedAuthor = true }, Plan, Noon)), Is.EqualTo(FeedbackRefusal.OutOfReach));
        Assert.That(Refusal(TimingRules.Plan(Note(), Ann, Reachable with { CanBeReached = false }, Plan, Noon)), Is.EqualTo(FeedbackRefusal.OutOfReach));
        Assert.That(Refusal(TimingRules.Plan(Note(), Bob, Reachable, Plan, Noon)), Is.EqualTo(FeedbackRefusal.NotYours));
        Assert.That(Refusal(TimingRules.Plan(Note().Delivered(), Ann, Reachable, Plan, Noon)), Is.EqualTo(FeedbackRefusal.AlreadyShared));
        Assert.That(Refusal(TimingRules.Plan(Note(), Ann, Reachable, Plan, Noon)), Is.Null);
    });

    [Test]
    public void Sharing_drops_the_plan() =>
        Assert.That(Ok(FeedbackRules.Share(Note().Scheduled(), Ann, Reachable, SharedLately.Nothing, Noon)).Plan, Is.Null);

    [Test]
    public void Canceling_makes_it_a_draft_again_once() => Assert.Multiple(() =>
    {
        var draft = Ok(TimingRules.Cancel(Note().Scheduled(), Noon));
        Assert.That((draft.Status, draft.Plan, draft.Text), Is.EqualTo((FeedbackStatus.Draft, (SendPlan?)null, Words)));
        Assert.That(Refusal(TimingRules.Cancel(draft, Noon)), Is.EqualTo(FeedbackRefusal.NotPlanned));
    });

    [Test]
    public void An_edit_drops_the_plan_unless_it_ends_in_review() => Assert.Multiple(() =>
    {
        var planned = Note().Scheduled();
        var edited = FeedbackRules.Edit(planned, Bob.User, null, Words, Noon);
        Assert.That((edited.Status, edited.Plan), Is.EqualTo((FeedbackStatus.Draft, (SendPlan?)null)));
        Assert.That(TimingRules.KeepPlan(edited, planned).Plan, Is.EqualTo(planned.Plan));
        Assert.That(TimingRules.KeepPlan(FeedbackRules.Edit(planned, Cleo.User, null, Words, Noon), planned).Status, Is.EqualTo(FeedbackStatus.Draft), "for someone else");
        Assert.That(TimingRules.KeepPlan(FeedbackRules.Edit(planned, Bob.User, null, FeedbackText.Empty, Noon), planned).Status, Is.EqualTo(FeedbackStatus.Draft), "nothing to say");
    });

    private static SendPlan Plan => Note().Scheduled().Plan!; // planned
    private static LocalDateTime Propose(Preference reader, string now) => TimingRules.Propose(reader, At(now)).Local;
    private static Instant At(string berlin) => Local(berlin).InZoneStrictly(Berlin).ToInstant();
    private static LocalDateTime Local(string text) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;
    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;
    private static FeedbackNote Ok(Result<FeedbackNote, FeedbackRefusal> result) => result.Match(note => note, refusal => throw new AssertionException($"Refused: {refusal}"));
    private static FeedbackRefusal? Refusal(Result<FeedbackNote, FeedbackRefusal> result) => result.Match<FeedbackRefusal?>(_ => null, refusal => refusal);
}
