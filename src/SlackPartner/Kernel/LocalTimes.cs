using NodaTime;

namespace SlackPartner.Kernel;

/// <summary>Local plans become instants late: a gap is shifted forward, an overlap means its first pass.</summary>
public static class LocalTimes
{
    public static Instant AtLocal(this DateTimeZone zone, LocalDate date, LocalTime time) =>
        zone.AtLeniently(date + time).ToInstant();

    public static LocalDate DateIn(this Instant now, DateTimeZone zone) => now.InZone(zone).Date;
}
