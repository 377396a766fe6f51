using System.Text;
using System.Text.Json;

namespace SlackPartner.Coach;

/// <summary>One line of JSON Lines, read leniently and written whole.</summary>
internal static class JsonLine
{
    /// <summary>The text of a property; a number counts as its digits, anything else as not there.</summary>
    public static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;

    public static string Write(JsonWriterOptions options, Action<Utf8JsonWriter> fill)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            fill(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
