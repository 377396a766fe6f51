using System.Text.Json.Nodes;

namespace SlackPartner.Simulator;

internal enum ConversationKind { Channel, Direct }

/// <summary>A channel or a direct message with everything said in it.</summary>
internal sealed class Conversation(string id, ConversationKind kind, string name)
{
    public string Id => id;
    public ConversationKind Kind => kind;
    public string Name => name;
    public HashSet<string> Members { get; } = [];
    public List<PostedMessage> Messages { get; } = [];

    public string TypeName => kind == ConversationKind.Direct ? "im" : "channel";

    public PostedMessage? Find(string? ts) => Messages.Find(message => message.Ts == ts);
}

/// <summary>A message as Slack stores it; an ephemeral one has a single reader and no history.</summary>
internal sealed class PostedMessage(JsonObject json)
{
    public JsonObject Json { get; set; } = json;
    public JsonObject? Metadata { get; set; }
    public string? VisibleTo { get; init; }
    public int Edits { get; set; }
    public bool Deleted { get; set; }

    /// <summary>Which driver already returned it as received.</summary>
    public bool Received { get; set; }

    /// <summary>What each person chose in the message's menus and inputs so far, by block and action.</summary>
    public Dictionary<string, JsonObject> Values { get; } = [];

    public string Ts => Json.Text("ts");
    public bool IsEphemeral => VisibleTo is not null;
    public string? Author => Json.Str("user");
}
