using SlackPartner.Kernel;

namespace SlackPartner.Coach;

/// <summary>The part of a note a text belongs to. <see cref="Draft"/> is free text that holds all parts.</summary>
public enum SbiField
{
    Situation = 0,
    Behavior = 1,
    Impact = 2,
    Draft = 3,
}

/// <summary>How certain a rule is. An unsure finding is phrased as a question.</summary>
public enum Confidence
{
    Sure = 0,
    Unsure = 1,
}

/// <summary>
/// One wording worth a second look. <see cref="Start"/> and <see cref="Length"/> are UTF-16 offsets in the text as it was written;
/// they cover all of it when the finding is about something that is not there.
/// </summary>
public sealed record Finding(
    string Check,
    SbiField Field,
    int Start,
    int Length,
    int Severity,
    Confidence Confidence,
    string Rule,
    string Reason,
    string Question,
    string Rewrite)
{
    /// <summary>Without <see cref="Rewrite"/>, which quotes the writer.</summary>
    public override string ToString() => $"Finding {Rule} in {Field} at {Start}";
}

/// <summary>Pasted text sorted into the three fields, sentence by sentence; nothing is dropped.</summary>
public sealed record SortedText(
    PrivateText Situation,
    PrivateText Behavior,
    PrivateText Impact,
    IReadOnlyList<SortedSentence> Sentences)
{
    /// <summary>The sentences whose place is a guess, for the writer to confirm.</summary>
    public IEnumerable<SortedSentence> Unsure => Sentences.Where(sentence => sentence.Confidence == Confidence.Unsure);
}

/// <summary>One sentence, where it was put and why.</summary>
public sealed record SortedSentence(PrivateText Text, SbiField Field, Confidence Confidence, string Why);
