using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.WebApi;

/// <summary>A call as it came in, after token and body were read.</summary>
internal sealed record ApiRequest(string Method, JsonObject Body, string? HeaderToken, Workspace? Caller)
{
    public Workspace Workspace => Caller ?? throw new SlackErrorException("not_authed");

    public string Need(string name) =>
        Body.Str(name) is { Length: > 0 } value ? value : throw new SlackErrorException("invalid_arguments", $"[ERROR] missing required field: {name}");

    /// <summary>A field that holds JSON, given as such or, as forms do, as text.</summary>
    public JsonObject? Object(string name, string error)
    {
        var node = Node(name);
        return node switch { null => null, JsonObject one => one, _ => throw new SlackErrorException(error) };
    }

    public JsonNode? Node(string name) => Body.Str(name) is { } text ? Json.Parse(text) : Body[name];

    public int Number(string name, int otherwise) =>
        Body[name] is not { } node ? otherwise : int.TryParse(node.ToString(), out var number) ? number : otherwise;

    /// <summary>The body with blocks and attachments parsed, whichever way they were sent.</summary>
    public JsonObject Content()
    {
        var content = Body.Copy();
        foreach (var name in (string[])["blocks", "attachments"])
            if (Body.Str(name) is { Length: > 0 } text) content[name] = Json.Parse(text)?.DeepClone() ?? throw new SlackErrorException($"invalid_{name}_format");
        return content;
    }

    public Conversation Channel(string name = "channel")
    {
        var id = Need(name);
        return Workspace.Conversations.TryGetValue(id, out var channel) && (channel.Kind == ConversationKind.Channel || channel.Members.Contains(Workspace.BotUserId))
            ? channel
            : throw new SlackErrorException("channel_not_found");
    }
}

/// <summary>One Web API method: which scope it needs, whether it reads JSON bodies, and what it does.</summary>
internal sealed record ApiMethod(string? Scope, Func<ApiRequest, JsonObject> Answer)
{
    /// <summary>Some read methods ignore JSON bodies at Slack.</summary>
    public bool FormOnly { get; init; }

    /// <summary>Called with the app's token, or without any.</summary>
    public bool NoBotToken { get; init; }
}
