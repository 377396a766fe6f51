using System.Text.Json;

namespace SlackPartner.Coach;

/// <summary>The heat of threads on the command line: JSON Lines in and out.</summary>
public static class HeatCommand
{
    /// <summary>Answers each line <c>{"id","messages":[{"user","text","t_offset_s"}]}</c> with one line; users and offsets may be missing.</summary>
    public static void Run(TextReader input, TextWriter output) => JsonLine.AnswerAll(input, output, Answer);

    private static string Answer(string? id, JsonElement request) =>
        request.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array
            ? Describe(id, HeatVerdict.Of([.. messages.EnumerateArray().Where(message => message.ValueKind == JsonValueKind.Object).Select(Message)]))
            : JsonLine.Refusal(id, "A line needs \"messages\", a list.");

    private static ThreadMessage Message(JsonElement message, int index) => new(
        JsonLine.Text(message, "user") ?? "",
        JsonLine.Text(message, "text") ?? "",
        message.TryGetProperty("t_offset_s", out var offset) && offset.ValueKind == JsonValueKind.Number ? offset.GetDouble() : index * 60.0);

    private static string Describe(string? id, HeatVerdict verdict) => JsonLine.Write(json =>
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
