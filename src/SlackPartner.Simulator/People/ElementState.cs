using System.Text.Json.Nodes;
using SlackPartner.Simulator.BlockKit;

namespace SlackPartner.Simulator.People;

/// <summary>What inputs and menus hold, in the shape of state.values.</summary>
internal static class ElementState
{
    /// <summary>The property of state.values that carries the choice; null for what keeps none, such as buttons.</summary>
    public static string? Property(string? type) => type switch
    {
        "plain_text_input" or "email_text_input" or "url_text_input" or "number_input" => "value",
        "rich_text_input" => "rich_text_value",
        "static_select" or "external_select" or "radio_buttons" => "selected_option",
        "multi_static_select" or "multi_external_select" or "checkboxes" => "selected_options",
        "users_select" => "selected_user",
        "multi_users_select" => "selected_users",
        "conversations_select" => "selected_conversation",
        "multi_conversations_select" => "selected_conversations",
        "channels_select" => "selected_channel",
        "multi_channels_select" => "selected_channels",
        "datepicker" => "selected_date",
        "timepicker" => "selected_time",
        "datetimepicker" => "selected_date_time",
        "file_input" => "files",
        _ => null,
    };

    /// <summary>The values of fresh blocks; what the person already typed stays where block, action and type are the same.</summary>
    public static JsonObject For(JsonArray? blocks, JsonObject? before = null)
    {
        var values = new JsonObject();
        foreach (var block in blocks?.OfType<JsonObject>() ?? [])
        {
            foreach (var element in Blocks.ElementsOf(block))
            {
                var type = element.Text("type");
                if (Property(type) is null) continue;
                var (blockId, actionId) = (block.Text("block_id"), element.Text("action_id"));
                var kept = before.Obj(blockId).Obj(actionId);
                if (values[blockId] is not JsonObject inBlock) values[blockId] = inBlock = [];
                inBlock[actionId] = kept.Str("type") == type ? kept!.Copy() : Initial(element, type);
            }
        }
        return values;
    }

    public static bool IsEmpty(JsonObject? value)
    {
        var held = value?[Property(value.Str("type")) ?? ""];
        return held switch
        {
            null => true,
            JsonArray array => array.Count == 0,
            JsonValue one when one.TryGetValue<string>(out var text) => string.IsNullOrWhiteSpace(text),
            _ => false,
        };
    }

    private static JsonObject Initial(JsonObject element, string type)
    {
        var property = Property(type)!;
        var initial = type switch
        {
            "plain_text_input" or "email_text_input" or "url_text_input" or "number_input" or "rich_text_input" => element["initial_value"],
            "datepicker" => element["initial_date"],
            "timepicker" => element["initial_time"],
            "datetimepicker" => element["initial_date_time"],
            _ => element["initial" + property["selected".Length..]],
        };
        var many = property is "selected_options" or "selected_users" or "selected_conversations" or "selected_channels" or "files";
        return new JsonObject { ["type"] = type, [property] = initial?.DeepClone() ?? (many ? new JsonArray() : null) };
    }
}
