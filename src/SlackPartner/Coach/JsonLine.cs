using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SlackPartner.Coach;

/// <summary>One line of JSON Lines, read leniently and written whole.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers each line with one line; a line that cannot be read gets an error and the rest go on.</summary>
    public static void AnswerAll(TextReader input, TextWriter output, Func<string?, JsonElement, string> answer)
    {
        while (input.ReadLine() is { } line)
            if (!string.IsNullOrWhiteSpace(line)) output.WriteLine(Answer(line, answer));
        output.Flush();
    }

    public static string Refusal(string? id, string sentence) => Write(json =>
    {
        json.WriteString("id", id);
        json.WriteString("error", sentence);
    });

    /// <summary>The text of a property; a number counts as its digits, anything else as not there.</summary>
    public static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;

    public static string Write(Action<Utf8JsonWriter> fill)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            fill(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Answer(string line, Func<string?, JsonElement, string> answer)
    {
        string? id = null;
        try
        {
            using var request = JsonDocument.Parse(line);
            if (request.RootElement.ValueKind != JsonValueKind.Object) return Refusal(null, "A line must be one JSON object.");
            id = Text(request.RootElement, "id");
            return answer(id, request.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            return Refusal(id, "This line is not valid JSON text.");
        }
    }
}
