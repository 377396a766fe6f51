using System.Text.Json.Nodes;
using SlackPartner.Simulator.BlockKit;
using SlackPartner.Simulator.Delivery;

namespace SlackPartner.Simulator.People;

/// <summary>Messages: written, edited, deleted, by people and by the app, with the events they cause. Callers hold the world's gate.</summary>
internal sealed class Talk(World world, EventFeed events)
{
    public PostedMessage Write(Workspace workspace, Conversation channel, Member author, string typed, string? threadTs = null)
    {
        var ts = world.Clock.NextTs();
        var json = new JsonObject
        {
            ["client_msg_id"] = Guid.NewGuid().ToString(), ["type"] = "message", ["text"] = TypedText.ForMessage(typed, workspace), ["user"] = author.Id,
            ["ts"] = ts, ["team"] = workspace.Id, ["blocks"] = TypedText.RichText(typed, workspace),
        };
        if (threadTs is not null) json["thread_ts"] = threadTs;
        return Add(workspace, channel, new PostedMessage(json));
    }

    public PostedMessage Post(Workspace workspace, Conversation channel, JsonObject content, JsonObject? metadata = null, string? threadTs = null)
    {
        var json = BotMessage(workspace, content);
        if (threadTs is not null) json["thread_ts"] = threadTs;
        return Add(workspace, channel, new PostedMessage(json) { Metadata = metadata });
    }

    public PostedMessage Whisper(Workspace workspace, Conversation channel, string toUserId, JsonObject content)
    {
        var message = new PostedMessage(BotMessage(workspace, content)) { VisibleTo = toUserId };
        message.Json["is_ephemeral"] = true;
        channel.Messages.Add(message);
        world.Changed();
        return message;
    }

    /// <summary>Slack's own words to one person, such as a command that failed.</summary>
    public PostedMessage Slackbot(Conversation channel, string toUserId, string text)
    {
        var message = new PostedMessage(new JsonObject { ["type"] = "message", ["user"] = "USLACKBOT", ["text"] = text, ["ts"] = world.Clock.NextTs() }) { VisibleTo = toUserId };
        channel.Messages.Add(message);
        world.Changed();
        return message;
    }

    public PostedMessage Share(Workspace workspace, Conversation channel, IEnumerable<JsonObject> files, string comment, string? userId = null)
    {
        var json = BotMessage(workspace, new JsonObject { ["text"] = comment });
        if (userId is not null)
        {
            json["user"] = userId;
            foreach (var name in (string[])["bot_id", "app_id", "bot_profile"]) json.Remove(name);
        }
        json["subtype"] = "file_share";
        json["upload"] = true;
        json["display_as_bot"] = false;
        json["files"] = new JsonArray([.. files]);
        return Add(workspace, channel, new PostedMessage(json));
    }

    /// <summary>Replaces what is given; blocks not mentioned stay, as chat.update documents.</summary>
    public void Edit(Workspace workspace, Conversation channel, PostedMessage message, JsonObject content, string editorId)
    {
        var before = message.Json.Copy();
        foreach (var (name, value) in content) message.Json[name] = value?.DeepClone();
        message.Json["edited"] = new JsonObject { ["user"] = editorId, ["ts"] = SlackClock.Format(world.Clock.Now) };
        message.Edits++;
        world.Changed();
        if (message.IsEphemeral) return;
        Announce(workspace, channel, new JsonObject
        {
            ["type"] = "message", ["subtype"] = "message_changed", ["message"] = message.Json.Copy(), ["previous_message"] = before,
            ["channel"] = channel.Id, ["hidden"] = true, ["ts"] = world.Clock.NextTs(), ["channel_type"] = channel.TypeName,
        });
    }

    public void EditTyped(Workspace workspace, Conversation channel, PostedMessage message, string typed) =>
        Edit(workspace, channel, message, new JsonObject { ["text"] = TypedText.ForMessage(typed, workspace), ["blocks"] = TypedText.RichText(typed, workspace) }, message.Author ?? "");

    public void Delete(Workspace workspace, Conversation channel, PostedMessage message)
    {
        channel.Messages.Remove(message);
        message.Deleted = true;
        world.Changed();
        if (message.IsEphemeral) return;
        Announce(workspace, channel, new JsonObject
        {
            ["type"] = "message", ["subtype"] = "message_deleted", ["previous_message"] = message.Json.Copy(), ["deleted_ts"] = message.Ts,
            ["channel"] = channel.Id, ["hidden"] = true, ["ts"] = world.Clock.NextTs(), ["channel_type"] = channel.TypeName,
        });
    }

    private PostedMessage Add(Workspace workspace, Conversation channel, PostedMessage message)
    {
        channel.Messages.Add(message);
        world.Changed();
        var happened = message.Json.Copy();
        if (message.Metadata is { } metadata) happened["metadata"] = metadata.Copy();
        happened["channel"] = channel.Id;
        happened["channel_type"] = channel.TypeName;
        happened["event_ts"] = message.Ts;
        Announce(workspace, channel, happened);
        return message;
    }

    private void Announce(Workspace workspace, Conversation channel, JsonObject happened)
    {
        if (!channel.Members.Contains(workspace.BotUserId)) return;
        events.Post(workspace, channel.Kind == ConversationKind.Direct ? "message.im" : "message.channels", happened, channel.Id);
    }

    private JsonObject BotMessage(Workspace workspace, JsonObject content)
    {
        var json = new JsonObject
        {
            ["user"] = workspace.BotUserId, ["type"] = "message", ["ts"] = world.Clock.NextTs(), ["bot_id"] = workspace.BotId, ["app_id"] = World.AppId,
            ["text"] = content.Text("text"), ["team"] = workspace.Id,
            ["bot_profile"] = new JsonObject
            {
                ["id"] = workspace.BotId, ["app_id"] = World.AppId, ["user_id"] = workspace.BotUserId, ["name"] = "Partner", ["deleted"] = false, ["updated"] = 1_700_000_000, ["team_id"] = workspace.Id,
                ["icons"] = new JsonObject { ["image_36"] = "", ["image_48"] = "", ["image_72"] = "" },
            },
        };
        if (content["blocks"] is JsonArray blocks) json["blocks"] = blocks.Copy();
        if (content["attachments"] is JsonArray attachments) json["attachments"] = attachments.Copy();
        return json;
    }

    /// <summary>Text and blocks as the app gave them, checked; throws Slack's error when they would be refused.</summary>
    public JsonObject Checked(JsonObject body, bool mayBeEmpty = false)
    {
        if (body["client_msg_id"] is not null) world.Violation("client_msg_id was sent; it is not for apps");
        var content = new JsonObject();
        var text = body.Str("text");
        if (text is { Length: > 40_000 }) text = text[..40_000];
        if (text is not null) content["text"] = text;
        if (body["blocks"] is { } given)
        {
            if (given is not JsonArray blocks) throw new SlackErrorException("invalid_blocks_format");
            BlockKitRules.Message(blocks);
            content["blocks"] = BlockKitRules.WithIds(blocks);
        }
        if (body["attachments"] is JsonArray attachments)
        {
            if (attachments.Count > 100) throw new SlackErrorException("too_many_attachments");
            content["attachments"] = attachments.Copy();
        }
        var says = text is { Length: > 0 } || content["blocks"] is JsonArray { Count: > 0 } || content["attachments"] is JsonArray { Count: > 0 };
        if (!says && !mayBeEmpty) throw new SlackErrorException("no_text");
        return content;
    }
}
