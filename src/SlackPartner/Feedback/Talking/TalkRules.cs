using NodaTime;
using SlackPartner.Coach;
using SlackPartner.Kernel;
using static SlackPartner.Feedback.TalkStep;

namespace SlackPartner.Feedback.Talking;

/// <summary>
/// The conversation about a draft: who, when and where, what was seen or heard, the effect, a question, Review. Its state is the draft
/// itself. Every step makes a new turn, and what belongs to an older turn is void. Nothing here shares a note.
/// </summary>
internal static class TalkRules
{
    /// <summary>Begins asking about a draft, at the first part that is not there yet.</summary>
    public static FeedbackNote Begin(FeedbackNote draft, Instant now) => At(draft, FirstOpen(draft, Who), now);

    /// <summary>What was written takes the place of what the part held before; the day it names is the day it was.</summary>
    public static FeedbackNote Answer(FeedbackNote draft, PrivateText text, LocalDate today, Instant now)
    {
        var step = StepOf(draft);
        if (!IsPart(step)) return draft;
        var day = step is Situation ? WhenWasIt.DayIn(text, today) : null;
        return At(With(draft, step, text) with { OccurredOn = day ?? draft.OccurredOn }, FirstOpen(draft, step + 1), now);
    }

    public static FeedbackNote Choose(FeedbackNote draft, UserId recipient, Instant now) => At(FeedbackRules.Edit(draft, recipient, draft.OccurredOn, draft.Text, now), FirstOpen(draft, Situation), now);

    public static FeedbackNote Skip(FeedbackNote draft, Instant now) => StepOf(draft) is Review ? draft : At(draft, FirstOpen(draft, StepOf(draft) + 1), now);

    /// <summary>To the question before; the first one stays.</summary>
    public static FeedbackNote Back(FeedbackNote draft, Instant now) => At(draft, StepOf(draft) is Who ? Who : StepOf(draft) - 1, now);

    /// <summary>Asks for one part again; the answer will take its place.</summary>
    public static FeedbackNote AskAgain(FeedbackNote draft, TalkStep part, Instant now) => At(draft, part, now);

    /// <summary>Stops asking. The draft stays.</summary>
    public static FeedbackNote Leave(FeedbackNote draft, Instant now) => draft with { Talk = null, Turn = draft.Turn + 1, UpdatedAt = now };

    /// <summary>The form was filled in beside the conversation: what is left is Review.</summary>
    public static FeedbackNote Filled(FeedbackNote draft, Instant now) => draft.Talk is null ? draft : At(draft, Review, now);

    /// <summary>A message came that was written before the one that is in the part already: it goes in front, and nothing is asked anew.</summary>
    public static FeedbackNote Precede(FeedbackNote draft, TalkStep part, PrivateText late, Instant now) =>
        IsPart(part) ? With(draft, part, late.Then(PartOf(draft.Text, part))) with { UpdatedAt = now } : draft;

    /// <summary>
    /// A message that became part of the draft was edited, or deleted (<paramref name="after"/> is blank). Null when its words are not in the
    /// part any more. A part that is empty now is asked for again; a Review that was shown is void.
    /// </summary>
    public static FeedbackNote? Change(FeedbackNote draft, TalkStep part, PrivateText before, PrivateText after, Instant now)
    {
        if (!IsPart(part) || PartOf(draft.Text, part).Replacing(before, after) is not { } text) return null;
        var changed = With(draft, part, text);
        if (draft.Talk is not { Step: var step }) return changed with { UpdatedAt = now };
        if (text.IsBlank && part != Question && step > part) return At(changed, part, now);
        return step is Review ? At(changed, Review, now) : changed with { UpdatedAt = now };
    }

    /// <summary>Puts one sentence of a first guess into another part. The same draft when the place is not there (any more).</summary>
    public static FeedbackNote Move(FeedbackNote draft, Place from, TalkStep to, Instant now)
    {
        var text = PartOf(draft.Text, from.Part);
        if (!IsPart(to) || to == from.Part || from.Start < 0 || from.Length <= 0 || from.Start + from.Length > text.Length) return draft;
        var (sentence, rest) = text.Cut(from.Start, from.Length);
        var moved = With(With(draft, from.Part, rest), to, PartOf(draft.Text, to).Then(sentence));
        return At(moved, FirstOpen(moved, Situation), now);
    }

    public static PrivateText PartOf(FeedbackText text, TalkStep part) => part switch
    {
        Situation => text.Situation,
        Behavior => text.Behavior,
        Impact => text.Impact,
        Question => text.Question,
        _ => default,
    };

    /// <summary>The strongest thing to say about one part, unless its author chose to keep the words.</summary>
    public static Finding? NoteOn(FeedbackNote draft, TalkStep part) => FieldOf(part) is { } field
        ? NoteCoach.Check(draft).FirstOrDefault(finding => finding.Field == field)
        : null;

    public static TalkStep StepOf(FeedbackNote draft) => draft.Talk?.Step ?? Review;

    private static SbiField? FieldOf(TalkStep part) => part switch
    {
        Situation => SbiField.Situation,
        Behavior => SbiField.Behavior,
        Impact => SbiField.Impact,
        _ => null,
    };

    private static bool IsPart(TalkStep step) => step is Situation or Behavior or Impact or Question;

    private static FeedbackNote At(FeedbackNote draft, TalkStep step, Instant now) =>
        draft with { Talk = new Talk(step, now), Turn = draft.Turn + 1, UpdatedAt = now };

    private static TalkStep FirstOpen(FeedbackNote draft, TalkStep from)
    {
        for (var step = from; step < Review; step++)
            if (step is Who ? draft.RecipientUser is null : PartOf(draft.Text, step).IsBlank) return step;
        return Review;
    }

    private static FeedbackNote With(FeedbackNote draft, TalkStep part, PrivateText words) => FeedbackRules.Edit(
        draft, draft.RecipientUser, draft.OccurredOn,
        part switch
        {
            Situation => draft.Text with { Situation = words },
            Behavior => draft.Text with { Behavior = words },
            Impact => draft.Text with { Impact = words },
            _ => draft.Text with { Question = words },
        },
        draft.UpdatedAt);
}

/// <summary>A passage of a part, named by where it is.</summary>
internal readonly record struct Place(TalkStep Part, int Start, int Length)
{
    public override string ToString() => FormattableString.Invariant($"{(int)Part}.{Start}.{Length}");

    public static Place? Read(string text) =>
        text.Split('.') is [var part, var start, var length]
        && int.TryParse(part, out var p) && int.TryParse(start, out var s) && int.TryParse(length, out var l) && p is >= (int)TalkStep.Situation and <= (int)TalkStep.Question
            ? new Place((TalkStep)p, s, l)
            : null;
}

/// <summary>A pasted text sorted into parts: a first guess.</summary>
internal static class FirstGuess
{
    private const int MostUnsure = 4;

    public static FeedbackText Sort(PrivateText text)
    {
        if (text.IsBlank) return FeedbackText.Empty;
        var sorted = SentenceSorter.Sort(text);
        return FeedbackText.Empty with { Situation = sorted.Situation, Behavior = sorted.Behavior, Impact = sorted.Impact };
    }

    /// <summary>Where the sentences are whose part is a guess.</summary>
    public static IReadOnlyList<Place> Unsure(PrivateText text)
    {
        List<Place> places = [];
        Dictionary<SbiField, int> written = [];
        foreach (var sentence in text.IsBlank ? [] : SentenceSorter.Sort(text).Sentences)
        {
            var start = written.GetValueOrDefault(sentence.Field);
            if (sentence.Confidence is Confidence.Unsure) places.Add(new Place(StepOf(sentence.Field), start, sentence.Text.Length));
            written[sentence.Field] = start + sentence.Text.Length + 1; // joined by one space
        }
        return [.. places.Take(MostUnsure)];
    }

    /// <summary>The places that are left after one of them was cut out.</summary>
    public static IReadOnlyList<Place> Without(IReadOnlyList<Place> places, Place cut) =>
    [
        .. from place in places
           where place != cut
           select place.Part == cut.Part && place.Start > cut.Start ? place with { Start = place.Start - cut.Length - 1 } : place,
    ];

    private static TalkStep StepOf(SbiField field) => field switch
    {
        SbiField.Situation => TalkStep.Situation,
        SbiField.Impact => TalkStep.Impact,
        _ => TalkStep.Behavior,
    };
}
