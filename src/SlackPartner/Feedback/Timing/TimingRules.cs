using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;

namespace SlackPartner.Feedback;

using FeedbackResult = Result<FeedbackNote, FeedbackRefusal>;

/// <summary>Why a time was declined. Each value has one sentence in <see cref="TimingViews"/>.</summary>
internal enum TimeRefusal { Passed, TooFar, Quiet }

/// <summary>What is worth saying about an hour; nothing is blocked by it.</summary>
internal enum HourRemark { None, AfterHours, BeforeDaysOff }

/// <summary>When a note goes out. No clock, no database, no Slack.</summary>
internal static class TimingRules
{
    public const int FarthestDays = 120;

    private const int WorkingDaysAhead = 2;
    private const int DaysLookedAt = 14;

    /// <summary>A proposal must still lie ahead when it is accepted.</summary>
    private static readonly Duration Notice = Duration.FromMinutes(5);
    private static readonly LocalTime Afternoon = new(14, 0);
    private static readonly IReadOnlyList<LocalTime> Morning = [.. Enumerable.Range(0, 11).Select(quarter => new LocalTime(9, 0).PlusMinutes(15 * quarter))]; // 09:00 to 11:30

    /// <summary>
    /// The next morning between 09:00 and 11:30 on a Tuesday, Wednesday or Thursday within two working days of the reader; where there is
    /// none, on their next working day. Never in their quiet hours, and within their working hours as far as these allow it.
    /// </summary>
    public static SendPlan Propose(Preference reader, Instant now, Instant? notBefore = null)
    {
        var from = Instant.Max(now + Notice, notBefore ?? Instant.MinValue);
        var today = from.DateIn(reader.Zone);
        var days = reader.WorkingDaysFrom(today).Take(DaysLookedAt).ToList();
        var soon = days.Take(WorkingDaysAhead + (reader.WorksOn(today) ? 1 : 0)).Where(day => day.DayOfWeek is IsoDayOfWeek.Tuesday or IsoDayOfWeek.Wednesday or IsoDayOfWeek.Thursday);
        return Plans(soon, Morning).Concat(Plans(days, Morning)).Concat(Plans(days, [reader.WorkStart, reader.QuietEnd])).FirstOrDefault(plan => plan.At >= from && reader.IsOpenAt(plan.Local))
            ?? Plans(days, [reader.QuietEnd]).First(plan => plan.At >= from && reader.IsWelcomeAt(plan.Local)); // they want quiet all through their working hours

        IEnumerable<SendPlan> Plans(IEnumerable<LocalDate> dates, IReadOnlyList<LocalTime> times) =>
            from date in dates from time in times select Resolve(date + time, reader.Zone);
    }

    /// <summary>A time that a clock change skips is shifted by as much as the clock; of a time that comes twice the first is meant.</summary>
    public static SendPlan Resolve(LocalDateTime wish, DateTimeZone zone)
    {
        var there = zone.AtLeniently(wish);
        return new SendPlan(there.LocalDateTime, there.ToInstant());
    }

    /// <summary>The moment a chosen time means, or why it can't be.</summary>
    public static Result<SendPlan, TimeRefusal> Choose(Preference reader, LocalDateTime wish, Instant now)
    {
        var plan = Resolve(wish, reader.Zone);
        if (plan.At <= now) return TimeRefusal.Passed;
        if (plan.At > now + Duration.FromDays(FarthestDays)) return TimeRefusal.TooFar;
        if (reader.IsQuietAt(plan.Local.TimeOfDay)) return TimeRefusal.Quiet;
        return plan;
    }

    /// <summary>What a plan means after the reader's zone or hours may have changed. The same plan where nothing did.</summary>
    public static SendPlan Move(SendPlan plan, Preference reader, Instant now)
    {
        var there = Resolve(plan.Local, reader.Zone);
        var isQuiet = reader.IsQuietAt(there.Local.TimeOfDay);
        if (there == plan && !isQuiet) return plan;
        return isQuiet || there.At <= now ? Propose(reader, now, notBefore: there.At) : there;
    }

    public static HourRemark Remark(Preference reader, LocalDateTime at)
    {
        if (!reader.WorksAt(at)) return HourRemark.AfterHours;
        return at.TimeOfDay >= Afternoon && !reader.WorksOn(at.Date.PlusDays(1)) ? HourRemark.BeforeDaysOff : HourRemark.None;
    }

    /// <summary>Sets the time. The limits count when it goes out: only then it is known what else reached the reader that day.</summary>
    public static FeedbackResult Plan(FeedbackNote note, PersonId actor, RecipientFacts recipient, SendPlan plan, Instant now)
    {
        if (FeedbackRules.CheckSending(note, actor, recipient, SharedLately.Nothing) is { } refusal) return refusal;
        return note with { Status = FeedbackStatus.Scheduled, Plan = plan, Talk = null, UpdatedAt = now };
    }

    public static FeedbackResult Cancel(FeedbackNote draft, Instant now)
    {
        if (draft.Status is not FeedbackStatus.Scheduled) return FeedbackRefusal.NotPlanned;
        return draft with { Status = FeedbackStatus.Draft, Plan = null, UpdatedAt = now };
    }

    /// <summary>After an edit that ends in Review the plan, or the open question, stays, unless the note is for someone else or says nothing now.</summary>
    public static FeedbackNote KeepPlan(FeedbackNote edited, FeedbackNote before) =>
        edited.RecipientUser == before.RecipientUser && !edited.Text.Behavior.IsBlank ? edited with { Status = before.Status, Plan = before.Plan } : edited;
}
