using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using SlackPartner.Kernel;

namespace SlackPartner.OneOnOnes;

/// <summary>A series as RFC 5545 has it: local time in a zone that is described along with it, so that any calendar keeps the hour. Pure.</summary>
internal static class CalendarFile
{
    private const int LongestLine = 75;
    private const int YearsDescribed = 10;

    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <param name="occurrences">What is known of single meetings: skipped ones are left out, moved ones moved.</param>
    /// <param name="summary">Ours: the file is named and titled without anyone's words.</param>
    public static byte[] Write(Series series, Plan plan, DateTimeZone zone, IReadOnlyList<Occurrence> occurrences, string summary, string location, Instant now)
    {
        Lines lines = new();
        lines.Add("BEGIN:VCALENDAR");
        lines.Add("VERSION:2.0");
        lines.Add("PRODID:-//SlackPartner//One-on-ones//EN");
        lines.Add("CALSCALE:GREGORIAN");
        lines.Add("METHOD:PUBLISH");
        AddZone(lines, plan, zone);

        lines.Add("BEGIN:VEVENT");
        AddCommon(lines, series, plan, summary, location, now);
        lines.Add($"DTSTART;TZID={zone.Id}:{Local.Format(plan.FirstOn + plan.Time)}");
        lines.Add($"RRULE:FREQ=WEEKLY;INTERVAL={plan.EveryWeeks};BYDAY={Day(plan.FirstOn.DayOfWeek)}");
        foreach (var day in LeftOut(series, plan, occurrences)) lines.Add($"EXDATE;TZID={zone.Id}:{Local.Format(day + plan.Time)}");
        lines.Add("END:VEVENT");

        foreach (var moved in occurrences.Where(one => one.MovedTo is not null && one.Status is not OccurrenceStatus.Skipped && one.Slot >= plan.FirstOn))
        {
            lines.Add("BEGIN:VEVENT");
            AddCommon(lines, series, plan, summary, location, now);
            lines.Add($"RECURRENCE-ID;TZID={zone.Id}:{Local.Format(moved.Slot + plan.Time)}");
            lines.Add($"DTSTART;TZID={zone.Id}:{Local.Format(moved.StartsAt.InZone(zone).LocalDateTime)}");
            lines.Add("END:VEVENT");
        }
        lines.Add("END:VCALENDAR");
        return lines.ToBytes();
    }

    private static void AddCommon(Lines lines, Series series, Plan plan, string summary, string location, Instant now)
    {
        lines.Add($"UID:{series.Id}@slackpartner");
        lines.Add($"DTSTAMP:{Utc.Format(now)}");
        lines.Add($"DURATION:PT{plan.Minutes}M");
        lines.Add($"SUMMARY:{Escape(summary)}");
        if (location.Length > 0) lines.Add($"LOCATION:{Escape(location)}");
    }

    /// <summary>Skipped days, and the days of a pause.</summary>
    private static IEnumerable<LocalDate> LeftOut(Series series, Plan plan, IReadOnlyList<Occurrence> occurrences)
    {
        SortedSet<LocalDate> days = [.. occurrences.Where(one => one.Status is OccurrenceStatus.Skipped && one.Slot >= plan.FirstOn).Select(one => one.Slot)];
        if (series is { PausedFrom: { } from, PausedUntil: { } until })
            for (var slot = Recurrence.FirstAfter(plan, from.PlusDays(-1)); slot <= until; slot = slot.PlusWeeks(plan.EveryWeeks)) days.Add(slot);
        return days;
    }

    /// <summary>Every change of the zone's clocks around the years described; yearly ones as a rule that goes on.</summary>
    private static void AddZone(Lines lines, Plan plan, DateTimeZone zone)
    {
        var from = zone.AtLocal(plan.FirstOn.PlusYears(-1), LocalTime.Midnight);
        var intervals = zone.GetZoneIntervals(from, zone.AtLocal(plan.FirstOn.PlusYears(YearsDescribed), LocalTime.Midnight)).ToList();
        lines.Add("BEGIN:VTIMEZONE");
        lines.Add($"TZID:{zone.Id}");
        // The part before the first change within reach has no beginning that matters.
        AddPart(lines, intervals[0], before: intervals[0].WallOffset, start: new LocalDateTime(1970, 1, 1, 0, 0), rule: null);
        List<Change> changes = [.. intervals.Skip(1).Select((interval, i) => Change.Between(intervals[i], interval))];
        foreach (var alike in changes.GroupBy(change => (change.Interval.Name, change.Interval.WallOffset, change.Before, change.At.Month, change.At.TimeOfDay, change.At.DayOfWeek)))
        {
            var yearly = alike.OrderBy(change => change.At).ToList();
            if (YearlyRule(yearly) is { } rule) AddPart(lines, yearly[0].Interval, yearly[0].Before, yearly[0].At, rule);
            else foreach (var change in yearly) AddPart(lines, change.Interval, change.Before, change.At, rule: null);
        }
        lines.Add("END:VTIMEZONE");
    }

    /// <summary>"The last Sunday of March", when that is what every year of a long run says; null otherwise.</summary>
    private static string? YearlyRule(List<Change> changes)
    {
        if (changes.Count < YearsDescribed - 1 || changes.Zip(changes.Skip(1)).Any(pair => pair.Second.At.Year != pair.First.At.Year + 1)) return null;
        var (day, month) = (Day(changes[0].At.DayOfWeek), changes[0].At.Month);
        if (changes.All(change => change.At.Day + 7 > CalendarSystem.Iso.GetDaysInMonth(change.At.Year, change.At.Month))) return $"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1{day}";
        var nth = (changes[0].At.Day + 6) / 7;
        return changes.All(change => (change.At.Day + 6) / 7 == nth) ? $"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{day}" : null;
    }

    private static void AddPart(Lines lines, ZoneInterval interval, Offset before, LocalDateTime start, string? rule)
    {
        var kind = interval.Savings == Offset.Zero ? "STANDARD" : "DAYLIGHT";
        lines.Add($"BEGIN:{kind}");
        lines.Add($"DTSTART:{Local.Format(start)}");
        if (rule is not null) lines.Add(rule);
        lines.Add($"TZOFFSETFROM:{Hours(before)}");
        lines.Add($"TZOFFSETTO:{Hours(interval.WallOffset)}");
        lines.Add($"TZNAME:{Escape(interval.Name)}");
        lines.Add($"END:{kind}");
    }

    private static string Hours(Offset offset)
    {
        var (sign, seconds) = (offset < Offset.Zero ? '-' : '+', Math.Abs(offset.Seconds));
        var text = string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 3600:00}{seconds / 60 % 60:00}");
        return seconds % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}{seconds % 60:00}");
    }

    private static string Day(IsoDayOfWeek day) => day switch
    {
        IsoDayOfWeek.Monday => "MO",
        IsoDayOfWeek.Tuesday => "TU",
        IsoDayOfWeek.Wednesday => "WE",
        IsoDayOfWeek.Thursday => "TH",
        IsoDayOfWeek.Friday => "FR",
        IsoDayOfWeek.Saturday => "SA",
        _ => "SU",
    };

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    /// <summary>One change of the clocks, at the local time that was shown before it.</summary>
    private sealed record Change(ZoneInterval Interval, Offset Before, LocalDateTime At)
    {
        public static Change Between(ZoneInterval before, ZoneInterval interval) => new(interval, before.WallOffset, interval.Start.WithOffset(before.WallOffset).LocalDateTime);
    }

    /// <summary>Lines of at most 75 bytes: longer ones go on behind a space.</summary>
    private sealed class Lines
    {
        private readonly StringBuilder _text = new();

        public void Add(string line)
        {
            var used = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                if (used + rune.Utf8SequenceLength > LongestLine)
                {
                    _text.Append("\r\n ");
                    used = 1;
                }
                _text.Append(rune);
                used += rune.Utf8SequenceLength;
            }
            _text.Append("\r\n");
        }

        public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());
    }
}
