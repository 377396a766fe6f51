using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SlackPartner.Simulator;

/// <summary>Small readings of Slack's JSON, which is passed around as it is rather than mapped to types.</summary>
internal static partial class Json
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Str(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static string Text(this JsonNode? node, string name) => node.Str(name) ?? "";

    public static bool Is(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && (value.TryGetValue<bool>(out var on) ? on : value.TryGetValue<string>(out var text) && text is "true" or "1");

    public static JsonObject? Obj(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonObject;

    public static JsonArray? Arr(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonArray;

    public static IEnumerable<JsonObject> Objects(this JsonNode? node, string name) =>
        node.Arr(name)?.OfType<JsonObject>() ?? [];

    public static T Copy<T>(this T node) where T : JsonNode => (T)node.DeepClone();

    public static string Line(this JsonNode node) => node.ToJsonString(Compact);

    /// <summary>In characters as a browser counts them: .NET writes half an emoji as six.</summary>
    public static int Length(this JsonNode node)
    {
        var line = node.Line();
        return line.Length - (5 * HalfEmoji().Count(line));
    }

    public static JsonNode? Parse(string text)
    {
        try { return JsonNode.Parse(text); }
        catch (JsonException) { return null; }
    }

    public static JsonObject PlainText(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = true };

    public static JsonArray Strings(IEnumerable<string> values) => new(values.Select(value => (JsonNode?)JsonValue.Create(value)).ToArray());

    [GeneratedRegex(@"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")]
    private static partial Regex HalfEmoji();
}
