using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using static SlackPartner.CoolDowns.CoolDownRefusal;
using static SlackPartner.CoolDowns.CoolDownStatus;

namespace SlackPartner.CoolDowns;

using CoolDownResult = Result<CoolDown, CoolDownRefusal>;

/// <summary>How a pause begins, moves and ends. No clock, no database, no Slack.</summary>
internal static class CoolDownRules
{
    public static readonly Duration Shortest = Duration.FromMinutes(20);
    public static readonly Duration Longest = Duration.FromHours(24);
    public static readonly Duration Extension = Duration.FromMinutes(20);

    /// <summary>Who said nothing is asked once more after this, and then let go.</summary>
    public static readonly Duration UntilAskedAgain = Duration.FromHours(1);
    public static readonly Duration UntilLetGo = Duration.FromHours(24);

    private static readonly Duration UntilTalk = Duration.FromMinutes(30);
    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private static readonly LocalTime Morning = new(9, 30);
    private static readonly LocalTime NightEnds = new(6, 0);

    public static CoolDownResult Start(CoolDown? running, PersonId actor, UserId? partner, Instant end, Instant now)
    {
        if (partner == actor.User) return Yourself;
        if (running is not null) return AlreadyRunning;
        if (end - now < Shortest) return TooShort;
        if (end - now > Longest) return TooLong;
        return new CoolDown(
            CoolDownId.New(), actor.Team, Side.Of(actor.User), partner is { } other ? Side.Of(other) : null, Running,
            StartedAt: now, EndsAt: Whole(end), PartnerAnswer.None, ProposedEnd: null, IsExtended: false, TalkAt: null, Version: 0);
    }

    /// <summary>Half past nine the next day, or when they begin to work; never later than a pause may last.</summary>
    public static Instant Tomorrow(Preference person, Instant now)
    {
        var at = TomorrowAt(LocalTime.Max(Morning, person.WorkStart), person, now);
        return Instant.Min(at, now + Longest);
    }

    /// <summary>That time of the next day. Who is still up means the morning after this night, and half past nine is offered, so it is never too late.</summary>
    public static Instant TomorrowAt(LocalTime time, Preference person, Instant now)
    {
        var today = now.DateIn(person.Zone);
        var at = person.Zone.AtLocal(today.PlusDays(1), time);
        if (at - now <= Longest) return at;
        if (now.InZone(person.Zone).TimeOfDay < NightEnds) return person.Zone.AtLocal(today, time);
        return time == Morning ? now + Longest : at;
    }

    public static CoolDownResult Agree(CoolDown pause, PersonId actor, Instant now)
    {
        if (pause.Partner?.User != actor.User) return NotYours;
        if (!IsRunning(pause, now)) return AlreadyOver;
        return pause.Answer is PartnerAnswer.None ? pause with { Answer = PartnerAnswer.Agreed } : AlreadyAnswered;
    }

    /// <summary>Once, and only to a later time: until the starter agrees the first one holds.</summary>
    public static CoolDownResult Propose(CoolDown pause, PersonId actor, Instant end, Instant now)
    {
        if (pause.Partner?.User != actor.User) return NotYours;
        if (!IsRunning(pause, now)) return AlreadyOver;
        if (pause.Answer is not PartnerAnswer.None) return AlreadyAnswered;
        if (end <= pause.EndsAt) return NotLater;
        if (end > pause.StartedAt + Longest) return TooLong;
        return pause with { Answer = PartnerAnswer.Proposed, ProposedEnd = Whole(end) };
    }

    public static CoolDownResult AnswerProposal(CoolDown pause, PersonId actor, bool agree, Instant now)
    {
        if (pause.Starter.User != actor.User) return NotYours;
        if (!IsRunning(pause, now)) return AlreadyOver;
        if (pause is not { Answer: PartnerAnswer.Proposed, ProposedEnd: { } later }) return AlreadyAnswered;
        return agree
            ? pause with { Answer = PartnerAnswer.ProposalAgreed, EndsAt = later }
            : pause with { Answer = PartnerAnswer.ProposalDeclined };
    }

    /// <summary>A pause begun by mistake. Only who started it.</summary>
    public static CoolDownResult CallOff(CoolDown pause, PersonId actor, Instant now)
    {
        if (pause.Starter.User != actor.User) return NotYours;
        return IsRunning(pause, now) ? pause with { Status = CalledOff, OverAt = now } : AlreadyOver;
    }

    /// <summary>The time has come to ask.</summary>
    public static CoolDown End(CoolDown pause) => pause with { Status = Returning };

    /// <summary>I'm Ready, or I'd Rather Write. Once everyone has come back it is over.</summary>
    public static CoolDownResult ComeBack(CoolDown pause, PersonId actor, CameBack how, Instant now)
    {
        if (!pause.Has(actor)) return NotYours;
        if (IsRunning(pause, now)) return NotOverYet;
        if (!pause.IsOpen) return AlreadyOver;
        var back = pause.With(actor.User, side => side with { CameBack = how });
        return back.Sides.All(side => side.CameBack is not CameBack.NotYet) ? back with { Status = Over, OverAt = now } : back;
    }

    /// <summary>A Little Longer: once for both together, and never beyond a day from the start.</summary>
    public static CoolDownResult Extend(CoolDown pause, PersonId actor, Instant now)
    {
        if (!pause.Has(actor)) return NotYours;
        if (IsRunning(pause, now)) return NotOverYet;
        if (!pause.IsOpen) return AlreadyOver;
        if (pause.IsExtended) return AlreadyExtended;
        if (now + Extension > pause.StartedAt + Longest) return NoRoomToExtend;
        return pause with { Status = Running, IsExtended = true, EndsAt = Whole(now + Extension) };
    }

    /// <summary>Nobody is asked a third time.</summary>
    public static CoolDown LetGo(CoolDown pause, Instant now) => pause with { Status = Over, OverAt = now };

    /// <summary>The partnership is over: what is left is the starter's own pause.</summary>
    public static CoolDown GoOnAlone(CoolDown pause, Instant now) =>
        pause.Status is Returning && pause.Starter.CameBack is not CameBack.NotYet
            ? pause with { Partner = null, Status = Over, OverAt = now }
            : pause with { Partner = null };

    public static bool BothReady(CoolDown pause) => pause.Partner is not null && pause.Sides.All(side => side.CameBack is CameBack.Ready);

    /// <summary>Something between the two waits until both are back, at most for a day: then for the morning of who gets it, if that is within it.</summary>
    public static Instant? HeldUntil(CoolDown pause, Preference reader)
    {
        if (!pause.IsOpen || pause.Partner is null) return null;
        var last = pause.EndsAt + UntilLetGo;
        var morning = LocalTime.Max(Morning, reader.WorkStart);
        var day = pause.EndsAt.DateIn(reader.Zone);
        var next = reader.Zone.AtLocal(day, morning);
        if (next < pause.EndsAt + 3 * UntilAskedAgain) next = reader.Zone.AtLocal(day.PlusDays(1), morning);
        return Instant.Min(next, last);
    }

    /// <summary>Pauses in a row hold nothing longer than the first of them could.</summary>
    public static Instant HeldAtMost(CoolDown first) => first.EndsAt + UntilLetGo;

    /// <summary>A moment soon in which both work; null when there is none within two weeks.</summary>
    public static Instant? ProposeTalk(Preference one, Preference other, Instant now)
    {
        var first = now + UntilTalk;
        var offset = first.ToUnixTimeSeconds() % (long)Quarter.TotalSeconds;
        if (offset > 0) first += Quarter - Duration.FromSeconds(offset);
        for (var at = Whole(first); at < now + Duration.FromDays(14); at += Quarter)
            if (one.WorksAt(at.InZone(one.Zone).LocalDateTime) && other.WorksAt(at.InZone(other.Zone).LocalDateTime)) return at;
        return null;
    }

    /// <summary>That time suits them.</summary>
    public static CoolDownResult TalkThen(CoolDown pause, PersonId actor)
    {
        if (!pause.Has(actor)) return NotYours;
        return pause.TalkAt is null ? NotFound : pause.With(actor.User, side => side with { Talks = true });
    }

    /// <summary>To the second: an end names the work that belongs to it, and Postgres keeps no more than microseconds.</summary>
    private static Instant Whole(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    public static bool IsRunning(CoolDown pause, Instant now) => pause.Status is Running && pause.EndsAt > now;
}
