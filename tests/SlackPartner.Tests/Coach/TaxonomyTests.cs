using System.Text.RegularExpressions;
using NUnit.Framework;
using SlackPartner.Coach;
using SlackPartner.Kernel;

namespace SlackPartner.Tests.Coach;

/// <summary>The taxonomy's own examples: what each check is to flag, and what it is to leave alone.</summary>
public sealed partial class TaxonomyTests
{
    [Test]
    public void Every_example_of_the_taxonomy_is_judged_as_it_says()
    {
        if (Labelled.Shared("taxonomy.md") is not { } path)
        {
            Assert.Ignore("The taxonomy is not beside this repository.");
            return;
        }

        var examples = File.ReadLines(path).SelectMany(Examples).ToArray();
        var wrong = examples.Where(example => WordingCoach.Check(example.Field, new PrivateText(example.Text)).Any(finding => finding.Check == example.Check) != example.IsFlagged);

        Assert.That(examples, Has.Length.GreaterThanOrEqualTo(70));
        Assert.That(wrong.Select(example => $"{example.Check}: {example.Text}"), Is.Empty);
    }

    /// <summary>A row of the table: check and fields, severity, definition, what to flag, what not, the question.</summary>
    private static IEnumerable<(string Check, SbiField Field, string Text, bool IsFlagged)> Examples(string line)
    {
        var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
        if (cells.Length != 6 || Head().Match(cells[0]) is not { Success: true } head) yield break;
        var field = Enum.TryParse<SbiField>(head.Groups["field"].Value, ignoreCase: true, out var known) ? known : SbiField.Behavior;
        foreach (Match quoted in Quoted().Matches(cells[3])) yield return (head.Groups["check"].Value, field, quoted.Groups[1].Value, true);
        foreach (Match quoted in Quoted().Matches(cells[4])) yield return (head.Groups["check"].Value, field, quoted.Groups[1].Value, false);
    }

    [GeneratedRegex(@"^(?<check>\w+) \((?<field>\w+)")]
    private static partial Regex Head();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
