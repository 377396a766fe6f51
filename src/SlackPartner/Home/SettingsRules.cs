using NodaTime;
using SlackPartner.Preferences;
using SlackPartner.Slack;

namespace SlackPartner.Home;

/// <summary>Reads the settings form. No clock, no database, no Slack.</summary>
internal static class SettingsRules
{
    /// <summary>Stands for the zone in the person's Slack profile.</summary>
    public const string AsInSlack = "slack";

    /// <summary>What the form says, and a sentence for each field that has to be mended.</summary>
    /// <param name="kinds">Those the form offers: what else was stopped stays so.</param>
    public static (Preference After, IReadOnlyDictionary<string, string> Errors) Read(
        FormValues form, Preference before, DateTimeZone slackZone, IReadOnlyCollection<string> kinds)
    {
        Dictionary<string, string> errors = [];
        var chosen = form.Choice(SettingsFields.Zone) ?? "";
        var own = chosen == AsInSlack ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(chosen);
        if (own is null && chosen != AsInSlack) errors[SettingsFields.Zone] = "Choose a time zone from the list.";

        var days = form.Choices(SettingsFields.Days).Select(ReadDay).Aggregate(WorkDays.None, (all, day) => all | day);
        if (days == WorkDays.None) errors[SettingsFields.Days] = "Choose at least one day.";

        var start = Time(SettingsFields.Start, before.WorkStart);
        var end = Time(SettingsFields.End, before.WorkEnd);
        if (errors.Count == 0 && start >= end) errors[SettingsFields.End] = "Choose an end that is later than the start.";
        var quietStart = Time(SettingsFields.QuietStart, before.QuietStart);
        var quietEnd = Time(SettingsFields.QuietEnd, before.QuietEnd);

        var wanted = form.Choices(SettingsFields.Kinds);
        var after = before with
        {
            Zone = own ?? slackZone,
            HasOwnZone = own is not null,
            Days = days,
            WorkStart = start,
            WorkEnd = end,
            QuietStart = quietStart,
            QuietEnd = quietEnd,
            StoppedKinds = [.. before.StoppedKinds.Except(kinds), .. kinds.Except(wanted)],
        };
        return (after, errors);

        LocalTime Time(string field, LocalTime otherwise)
        {
            if (form.Time(field) is { } time) return time;
            errors[field] = "Choose a time.";
            return otherwise;
        }
    }

    private static WorkDays ReadDay(string name) => Enum.TryParse<WorkDays>(name, out var day) && day is not WorkDays.MondayToFriday && Enum.IsDefined(day) ? day : WorkDays.None;
}

/// <summary>The fields of the form.</summary>
internal static class SettingsFields
{
    public const string Zone = "zone";
    public const string Days = "days";
    public const string Start = "start";
    public const string End = "end";
    public const string QuietStart = "quiet_start";
    public const string QuietEnd = "quiet_end";
    public const string Kinds = "kinds";
}
