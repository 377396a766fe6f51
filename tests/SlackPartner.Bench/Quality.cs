using System.Diagnostics;
using System.Text.Json;
using SlackPartner.Coach;
using SlackPartner.Kernel;
using SlackPartner.Tests.Coach;

namespace SlackPartner.Bench;

/// <summary>How often the coach and the heat meter are right, on the labelled sets, beside tools that are had off the shelf.</summary>
internal static class Quality
{
    private sealed record ToolAnswer(string Name, string[] Flagged, double Microseconds);

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static IEnumerable<Figure> Run(string root)
    {
        var development = Labelled.Shared("dev_sbi.jsonl") is { } texts ? Labelled.Texts(texts) : [];
        (string Name, LabelledText[] Texts)[] sets = [("development set", development), ("own set", Labelled.OwnTexts), ("held back", Labelled.HeldBackTexts)];
        foreach (var (name, set) in sets.Where(set => set.Texts.Length > 0)) Console.WriteLine($"\nCoach, {name}, {set.Length} texts (95 % Wilson intervals)\n{new CoachScore(set)}");
        var threads = Labelled.Shared("dev_threads.jsonl") is { } path ? Labelled.Threads(path) : [];
        Console.WriteLine();
        foreach (var (name, set) in new[] { ("development", threads), ("own", Labelled.OwnThreads), ("held back", Labelled.HeldBackThreads) })
            if (set.Length > 0) Console.WriteLine($"Heat, {name,-12} {set.Length,4} threads  {new HeatScore(set)}");

        var held = new CoachScore(Labelled.HeldBackTexts);
        var heat = new HeatScore(Labelled.HeldBackThreads);
        yield return Figure.AtLeast("Coach: precision on texts held back", 0.95, held.All.Precision, "", $"{held.All}");
        yield return Figure.AtLeast("Coach: recall on texts held back", 0.80, held.All.Recall, "", "the same texts");
        yield return Figure.AtMost("Coach: clean texts flagged", 4, held.CleanFlagged.Length * 100.0 / held.Clean, "%", $"{held.CleanFlagged.Length} of {held.Clean} held back");
        yield return Figure.AtLeast("Heat: precision on threads held back", 0.95, heat.All.Precision, "", $"{heat}");
        yield return Figure.AtLeast("Heat: recall on threads held back", 0.80, heat.All.Recall, "", "the same threads");
        if (Labelled.Shared("ordinary_threads_dev.jsonl") is { } ordinary)
        {
            var score = new HeatScore(Labelled.Threads(ordinary));
            yield return Figure.AtMost("Heat: nudges per 1,000 ordinary comments", 1, score.All.False * 1000.0 / score.Comments, "", $"{score.All.False} in {score.Comments} comments of {score.Threads} threads");
        }
        if (development.Length > 0) Compare(development, root);
    }

    /// <summary>Everything a tool says counts as "something to look at"; that is more than the tools claim, and the best they can get.</summary>
    private static void Compare(LabelledText[] texts, string root)
    {
        var folder = Path.Combine(root, "tests", "wording-tools");
        Console.WriteLine($"\nAny finding on the {texts.Length} development texts, tools in the same run");
        Print("this coach", CoachScore.AnyLabel(texts, text => Check(text) > 0), Timed(texts));
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Console.WriteLine("The others are not installed: (cd tests/wording-tools && npm ci)");
            return;
        }
        foreach (var tool in Ask(folder, texts)) Print(tool.Name, CoachScore.AnyLabel(texts, text => tool.Flagged.Contains(text.Id)), tool.Microseconds);
    }

    private static void Print(string name, Score score, double microseconds) =>
        Console.WriteLine($"{name,-20} P {score.Precision:F2}  R {score.Recall:F2}  {microseconds,9:F1} µs a text");

    private static int Check(LabelledText text) => WordingCoach.Check(text.Field, new PrivateText(text.Text)).Count;

    private static double Timed(LabelledText[] texts)
    {
        const int rounds = 200;
        for (var i = 0; i < rounds; i++) foreach (var text in texts) Check(text);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < rounds; i++) foreach (var text in texts) Check(text);
        return watch.Elapsed.TotalMicroseconds / rounds / texts.Length;
    }

    private static ToolAnswer[] Ask(string folder, LabelledText[] texts)
    {
        using var node = Process.Start(new ProcessStartInfo("node", "judge.mjs") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("node did not start.");
        foreach (var text in texts) node.StandardInput.WriteLine(JsonSerializer.Serialize(new { text.Id, text.Text }, Web));
        node.StandardInput.Close();
        var answers = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return [.. answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<ToolAnswer>(line, Web)!)];
    }
}
