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

    public static LabelledText[] OwnTexts => Texts(Path.Combine(Folder, "own_sbi.jsonl"));

    public static LabelledThread[] OwnThreads => Threads(Path.Combine(Folder, "own_threads.jsonl"));

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

    private static string FolderOf([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
