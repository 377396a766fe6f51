using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;

namespace SlackPartner.OneOnOnes;

/// <summary>When each of the two hears of a meeting. Pure.</summary>
internal static class Reminders
{
    public static readonly LocalTime DayBeforeAt = new(16, 0);
    public static readonly Duration SnoozeSoon = Duration.FromMinutes(5);
    public static readonly Duration SnoozeDayBefore = Duration.FromHours(1);

    /// <summary>"Did it happen?" is of no use once the next ones crowd it out.</summary>
    private static readonly Duration AskFor = Duration.FromDays(3);

    public static readonly string[] Kinds = [OneOnOneIds.Work.DayBefore, OneOnOneIds.Work.Soon, OneOnOneIds.Work.After];

    /// <summary>What is still to come; reminders keep their minute whatever a person's hours are.</summary>
    public static IEnumerable<WorkItem> For(Occurrence occurrence, Plan plan, Preference schedule, Instant now)
    {
        var soon = occurrence.StartsAt - Duration.FromMinutes(plan.RemindMinutes);
        var dayBefore = DayBefore(occurrence.StartsAt, schedule);
        // The soon-reminder is the only message of its minute, also after an outage.
        if (dayBefore > now && dayBefore < soon) yield return Item(OneOnOneIds.Work.DayBefore, dayBefore, notAfter: soon - Duration.FromMinutes(1));
        if (soon > now) yield return Item(OneOnOneIds.Work.Soon, soon, notAfter: occurrence.StartsAt);
        if (occurrence.EndsAt > now) yield return Item(OneOnOneIds.Work.After, occurrence.EndsAt, notAfter: occurrence.EndsAt + AskFor);

        WorkItem Item(string kind, Instant due, Instant notAfter) =>
            new(kind, Subject(occurrence, schedule.Person), schedule.Person, due) { NotAfter = notAfter };
    }

    /// <summary>16:00 on the working day before, where the person is.</summary>
    public static Instant DayBefore(Instant startsAt, Preference schedule) =>
        schedule.Zone.AtLocal(schedule.WorkingDayBefore(startsAt.DateIn(schedule.Zone)), DayBeforeAt);

    /// <summary>Every key a meeting may have in the work table.</summary>
    public static IEnumerable<string> KeysOf(Pair pair, Occurrence occurrence) =>
        from person in pair.People
        from kind in Kinds
        from subject in new[] { Subject(occurrence, person), SnoozedSubject(occurrence, person) }
        select WorkItem.KeyOf(pair.Team, kind, subject);

    /// <summary>Those that are planned, without what somebody asked to have later.</summary>
    public static IEnumerable<string> PlannedKeysOf(Pair pair, Occurrence occurrence) =>
        from person in pair.People
        from kind in Kinds
        select WorkItem.KeyOf(pair.Team, kind, Subject(occurrence, person));

    public static string Subject(Occurrence occurrence, PersonId person) => $"{occurrence.Id}:{occurrence.Key}:{person.User}";

    /// <summary>The same once more, later: asked for twice, it comes once.</summary>
    public static string SnoozedSubject(Occurrence occurrence, PersonId person) => $"{Subject(occurrence, person)}:snoozed";
}
