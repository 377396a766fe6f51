using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;

namespace SlackPartner.Feedback;

using FeedbackResult = Result<FeedbackNote, FeedbackRefusal>;

/// <summary>Asking first whether someone wants to hear it, and doing what they choose. No clock, no database, no Slack.</summary>
internal static class AskRules
{
    /// <summary>The kind of message this is to the reader, who may stop it.</summary>
    public const string Kind = "ask_first";

    private static readonly Duration BetweenQuestions = Duration.FromDays(7);

    public static FeedbackResult Ask(FeedbackNote note, PersonId actor, RecipientFacts recipient, SharedLately lately, Instant now)
    {
        if (note.Author == actor && note.IsUnshared && note.AskedAt is { } before && now - before < BetweenQuestions) return FeedbackRefusal.AskedLately;
        if (FeedbackRules.CheckSending(note, actor, recipient, lately) is { } refusal) return refusal;
        return note with { Status = FeedbackStatus.Asking, AskedAt = now, Choice = null, Plan = null, Talk = null, UpdatedAt = now };
    }

    /// <summary>The reader chose, and that is what happens. No limit stands in the way: it is their own wish.</summary>
    public static FeedbackResult Choose(FeedbackNote note, PersonId actor, AskChoice choice, Preference reader, Instant now)
    {
        if (note.Recipient != actor) return FeedbackRefusal.NotYours;
        if (note.AskedAt is null) return FeedbackRefusal.NotFound; // nobody else learns that it is there
        if (note.Status is not FeedbackStatus.Asking) return FeedbackRefusal.NotAsked;
        var chosen = note with { Choice = choice, UpdatedAt = now };
        var open = new RecipientFacts(IsApp: false, CanBeReached: true, HasMutedAuthor: false);
        return choice switch
        {
            AskChoice.Now => FeedbackRules.Share(chosen, note.Author, open, SharedLately.Nothing, now),
            AskChoice.TomorrowMorning => TimingRules.Plan(chosen, note.Author, open, Morning(reader, now), now),
            AskChoice.NotThisWeek => chosen with { Status = FeedbackStatus.Draft, AskedAt = now }, // their week begins now
            _ => chosen with { Status = FeedbackStatus.Draft },
        };
    }

    /// <summary>Its author wants it gone. While the question about it counts for the day it stays as an empty shell.</summary>
    public static bool LeavesShell(FeedbackNote note, Instant now) => note.AskedAt is { } asked && now - asked < Duration.FromDays(1);

    /// <summary>Discarded, and here only for its question's sake.</summary>
    public static bool IsShell(FeedbackNote note) => note is { Status: FeedbackStatus.TakenBack, SharedAt: null };

    /// <summary>Begun anew, so that no word of it can be forgotten here.</summary>
    public static FeedbackNote Empty(FeedbackNote note, Instant now) =>
        FeedbackRules.Begin(note.Id, note.Author, note.RecipientUser, occurredOn: null, FeedbackText.Empty, note.CreatedAt) with
        {
            Status = FeedbackStatus.TakenBack,
            AskedAt = note.AskedAt,
            UpdatedAt = now,
            Version = note.Version,
        };

    private static SendPlan Morning(Preference reader, Instant now)
    {
        var at = reader.NextMorning(now);
        return new SendPlan(at.InZone(reader.Zone).LocalDateTime, at);
    }
}
