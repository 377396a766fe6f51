using System.Globalization;
using System.Text.Json.Nodes;
using SlackPartner.Simulator.People;

namespace SlackPartner.Simulator.Driver;

/// <summary>Between the words a person uses for a choice and its shape in state.values.</summary>
internal static class ValueWords
{
    public static string Of(JsonObject? value, Workspace workspace)
    {
        var held = value?[ElementState.Property(value.Str("type")) ?? ""];
        return held switch
        {
            null => "",
            JsonArray many => string.Join(", ", many.Select(one => One(one, workspace))),
            _ => One(held, workspace),
        };
    }

    /// <summary>What choosing these words in this element means; several choices are separated by commas.</summary>
    public static JsonObject Choose(JsonObject element, string words, Workspace workspace)
    {
        var type = element.Text("type");
        var property = ElementState.Property(type) ?? throw new InvalidOperationException($"Nothing can be filled into {type}.");
        JsonNode? value = property switch
        {
            "selected_user" => User(words, workspace),
            "selected_users" => Json.Strings(Many(words).Select(word => User(word, workspace))),
            "selected_conversation" or "selected_channel" => Conversation(words, workspace),
            "selected_conversations" or "selected_channels" => Json.Strings(Many(words).Select(word => Conversation(word, workspace))),
            "selected_option" => words.Length == 0 ? null : Option(element, words),
            "selected_options" => new JsonArray([.. Many(words).Select(word => Option(element, word))]),
            "selected_date_time" => long.TryParse(words, CultureInfo.InvariantCulture, out var seconds) ? seconds : DateTimeOffset.Parse(words, CultureInfo.InvariantCulture).ToUnixTimeSeconds(),
            "selected_date" => words.Length == 0 ? null : DateOnly.ParseExact(words, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "selected_time" => words.Length == 0 ? null : TimeOnly.ParseExact(words, "HH:mm", CultureInfo.InvariantCulture).ToString("HH:mm", CultureInfo.InvariantCulture),
            "rich_text_value" => TypedText.RichText(words, workspace)[0]!.DeepClone(), // RichText answers exactly one block
            _ => words.Length == 0 ? null : words,
        };
        return new JsonObject { ["type"] = type, [property] = value };
    }

    private static string One(JsonNode? one, Workspace workspace) => one switch
    {
        JsonObject option when option["text"] is not null => option.Obj("text").Text("text"),
        JsonObject rich => BlockWords.Texts(new JsonArray(rich.Copy()), workspace)[0],
        JsonValue value when value.TryGetValue<string>(out var text) => workspace.Find(text)?.RealName ?? text,
        _ => one?.ToString() ?? "",
    };

    private static string[] Many(string words) => words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string User(string words, Workspace workspace) => workspace.Named(words.Trim()).Id;

    private static string Conversation(string words, Workspace workspace) =>
        words.StartsWith('@') ? workspace.Named(words).Id : workspace.Channel(words).Id;

    private static JsonObject Option(JsonObject element, string words)
    {
        var options = BlockWords.Options(element).ToList();
        var found = options.Find(option => string.Equals(option.Obj("text").Text("text"), words, StringComparison.OrdinalIgnoreCase))
            ?? options.Find(option => option.Obj("text").Text("text").Contains(words, StringComparison.OrdinalIgnoreCase))
            ?? options.Find(option => option.Text("value") == words);
        return found?.Copy() ?? throw new InvalidOperationException($"There is no option {words}; there are: {string.Join(", ", options.Select(option => option.Obj("text").Text("text")))}.");
    }
}
