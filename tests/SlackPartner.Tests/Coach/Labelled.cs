using System.Runtime.CompilerServices;
using System.Text.Json;
using SlackPartner.Coach;

namespace SlackPartner.Tests.Coach;

/// <summary>One labelled text. Optional labels do not count on it, since two careful people would differ.</summary>
internal sealed record LabelledText(string Id, SbiField Field, string Text, string[] Labels, string[] Optional);

/// <summary>One labelled thread.</summary>
internal sealed record LabelledThread(string Id, ThreadMessage[] Messages, bool ShouldNudge, string[] Who);

/// <summary>The labelled sets beside these tests, and the development sets where they are present.</summary>
internal static class Labelled
{
    private static readonly string Folder = FolderOf();

    public static LabelledText[] OwnTexts => Texts(Own("own_sbi.jsonl"));

    /// <summary>Sarcastic texts and sincere ones near them, labelled for that check alone: what its weights are learned from.</summary>
    public static LabelledText[] SarcasmTexts => Texts(Own("sarcasm_texts.jsonl"));

    public static LabelledThread[] OwnThreads => Threads(Own("own_threads.jsonl"));

    /// <summary>Written last and never looked at while rules and weights were made: what a new text can expect.</summary>
    public static LabelledText[] HeldBackTexts => Texts(Own("held_back_sbi.jsonl"));

    public static LabelledThread[] HeldBackThreads => Threads(Own("held_back_threads.jsonl"));

    /// <summary>Single messages the heat weights are learned from, beside the threads.</summary>
    public static LabelledThread[] HeatLines =>
    [
        .. Lines(Own("heat_lines.jsonl")).Select(line => line.GetProperty("hot").GetBoolean()
            ? new LabelledThread(line.GetProperty("id").GetString()!, [new("A", line.GetProperty("text").GetString()!, 0)], true, ["A"])
            : new LabelledThread(line.GetProperty("id").GetString()!, [new("A", line.GetProperty("text").GetString()!, 0)], false, [])),
    ];

    /// <summary>Drafts with the field a reader would choose for each sentence; a line without a text is about a draft of the development set.</summary>
    public static IEnumerable<(string Id, string? Text, SbiField[] Fields)> DraftSentences => Lines(Own("draft_sentences.jsonl")).Select(line => (
        line.GetProperty("id").GetString()!,
        line.TryGetProperty("text", out var text) ? text.GetString() : null,
        Strings(line, "fields").Select(name => Enum.Parse<SbiField>(name, ignoreCase: true)).ToArray()));

    public static string Root => Path.GetFullPath(Path.Combine(Folder, "..", "..", ".."));

    /// <summary>A file of the development data, looked up beside the repository, or null.</summary>
    public static string? Shared(string file)
    {
        for (var folder = new DirectoryInfo(Folder); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "language", file);
            if (File.Exists(path)) return path;
        }
        return null;
    }

    public static LabelledText[] Texts(string path) => [.. Lines(path).Select(line => new LabelledText(
        line.GetProperty("id").GetString()!,
        Enum.Parse<SbiField>(line.GetProperty("field").GetString()!, ignoreCase: true),
        line.GetProperty("text").GetString()!,
        Strings(line, "labels"),
        Strings(line, "optional")))];

    public static LabelledThread[] Threads(string path) => [.. Lines(path).Select(line => new LabelledThread(
        line.GetProperty("id").GetString()!,
        [.. line.GetProperty("messages").EnumerateArray().Select((message, index) => new ThreadMessage(
            message.TryGetProperty("user", out var user) ? user.GetString()! : "",
            message.GetProperty("text").GetString() ?? "",
            message.TryGetProperty("t_offset_s", out var offset) ? offset.GetDouble() : index * 60.0))],
        line.TryGetProperty("should_nudge", out var nudge) && nudge.GetBoolean(),
        Strings(line, "who")))];

    private static IEnumerable<JsonElement> Lines(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement.Clone());

    private static string[] Strings(JsonElement line, string name) =>
        line.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(text => text.GetString()!)] : [];

    /// <summary>A text as standard English has it and as other people write it; without a field it is a message of a thread.</summary>
    public static (string Id, SbiField? Field, string Standard, string Other)[] CounterfactualPairs => [.. Lines(Own("counterfactual_pairs.jsonl")).Select(line => (
        line.GetProperty("id").GetString()!,
        Enum.TryParse<SbiField>(line.GetProperty("for").GetString(), ignoreCase: true, out var part) ? part : (SbiField?)null,
        line.GetProperty("standard").GetString()!,
        line.GetProperty("other").GetString()!))];

    private static string Own(string file) => Path.Combine(Folder, "Data", file);

    private static string FolderOf([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
