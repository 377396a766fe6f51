using NodaTime;
using SlackPartner.Home;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Home;

internal sealed class SettingsRulesTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Test]
    public void The_form_says_it_all()
    {
        var (after, errors) = Read(A.Hours());

        Assert.Multiple(() =>
        {
            Assert.That(errors, Is.Empty);
            Assert.That((after.Zone.Id, after.HasOwnZone, after.Days), Is.EqualTo(("Asia/Tokyo", true, WorkDays.Monday | WorkDays.Sunday)));
            Assert.That((after.WorkStart, after.WorkEnd, after.QuietStart, after.QuietEnd), Is.EqualTo((new LocalTime(8, 30), new LocalTime(16, 0), new LocalTime(21, 0), new LocalTime(7, 0))));
            Assert.That(after.StoppedKinds, Is.EqualTo(new[] { "ask_first" }));
        });
    }

    [Test]
    public void As_in_slack_follows_slack() => Assert.Multiple(() =>
    {
        var after = Read(A.Hours("Asia/Tokyo") with { HasOwnZone = true }, (SettingsFields.Zone, SettingsRules.AsInSlack)).After;
        Assert.That((after.Zone, after.HasOwnZone), Is.EqualTo((Berlin, false)));
    });

    [Test]
    public void What_the_form_does_not_offer_stays_stopped() =>
        Assert.That(Read(A.Hours() with { StoppedKinds = ["mirror", "advice"] }).After.StoppedKinds, Is.EqualTo(new[] { "mirror", "ask_first" }));

    [TestCase(SettingsFields.Zone, "Mars/Olympus", "Choose a time zone from the list.")]
    [TestCase(SettingsFields.Zone, "", "Choose a time zone from the list.")]
    [TestCase(SettingsFields.Days, "", "Choose at least one day.")]
    [TestCase(SettingsFields.Days, "Someday", "Choose at least one day.")]
    [TestCase(SettingsFields.Days, "127", "Choose at least one day.")]
    [TestCase(SettingsFields.Start, "25:00", "Choose a time.")]
    [TestCase(SettingsFields.QuietEnd, "", "Choose a time.")]
    [TestCase(SettingsFields.End, "08:30", "Choose an end that is later than the start.")]
    [TestCase(SettingsFields.End, "04:00", "Choose an end that is later than the start.")]
    public void What_can_not_be_is_said_beside_its_field(string field, string value, string sentence) =>
        Assert.That(Read(A.Hours(), (field, value)).Errors, Is.EqualTo(new Dictionary<string, string> { [field] = sentence }));

    private static (Preference After, IReadOnlyDictionary<string, string> Errors) Read(Preference before, (string Field, string Value)? changed = null)
    {
        Dictionary<string, string> form = new()
        {
            [SettingsFields.Zone] = "Asia/Tokyo",
            [SettingsFields.Days] = "Monday Sunday",
            [SettingsFields.Start] = "08:30",
            [SettingsFields.End] = "16:00",
            [SettingsFields.QuietStart] = "21:00",
            [SettingsFields.QuietEnd] = "07:00",
            [SettingsFields.Kinds] = "advice",
        };
        if (changed is { } change) form[change.Field] = change.Value;
        return SettingsRules.Read(new FormValues(form), before, Berlin, ["advice", "ask_first"]);
    }
}
