using NodaTime;
using NodaTime.Text;
using SlackPartner.CoolDowns;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.CoolDowns;

internal sealed class CoolDownRulesTests
{
    private static readonly Preference InBerlin = new(A.Bob, DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
    private static readonly CoolDown Pause = A.Pause();
    private static readonly CoolDown Ended = Pause with { Status = CoolDownStatus.Returning };
    private static readonly Instant After = Pause.EndsAt + Duration.FromMinutes(1);

    [TestCase(19, CoolDownRefusal.TooShort)]
    [TestCase(20, null)]
    [TestCase(24 * 60, null)]
    [TestCase((24 * 60) + 1, CoolDownRefusal.TooLong)]
    public void A_pause_takes_twenty_minutes_to_a_day(int minutes, CoolDownRefusal? refusal) =>
        Assert.That(Refusal(CoolDownRules.Start(null, A.Ann, A.Bob.User, A.Noon + Duration.FromMinutes(minutes), A.Noon)), Is.EqualTo(refusal));

    [Test]
    public void Only_one_runs_at_a_time() => Assert.That(Refusal(CoolDownRules.Start(Pause, A.Ann, null, After, A.Noon)), Is.EqualTo(CoolDownRefusal.AlreadyRunning));

    [Test]
    public void Nobody_pauses_with_themselves() => Assert.That(Refusal(CoolDownRules.Start(null, A.Ann, A.Ann.User, After, A.Noon)), Is.EqualTo(CoolDownRefusal.Yourself));

    [Test]
    public void Only_the_partner_agrees_and_only_once()
    {
        var agreed = Pause with { Answer = PartnerAnswer.Agreed };

        Assert.Multiple(() =>
        {
            Assert.That(Value(CoolDownRules.Agree(Pause, A.Bob, A.Noon)), Is.EqualTo(agreed));
            Assert.That(Refusal(CoolDownRules.Agree(Pause, A.Ann, A.Noon)), Is.EqualTo(CoolDownRefusal.NotYours));
            Assert.That(Refusal(CoolDownRules.Agree(agreed, A.Bob, A.Noon)), Is.EqualTo(CoolDownRefusal.AlreadyAnswered));
            Assert.That(Refusal(CoolDownRules.Agree(Pause, A.Bob, After)), Is.EqualTo(CoolDownRefusal.AlreadyOver));
        });
    }

    [Test]
    public void A_later_time_is_proposed_once_and_holds_when_the_starter_agrees()
    {
        var later = Pause.EndsAt + Duration.FromHours(2);
        var proposed = Value(CoolDownRules.Propose(Pause, A.Bob, later, A.Noon));

        Assert.Multiple(() =>
        {
            Assert.That(proposed.EndsAt, Is.EqualTo(Pause.EndsAt));
            Assert.That(Refusal(CoolDownRules.Propose(proposed, A.Bob, later, A.Noon)), Is.EqualTo(CoolDownRefusal.AlreadyAnswered));
            Assert.That(Value(CoolDownRules.AnswerProposal(proposed, A.Ann, agree: true, A.Noon)).EndsAt, Is.EqualTo(later));
            Assert.That(Value(CoolDownRules.AnswerProposal(proposed, A.Ann, agree: false, A.Noon)).EndsAt, Is.EqualTo(Pause.EndsAt));
            Assert.That(Refusal(CoolDownRules.AnswerProposal(proposed, A.Bob, agree: true, A.Noon)), Is.EqualTo(CoolDownRefusal.NotYours));
            Assert.That(Refusal(CoolDownRules.Propose(Pause, A.Bob, Pause.EndsAt, A.Noon)), Is.EqualTo(CoolDownRefusal.NotLater));
            Assert.That(Refusal(CoolDownRules.Propose(Pause, A.Bob, Pause.StartedAt + Duration.FromHours(25), A.Noon)), Is.EqualTo(CoolDownRefusal.TooLong));
        });
    }

    [Test]
    public void It_is_over_once_everyone_came_back()
    {
        var one = Value(CoolDownRules.ComeBack(Ended, A.Ann, CameBack.Ready, After));
        var both = Value(CoolDownRules.ComeBack(one, A.Bob, CameBack.Ready, After));
        var writing = Value(CoolDownRules.ComeBack(one, A.Bob, CameBack.Writing, After));

        Assert.Multiple(() =>
        {
            Assert.That((one.Status, both.Status, writing.Status), Is.EqualTo((CoolDownStatus.Returning, CoolDownStatus.Over, CoolDownStatus.Over)));
            Assert.That((CoolDownRules.BothReady(one), CoolDownRules.BothReady(both), CoolDownRules.BothReady(writing)), Is.EqualTo((false, true, false)));
            Assert.That(Refusal(CoolDownRules.ComeBack(Pause, A.Ann, CameBack.Ready, A.Noon)), Is.EqualTo(CoolDownRefusal.NotOverYet));
            Assert.That(Refusal(CoolDownRules.ComeBack(both, A.Ann, CameBack.Ready, After)), Is.EqualTo(CoolDownRefusal.AlreadyOver));
            Assert.That(Refusal(CoolDownRules.ComeBack(Ended, A.Cleo, CameBack.Ready, After)), Is.EqualTo(CoolDownRefusal.NotYours));
        });
    }

    [Test]
    public void A_little_longer_is_twenty_minutes_once_and_within_a_day()
    {
        var longer = Value(CoolDownRules.Extend(Ended, A.Bob, After));
        var lastMinute = Pause.StartedAt + Duration.FromHours(24) - Duration.FromMinutes(20);

        Assert.Multiple(() =>
        {
            Assert.That(longer.EndsAt, Is.EqualTo(After + Duration.FromMinutes(20)));
            Assert.That(longer.Status, Is.EqualTo(CoolDownStatus.Running));
            Assert.That(Refusal(CoolDownRules.Extend(longer with { Status = CoolDownStatus.Returning }, A.Ann, longer.EndsAt)), Is.EqualTo(CoolDownRefusal.AlreadyExtended));
            Assert.That(Refusal(CoolDownRules.Extend(Ended, A.Ann, lastMinute)), Is.Null);
            Assert.That(Refusal(CoolDownRules.Extend(Ended, A.Ann, lastMinute + Duration.FromSeconds(1))), Is.EqualTo(CoolDownRefusal.NoRoomToExtend));
        });
    }

    [Test]
    public void What_is_held_goes_out_the_next_morning_and_never_more_than_a_day_after_the_end()
    {
        var night = Pause with { EndsAt = Instant.FromUtc(2026, 11, 25, 7, 0) }; // 08:00 in Berlin: half past nine is too soon after

        Assert.Multiple(() =>
        {
            Assert.That(CoolDownRules.HeldUntil(Pause, InBerlin), Is.EqualTo(Instant.FromUtc(2026, 11, 25, 8, 30)));
            Assert.That(CoolDownRules.HeldUntil(night, InBerlin), Is.EqualTo(night.EndsAt + Duration.FromHours(24)));
            Assert.That(CoolDownRules.HeldUntil(Pause with { Status = CoolDownStatus.Over }, InBerlin), Is.Null);
            Assert.That(CoolDownRules.HeldUntil(Pause with { Partner = null }, InBerlin), Is.Null);
        });
    }

    [TestCase("2026-11-24T12:00", "2026-11-25T09:30")] // at one in the afternoon
    [TestCase("2026-11-24T00:00", "2026-11-24T09:30")] // at one in the night: the morning after it
    [TestCase("2026-11-24T07:00", "2026-11-25T08:00")] // at eight: half past nine is too far, and this morning isn't tomorrow
    public void Tomorrow_is_never_too_late_and_never_in_the_night(string now, string berlin)
    {
        var at = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(now).Value.InUtc().ToInstant();

        Assert.That(
            LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(CoolDownRules.Tomorrow(InBerlin, at).InZone(InBerlin.Zone).LocalDateTime), Is.EqualTo(berlin));
    }

    [Test]
    public void A_time_to_talk_is_soon_and_in_the_hours_of_both()
    {
        var inNewYork = new Preference(A.Ann, DateTimeZoneProviders.Tzdb["America/New_York"]);
        var inKolkata = new Preference(A.Cleo, DateTimeZoneProviders.Tzdb["Asia/Kolkata"]);

        Assert.Multiple(() =>
        {
            Assert.That(CoolDownRules.ProposeTalk(InBerlin, inNewYork, A.Noon + Duration.FromSeconds(61)), Is.EqualTo(Instant.FromUtc(2026, 11, 24, 14, 0))); // nine in New York
            Assert.That(CoolDownRules.ProposeTalk(InBerlin, InBerlin, A.Noon + Duration.FromSeconds(61)), Is.EqualTo(A.Noon + Duration.FromMinutes(45)));
            Assert.That(CoolDownRules.ProposeTalk(inKolkata, inNewYork, A.Noon), Is.Null); // their hours never meet
        });
    }

    [Test]
    public void Without_a_partner_it_goes_on_alone() => Assert.Multiple(() =>
    {
        Assert.That(CoolDownRules.GoOnAlone(Pause, A.Noon), Is.EqualTo(Pause with { Partner = null }));
        Assert.That(CoolDownRules.GoOnAlone(Value(CoolDownRules.ComeBack(Ended, A.Ann, CameBack.Ready, After)), After).Status, Is.EqualTo(CoolDownStatus.Over));
    });

    private static CoolDownRefusal? Refusal(Result<CoolDown, CoolDownRefusal> result) => result.Match<CoolDownRefusal?>(_ => null, refusal => refusal);

    private static CoolDown Value(Result<CoolDown, CoolDownRefusal> result) =>
        result.Succeeded(out var pause, out var refusal) ? pause : throw new InvalidOperationException($"Refused: {refusal}");
}
