using System.Text.Json;
using SlackPartner.Kernel;

namespace SlackPartner.Coach;

/// <summary>The coach on the command line: JSON Lines in and out, or one text printed for people.</summary>
public static class CoachCommand
{
    /// <summary>Answers each line <c>{"id","field","text"}</c> with one line of labels and findings; a line it cannot read gets an error and the rest go on.</summary>
    public static void Run(TextReader input, TextWriter output) => JsonLine.AnswerAll(input, output, Answer);

    /// <summary>Prints the findings of one draft for people.</summary>
    public static void Print(string text, TextWriter output)
    {
        var findings = WordingCoach.Check(SbiField.Draft, new PrivateText(text));
        if (findings.Count == 0) output.WriteLine("Nothing to add. It reads as an observation.");
        foreach (var finding in findings)
        {
            output.WriteLine($"{finding.Check}: \"{text.Substring(finding.Start, finding.Length).Trim()}\"");
            output.WriteLine($"  {finding.Reason}");
            output.WriteLine($"  {finding.Question}");
            output.WriteLine($"  {finding.Rewrite}");
        }
        output.Flush();
    }

    private static string Answer(string? id, JsonElement request)
    {
        if (JsonLine.Text(request, "text") is not { } text) return JsonLine.Refusal(id, "A line needs \"text\".");
        if (!Enum.TryParse<SbiField>(JsonLine.Text(request, "field") ?? "draft", ignoreCase: true, out var field) || !Enum.IsDefined(field))
            return JsonLine.Refusal(id, "\"field\" is situation, behavior, impact or draft.");
        return Describe(id, text, WordingCoach.Check(field, new PrivateText(text)));
    }

    private static string Describe(string? id, string text, IReadOnlyList<Finding> findings) => JsonLine.Write(json =>
    {
        json.WriteString("id", id);
        json.WriteStartArray("labels");
        foreach (var label in findings.Select(finding => finding.Check).Distinct()) json.WriteStringValue(label);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in findings) Write(json, text, finding);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, string text, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("check", finding.Check);
        json.WriteString("field", JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Field.ToString()));
        json.WriteNumber("start", finding.Start);
        json.WriteNumber("length", finding.Length);
        json.WriteNumber("severity", finding.Severity);
        json.WriteString("confidence", JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Confidence.ToString()));
        json.WriteString("rule", finding.Rule);
        json.WriteString("words", text.AsSpan(finding.Start, finding.Length));
        json.WriteString("reason", finding.Reason);
        json.WriteString("question", finding.Question);
        json.WriteString("rewrite", finding.Rewrite);
        json.WriteEndObject();
    }
}
