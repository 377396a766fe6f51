using NodaTime;
using SlackPartner.Kernel;

namespace SlackPartner.Preferences;

/// <summary>Days of the week as a set. Stored as its number.</summary>
[Flags]
public enum WorkDays { None = 0, Monday = 1, Tuesday = 2, Wednesday = 4, Thursday = 8, Friday = 16, Saturday = 32, Sunday = 64, MondayToFriday = 31 }

/// <summary>When a person works, when they want quiet, and which kinds of message they stopped. All times are local in <see cref="Zone"/>.</summary>
public sealed record Preference(PersonId Person, DateTimeZone Zone)
{
    /// <summary>The person chose <see cref="Zone"/>; otherwise Slack did.</summary>
    public bool HasOwnZone { get; init; }
    public WorkDays Days { get; init; } = WorkDays.MondayToFriday;
    public LocalTime WorkStart { get; init; } = new(9, 0);
    public LocalTime WorkEnd { get; init; } = new(18, 0);

    /// <summary>Quiet lasts until <see cref="QuietEnd"/>, usually of the next day; none when both are equal.</summary>
    public LocalTime QuietStart { get; init; } = new(20, 0);
    public LocalTime QuietEnd { get; init; } = new(8, 0);
    public IReadOnlyList<string> StoppedKinds { get; init; } = [];

    /// <summary>When it was said that direct messages may be part of a workspace export: once per person.</summary>
    public Instant? ToldOfExportsAt { get; init; }
    public int Version { get; init; }

    /// <summary>A day without any working day would make plans impossible, so none counts as all.</summary>
    public bool WorksOn(LocalDate date) => Days == WorkDays.None || Days.HasFlag((WorkDays)(1 << ((int)date.DayOfWeek - 1)));

    public bool WorksAt(LocalDateTime at) => WorksOn(at.Date) && at.TimeOfDay >= WorkStart && at.TimeOfDay < WorkEnd;

    public bool IsQuietAt(LocalTime time) => QuietStart <= QuietEnd
        ? time >= QuietStart && time < QuietEnd
        : time >= QuietStart || time < QuietEnd;

    public bool Wants(string kind) => !StoppedKinds.Contains(kind);

    public LocalDate NextWorkingDay(LocalDate after)
    {
        var date = after.PlusDays(1);
        while (!WorksOn(date)) date = date.PlusDays(1);
        return date;
    }

    public LocalDate WorkingDayBefore(LocalDate before)
    {
        var date = before.PlusDays(-1);
        while (!WorksOn(date)) date = date.PlusDays(-1);
        return date;
    }

    /// <summary>Now, while they work and want no quiet; otherwise when that next begins.</summary>
    public Instant NextWorkingMoment(Instant now)
    {
        if (IsOpenAt(now.InZone(Zone).LocalDateTime)) return now;
        var days = WorkingDaysFrom(now.DateIn(Zone)).Take(3).ToList();
        foreach (var day in days)
            foreach (var time in new[] { WorkStart, QuietEnd })
                if (Zone.AtLeniently(day + time) is var at && at.ToInstant() >= now && IsOpenAt(at.LocalDateTime)) return at.ToInstant();
        return days.Select(day => Zone.AtLocal(day, QuietEnd)).First(at => at >= now); // quiet all through their hours
    }

    /// <summary>What "tomorrow" means: half past nine on the next working day, or as soon after that as they work and want no quiet.</summary>
    public Instant NextMorning(Instant now)
    {
        var day = NextWorkingDay(now.DateIn(Zone));
        var morning = Zone.AtLocal(day, LocalTime.Max(new LocalTime(9, 30), WorkStart));
        return IsQuietAt(morning.InZone(Zone).TimeOfDay) ? Zone.AtLocal(day, QuietEnd) : morning;
    }

    public bool IsOpenAt(LocalDateTime at) => WorksAt(at) && !IsQuietAt(at.TimeOfDay);

    /// <summary>Without end, beginning with the day itself if it is one.</summary>
    public IEnumerable<LocalDate> WorkingDaysFrom(LocalDate day)
    {
        if (!WorksOn(day)) day = NextWorkingDay(day);
        for (; ; day = NextWorkingDay(day)) yield return day;
    }

    public override string ToString() => $"Preference of {Person}";
}
