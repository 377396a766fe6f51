using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;

namespace SlackPartner.Home;

/// <summary>Settings, and what they mean tonight.</summary>
internal static class SettingsViews
{
    private static readonly LocalTime Evening = new(19, 0);
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalDatePattern Weekday = LocalDatePattern.Create("dddd", CultureInfo.InvariantCulture);
    private static readonly OffsetPattern Offset = OffsetPattern.CreateWithInvariantCulture("+H:mm");

    private static readonly IReadOnlyList<WorkDays> Week =
        [WorkDays.Monday, WorkDays.Tuesday, WorkDays.Wednesday, WorkDays.Thursday, WorkDays.Friday, WorkDays.Saturday, WorkDays.Sunday];

    public static Modal Form(Preference preference, DateTimeZone slackZone, IReadOnlyList<MessageKind> kinds, Instant now) => new(
        HomeIds.View.Settings,
        "Settings",
        [
            .. Examples(preference, now),
            new Divider(),
            new Input(SettingsFields.Zone, "Time zone", new Select([.. Zones(preference, slackZone, now)])
            {
                Initial = preference.HasOwnZone ? preference.Zone.Id : SettingsRules.AsInSlack,
            }),
            new Input(SettingsFields.Days, "Working days", new Checkboxes([.. Week.Select(day => new Option(day.ToString(), day.ToString()))])
            {
                Initial = [.. Week.Where(day => preference.Days.HasFlag(day)).Select(day => day.ToString())],
            }),
            new Input(SettingsFields.Start, "Work starts", new TimePicker(preference.WorkStart)),
            new Input(SettingsFields.End, "Work ends", new TimePicker(preference.WorkEnd)),
            new Input(SettingsFields.QuietStart, "Quiet from", new TimePicker(preference.QuietStart)) { Hint = "Nothing is planned for you in quiet hours. The same time twice means none." },
            new Input(SettingsFields.QuietEnd, "Quiet until", new TimePicker(preference.QuietEnd)),
            .. kinds.Count == 0 ? [] : new Block[] { Kinds(preference, kinds) },
        ])
    {
        Submit = "Save Settings",
        Close = "Cancel",
    };

    public static Modal Saved(Preference preference, Instant now) => new("home.settings_saved", "Settings", [new Section("*Saved.* Plans that hang on your hours have moved along."), .. Examples(preference, now)]);

    private static Input Kinds(Preference preference, IReadOnlyList<MessageKind> kinds) => new(
        SettingsFields.Kinds, "Messages you want", new Checkboxes([.. kinds.Select(kind => new Option(kind.Name, kind.Id) { Description = kind.Example })])
        {
            Initial = [.. kinds.Select(kind => kind.Id).Where(preference.Wants)],
        })
    {
        Optional = true,
    };

    private static IEnumerable<Block> Examples(Preference preference, Instant now)
    {
        var today = now.DateIn(preference.Zone);
        var evening = preference.Zone.AtLocal(today, Evening);
        var nudge = preference.NextWorkingMoment(evening);
        yield return new Section(
            $"""
            *What this means tonight, in {Place(preference.Zone)}*
            • A nudge at {Time.Format(Evening)} would {(nudge == evening ? "come right then" : $"wait until {When(preference, nudge, today)}")}.
            • What you put off until tomorrow would come {When(preference, preference.NextMorning(now), today)}.
            • {(preference.QuietStart == preference.QuietEnd ? "A note may be planned for any hour: you have no quiet hours." : $"No note can be planned for the time from {Time.Format(preference.QuietStart)} to {Time.Format(preference.QuietEnd)}.")}
            • What a colleague shares now, and answers to you, come at once, also at night.
            """.ReplaceLineEndings("\n"));
    }

    private static string When(Preference preference, Instant at, LocalDate today)
    {
        var local = at.InZone(preference.Zone).LocalDateTime;
        var day = Period.DaysBetween(today, local.Date) switch { 0 => "today", 1 => "tomorrow", _ => Weekday.Format(local.Date) };
        return $"{day} {Time.Format(local.TimeOfDay)}";
    }

    /// <summary>As in Slack first, then by distance from Greenwich. Whoever chose one that is not listed finds it there too.</summary>
    private static IEnumerable<Option> Zones(Preference preference, DateTimeZone slackZone, Instant now) =>
        SettingsZones.Common.Append(preference.HasOwnZone ? preference.Zone.Id : null).OfType<string>().Distinct()
            .Select(id => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)).OfType<DateTimeZone>()
            .OrderBy(zone => zone.GetUtcOffset(now)).ThenBy(Place, StringComparer.Ordinal)
            .Select(zone => new Option($"{Place(zone)} (UTC{Offset.Format(zone.GetUtcOffset(now))})", zone.Id))
            .Prepend(new Option($"As in Slack ({Place(slackZone)})", SettingsRules.AsInSlack));

    /// <summary>"Berlin" for Europe/Berlin.</summary>
    private static string Place(DateTimeZone zone) => zone.Id.Split('/')[^1].Replace('_', ' ');
}
