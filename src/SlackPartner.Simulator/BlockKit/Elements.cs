using System.Globalization;
using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.BlockKit;

/// <summary>Buttons, menus, pickers and inputs.</summary>
internal static class Elements
{
    private const string Menus = "static_select users_select conversations_select channels_select external_select multi_static_select multi_users_select multi_conversations_select multi_channels_select multi_external_select";
    private const string Pickers = "datepicker timepicker datetimepicker checkboxes radio_buttons";

    private static readonly HashSet<string> InSection = [.. $"{Menus} datepicker timepicker checkboxes radio_buttons button overflow image".Split(' ')];
    private static readonly HashSet<string> InActions = [.. $"{Menus} {Pickers} button overflow".Split(' ')];
    private static readonly HashSet<string> InInput = [.. $"{Menus} {Pickers} plain_text_input rich_text_input email_text_input url_text_input number_input file_input".Split(' ')];

    public static void Accessory(BlockProblems problems, JsonObject element, string pointer) => Check(problems, element, pointer, InSection, null);
    public static void Action(BlockProblems problems, JsonObject element, string pointer, HashSet<string> actionIds) => Check(problems, element, pointer, InActions, actionIds);
    public static void Input(BlockProblems problems, JsonObject element, string pointer) => Check(problems, element, pointer, InInput, null);

    private static void Check(BlockProblems problems, JsonObject element, string pointer, HashSet<string> allowed, HashSet<string>? actionIds)
    {
        var type = element.Text("type");
        if (!allowed.Contains(type))
        {
            problems.Add($"unsupported type: {type}", $"{pointer}/type");
            return;
        }
        problems.Length(element, "action_id", pointer, 255);
        if (actionIds is not null && element.Str("action_id") is { } id && !actionIds.Add(id)) problems.Add($"`action_id` already exists for another element in this block: {id}", $"{pointer}/action_id");
        TextObjects.Text(problems, element, "placeholder", pointer, 150);
        TextObjects.Confirm(problems, element, pointer);
        switch (type)
        {
            case "button": Button(problems, element, pointer); break;
            case "image": Blocks.ImageFields(problems, element, pointer, "image_url", ""); break;
            case "overflow":
                problems.Fields(element, pointer, "options", "action_id confirm");
                TextObjects.Options(problems, element, "options", pointer, 5, mrkdwn: false);
                break;
            case "checkboxes": Choices(problems, element, pointer, "initial_options"); break;
            case "radio_buttons": Choices(problems, element, pointer, "initial_option"); break;
            case "plain_text_input" or "email_text_input" or "url_text_input" or "number_input" or "rich_text_input" or "file_input":
                TypedInputs.Check(problems, element, pointer, type);
                break;
            case "datepicker" or "timepicker" or "datetimepicker": Picker(problems, element, pointer, type); break;
            default: Menu(problems, element, pointer, type); break;
        }
    }

    private static void Button(BlockProblems problems, JsonObject element, string pointer)
    {
        problems.Fields(element, pointer, "text", "action_id url value style confirm accessibility_label");
        TextObjects.Text(problems, element, "text", pointer, 75);
        problems.Length(element, "value", pointer, 2000, least: 0);
        problems.Length(element, "url", pointer, 3000);
        problems.Length(element, "accessibility_label", pointer, 75);
        TextObjects.Style(problems, element, pointer);
    }

    private static void Choices(BlockProblems problems, JsonObject element, string pointer, string initial)
    {
        problems.Fields(element, pointer, "options", $"action_id confirm focus_on_load {initial}");
        var options = TextObjects.Options(problems, element, "options", pointer, 10, mrkdwn: true);
        var chosen = element[initial] is JsonObject single ? [single] : element.Objects(initial).ToArray();
        if (element[initial] is JsonArray { Count: 0 }) problems.Add("must provide an array with at least one item", $"{pointer}/{initial}");
        Preselected(problems, chosen, options, $"{pointer}/{initial}");
    }

    private static void Menu(BlockProblems problems, JsonObject element, string pointer, string type)
    {
        var many = type.StartsWith("multi_", StringComparison.Ordinal);
        var kind = many ? type["multi_".Length..] : type;
        var shared = "action_id placeholder confirm focus_on_load" + (many ? " max_selected_items" : "");
        switch (kind)
        {
            case "static_select":
                problems.Fields(element, pointer, "", $"{shared} options option_groups {(many ? "initial_options" : "initial_option")}");
                StaticOptions(problems, element, pointer, many);
                break;
            case "external_select":
                problems.Fields(element, pointer, "", $"{shared} min_query_length {(many ? "initial_options" : "initial_option")}");
                break;
            case "users_select":
                problems.Fields(element, pointer, "", $"{shared} {(many ? "initial_users" : "initial_user")}");
                break;
            case "conversations_select":
                problems.Fields(element, pointer, "", $"{shared} default_to_current_conversation filter {(many ? "initial_conversations" : "initial_conversation response_url_enabled")}");
                break;
            default:
                problems.Fields(element, pointer, "", $"{shared} {(many ? "initial_channels" : "initial_channel response_url_enabled")}");
                break;
        }
    }

    private static void StaticOptions(BlockProblems problems, JsonObject element, string pointer, bool many)
    {
        if (element["options"] is null == element["option_groups"] is null) problems.Add("must define either `options` or `option_groups`", pointer);
        var options = TextObjects.Options(problems, element, "options", pointer, 100, mrkdwn: false).ToList();
        var groups = problems.Items(element, "option_groups", pointer, 100) ?? [];
        for (var n = 0; n < groups.Count; n++)
        {
            var at = $"{pointer}/option_groups/{n}";
            problems.Fields(groups[n], at, "label options");
            TextObjects.Text(problems, groups[n], "label", at, 75);
            options.AddRange(TextObjects.Options(problems, groups[n], "options", at, 100, mrkdwn: false));
        }
        var initial = many ? "initial_options" : "initial_option";
        Preselected(problems, element[initial] is JsonObject single ? [single] : [.. element.Objects(initial)], options, $"{pointer}/{initial}");
    }

    private static void Preselected(BlockProblems problems, JsonObject[] chosen, IReadOnlyList<JsonObject> options, string pointer)
    {
        // Slack compares the whole option: the same value with another text is refused.
        foreach (var option in chosen)
            if (!options.Any(one => one.Str("value") == option.Str("value") && one.Obj("text").Str("text") == option.Obj("text").Str("text")))
                problems.Add("must match one of the provided options", pointer);
    }

    private static void Picker(BlockProblems problems, JsonObject element, string pointer, string type)
    {
        switch (type)
        {
            case "datepicker":
                problems.Fields(element, pointer, "", "action_id placeholder initial_date confirm focus_on_load");
                if (element["initial_date"] is not null && !DateOnly.TryParseExact(element.Str("initial_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) problems.Add("must be a valid date", $"{pointer}/initial_date");
                break;
            case "timepicker":
                problems.Fields(element, pointer, "", "action_id placeholder initial_time confirm focus_on_load timezone");
                if (element["initial_time"] is not null && !TimeOnly.TryParseExact(element.Str("initial_time"), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) problems.Add("must be a valid time", $"{pointer}/initial_time");
                break;
            default:
                problems.Fields(element, pointer, "", "action_id initial_date_time confirm focus_on_load");
                if (element["initial_date_time"] is { } at && (at.GetValueKind() != System.Text.Json.JsonValueKind.Number || at.ToJsonString().Length != 10)) problems.Add("must be a unix timestamp of ten digits", $"{pointer}/initial_date_time");
                break;
        }
    }
}
