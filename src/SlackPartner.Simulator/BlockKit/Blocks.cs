using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.BlockKit;

/// <summary>The blocks of a message or a view.</summary>
internal static class Blocks
{
    public static void Check(BlockProblems problems, JsonArray blocks, Surface surface, string pointer)
    {
        problems.Count(blocks.Count, pointer, surface == Surface.Message ? 50 : 100, least: 0);
        var blockIds = new HashSet<string>();
        var focused = 0;
        var markdown = 0;
        for (var n = 0; n < blocks.Count; n++)
        {
            var at = $"{pointer}/{n}";
            if (blocks[n] is not JsonObject block)
            {
                problems.Add("must be an object", at);
                continue;
            }
            problems.Length(block, "block_id", at, 255);
            if (block.Str("block_id") is { } id && !blockIds.Add(id)) problems.Add($"`block_id` already exists: {id}", $"{at}/block_id");
            Check(problems, block, surface, at);
            if (block.Str("type") == "markdown") markdown += block.Text("text").Length;
            focused += ElementsOf(block).Count(element => element.Is("focus_on_load"));
        }
        if (focused > 1) problems.Add("only one element may have focus_on_load", pointer);
        if (markdown > 12_000) problems.Add("markdown blocks together must be less than 12001 characters", pointer);
    }

    public static IEnumerable<JsonObject> ElementsOf(JsonObject block)
    {
        if (block.Obj("accessory") is { } accessory) yield return accessory;
        if (block.Obj("element") is { } input) yield return input;
        if (block.Str("type") is "actions" or "context" or "context_actions")
            foreach (var element in block.Objects("elements")) yield return element;
    }

    private static void Check(BlockProblems problems, JsonObject block, Surface surface, string pointer)
    {
        switch (block.Str("type"))
        {
            case "section": Section(problems, block, pointer); break;
            case "divider": problems.Fields(block, pointer, "", "block_id"); break;
            case "header":
                problems.Fields(block, pointer, "text", "block_id");
                TextObjects.Text(problems, block, "text", pointer, 150);
                break;
            case "context": Context(problems, block, pointer); break;
            case "actions": Actions(problems, block, pointer); break;
            case "input": Input(problems, block, pointer); break;
            case "image": ImageFields(problems, block, pointer, "", "title block_id"); TextObjects.Text(problems, block, "title", pointer, 2000); break;
            case "rich_text": RichText.Check(problems, block, pointer); break;
            case "markdown" when surface == Surface.Message:
                problems.Fields(block, pointer, "text", "block_id");
                problems.Length(block, "text", pointer, 12_000);
                break;
            case var other: problems.Add($"unsupported type: {other}", $"{pointer}/type"); break;
        }
    }

    private static void Section(BlockProblems problems, JsonObject block, string pointer)
    {
        problems.Fields(block, pointer, "", "text fields accessory block_id expand");
        if (block["text"] is null && block["fields"] is null) problems.Add("must define either `text` or `fields`", pointer);
        TextObjects.Text(problems, block, "text", pointer, 3000, plainOnly: false);
        if (block["fields"] is JsonArray fields)
        {
            problems.Count(fields.Count, $"{pointer}/fields", 10);
            for (var n = 0; n < fields.Count; n++) TextObjects.Text(problems, new JsonObject { ["0"] = fields[n]?.DeepClone() }, "0", $"{pointer}/fields", 2000, plainOnly: false);
        }
        if (block.Obj("accessory") is { } accessory) Elements.Accessory(problems, accessory, $"{pointer}/accessory");
    }

    private static void Context(BlockProblems problems, JsonObject block, string pointer)
    {
        problems.Fields(block, pointer, "elements", "block_id");
        var elements = problems.Items(block, "elements", pointer, 10) ?? [];
        for (var n = 0; n < elements.Count; n++)
        {
            var at = $"{pointer}/elements";
            if (elements[n].Str("type") == "image") ImageFields(problems, elements[n], $"{at}/{n}", "image_url", "");
            else TextObjects.Text(problems, new JsonObject { [$"{n}"] = elements[n].Copy() }, $"{n}", at, 3000, plainOnly: false);
        }
    }

    private static void Actions(BlockProblems problems, JsonObject block, string pointer)
    {
        problems.Fields(block, pointer, "elements", "block_id");
        var elements = problems.Items(block, "elements", pointer, 25) ?? [];
        var actionIds = new HashSet<string>();
        for (var n = 0; n < elements.Count; n++) Elements.Action(problems, elements[n], $"{pointer}/elements/{n}", actionIds);
    }

    private static void Input(BlockProblems problems, JsonObject block, string pointer)
    {
        problems.Fields(block, pointer, "label element", "hint optional dispatch_action block_id");
        TextObjects.Text(problems, block, "label", pointer, 2000);
        TextObjects.Text(problems, block, "hint", pointer, 2000);
        if (block.Obj("element") is { } element) Elements.Input(problems, element, $"{pointer}/element");
    }

    public static void ImageFields(BlockProblems problems, JsonObject image, string pointer, string required, string optional)
    {
        problems.Fields(image, pointer, "alt_text", $"image_url slack_file {optional}");
        if (image["image_url"] is null && image["slack_file"] is null) problems.Add(required.Length > 0 ? $"missing required field: {required}" : "must define `image_url` or `slack_file`", pointer);
        problems.Length(image, "alt_text", pointer, 2000);
        problems.Length(image, "image_url", pointer, 3000);
    }
}
