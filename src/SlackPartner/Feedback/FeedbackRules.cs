using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using static SlackPartner.Feedback.FeedbackRefusal;
using static SlackPartner.Feedback.FeedbackStatus;

namespace SlackPartner.Feedback;

using FeedbackResult = Result<FeedbackNote, FeedbackRefusal>;

/// <summary>What may happen to feedback, and when. No clock, no database, no Slack.</summary>
internal static class FeedbackRules
{
    public const int MostPerPairADay = 3;
    public const int MostPerSenderADay = 10;

    /// <summary>No meeting is reminded of at either of these, so that its reminder stays the only message of its minute.</summary>
    private static readonly Duration BeforeMeeting = Duration.FromMinutes(12);
    private static readonly Duration JustBeforeMeeting = Duration.FromMinutes(3);

    public static FeedbackNote Begin(FeedbackId id, PersonId author, UserId? recipient, LocalDate? occurredOn, FeedbackText text, Instant now) => new(
        id, author, recipient, Draft, occurredOn, text, KeptFindings: [], CreatedAt: now, UpdatedAt: now,
        SharedAt: null, DeliveredAt: null, Card: null, Version: 0);

    /// <summary>
    /// Takes over what was written. "Keep as is" holds for words that stayed as they were. A plan does not survive by itself: nothing goes
    /// out that its author did not look at. Someone who was asked whether they want to hear it stays the one it is for.
    /// </summary>
    public static FeedbackNote Edit(FeedbackNote draft, UserId? recipient, LocalDate? occurredOn, FeedbackText text, Instant now) => draft with
    {
        RecipientUser = draft.AskedAt is null ? recipient : draft.RecipientUser,
        Status = Draft,
        Plan = null,
        OccurredOn = occurredOn,
        Text = text,
        KeptFindings = [.. draft.KeptFindings.Where(key => IsUnchanged(key, draft.Text, text))],
        Lifted = text == draft.Text ? draft.Lifted : null,
        UpdatedAt = now,
    };

    /// <summary>The actor's own draft, or why not.</summary>
    public static FeedbackResult OwnDraft(FeedbackNote? note, PersonId actor)
    {
        if (note is null) return NotFound;
        if (note.Author != actor) return NotYours;
        if (AskRules.IsShell(note)) return NotFound;
        return note.IsUnshared ? note : AlreadyShared;
    }

    public static FeedbackNote KeepAsIs(FeedbackNote draft, string finding, Instant now) =>
        draft.KeptFindings.Contains(finding) ? draft : draft with { KeptFindings = [.. draft.KeptFindings, finding], UpdatedAt = now };

    /// <summary>Who may get feedback, as far as the form can tell. Whether they can be reached is said only on sharing, the same way for every reason.</summary>
    public static FeedbackRefusal? CheckRecipient(PersonId author, UserId? recipient, bool isApp)
    {
        if (recipient is not { } user) return NobodyChosen;
        if (user == author.User) return ToYourself;
        return isApp ? ToAnApp : null;
    }

    public static FeedbackResult Share(FeedbackNote note, PersonId actor, RecipientFacts recipient, SharedLately lately, Instant now)
    {
        if (CheckSending(note, actor, recipient, lately) is { } refusal) return refusal;
        return note with { Status = Shared, SharedAt = now, UpdatedAt = now, Talk = null, Plan = null, Card = null, Lifted = null };
    }

    /// <summary>Why a note, or the question whether to share it, may not go to its reader; null when it may.</summary>
    public static FeedbackRefusal? CheckSending(FeedbackNote note, PersonId actor, RecipientFacts recipient, SharedLately lately)
    {
        if (note.Author != actor) return NotYours;
        if (note.Status is FeedbackStatus.TakenBack) return FeedbackRefusal.TakenBack;
        if (!note.IsUnshared) return AlreadyShared;
        if (CheckRecipient(note.Author, note.RecipientUser, recipient.IsApp) is { } refusal) return refusal;
        if (note.Text.Behavior.IsBlank) return NothingWritten;
        if (!recipient.CanBeReached || recipient.HasMutedAuthor) return OutOfReach;
        if (lately.WithRecipient >= MostPerPairADay) return PairLimit;
        if (lately.InAll >= MostPerSenderADay) return DayLimit;
        return null;
    }

    /// <summary>It could not be brought to the recipient: a draft again, with nothing lost.</summary>
    public static FeedbackNote ReturnToDrafts(FeedbackNote note, Instant now) => note with { Status = Draft, SharedAt = null, Plan = null, UpdatedAt = now };

    public static FeedbackResult Answer(FeedbackNote note, PersonId actor, AnswerKind kind, Instant now)
    {
        if (note.Recipient != actor) return NotYours;
        if (note.IsOrphan) return AuthorGone;
        return note.Status switch
        {
            Draft or Scheduled or Asking => NotFound, // before sharing nobody else learns that it is there
            FeedbackStatus.TakenBack => FeedbackRefusal.TakenBack,
            Answered => AlreadyAnswered,
            _ => kind is AnswerKind.NeedTime ? note : note with { Status = Answered, UpdatedAt = now },
        };
    }

    /// <summary>Only while nobody has answered in any way.</summary>
    public static FeedbackResult TakeBack(FeedbackNote note, PersonId actor, bool hasAnswer, Instant now)
    {
        if (note.Author != actor) return NotYours;
        return note.Status switch
        {
            Draft or Scheduled or Asking => NotShared,
            FeedbackStatus.TakenBack => FeedbackRefusal.TakenBack,
            Answered => AlreadyAnswered,
            Shared when note.RecipientUser is null => ReaderGone,
            _ => hasAnswer ? AlreadyAnswered : note with { Status = FeedbackStatus.TakenBack, UpdatedAt = now },
        };
    }

    /// <summary>When to bring a note back: in two hours, at 09:30 on the reader's next working day, or just before the two meet.</summary>
    /// <param name="meeting">When the two meet next; null when nothing is planned, and two hours it is.</param>
    public static Instant RemindAt(RemindWish wish, Instant now, Preference reader, Instant? meeting) => (wish, meeting) switch
    {
        (RemindWish.Tomorrow, _) => reader.NextMorning(now),
        (RemindWish.NextOneOnOne, { } at) => at - BeforeMeeting > now ? at - BeforeMeeting : Instant.Max(now, at - JustBeforeMeeting),
        _ => now + Duration.FromHours(2),
    };

    /// <summary>When to bring it back instead, where the meeting it was to come before is later by now; null where it is not.</summary>
    public static Instant? PutOff(Instant due, Instant? meeting, Instant now) => meeting - BeforeMeeting is { } at && at > due && at > now ? at : null;

    private static bool IsUnchanged(string findingKey, FeedbackText before, FeedbackText after) => FindingKeys.FieldOf(findingKey) switch
    {
        FeedbackIds.Field.Situation => before.Situation == after.Situation,
        FeedbackIds.Field.Behavior => before.Behavior == after.Behavior,
        FeedbackIds.Field.Impact => before.Impact == after.Impact,
        _ => false,
    };
}

/// <summary>What counts about the person a note is for.</summary>
internal sealed record RecipientFacts(bool IsApp, bool CanBeReached, bool HasMutedAuthor);

/// <summary>How many notes the author shared, or asked whether to share, in the last 24 hours.</summary>
internal sealed record SharedLately(int WithRecipient, int InAll)
{
    public static readonly SharedLately Nothing = new(0, 0);
}
