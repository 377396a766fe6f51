using System.Globalization;
using NodaTime;
using SlackPartner.Coach;
using SlackPartner.Kernel;
using Field = SlackPartner.Feedback.FeedbackIds.Field;

namespace SlackPartner.Feedback;

/// <summary>Moves a guess about motive out of behavior or impact and proposes a question in its place. Undoing it needs only the words and the place.</summary>
internal static class MoveRules
{
    public const string Question = "What were you aiming for?";

    private const string Motive = "motive";

    /// <summary>Whether there is a clause that can go without taking along what was seen.</summary>
    public static bool CanMove(FeedbackNote note, Finding finding) => Find(note, finding) is not null;

    /// <summary>The draft with the clause lifted out. Null where there is none.</summary>
    public static FeedbackNote? Move(FeedbackNote note, Finding finding, Instant now)
    {
        if (Find(note, finding) is not { } cut) return null;
        var field = FindingKeys.FieldOf(FindingKeys.Of(finding));
        var part = PartOf(note.Text, field).Reveal();
        var rest = part.Remove(cut.Start, cut.Length).Insert(cut.Start, cut.Instead);
        var asked = note.Text.Question.Reveal();
        var question = asked.Contains(Question, StringComparison.OrdinalIgnoreCase) ? asked : asked.Length == 0 ? Question : $"{asked}\n{Question}";
        return note with
        {
            Text = With(note.Text, field, new PrivateText(rest)) with { Question = new PrivateText(question) },
            KeptFindings = Shift(note.KeptFindings, field, cut.Start, cut.Length, cut.Instead.Length),
            Lifted = new Lifted(field, cut.Start, cut.Instead.Length, rest.Length, asked.Length, new PrivateText(part.Substring(cut.Start, cut.Length))),
            UpdatedAt = now,
        };
    }

    /// <summary>What can be put back where it was: nothing once the part was changed in another way.</summary>
    public static Lifted? Undoable(FeedbackNote note) =>
        note.Lifted is { } lifted && PartOf(note.Text, lifted.Field).Reveal().Length == lifted.Rest && lifted.Start + lifted.Stand <= lifted.Rest ? lifted : null;

    /// <summary>The draft as it was before. Null when there is nothing to undo.</summary>
    public static FeedbackNote? Undo(FeedbackNote note, Instant now)
    {
        if (Undoable(note) is not { } lifted) return null;
        var words = lifted.Words.Reveal();
        var part = PartOf(note.Text, lifted.Field).Reveal().Remove(lifted.Start, lifted.Stand).Insert(lifted.Start, words);
        var question = note.Text.Question.Reveal();
        // A question that was reworded meanwhile is its author's.
        var isOurs = lifted.Asked <= question.Length && question[lifted.Asked..].Trim() == Question;
        return note with
        {
            Text = With(note.Text, lifted.Field, new PrivateText(part)) with { Question = isOurs ? new PrivateText(question[..lifted.Asked]) : note.Text.Question },
            KeptFindings = Shift(note.KeptFindings, lifted.Field, lifted.Start, lifted.Stand, words.Length),
            Lifted = null,
            UpdatedAt = now,
        };
    }

    /// <summary>Part, place and lengths: never words.</summary>
    public static string PlaceOf(Lifted lifted) =>
        string.Create(CultureInfo.InvariantCulture, $"{lifted.Field} {lifted.Start} {lifted.Stand} {lifted.Rest} {lifted.Asked}");

    public static Lifted? ReadPlace(string place, PrivateText words)
    {
        if (place.Split(' ') is not [var field, .. { Length: 4 } numbers]) return null;
        var read = numbers.Select(number => int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)).ToList();
        return new Lifted(field, read[0], read[1], read[2], read[3], words);
    }

    private static Cut? Find(FeedbackNote note, Finding finding) =>
        finding.Check == Motive && finding.Field is SbiField.Behavior or SbiField.Impact
            ? MotiveClause.Find(PartOf(note.Text, FindingKeys.FieldOf(FindingKeys.Of(finding))).Reveal(), finding)
            : null;

    private static PrivateText PartOf(FeedbackText text, string field) => field == Field.Impact ? text.Impact : text.Behavior;

    private static FeedbackText With(FeedbackText text, string field, PrivateText part) => field == Field.Impact ? text with { Impact = part } : text with { Behavior = part };

    /// <summary>Findings that were kept stay kept where the words behind them move.</summary>
    private static IReadOnlyList<string> Shift(IReadOnlyList<string> kept, string field, int start, int removed, int added) =>
    [
        .. from key in kept
           let place = FindingKeys.FieldOf(key) == field && int.TryParse(key[(key.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture, out var number) ? number : -1
           where place < start || place >= start + removed
           select place < start ? key : string.Create(CultureInfo.InvariantCulture, $"{key[..(key.LastIndexOf(':') + 1)]}{place - removed + added}"),
    ];
}
