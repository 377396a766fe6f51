using System.Text.Json;

namespace SlackPartner.Slack;

/// <summary>Reads what may not be there: any missing or oddly shaped step gives null instead of an exception.</summary>
public static class JsonPaths
{
    public static JsonElement? At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        try
        {
            foreach (var step in path)
                if (json.ValueKind is not JsonValueKind.Object || !json.TryGetProperty(step, out json)) return null;
            return json;
        }
        catch (InvalidOperationException)
        {
            return null; // a name beside it holds half a surrogate pair
        }
    }

    public static string? Text(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.String } value ? Readable(value.GetString) : null;

    public static bool IsTrue(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path) is { ValueKind: JsonValueKind.True };

    public static IEnumerable<JsonElement> Items(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static IEnumerable<JsonProperty> Properties(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Object } value ? value.EnumerateObject().Where(one => Readable(() => one.Name) is not null) : [];

    /// <summary>Parses bytes that may be anything.</summary>
    public static JsonElement? TryParse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 128 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Half a surrogate pair is JSON but no text; a zero character is text but nothing Postgres stores.</summary>
    private static string? Readable(Func<string?> read)
    {
        try
        {
            return read()?.Replace('\0', '\uFFFD');
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
