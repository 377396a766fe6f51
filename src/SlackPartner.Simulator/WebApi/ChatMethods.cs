using System.Text.Json.Nodes;
using SlackPartner.Simulator.People;

namespace SlackPartner.Simulator.WebApi;

/// <summary>chat.* and the posts to response URLs.</summary>
internal sealed class ChatMethods(World world, Talk talk)
{
    public void AddTo(Dictionary<string, ApiMethod> methods)
    {
        methods["chat.postMessage"] = new("chat:write", PostMessage);
        methods["chat.postEphemeral"] = new("chat:write", PostEphemeral);
        methods["chat.update"] = new("chat:write", Update);
        methods["chat.delete"] = new("chat:write", Delete);
        methods["chat.getPermalink"] = new(null, GetPermalink) { FormOnly = true };
    }

    private JsonObject PostMessage(ApiRequest call)
    {
        var workspace = call.Workspace;
        var channel = Target(call);
        var content = talk.Checked(call.Content());
        var metadata = Metadata(call);
        var threadTs = call.Body.Str("thread_ts");
        if (threadTs is not null && channel.Find(threadTs) is null) throw new SlackErrorException("thread_not_found");
        var message = talk.Post(workspace, channel, content, metadata, threadTs);
        var shown = message.Json.Copy();
        if (metadata is not null) shown["metadata"] = metadata.Copy();
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = message.Ts, ["message"] = shown };
    }

    private JsonObject PostEphemeral(ApiRequest call)
    {
        var workspace = call.Workspace;
        var channel = call.Channel();
        if (!channel.Members.Contains(workspace.BotUserId)) throw new SlackErrorException("not_in_channel");
        var user = call.Need("user");
        if (!channel.Members.Contains(user)) throw new SlackErrorException("user_not_in_channel");
        var message = talk.Whisper(workspace, channel, user, talk.Checked(call.Content()));
        return new JsonObject { ["ok"] = true, ["message_ts"] = message.Ts };
    }

    private JsonObject Update(ApiRequest call)
    {
        var channel = call.Channel();
        var message = Own(call, channel, "cant_update_message");
        var content = talk.Checked(call.Content(), mayBeEmpty: call.Body["metadata"] is not null);
        if (Metadata(call) is { } metadata) message.Metadata = metadata.Count == 0 ? null : metadata;
        talk.Edit(call.Workspace, channel, message, content, call.Workspace.BotUserId);
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = message.Ts, ["text"] = message.Json.Text("text"), ["message"] = message.Json.Copy() };
    }

    private JsonObject Delete(ApiRequest call)
    {
        var channel = call.Channel();
        var message = Own(call, channel, "cant_delete_message");
        talk.Delete(call.Workspace, channel, message);
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = message.Ts };
    }

    private static JsonObject GetPermalink(ApiRequest call)
    {
        var channel = call.Channel();
        if (!channel.Members.Contains(call.Workspace.BotUserId)) throw new SlackErrorException("channel_not_found");
        var ts = call.Need("message_ts");
        if (channel.Find(ts) is null) throw new SlackErrorException("message_not_found");
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["permalink"] = $"https://{call.Workspace.Domain}.slack.com/archives/{channel.Id}/p{ts.Replace(".", "", StringComparison.Ordinal)}" };
    }

    /// <summary>What an app posts to a response URL: a new message, or instead of the one that was pressed.</summary>
    public void Respond(ResponseUrls.ResponseUrl url, JsonObject body)
    {
        var workspace = world.Workspaces.Find(one => one.Id == url.TeamId)!; // the URL was issued for it
        var channel = workspace.Conversations[url.ChannelId];
        var original = channel.Find(url.MessageTs);
        var ours = original is not null && original.Json.Str("bot_id") == workspace.BotId;
        if (body.Is("delete_original"))
        {
            if (!ours) throw new SlackErrorException("invalid_request");
            talk.Delete(workspace, channel, original!);
            return;
        }
        var content = talk.Checked(body);
        if (body.Is("replace_original") && ours)
        {
            if (content["blocks"] is null && original!.Json["blocks"] is not null) content["blocks"] = new JsonArray();
            talk.Edit(workspace, channel, original!, content, workspace.BotUserId);
        }
        else if (body.Str("response_type") == "in_channel") talk.Post(workspace, channel, content, threadTs: body.Str("thread_ts"));
        else talk.Whisper(workspace, channel, url.UserId, content);
    }

    private static Conversation Target(ApiRequest call)
    {
        var workspace = call.Workspace;
        var id = call.Body.Str("channel") is { Length: > 0 } given ? given : throw new SlackErrorException("channel_not_found");
        if (workspace.Find(id) is { } member)
        {
            if (member.IsBot) throw new SlackErrorException("cannot_dm_bot");
            if (member.Deleted) throw new SlackErrorException("channel_not_found");
            return workspace.BotDirect(member.Id);
        }
        var channel = call.Channel();
        if (!channel.Members.Contains(workspace.BotUserId) && !workspace.Scopes.Contains("chat:write.public")) throw new SlackErrorException("not_in_channel");
        return channel;
    }

    private static PostedMessage Own(ApiRequest call, Conversation channel, string otherwise)
    {
        var message = channel.Find(call.Need("ts"));
        if (message is null || message.IsEphemeral) throw new SlackErrorException("message_not_found");
        return message.Json.Str("bot_id") == call.Workspace.BotId ? message : throw new SlackErrorException(otherwise);
    }

    private static JsonObject? Metadata(ApiRequest call)
    {
        if (call.Object("metadata", "invalid_metadata_format") is not { } metadata) return null;
        if (metadata.Count == 0) return [];
        if (metadata.Str("event_type") is not { Length: > 0 } || metadata.Obj("event_payload") is null) throw new SlackErrorException("invalid_metadata_schema");
        return metadata.Line().Length > 16_000 ? throw new SlackErrorException("metadata_too_large") : metadata.Copy();
    }
}
