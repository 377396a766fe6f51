using SlackPartner.Coach;

namespace SlackPartner.Feedback;

/// <summary>Names a finding without its words: field, check and place.</summary>
internal static class FindingKeys
{
    public static string Of(Finding finding) => $"{NameOf(finding.Field)}:{finding.Check}:{finding.Start}";

    public static string FieldOf(string key) => key[..Math.Max(0, key.IndexOf(':', StringComparison.Ordinal))];

    private static string NameOf(SbiField field) => field switch
    {
        SbiField.Situation => FeedbackIds.Field.Situation,
        SbiField.Behavior => FeedbackIds.Field.Behavior,
        _ => FeedbackIds.Field.Impact,
    };
}

/// <summary>What the coach says about a note, without what its author chose to keep.</summary>
internal static class NoteCoach
{
    public static IReadOnlyList<Finding> Check(FeedbackNote note) =>
    [
        .. from finding in All(note.Text)
           where !note.KeptFindings.Contains(FindingKeys.Of(finding))
           orderby finding.Severity descending, finding.Field, finding.Start
           select finding,
    ];

    /// <summary>Written in anger, as far as words show it: contempt, a threat, shouting.</summary>
    public static bool IsHot(FeedbackText text, IReadOnlyList<Finding> findings) =>
        findings.Any(finding => finding is { Severity: >= 3, Confidence: Confidence.Sure }) || HeatVerdict.Of(text.Situation, text.Behavior, text.Impact).Nudge;

    private static IEnumerable<Finding> All(FeedbackText text) =>
    [
        .. WordingCoach.Check(SbiField.Situation, text.Situation),
        .. WordingCoach.Check(SbiField.Behavior, text.Behavior),
        .. WordingCoach.Check(SbiField.Impact, text.Impact),
    ];
}
