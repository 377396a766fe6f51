using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.BlockKit;

/// <summary>Text, option and confirm objects.</summary>
internal static class TextObjects
{
    public static void Text(BlockProblems problems, JsonObject owner, string name, string pointer, int most, bool plainOnly = true)
    {
        if (owner[name] is null) return;
        var at = $"{pointer}/{name}";
        if (owner[name] is not JsonObject text)
        {
            problems.Add("must be an object", at);
            return;
        }
        switch (text.Str("type"))
        {
            case "plain_text":
                problems.Fields(text, at, "text", "emoji");
                break;
            case "mrkdwn" when !plainOnly:
                problems.Fields(text, at, "text", "verbatim");
                break;
            default:
                problems.Add($"unsupported type: {text.Str("type")}", $"{at}/type");
                return;
        }
        problems.Length(text, "text", at, most);
    }

    public static void Confirm(BlockProblems problems, JsonObject owner, string pointer)
    {
        if (owner.Obj("confirm") is not { } confirm) return;
        var at = $"{pointer}/confirm";
        problems.Fields(confirm, at, "title text confirm deny", "style");
        Text(problems, confirm, "title", at, 100);
        Text(problems, confirm, "text", at, 300, plainOnly: false);
        Text(problems, confirm, "confirm", at, 30);
        Text(problems, confirm, "deny", at, 30);
        Style(problems, confirm, at);
    }

    public static void Style(BlockProblems problems, JsonObject owner, string pointer)
    {
        if (owner["style"] is not null && owner.Str("style") is not ("primary" or "danger")) problems.Add("invalid style", $"{pointer}/style");
    }

    /// <summary>Options with values unique among themselves; answers them for comparison with what is preselected.</summary>
    public static IReadOnlyList<JsonObject> Options(BlockProblems problems, JsonObject owner, string name, string pointer, int most, bool mrkdwn, int least = 1)
    {
        var options = problems.Items(owner, name, pointer, most, least) ?? [];
        for (var n = 0; n < options.Count; n++) Option(problems, options[n], $"{pointer}/{name}/{n}", mrkdwn, overflow: owner.Str("type") == "overflow");
        if (options.Select(option => option.Str("value")).Distinct().Count() != options.Count) problems.Add("option values must be unique", $"{pointer}/{name}");
        return options;
    }

    public static void Option(BlockProblems problems, JsonObject option, string pointer, bool mrkdwn, bool overflow = false)
    {
        problems.Fields(option, pointer, "text value", overflow ? "description url" : "description");
        Text(problems, option, "text", pointer, 75, plainOnly: !mrkdwn);
        Text(problems, option, "description", pointer, 75, plainOnly: !mrkdwn);
        problems.Length(option, "value", pointer, 75);
        problems.Length(option, "url", pointer, 3000);
    }
}
