using SlackPartner.Coach;
using SlackPartner.Kernel;

namespace SlackPartner.Tests.Coach;

/// <summary>Hits and misses of one check, with the Wilson interval (95 %) of a share.</summary>
internal sealed record Score(int Hits, int False, int Missed)
{
    public double Precision => Share(Hits, Hits + False);
    public double Recall => Share(Hits, Hits + Missed);
    public int Positives => Hits + Missed;

    public static Score operator +(Score left, Score right) => new(left.Hits + right.Hits, left.False + right.False, left.Missed + right.Missed);

    public static (double Low, double High) Wilson(int hits, int of)
    {
        if (of == 0) return (0, 1);
        const double z = 1.96;
        var share = (double)hits / of;
        var scale = 1 + z * z / of;
        var center = (share + z * z / 2 / of) / scale;
        var half = z * Math.Sqrt(share * (1 - share) / of + z * z / 4 / of / of) / scale;
        return (Math.Max(0, center - half), Math.Min(1, center + half));
    }

    public override string ToString()
    {
        var (precision, recall) = (Wilson(Hits, Hits + False), Wilson(Hits, Positives));
        return $"P {Precision:F3} ({precision.Low:F2}–{precision.High:F2})  R {Recall:F3} ({recall.Low:F2}–{recall.High:F2})  hits {Hits}, false {False}, missed {Missed}";
    }

    private static double Share(int hits, int of) => of == 0 ? 1 : (double)hits / of;
}

/// <summary>The coach's answers on a labelled set, counted check by check; each check only on the fields it is about.</summary>
internal sealed class CoachScore
{
    private static readonly Dictionary<string, SbiField[]> OnlyIn = new()
    {
        ["vague_situation"] = [SbiField.Situation, SbiField.Draft],
        ["impact_missing"] = [SbiField.Impact, SbiField.Draft],
        ["impact_not_owned"] = [SbiField.Impact, SbiField.Draft],
        ["faux_feeling"] = [SbiField.Impact, SbiField.Draft],
        ["sandwich"] = [SbiField.Draft],
    };

    public CoachScore(LabelledText[] texts)
    {
        var answers = texts.ToDictionary(text => text.Id, text => WordingCoach.Check(text.Field, new PrivateText(text.Text)).Select(finding => finding.Check).ToHashSet());
        foreach (var check in texts.SelectMany(text => text.Labels).Distinct().Order())
            ByCheck[check] = texts.Select(text => Count(check, text, answers[text.Id])).Aggregate(new Score(0, 0, 0), (sum, one) => sum + one);
        Clean = texts.Count(text => text.Labels.Length == 0);
        CleanFlagged = [.. texts.Where(text => text.Labels.Length == 0 && answers[text.Id].Except(text.Optional).Any()).Select(text => text.Id)];
    }

    public SortedDictionary<string, Score> ByCheck { get; } = [];

    public Score All => ByCheck.Values.Aggregate(new Score(0, 0, 0), (sum, one) => sum + one);

    public int Clean { get; }

    public string[] CleanFlagged { get; }

    /// <summary>Texts on which something was said and something should have been, to stand beside tools that know no checks.</summary>
    public static Score AnyLabel(LabelledText[] texts, Func<LabelledText, bool> flags)
    {
        var said = texts.Select(text => (Gold: text.Labels.Length > 0, Said: flags(text))).ToArray();
        return new(said.Count(text => text is { Gold: true, Said: true }), said.Count(text => text is { Gold: false, Said: true }), said.Count(text => text is { Gold: true, Said: false }));
    }

    public override string ToString() =>
        string.Join('\n', ByCheck.Select(check => $"{check.Key,-17} {check.Value}")) + $"\nall               {All}\nclean flagged {CleanFlagged.Length} of {Clean}";

    private static Score Count(string check, LabelledText text, HashSet<string> answer)
    {
        if (OnlyIn.TryGetValue(check, out var fields) && !fields.Contains(text.Field)) return new(0, 0, 0);
        if (text.Optional.Contains(check)) return new(0, 0, 0);
        var (said, gold) = (answer.Contains(check), text.Labels.Contains(check));
        return new(said && gold ? 1 : 0, said && !gold ? 1 : 0, gold && !said ? 1 : 0);
    }
}

/// <summary>The meter's answers on labelled threads: whether to nudge, and whether exactly the heated ones are named.</summary>
internal sealed class HeatScore
{
    public HeatScore(LabelledThread[] threads)
    {
        var answers = threads.Select(thread => (Gold: thread, Said: HeatVerdict.Of(thread.Messages))).ToArray();
        var hits = answers.Where(answer => answer.Gold.ShouldNudge && answer.Said.Nudge).ToArray();
        All = new(hits.Length, answers.Count(answer => !answer.Gold.ShouldNudge && answer.Said.Nudge), answers.Count(answer => answer.Gold.ShouldNudge && !answer.Said.Nudge));
        WhoExact = hits.Count(answer => answer.Said.Who.SequenceEqual(answer.Gold.Who.Order(StringComparer.Ordinal)));
        Comments = threads.Sum(thread => thread.Messages.Length);
        Threads = threads.Length;
        Wrong = [.. answers.Where(answer => answer.Gold.ShouldNudge != answer.Said.Nudge).Select(answer => answer.Gold.Id)];
    }

    public Score All { get; }

    public int WhoExact { get; }

    public int Comments { get; }

    public int Threads { get; }

    public string[] Wrong { get; }

    public override string ToString() => $"{All}  who exact {WhoExact} of {All.Hits}";
}
