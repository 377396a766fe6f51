using NodaTime;
using SlackPartner.Preferences;

namespace SlackPartner.Nudges;

/// <summary>Who is nudged, when, and about what: seldom. No clock, no database, no Slack.</summary>
internal static class NudgeRules
{
    public const int MostAWeek = 3;
    public const int DismissalsToMute = 2;

    public static readonly Duration Mute = Duration.FromDays(30);

    /// <summary>As far back as anything here looks, and longer.</summary>
    public static readonly Duration LooksBack = Duration.FromDays(120);
    public static readonly Duration BetweenMirrors = Duration.FromDays(28);

    /// <summary>The one thing worth saying now, or nothing.</summary>
    /// <param name="past">What the person was given before, of every kind.</param>
    public static Sign? Choose(IEnumerable<Sign> signs, IReadOnlyList<Nudge> past, Preference person, Instant now) =>
        MayNudge(past, person, now)
            ? signs.Where(sign => IsWelcome(sign.What, past, person, now) && IsNew(sign, past, now)).OrderBy(sign => sign.Kind).ThenBy(sign => sign.Since).FirstOrDefault()
            : null;

    /// <summary>At most one a day and three a week, and only while they work.</summary>
    public static bool MayNudge(IReadOnlyList<Nudge> past, Preference person, Instant now)
    {
        var local = now.InZone(person.Zone).LocalDateTime;
        return person.WorksAt(local) && !person.IsQuietAt(local.TimeOfDay)
            && past.All(nudge => nudge.Day < local.Date)
            && past.Count(nudge => nudge.Day > local.Date.PlusDays(-7)) < MostAWeek;
    }

    public static bool IsWelcome(NudgeKind kind, IReadOnlyList<Nudge> past, Preference person, Instant now) =>
        person.Wants(NudgeKinds.IdOf(kind)) && !(MutedUntil(kind, past) > now);

    /// <summary>Dismissed twice in a row, a kind is quiet for a month; then the count begins anew.</summary>
    public static Instant? MutedUntil(NudgeKind kind, IReadOnlyList<Nudge> past)
    {
        Instant? until = null;
        var dismissals = 0;
        foreach (var nudge in past.Where(nudge => nudge.Kind == kind && nudge.Answer is not null).OrderBy(nudge => nudge.SentAt))
        {
            dismissals = nudge.Answer is NudgeAnswer.NotNow ? dismissals + 1 : 0;
            if (dismissals < DismissalsToMute) continue;
            until = (nudge.AnsweredAt ?? nudge.SentAt) + Mute;
            dismissals = 0;
        }
        return until;
    }

    private static bool IsNew(Sign sign, IReadOnlyList<Nudge> past, Instant now) => sign.What is NudgeKind.Mirror
        ? past.All(nudge => nudge.Kind is not NudgeKind.Mirror || nudge.SentAt <= now - BetweenMirrors)
        : past.All(nudge => nudge.Kind != sign.What || nudge.About != sign.About);
}
