using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SlackPartner.Simulator.BlockKit;

namespace SlackPartner.Simulator.Driver;

/// <summary>Blocks as the words a person reads.</summary>
internal static partial class BlockWords
{
    public static List<string> Texts(JsonArray? blocks, Workspace workspace)
    {
        var texts = new List<string>();
        foreach (var block in blocks?.OfType<JsonObject>() ?? [])
        {
            switch (block.Str("type"))
            {
                case "section":
                    if (block.Obj("text") is { } text) texts.Add(Text(text, workspace));
                    texts.AddRange(block.Objects("fields").Select(field => Text(field, workspace)));
                    break;
                case "header": texts.Add(Text(block.Obj("text"), workspace)); break;
                case "context": texts.AddRange(block.Objects("elements").Where(one => one.Str("type") != "image").Select(one => Text(one, workspace))); break;
                case "input":
                    texts.Add(Text(block.Obj("label"), workspace));
                    if (block.Obj("hint") is { } hint) texts.Add(Text(hint, workspace));
                    break;
                case "markdown": texts.Add(Plain(block.Text("text"), workspace)); break;
                case "image": texts.Add(block.Text("alt_text")); break;
                case "rich_text": texts.Add(RichText(block, workspace)); break;
            }
        }
        return texts;
    }

    /// <summary>Words on everything that can be pressed, with where it is.</summary>
    public static IEnumerable<Pressable> Pressables(JsonArray? blocks, Workspace workspace)
    {
        foreach (var block in blocks?.OfType<JsonObject>() ?? [])
        {
            foreach (var element in Blocks.ElementsOf(block))
            {
                var (blockId, actionId) = (block.Text("block_id"), element.Text("action_id"));
                if (element.Str("type") == "button") yield return new(Text(element.Obj("text"), workspace), blockId, actionId, null);
                if (block.Str("type") == "input") continue;
                if (element.Str("type") is "overflow" or "radio_buttons" or "checkboxes" or "static_select")
                    foreach (var option in Options(element))
                        yield return new(Text(option.Obj("text"), workspace), blockId, actionId, Chosen(element, option));
            }
        }
    }

    public static IEnumerable<JsonObject> Options(JsonObject element) =>
        element.Objects("options").Concat(element.Objects("option_groups").SelectMany(group => group.Objects("options")));

    public static string Text(JsonObject? text, Workspace workspace) =>
        text is null ? "" : text.Str("type") == "mrkdwn" ? Plain(text.Text("text"), workspace) : text.Text("text");

    /// <summary>Mrkdwn without its marks for people, channels, links and escapes; stars and underscores stay.</summary>
    public static string Plain(string mrkdwn, Workspace workspace) => TypedText.Unescape(Token().Replace(mrkdwn, match =>
    {
        var (mark, id, label) = (match.Groups["mark"].Value, match.Groups["id"].Value, match.Groups["label"].Value);
        return mark switch
        {
            "@" => "@" + (workspace.Find(id)?.RealName ?? (label.Length > 0 ? label : id)),
            "#" => "#" + (workspace.Conversations.GetValueOrDefault(id)?.Name ?? label),
            "!" => label.Length > 0 ? label : "@" + id,
            _ => label.Length > 0 ? label : id,
        };
    }));

    private static JsonObject Chosen(JsonObject element, JsonObject option) => element.Str("type") == "checkboxes"
        ? new JsonObject { ["type"] = "checkboxes", ["selected_options"] = new JsonArray(option.Copy()) }
        : new JsonObject { ["type"] = element.Text("type"), ["selected_option"] = option.Copy() };

    private static string RichText(JsonObject block, Workspace workspace)
    {
        var text = new StringBuilder();
        foreach (var part in block.Objects("elements"))
        {
            if (text.Length > 0 && text[^1] != '\n') text.Append('\n');
            if (part.Str("type") == "rich_text_list")
            {
                var number = 0;
                foreach (var item in part.Objects("elements"))
                {
                    if (text.Length > 0 && text[^1] != '\n') text.Append('\n');
                    number++;
                    text.Append(part.Str("style") == "ordered" ? $"{number}. " : "• ").Append(Inlines(item, workspace));
                }
            }
            else
            {
                text.Append(Inlines(part, workspace));
            }
        }
        return text.ToString();
    }

    private static string Inlines(JsonObject part, Workspace workspace) => string.Concat(part.Objects("elements").Select(inline => inline.Str("type") switch
    {
        "user" => "@" + (workspace.Find(inline.Str("user_id"))?.RealName ?? inline.Text("user_id")),
        "channel" => "#" + (workspace.Conversations.GetValueOrDefault(inline.Text("channel_id"))?.Name ?? inline.Text("channel_id")),
        "link" => inline.Str("text") ?? inline.Text("url"),
        "emoji" => $":{inline.Text("name")}:",
        "broadcast" => "@" + inline.Text("range"),
        "date" => inline.Text("fallback"),
        _ => inline.Text("text"),
    }));

    [GeneratedRegex(@"<(?<mark>[@#!]?)(?<id>[^<>|]+)(?:\|(?<label>[^<>]*))?>")]
    private static partial Regex Token();
}

/// <summary>A button, or one option of a menu that acts at once.</summary>
internal sealed record Pressable(string Words, string BlockId, string ActionId, JsonObject? Chosen);
