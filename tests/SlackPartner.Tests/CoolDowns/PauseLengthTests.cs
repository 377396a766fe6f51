using NodaTime;
using SlackPartner.CoolDowns;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.CoolDowns;

/// <summary>How long someone wants to pause, in their own words. It is 13:00 in Berlin.</summary>
internal sealed class PauseLengthTests
{
    private static readonly Preference InBerlin = new(A.Ann, DateTimeZoneProviders.Tzdb["Europe/Berlin"]);

    [TestCase("90m", 90)]
    [TestCase("90", 90)]
    [TestCase("90 minutes", 90)]
    [TestCase("1h", 60)]
    [TestCase("1 hr", 60)]
    [TestCase("2 hours", 120)]
    [TestCase("1h30", 90)]
    [TestCase("1h 30m", 90)]
    [TestCase("1 hour and 30 minutes", 90)]
    [TestCase("1.5h", 90)]
    [TestCase("1,5 h", 90)]
    [TestCase("for 45 min.", 45)]
    [TestCase("half an hour", 30)]
    [TestCase("An Hour", 60)]
    [TestCase("a day", 1440)]
    [TestCase("48h", 2880)]
    [TestCase("5m", 5)]
    [TestCase("999999h", 60000)]
    [TestCase("until 15:00", 120)]
    [TestCase("until 15", 120)]
    [TestCase("till 3pm", 120)]
    [TestCase("15.30", 150)]
    [TestCase("back at 3:30 p.m.", 150)]
    [TestCase("until 09:00", 1200)]
    [TestCase("tomorrow", 1230)]
    [TestCase("until tomorrow", 1230)]
    [TestCase("tomorrow 10:00", 1260)]
    [TestCase("tomorrow at 9", 1200)]
    public void It_is_read(string typed, int minutes) =>
        Assert.That((PauseLength.Read(new PrivateText(typed), InBerlin, A.Noon) - A.Noon)?.TotalMinutes, Is.EqualTo(minutes));

    [TestCase("tomorrow 09:30", "2026-11-25T08:00")]
    [TestCase("tomorrow at 10", "2026-11-25T10:00")]
    public void At_eight_in_the_morning_the_next_half_past_nine_is_as_far_as_a_pause_goes(string typed, string berlin)
    {
        var at = PauseLength.Read(new PrivateText(typed), InBerlin, A.Noon - Duration.FromHours(5));

        Assert.That(at?.InZone(InBerlin.Zone).LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm", null), Is.EqualTo(berlin));
    }

    [TestCase("soon")]
    [TestCase("1h of your life")]
    [TestCase("25:00")]
    [TestCase("13pm")]
    [TestCase("-20m")]
    [TestCase("")]
    public void What_is_no_time_is_not_guessed(string typed) => Assert.That(PauseLength.Read(new PrivateText(typed), InBerlin, A.Noon), Is.Null);

    [TestCase("90m", true)]
    [TestCase("until 15:00", true)]
    [TestCase("tomorrow", true)]
    [TestCase("hlep", false)]
    [TestCase("wirte", false)]
    [TestCase("tools", false)]
    public void A_time_is_told_from_a_slip(string typed, bool isTime) => Assert.That(PauseLength.LooksLikeOne(typed), Is.EqualTo(isTime));

    [Test]
    public void Tomorrow_never_goes_beyond_a_day() => // at 08:00 half past nine tomorrow is more than a day away
        Assert.That(CoolDownRules.Tomorrow(InBerlin, A.Noon - Duration.FromHours(5)), Is.EqualTo(A.Noon + Duration.FromHours(19)));
}
