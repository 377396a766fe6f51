using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;

namespace SlackPartner.Nudges;

/// <summary>Names one nudge.</summary>
public readonly record struct NudgeId(Guid Value) : ITyped<NudgeId, Guid>
{
    public static NudgeId New() => new(Guid.CreateVersion7());
    public static NudgeId From(Guid value) => new(value);

    /// <summary>Null for anything that is no id: button values are only claims.</summary>
    public static NudgeId? TryParse(string text) => Guid.TryParse(text, out var id) ? new NudgeId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>What a nudge is about; the smaller number goes first. Stored as its number: never renumber.</summary>
public enum NudgeKind { NoReturn = 0, SkippedTwice = 1, PutOffThrice = 2, OldDraft = 3, Mirror = 4, Heat = 5 }

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum NudgeAnswer { Helpful = 0, NotNow = 1, Stopped = 2 }

/// <summary>Something in a person's own records that may be worth a nudge.</summary>
/// <param name="About">The draft, pause or topic; for a mirror the person's newest record, which is only a name for the month.</param>
internal sealed record Sign(TeamId TeamId, UserId Person, int Kind, Guid About, UserId? Other, Instant Since)
{
    public PersonId Whom => new(TeamId, Person);
    public NudgeKind What => (NudgeKind)Kind;
}

/// <summary>A nudge that was given.</summary>
internal sealed record Nudge(NudgeId Id, PersonId Person, NudgeKind Kind, Guid About, UserId? Other, LocalDate Day, Instant SentAt, NudgeAnswer? Answer, Instant? AnsweredAt, MessageRef? Card)
{
    public override string ToString() => $"Nudge {Id} {Kind}";
}

/// <summary>The kinds as Settings knows them.</summary>
internal static class NudgeKinds
{
    public static string IdOf(NudgeKind kind) => kind switch
    {
        NudgeKind.NoReturn => "nudge.pauses",
        NudgeKind.SkippedTwice => "nudge.one_on_ones",
        NudgeKind.PutOffThrice => "nudge.topics",
        NudgeKind.OldDraft => "nudge.drafts",
        NudgeKind.Mirror => "nudge.mirror",
        NudgeKind.Heat => "nudge.heat",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static readonly IReadOnlyList<MessageKind> All =
    [
        new(IdOf(NudgeKind.OldDraft), "Nudges: drafts", "A draft of yours has waited for a week."),
        new(IdOf(NudgeKind.NoReturn), "Nudges: pauses", "A pause ended and you two have not come back to it."),
        new(IdOf(NudgeKind.SkippedTwice), "Nudges: one-on-ones", "Your last two with a partner didn't take place."),
        new(IdOf(NudgeKind.PutOffThrice), "Nudges: topics", "A topic was put off three times."),
        new(IdOf(NudgeKind.Heat), "Nudges: heated conversations", "In a conversation you both asked me to watch, your words run hot."),
        new(IdOf(NudgeKind.Mirror), "Nudges: the monthly mirror", "Once a month, your own numbers, for you alone."),
    ];
}
