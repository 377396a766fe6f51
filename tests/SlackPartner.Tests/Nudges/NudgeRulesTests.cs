using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Nudges;
using SlackPartner.Preferences;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Nudges;

internal sealed class NudgeRulesTests
{
    private static readonly Preference Person = new(A.Ann, DateTimeZone.Utc);
    private static readonly Sign Draft = Sign(NudgeKind.OldDraft, 1);
    private static readonly Duration Day = Duration.FromDays(1);

    [Test]
    public void What_is_worth_it_is_said_once()
    {
        Assert.That(NudgeRules.Choose([Draft], [], Person, A.Noon), Is.EqualTo(Draft));
        Assert.That(NudgeRules.Choose([Draft], [A.Nudge(NudgeKind.OldDraft, A.Noon - (40 * Day)) with { About = Draft.About }], Person, A.Noon), Is.Null);
    }

    [Test]
    public void At_most_one_a_day() => Assert.Multiple(() =>
    {
        Assert.That(NudgeRules.Choose([Draft], [A.Nudge(NudgeKind.Heat, A.Noon - Duration.FromHours(2))], Person, A.Noon), Is.Null);
        Assert.That(NudgeRules.Choose([Draft], [A.Nudge(NudgeKind.Heat, A.Noon - Day)], Person, A.Noon), Is.Not.Null);
    });

    [Test]
    public void At_most_three_a_week()
    {
        Nudge[] three = [A.Nudge(NudgeKind.Heat, A.Noon - (6 * Day)), A.Nudge(NudgeKind.Heat, A.Noon - (2 * Day)), A.Nudge(NudgeKind.NoReturn, A.Noon - Day)];

        Assert.Multiple(() =>
        {
            Assert.That(NudgeRules.Choose([Draft], three, Person, A.Noon), Is.Null);
            Assert.That(NudgeRules.Choose([Draft], three, Person, A.Noon + Day), Is.Not.Null);
        });
    }

    [TestCase(12, true)]
    [TestCase(3, false)]
    [TestCase(18, false)]
    [TestCase(12 + (4 * 24), false)] // a Saturday
    public void Only_while_they_work(int hour, bool isGiven) =>
        Assert.That(NudgeRules.Choose([Draft], [], Person, A.Noon + Duration.FromHours(hour - 12)) is not null, Is.EqualTo(isGiven));

    [Test]
    public void What_is_stopped_is_not_given() =>
        Assert.That(NudgeRules.Choose([Draft], [], Person with { StoppedKinds = [NudgeKinds.IdOf(NudgeKind.OldDraft)] }, A.Noon), Is.Null);

    [Test]
    public void Two_dismissals_in_a_row_mute_a_kind_for_a_month_and_then_the_count_begins_anew()
    {
        var start = A.Noon - (60 * Day);
        Nudge Dismissed(int day) => A.Nudge(NudgeKind.OldDraft, start + (day * Day), NudgeAnswer.NotNow);
        Nudge Liked(int day) => A.Nudge(NudgeKind.OldDraft, start + (day * Day), NudgeAnswer.Helpful);
        Nudge Ignored(int day) => A.Nudge(NudgeKind.OldDraft, start + (day * Day));

        Assert.Multiple(() =>
        {
            Assert.That(Until(Dismissed(0)), Is.Null);
            Assert.That(Until(Dismissed(0), Dismissed(1)), Is.EqualTo(start + (31 * Day)));
            Assert.That(Until(Dismissed(0), Liked(1), Dismissed(2)), Is.Null);
            Assert.That(Until(Dismissed(0), Ignored(1), Dismissed(2)), Is.EqualTo(start + (32 * Day)));
            Assert.That(Until(Dismissed(0), Dismissed(1), Dismissed(40)), Is.EqualTo(start + (31 * Day)), "one more is only the first of the next two");
            Assert.That(NudgeRules.Choose([Draft], [Dismissed(35), Dismissed(40)], Person, A.Noon), Is.Null);
            Assert.That(NudgeRules.Choose([Draft], [Dismissed(20), Dismissed(25)], Person, A.Noon), Is.Not.Null);
            Assert.That(NudgeRules.Choose([Sign(NudgeKind.NoReturn, 2)], [Dismissed(35), Dismissed(40)], Person, A.Noon), Is.Not.Null, "only that kind");
        });
    }

    [Test]
    public void A_mirror_comes_once_a_month_however_it_is_named()
    {
        var mirror = Sign(NudgeKind.Mirror, 1);

        Assert.Multiple(() =>
        {
            Assert.That(NudgeRules.Choose([mirror], [A.Nudge(NudgeKind.Mirror, A.Noon - (27 * Day))], Person, A.Noon), Is.Null);
            Assert.That(NudgeRules.Choose([mirror], [A.Nudge(NudgeKind.Mirror, A.Noon - (28 * Day)) with { About = mirror.About }], Person, A.Noon), Is.EqualTo(mirror));
        });
    }

    [Test]
    public void What_is_most_pressing_goes_first() =>
        Assert.That(NudgeRules.Choose([Draft, Sign(NudgeKind.Mirror, 2), Sign(NudgeKind.NoReturn, 3)], [], Person, A.Noon)?.What, Is.EqualTo(NudgeKind.NoReturn));

    private static Instant? Until(params Nudge[] past) => NudgeRules.MutedUntil(NudgeKind.OldDraft, past);

    private static Sign Sign(NudgeKind kind, int about) => new(A.Team, A.Ann.User, (int)kind, new Guid(about, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9), null, A.Noon - (8 * Duration.FromDays(1)));
}
