using NodaTime;
using SlackPartner.Kernel;
using static SlackPartner.OneOnOnes.OneOnOneRefusal;

namespace SlackPartner.OneOnOnes;

/// <summary>What may happen to plans and meetings, and when. No clock, no database, no Slack.</summary>
internal static class OneOnOneRules
{
    /// <summary>After this nobody recalls, and it says nothing about how the two are doing.</summary>
    public static readonly Duration AnswerFor = Duration.FromDays(28);

    /// <summary>Plans further away than this are wishes.</summary>
    public const int MostDaysAhead = 366;

    public static readonly int[] Weeks = [1, 2, 4];
    public static readonly int[] Needed = [10, 15, 20, 30, 45, 60];
    public static readonly int[] Margins = [5, 10, 15, 20, 25, 30, 45];
    public static readonly int[] RemindBefore = [5, 10, 15, 30, 60];
    public static readonly int[] InPersonEvery = [0, 2, 3, 4, 6, 12];

    /// <summary>Only the one who was asked, and only while it is open: a plan nobody has seen is never agreed to.</summary>
    public static Result<Plan, OneOnOneRefusal> Confirm(Series series, Plan plan, PersonId actor)
    {
        if (!series.Pair.Has(actor)) return NotYours;
        if (plan.Status is not PlanStatus.Proposed) return NotOpen;
        return plan.Proposer == actor.User ? NotYours : plan with { Status = PlanStatus.Confirmed };
    }

    public static Result<Plan, OneOnOneRefusal> Decline(Series series, Plan plan, PersonId actor) =>
        Confirm(series, plan, actor).Match<Result<Plan, OneOnOneRefusal>>(_ => plan with { Status = PlanStatus.Declined }, refusal => refusal);

    /// <summary>Answered late, it begins with the next such day: the one it was proposed for is over.</summary>
    public static Plan StartingAfter(Plan plan, DateTimeZone zone, Instant now) => zone.AtLocal(plan.FirstOn, plan.Time) > now
        ? plan
        : plan with { FirstOn = Recurrence.FirstOn(plan.FirstOn.DayOfWeek, plan.Time, zone, now) };

    /// <summary>Whoever proposed it, while nobody has answered.</summary>
    public static Result<Plan, OneOnOneRefusal> TakeBack(Plan plan, PersonId actor)
    {
        if (plan.Proposer != actor.User) return NotYours;
        return plan.Status is PlanStatus.Proposed ? plan with { Status = PlanStatus.TakenBack } : NotOpen;
    }

    /// <summary>The first answer counts.</summary>
    public static Result<Occurrence, OneOnOneRefusal> Answer(Occurrence occurrence, OccurrenceStatus answer, PersonId actor, Instant now)
    {
        if (occurrence.Status is not OccurrenceStatus.Planned) return AlreadyAnswered;
        if (now < occurrence.StartsAt) return NotYet;
        if (now - occurrence.EndsAt > AnswerFor) return LongAgo;
        return occurrence with { Status = answer, AnsweredBy = actor.User, AnsweredAt = now };
    }

    public static Result<Occurrence, OneOnOneRefusal> Skip(Occurrence occurrence, PersonId actor, Instant now)
    {
        if (occurrence.Status is not OccurrenceStatus.Planned) return AlreadyAnswered;
        return now >= occurrence.StartsAt ? AlreadyStarted : occurrence with { Status = OccurrenceStatus.Skipped, AnsweredBy = actor.User, AnsweredAt = now };
    }

    /// <summary>To a moment that lies ahead, also when the meeting's own is past: that is what "Moved" means.</summary>
    public static Result<Occurrence, OneOnOneRefusal> Move(Occurrence occurrence, LocalDate? date, LocalTime? time, DateTimeZone zone, Instant now)
    {
        if (occurrence.Status is not OccurrenceStatus.Planned) return AlreadyAnswered;
        if (now - occurrence.EndsAt > AnswerFor) return LongAgo;
        if (date is not { } day) return NoDate;
        if (time is not { } at) return NoTime;
        if (Period.DaysBetween(now.DateIn(zone), day) > MostDaysAhead) return TooFar;
        var start = zone.AtLocal(day, at);
        return start <= now ? InThePast : occurrence with { MovedTo = day + at, StartsAt = start };
    }

    /// <summary>A holiday: both days included.</summary>
    public static Result<Series, OneOnOneRefusal> Pause(Series series, LocalDate? from, LocalDate? until, LocalDate today)
    {
        if (from is not { } first || until is not { } last) return NoDate;
        if (last < first) return Backwards;
        if (last < today) return InThePast;
        return Period.DaysBetween(today, last) > MostDaysAhead ? TooFar : series with { PausedFrom = first, PausedUntil = last };
    }

    /// <summary>Exactly two in a row: one prompt, and no more until one has happened.</summary>
    /// <param name="latestFirst">What became of the meetings so far; those nobody answered for say nothing.</param>
    public static bool MissedTwice(IEnumerable<OccurrenceStatus> latestFirst) =>
        latestFirst.Where(status => status is not OccurrenceStatus.Planned)
            .TakeWhile(status => status is OccurrenceStatus.Skipped or OccurrenceStatus.Missed)
            .Count() == 2;
}
