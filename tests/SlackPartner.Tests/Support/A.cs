using NodaTime;
using SlackPartner.CoolDowns;
using SlackPartner.Feedback;
using SlackPartner.Feedback.Advice;
using SlackPartner.Kernel;
using SlackPartner.Nudges;
using SlackPartner.OneOnOnes;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Slack;

namespace SlackPartner.Tests.Support;

/// <summary>Valid objects; a test changes only what it is about.</summary>
internal static class A
{
    public static readonly TeamId Team = new("T0ACME");
    public static readonly PersonId Ann = new(Team, new UserId("U0ANN"));
    public static readonly PersonId Bob = new(Team, new UserId("U0BOB"));
    public static readonly PersonId Cleo = new(Team, new UserId("U0CLEO"));

    /// <summary>A Tuesday: noon in London, 7 in New York, 13 in Berlin, 17:30 in Kolkata.</summary>
    public static readonly Instant Noon = Instant.FromUtc(2026, 11, 24, 12, 0);

    public static readonly FeedbackText Words = new(
        new PrivateText("In Monday's planning, when we went through the roadmap"),
        new PrivateText("You asked Cleo for her view before you decided."),
        new PrivateText("I learned about the risk in time and felt relieved."),
        new PrivateText("What made you ask?"),
        new PrivateText("Please keep doing it."));

    /// <summary>Ann's draft to Bob.</summary>
    public static FeedbackNote Note(FeedbackText? text = null, int number = 1) => FeedbackRules.Begin(
        FeedbackId.From(new Guid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), Ann, Bob.User, new LocalDate(2026, 11, 23), text ?? Words, Noon - Duration.FromHours(1));

    /// <summary>Ann asks Bob.</summary>
    public static AdviceRequest Request(string topic = "our planning") => new(
        AdviceId.From(new Guid(7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), Ann, Bob.User, new PrivateText(topic), AdviceStatus.Open, Card: null, Noon, Noon, Version: 0);

    public static FeedbackNote Shared(this FeedbackNote note) => note with { Status = FeedbackStatus.Shared, SharedAt = Noon, UpdatedAt = Noon, Version = 1 };

    public static FeedbackNote Delivered(this FeedbackNote note) =>
        note.Shared() with { DeliveredAt = Noon, Card = new MessageRef("D0BOB", "1795521600.000100"), Version = 2 };

    public static FeedbackNote Answered(this FeedbackNote note) => note.Delivered() with { Status = FeedbackStatus.Answered, Version = 3 };

    public static FeedbackNote TakenBack(this FeedbackNote note) => note.Delivered() with { Status = FeedbackStatus.TakenBack, Version = 3 };

    /// <summary>Its author erased themselves.</summary>
    public static FeedbackNote Orphan(this FeedbackNote note) => note with { Author = new PersonId(Team, UserId.Gone) };

    /// <summary>Planned for Wednesday at ten in Berlin, four in New York.</summary>
    public static FeedbackNote Scheduled(this FeedbackNote note) =>
        note with { Status = FeedbackStatus.Scheduled, Plan = new SendPlan(new LocalDateTime(2026, 11, 25, 10, 0), Instant.FromUtc(2026, 11, 25, 9, 0)), Version = 1 };

    public static FeedbackNote Asked(this FeedbackNote note) =>
        note with { Status = FeedbackStatus.Asking, AskedAt = Noon, Card = new MessageRef("D0BOB", "1795521600.000100"), Version = 2 };

    /// <summary>Works and lives in this zone as everyone does who set nothing.</summary>
    public static Preference Hours(string zone = "Europe/Berlin") => new(Bob, DateTimeZoneProviders.Tzdb[zone]);

    public static FeedbackAnswer Answer(this FeedbackNote note, AnswerKind kind, FeedbackText? text = null) => new(
        note.Id, kind, text ?? FeedbackText.Empty, kind is AnswerKind.NeedTime ? Noon + Duration.FromHours(2) : null, Noon);

    /// <summary>Ann's invitation to Bob, or between others.</summary>
    public static Partnership Invitation(PersonId? inviter = null, UserId? invitee = null) => new(
        PartnershipId.From(new Guid(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), Pair.Of(inviter ?? Ann, invitee ?? Bob.User), (inviter ?? Ann).User,
        PartnershipStatus.Invited, Noon - Duration.FromHours(1), AnsweredAt: null, EndedAt: null, DeclinedAt: null, Card: null, Version: 1);

    /// <summary>Ann's pause with Bob, of an hour.</summary>
    public static CoolDown Pause() => new(
        CoolDownId.From(new Guid(4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), Team, Side.Of(Ann.User), Side.Of(Bob.User), CoolDownStatus.Running,
        Noon - Duration.FromMinutes(5), Noon + Duration.FromMinutes(55), PartnerAnswer.None, ProposedEnd: null, IsExtended: false, TalkAt: null, Version: 1);

    public static CoolDown BothReady()
    {
        var pause = Pause() with { Status = CoolDownStatus.Over, TalkAt = Noon + Duration.FromHours(2) };
        return pause.With(Ann.User, side => side with { CameBack = CameBack.Ready }).With(Bob.User, side => side with { CameBack = CameBack.Ready });
    }

    /// <summary>A nudge to Ann, about Bob.</summary>
    public static Nudge Nudge(NudgeKind kind, Instant? at = null, NudgeAnswer? answer = null)
    {
        var sent = at ?? Noon;
        return new(
            NudgeId.From(new Guid(6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), Ann, kind, new Guid(6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2), Bob.User, sent.InUtc().Date, sent,
            answer, answer is null ? null : sent, Card: null);
    }

    public static readonly SeriesId SeriesOne = SeriesId.From(new Guid(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

    /// <summary>Ann's proposal to Bob: every Tuesday at 10:00 in New York, from November 24, 2026.</summary>
    public static Plan Plan() => new(
        PlanId.From(new Guid(4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), SeriesOne, Ann.User, PlanStatus.Proposed, new LocalDate(2026, 11, 24), new LocalTime(10, 0), Ann.User, "America/New_York",
        EveryWeeks: 1, NeededMinutes: 20, MarginMinutes: 25, RemindMinutes: 10, InPersonEvery: 0, new PrivateText("Room 4"), Noon - Duration.FromHours(2), Card: null);

    public static Series Series(Plan? plan = null) => new(SeriesOne, Pair.Of(Ann, Bob.User), plan?.Id, PausedFrom: null, PausedUntil: null);

    /// <summary>Their first: November 24, 2026 at 10:00 in New York, 16:00 in Berlin.</summary>
    public static Occurrence Occurrence() => new(
        OccurrenceId.From(new Guid(5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), SeriesOne, new LocalDate(2026, 11, 24), MovedTo: null, Instant.FromUtc(2026, 11, 24, 15, 0), Minutes: 45,
        InPerson: false, OccurrenceStatus.Planned, AnsweredBy: null, AnsweredAt: null);

    public static AgendaItem Item(PrivateText words) => new(
        ItemId.From(new Guid(6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), Pair.Of(Ann, Bob.User), Ann.User, words, Hint: null, About: null, ItemStatus.Open, NotBefore: null, PutOff: 0, Noon - Duration.FromHours(1));
}
