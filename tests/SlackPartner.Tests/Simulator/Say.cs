using System.Text.Json.Nodes;

namespace SlackPartner.Tests.Simulator;

/// <summary>Short ways to write blocks.</summary>
internal static class Say
{
    public static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text };
    public static JsonObject Section(string mrkdwn) => new() { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = mrkdwn } };

    public static JsonObject Button(string text, string actionId, string value = "1") =>
        new() { ["type"] = "button", ["text"] = Plain(text), ["action_id"] = actionId, ["value"] = value };

    public static JsonObject Actions(params JsonObject[] elements) => new() { ["type"] = "actions", ["block_id"] = "acts", ["elements"] = new JsonArray([.. elements]) };

    public static JsonObject Input(string blockId, string label, JsonObject? element = null, bool optional = false) => new()
    {
        ["type"] = "input", ["block_id"] = blockId, ["label"] = Plain(label), ["optional"] = optional,
        ["element"] = element ?? new JsonObject { ["type"] = "plain_text_input", ["action_id"] = "text", ["multiline"] = true },
    };

    public static JsonObject Modal(string title, params JsonObject[] blocks) => new()
    {
        ["type"] = "modal", ["callback_id"] = "form", ["title"] = Plain(title), ["submit"] = Plain("Review"), ["blocks"] = new JsonArray([.. blocks]),
    };
}
