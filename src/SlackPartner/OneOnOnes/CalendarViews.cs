using NodaTime;

namespace SlackPartner.OneOnOnes;

/// <summary>What the calendar file says.</summary>
internal static class CalendarViews
{
    public const string Comment = "Your one-on-one for your calendar: open the file, or import it where you keep yours.";

    public static byte[] File(Series series, Plan plan, DateTimeZone zone, IReadOnlyList<Occurrence> occurrences, Instant now) =>
        CalendarFile.Write(series, plan, zone, occurrences, summary: "One-on-one", location: plan.Place.Reveal(), now);
}
