using System.Text.Encodings.Web;
using System.Text.Json;

namespace SlackPartner.Coach;

/// <summary>The heat of threads on the command line: JSON Lines in and out.</summary>
public static class HeatCommand
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers each line <c>{"id","messages":[{"user","text","t_offset_s"}]}</c> with one line; users and offsets may be missing.</summary>
    public static void Run(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            output.WriteLine(Answer(line));
        }
        output.Flush();
    }

    private static string Answer(string line)
    {
        string? id = null;
        try
        {
            using var request = JsonDocument.Parse(line);
            if (request.RootElement.ValueKind != JsonValueKind.Object) return Refusal(null, "A line must be one JSON object.");
            id = JsonLine.Text(request.RootElement, "id");
            if (!request.RootElement.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
                return Refusal(id, "A line needs \"messages\", a list.");
            return Describe(id, HeatVerdict.Of([.. messages.EnumerateArray().Where(message => message.ValueKind == JsonValueKind.Object).Select(Message)]));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            return Refusal(id, "This line is not valid JSON text.");
        }
    }

    private static ThreadMessage Message(JsonElement message, int index) => new(
        JsonLine.Text(message, "user") ?? "",
        JsonLine.Text(message, "text") ?? "",
        message.TryGetProperty("t_offset_s", out var offset) && offset.ValueKind == JsonValueKind.Number ? offset.GetDouble() : index * 60.0);

    private static string Refusal(string? id, string sentence) => JsonLine.Write(Readable, json =>
    {
        json.WriteString("id", id);
        json.WriteString("error", sentence);
    });

    private static string Describe(string? id, HeatVerdict verdict) => JsonLine.Write(Readable, json =>
    {
        json.WriteString("id", id);
        json.WriteBoolean("nudge", verdict.Nudge);
        Write(json, "who", verdict.Who);
        Write(json, "why", verdict.Why);
    });

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
