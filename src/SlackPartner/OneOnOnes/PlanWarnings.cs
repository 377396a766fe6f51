using NodaTime;
using SlackPartner.Preferences;

namespace SlackPartner.OneOnOnes;

/// <summary>What two people should know before they say yes to a plan. Pure.</summary>
internal static class PlanWarnings
{
    private static readonly Period Ahead = Period.FromYears(1);

    /// <summary>Looks at a year of meetings as each of the two will live through them.</summary>
    public static PlanOutlook Look(Plan plan, Preference ruler, Preference follower)
    {
        List<LocalDate> slots = [];
        for (var slot = plan.FirstOn; slot < plan.FirstOn + Ahead; slot = slot.PlusWeeks(plan.EveryWeeks)) slots.Add(slot);

        var first = StartOf(plan.FirstOn).InZone(follower.Zone).LocalDateTime;
        List<ShiftedTime> shifts = [];
        foreach (var slot in slots)
        {
            var time = StartOf(slot).InZone(follower.Zone).TimeOfDay;
            if (shifts is [.., var last] && last.Time == time && last.Until == slot.PlusWeeks(-plan.EveryWeeks)) shifts[^1] = last with { Until = slot };
            else if (time != first.TimeOfDay) shifts.Add(new(time, slot, slot));
        }
        return new PlanOutlook(
            First: StartOf(plan.FirstOn),
            Shifts: shifts,
            OutsideRulersHours: OutsideHoursOf(ruler),
            OutsideFollowersHours: OutsideHoursOf(follower),
            LeftOut: slots.Where(slot => MapOf(slot).Count == 0).Cast<LocalDate?>().FirstOrDefault(),
            Twice: slots.Where(slot => MapOf(slot).Count == 2).Cast<LocalDate?>().FirstOrDefault());

        HowOften OutsideHoursOf(Preference person) => slots.Count(slot => !IsWithinHours(person, StartOf(slot).InZone(person.Zone).LocalDateTime)) switch
        {
            0 => HowOften.Never,
            _ when IsWithinHours(person, StartOf(plan.FirstOn).InZone(person.Zone).LocalDateTime) => HowOften.Sometimes,
            _ => HowOften.Always,
        };

        bool IsWithinHours(Preference person, LocalDateTime start) => person.WorksAt(start) && start.PlusMinutes(plan.Minutes) <= start.Date + person.WorkEnd;

        Instant StartOf(LocalDate slot) => Recurrence.StartOf(plan, slot, movedTo: null, ruler.Zone);

        NodaTime.TimeZones.ZoneLocalMapping MapOf(LocalDate slot) => ruler.Zone.MapLocal(slot + plan.Time);
    }
}

/// <summary>A time of day that holds from one meeting to another, both included.</summary>
internal sealed record ShiftedTime(LocalTime Time, LocalDate From, LocalDate Until);

/// <summary>Whether it is so with none of a year's meetings, only after a change of the clocks, or from the first.</summary>
internal enum HowOften { Never, Sometimes, Always }

/// <summary>What a plan means for the one whose zone does not rule.</summary>
/// <param name="First">The first meeting.</param>
/// <param name="Shifts">When it is at another local time than at first, because the clocks change.</param>
/// <param name="LeftOut">A day on which the clocks leave that time out.</param>
/// <param name="Twice">A day on which that time comes twice.</param>
internal sealed record PlanOutlook(
    Instant First, IReadOnlyList<ShiftedTime> Shifts, HowOften OutsideRulersHours, HowOften OutsideFollowersHours, LocalDate? LeftOut, LocalDate? Twice);
