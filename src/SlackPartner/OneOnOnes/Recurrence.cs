using NodaTime;
using SlackPartner.Kernel;

namespace SlackPartner.OneOnOnes;

/// <summary>On which days a plan meets, and which moment that is. Pure.</summary>
internal static class Recurrence
{
    /// <summary>A pause of years would otherwise be walked through day by day.</summary>
    private const int MostSlots = 600;

    /// <summary>The first day of the plan that is free, not paused, and has not begun.</summary>
    /// <param name="used">Days that had their meeting or have it, whatever became of it.</param>
    public static LocalDate? Next(Plan plan, Series series, IReadOnlySet<LocalDate> used, DateTimeZone zone, Instant now)
    {
        var slot = FirstAfter(plan, now.DateIn(zone).PlusDays(-2)); // yesterday: a slot late in the evening may still lie ahead
        for (var tries = 0; tries < MostSlots; tries++, slot = slot.PlusWeeks(plan.EveryWeeks))
            if (!used.Contains(slot) && !series.IsPausedOn(slot) && zone.AtLocal(slot, plan.Time) > now) return slot;
        return null;
    }

    /// <summary>Counted in days from the first one, so that a year's end or a leap day changes nothing.</summary>
    public static LocalDate FirstAfter(Plan plan, LocalDate after)
    {
        if (after < plan.FirstOn) return plan.FirstOn;
        var step = 7 * plan.EveryWeeks;
        var passed = Period.DaysBetween(plan.FirstOn, after) / step;
        return plan.FirstOn.PlusDays((passed + 1) * step);
    }

    /// <summary>A time the clocks leave out is shifted by as much; of one that comes twice the first counts.</summary>
    public static Instant StartOf(Plan plan, LocalDate slot, LocalDateTime? movedTo, DateTimeZone zone) =>
        movedTo is { } moved ? zone.AtLocal(moved.Date, moved.TimeOfDay) : zone.AtLocal(slot, plan.Time);

    /// <summary>Every n-th of the plan, counted from the first.</summary>
    public static bool IsInPerson(Plan plan, LocalDate slot) =>
        plan.InPersonEvery > 0 && ((Period.DaysBetween(plan.FirstOn, slot) / (7 * plan.EveryWeeks)) + 1) % plan.InPersonEvery == 0;

    /// <summary>The first such day that has not begun where the plan's zone is.</summary>
    public static LocalDate FirstOn(IsoDayOfWeek day, LocalTime time, DateTimeZone zone, Instant now)
    {
        var today = now.DateIn(zone);
        var date = today.DayOfWeek == day ? today : today.Next(day);
        return zone.AtLocal(date, time) > now ? date : date.PlusWeeks(1);
    }
}

/// <summary>Zones by the names Slack and people's settings give.</summary>
internal static class Zones
{
    public static string Tzdb => DateTimeZoneProviders.Tzdb.VersionId;

    /// <summary>The first of these names that still means something; renamed zones do, removed ones do not.</summary>
    public static DateTimeZone Resolve(params string?[] names) =>
        names.Select(name => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name ?? "")).FirstOrDefault(zone => zone is not null) ?? DateTimeZone.Utc;
}
