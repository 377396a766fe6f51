using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.BlockKit;

/// <summary>The structure of rich_text blocks.</summary>
internal static class RichText
{
    public static void Check(BlockProblems problems, JsonObject block, string pointer)
    {
        problems.Fields(block, pointer, "elements", "block_id");
        var parts = problems.Items(block, "elements", pointer, 1000, least: 0) ?? [];
        for (var n = 0; n < parts.Count; n++) Part(problems, parts[n], $"{pointer}/elements/{n}", inList: false);
    }

    private static void Part(BlockProblems problems, JsonObject part, string pointer, bool inList)
    {
        var type = part.Text("type");
        switch (type)
        {
            case "rich_text_section": problems.Fields(part, pointer, "elements"); break;
            case "rich_text_quote" when !inList: problems.Fields(part, pointer, "elements", "border"); break;
            case "rich_text_preformatted" when !inList: problems.Fields(part, pointer, "elements", "border language"); break;
            case "rich_text_list" when !inList:
                problems.Fields(part, pointer, "elements style", "indent offset border");
                if (part.Str("style") is not ("bullet" or "ordered")) problems.Add("invalid style", $"{pointer}/style");
                var items = problems.Items(part, "elements", pointer, 1000) ?? [];
                for (var n = 0; n < items.Count; n++) Part(problems, items[n], $"{pointer}/elements/{n}", inList: true);
                return;
            default:
                problems.Add($"unsupported type: {type}", $"{pointer}/type");
                return;
        }
        var inlines = problems.Items(part, "elements", pointer, 3000, least: 0) ?? [];
        for (var n = 0; n < inlines.Count; n++) Inline(problems, inlines[n], $"{pointer}/elements/{n}", preformatted: type == "rich_text_preformatted");
    }

    private static void Inline(BlockProblems problems, JsonObject inline, string pointer, bool preformatted)
    {
        var type = inline.Text("type");
        if (preformatted && type is not ("text" or "link"))
        {
            problems.Add($"unsupported type: {type}", $"{pointer}/type");
            return;
        }
        switch (type)
        {
            case "text":
                problems.Fields(inline, pointer, "text", "style");
                if (inline.Str("text") is "") problems.Add("must be more than 0 characters", $"{pointer}/text");
                break;
            case "link": problems.Fields(inline, pointer, "url", "text style unsafe"); break;
            case "user": problems.Fields(inline, pointer, "user_id", "style"); break;
            case "channel": problems.Fields(inline, pointer, "channel_id", "style"); break;
            case "usergroup": problems.Fields(inline, pointer, "usergroup_id", "style"); break;
            case "emoji": problems.Fields(inline, pointer, "name", "unicode style skin_tone"); break;
            case "broadcast": problems.Fields(inline, pointer, "range", "style"); break;
            case "color": problems.Fields(inline, pointer, "value", "style"); break;
            case "date": problems.Fields(inline, pointer, "timestamp format", "url fallback style"); break;
            default: problems.Add($"unsupported type: {type}", $"{pointer}/type"); return;
        }
        if (inline["style"] is null) return;
        if (inline.Obj("style") is not { } style) problems.Add("must be an object", $"{pointer}/style");
        else problems.Fields(style, $"{pointer}/style", "", "bold italic strike code highlight client_highlight unlink underline");
    }
}
