using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.BlockKit;

/// <summary>What Slack refuses to show, as the errors the Web API answers.</summary>
internal static class BlockKitRules
{
    /// <summary>Undocumented, but measured by others: longer blocks are refused as a whole.</summary>
    public const int MostSerializedBlocks = 13_000;

    /// <summary>Throws when a message's blocks would be refused.</summary>
    public static void Message(JsonArray blocks)
    {
        var problems = new BlockProblems();
        Blocks.Check(problems, blocks, Surface.Message, "/blocks");
        if (!problems.None) throw new SlackErrorException("invalid_blocks", problems.Messages);
        if (blocks.Length() > MostSerializedBlocks) throw new SlackErrorException("msg_blocks_too_long");
    }

    /// <summary>Throws when a view would be refused.</summary>
    public static void View(JsonObject view, bool home)
    {
        var problems = new BlockProblems();
        const string at = "/view";
        var type = view.Str("type");
        if (type != (home ? "home" : "modal")) problems.Add(home ? "must be a home view" : "must be a modal view", $"{at}/type");
        if (home) problems.Fields(view, at, "blocks", "private_metadata callback_id external_id");
        else problems.Fields(view, at, "title blocks", "submit close private_metadata callback_id clear_on_close notify_on_close external_id submit_disabled");
        TextObjects.Text(problems, view, "title", at, 24);
        TextObjects.Text(problems, view, "submit", at, 24);
        TextObjects.Text(problems, view, "close", at, 24);
        problems.Length(view, "private_metadata", at, 3000, least: 0);
        problems.Length(view, "callback_id", at, 255, least: 0);
        problems.Length(view, "external_id", at, 255, least: 0);
        if (view.Arr("blocks") is { } blocks)
        {
            Blocks.Check(problems, blocks, home ? Surface.Home : Surface.Modal, $"{at}/blocks");
            if (!home && view["submit"] is null && view.Objects("blocks").Any(block => block.Str("type") == "input")) problems.Add("submit is required when an input block is within blocks", at);
        }
        if (!problems.None) throw new SlackErrorException("invalid_arguments", problems.Messages);
    }

    /// <summary>Gives every block and element the ids Slack adds where the app gave none.</summary>
    public static JsonArray WithIds(JsonArray blocks)
    {
        var copy = blocks.Copy();
        foreach (var block in copy.OfType<JsonObject>())
        {
            if (block.Text("block_id").Length == 0) block["block_id"] = Ids.Block();
            foreach (var element in Blocks.ElementsOf(block))
                if (element.Str("type") is not ("image" or "plain_text" or "mrkdwn") && element.Text("action_id").Length == 0) element["action_id"] = Ids.Block();
        }
        return copy;
    }
}
