using System.Text.Json.Nodes;

namespace SlackPartner.Simulator;

/// <summary>A modal or a Home tab in front of one person, with what that person typed so far.</summary>
internal sealed class OpenView(string id, JsonObject json)
{
    public string Id => id;
    public JsonObject Json { get; set; } = json;

    /// <summary>state.values: block id → action id → value, in Slack's shape.</summary>
    public JsonObject Values { get; set; } = [];
    public Dictionary<string, string> Errors { get; } = [];

    /// <summary>What Slack's client says over the view when the app did not answer well.</summary>
    public string? Trouble { get; set; }
    public string Hash => Json.Text("hash");

    public JsonObject ToPayload()
    {
        var copy = Json.Copy();
        copy["state"] = new JsonObject { ["values"] = Values.Copy() };
        return copy;
    }
}
