using NodaTime;
using NodaTime.Text;
using SlackPartner.Preferences;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Preferences;

internal sealed class PreferenceTests
{
    // November 24, 2026 is a Tuesday.
    [TestCase("2026-11-24T12:00", "2026-11-24T12:00", Description = "At work")]
    [TestCase("2026-11-24T07:00", "2026-11-24T09:00", Description = "Before work")]
    [TestCase("2026-11-24T19:00", "2026-11-25T09:00", Description = "After work")]
    [TestCase("2026-11-27T18:00", "2026-11-30T09:00", Description = "Friday evening")]
    public void What_waits_for_working_hours_comes_when_they_begin(string now, string expected) => Assert.That(Moment(A.Hours(), now), Is.EqualTo(expected));

    [Test]
    public void Quiet_hours_count_within_working_hours_too() => Assert.Multiple(() =>
    {
        var naps = A.Hours() with { QuietStart = new LocalTime(13, 0), QuietEnd = new LocalTime(15, 0) };
        Assert.That(Moment(naps, "2026-11-24T14:00"), Is.EqualTo("2026-11-24T15:00"));
        Assert.That(Moment(naps, "2026-11-24T12:59"), Is.EqualTo("2026-11-24T12:59"));
        Assert.That(Moment(A.Hours() with { QuietEnd = new LocalTime(9, 45) }, "2026-11-24T08:00"), Is.EqualTo("2026-11-24T09:45"));
    });

    [TestCase("09:00", "20:00", "08:00", "2026-11-25T09:30")]
    [TestCase("10:00", "20:00", "08:00", "2026-11-25T10:00", Description = "Work begins later")]
    [TestCase("09:00", "20:00", "11:00", "2026-11-25T11:00", Description = "Quiet lasts longer")]
    public void Tomorrow_is_the_next_working_morning(string start, string quietStart, string quietEnd, string expected)
    {
        var person = A.Hours() with { WorkStart = Time(start), QuietStart = Time(quietStart), QuietEnd = Time(quietEnd) };

        Assert.That(Local(person.NextMorning(A.Noon), person), Is.EqualTo(expected));
    }

    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    private static string Moment(Preference person, string now) => Local(person.NextWorkingMoment(Pattern.Parse(now).Value.InZoneStrictly(person.Zone).ToInstant()), person);
    private static string Local(Instant at, Preference person) => Pattern.Format(at.InZone(person.Zone).LocalDateTime);
    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;
}
