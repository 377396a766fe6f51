using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using SlackPartner.Kernel;

namespace SlackPartner.Feedback;

/// <summary>The day a text speaks of: "In Monday's planning", "yesterday", "on November 3rd". Always past or today; null when it names none.</summary>
internal static partial class WhenWasIt
{
    public static LocalDate? DayIn(PrivateText text, LocalDate today)
    {
        foreach (Match match in Day().Matches(text.Reveal()))
            if (Read(match, today) is { } day && day <= today) return day;
        return null;
    }

    private static LocalDate? Read(Match match, LocalDate today)
    {
        string? Part(string name) => match.Groups[name] is { Success: true, Value: var value } ? value : null;
        int? Number(string name) => int.TryParse(Part(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (Part("today") is not null) return today;
        if (Part("yesterday") is not null) return today.PlusDays(Part("before") is null ? -1 : -2);
        if (Part("ago") is { } ago) return today.PlusDays(-(Number("number") ?? 1) * (ago.StartsWith('w') ? 7 : 1));
        if (Part("weekday") is { } weekday) return LastOf(weekday, today, isBeforeToday: Part("last") is not null);
        if (Part("year") is not null) return Date(Number("year"), Number("month"), Number("day"));
        if (Part("monthname") is { } month) return InPast(Array.FindIndex(Months, one => month.StartsWith(one, StringComparison.OrdinalIgnoreCase)) + 1, Number("date") ?? Number("dateafter"), today);
        return Number("ordinal") is { } day ? Date(today.Year, today.Month, day) is { } near && near <= today ? near : Date(today.PlusMonths(-1).Year, today.PlusMonths(-1).Month, day) : null;
    }

    private static LocalDate LastOf(string weekday, LocalDate today, bool isBeforeToday)
    {
        var day = (IsoDayOfWeek)(Array.FindIndex(Weekdays, one => weekday.StartsWith(one, StringComparison.OrdinalIgnoreCase)) + 1);
        return today.DayOfWeek == day && !isBeforeToday ? today : today.Previous(day);
    }

    private static LocalDate? InPast(int month, int? day, LocalDate today) =>
        Date(today.Year, month, day) is { } thisYear && thisYear <= today ? thisYear : Date(today.Year - 1, month, day);

    private static LocalDate? Date(int? year, int? month, int? day) =>
        year is > 1999 and < 2100 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year.Value, month.Value)
            ? new LocalDate(year.Value, month.Value, day.Value)
            : null;

    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private const string MonthName = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

    [GeneratedRegex(
        @"\b(?<today>today|this (?:morning|noon|afternoon|evening)|just now)\b" +
        @"|\b(?<before>day before )?(?<yesterday>yesterday|last night)\b" +
        @"|\b(?:(?<number>\d{1,2})|an?) (?<ago>days?|weeks?) ago\b" +
        @"|(?<!next |coming |every |by |until |on )(?<=\b(?<last>last )?)\b(?<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|satur(?:day)?|sunday)\b(?!s\b)" +
        @"|(?<=\bon )(?<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|satur(?:day)?|sunday)\b(?!s\b)" +
        @"|\b(?<year>20\d\d)-(?<month>\d\d)-(?<day>\d\d)\b" +
        @"|\b(?:(?<date>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?)?(?<monthname>" + MonthName + @")\b\.?(?: (?<dateafter>\d{1,2})(?:st|nd|rd|th)?\b)?" +
        @"|\bthe (?<ordinal>\d{1,2})(?:st|nd|rd|th)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Day();
}
