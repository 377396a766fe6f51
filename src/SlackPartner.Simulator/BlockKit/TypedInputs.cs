using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.BlockKit;

/// <summary>Inputs a person types into.</summary>
internal static class TypedInputs
{
    public static void Check(BlockProblems problems, JsonObject element, string pointer, string type)
    {
        switch (type)
        {
            case "plain_text_input":
                problems.Fields(element, pointer, "", "action_id placeholder initial_value multiline min_length max_length dispatch_action_config focus_on_load");
                Range(problems, element, "min_length", pointer, 0, 3000);
                Range(problems, element, "max_length", pointer, 1, 3000);
                if (Number(element, "min_length") > (Number(element, "max_length") ?? 3000)) problems.Add("min_length must not be greater than max_length", $"{pointer}/min_length");
                problems.Length(element, "initial_value", pointer, Number(element, "max_length") ?? 3000, least: 0);
                break;
            case "number_input":
                problems.Fields(element, pointer, "is_decimal_allowed", "action_id placeholder initial_value min_value max_value dispatch_action_config focus_on_load");
                break;
            case "rich_text_input":
                problems.Fields(element, pointer, "", "action_id placeholder initial_value dispatch_action_config focus_on_load");
                break;
            case "file_input":
                problems.Fields(element, pointer, "", "action_id filetypes max_files");
                Range(problems, element, "max_files", pointer, 1, 10);
                break;
            default:
                problems.Fields(element, pointer, "", "action_id placeholder initial_value dispatch_action_config focus_on_load");
                break;
        }
    }

    public static int? Number(JsonObject element, string name) =>
        element[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static void Range(BlockProblems problems, JsonObject element, string name, string pointer, int least, int most)
    {
        if (element[name] is null) return;
        if (Number(element, name) is not { } number || number < least || number > most) problems.Add($"must be between {least} and {most}", $"{pointer}/{name}");
    }
}
