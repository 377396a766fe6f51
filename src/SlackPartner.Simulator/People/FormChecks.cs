using System.Globalization;
using System.Text.Json.Nodes;
using SlackPartner.Simulator.BlockKit;

namespace SlackPartner.Simulator.People;

/// <summary>What Slack's client refuses before anything is sent.</summary>
internal static class FormChecks
{
    public static void Check(OpenView view)
    {
        foreach (var block in view.Json.Objects("blocks").Where(block => block.Str("type") == "input"))
        {
            var element = block.Obj("element") ?? [];
            var value = view.Values.Obj(block.Text("block_id")).Obj(element.Text("action_id"));
            if (Error(block, element, value) is { } error) view.Errors[block.Text("block_id")] = error;
        }
    }

    private static string? Error(JsonObject block, JsonObject element, JsonObject? value)
    {
        if (ElementState.IsEmpty(value)) return block.Is("optional") ? null : "Please complete this required field.";
        if (value.Str("value") is not { } text) return null;
        if (TypedInputs.Number(element, "max_length") is { } most && text.Length > most) return string.Create(CultureInfo.InvariantCulture, $"Must be at most {most} characters.");
        if (element.Text("type") == "plain_text_input" && text.Length > 3000) return "Must be at most 3000 characters.";
        if (TypedInputs.Number(element, "min_length") is { } least && text.Length < least) return string.Create(CultureInfo.InvariantCulture, $"Must be at least {least} characters.");
        if (element.Text("type") == "number_input" && !decimal.TryParse(text, CultureInfo.InvariantCulture, out _)) return "Please enter a valid number.";
        if (element.Text("type") == "email_text_input" && !text.Contains('@', StringComparison.Ordinal)) return "Please enter a valid email address.";
        return null;
    }
}
