using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.People;

/// <summary>The payloads Slack sends when people press things.</summary>
internal sealed class Payloads(World world)
{
    private const string VerificationToken = "simulated-verification-token";

    public JsonObject Command(Workspace workspace, Member person, Conversation channel, string command, string text) => new()
    {
        ["token"] = VerificationToken, ["team_id"] = workspace.Id, ["team_domain"] = workspace.Domain, ["channel_id"] = channel.Id, ["channel_name"] = channel.Name,
        ["user_id"] = person.Id, ["user_name"] = person.Name, ["command"] = command, ["text"] = text, ["api_app_id"] = World.AppId, ["is_enterprise_install"] = "false",
        ["response_url"] = world.ResponseUrls.Issue(world, workspace, channel.Id, person.Id, null), ["trigger_id"] = world.Triggers.Issue(workspace, person.Id),
    };

    public JsonObject MessageAction(Workspace workspace, Member person, Conversation channel, PostedMessage message, JsonObject values, JsonObject action)
    {
        var payload = Start("block_actions", workspace, person);
        payload["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = channel.Id, ["is_ephemeral"] = message.IsEphemeral };
        payload["trigger_id"] = world.Triggers.Issue(workspace, person.Id);
        payload["channel"] = ChannelOf(channel);
        // Slack does not send the message along when only this person can see it.
        if (!message.IsEphemeral) payload["message"] = message.Json.Copy();
        payload["state"] = new JsonObject { ["values"] = values.Copy() };
        payload["response_url"] = world.ResponseUrls.Issue(world, workspace, channel.Id, person.Id, message.Ts);
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    public JsonObject ViewAction(Workspace workspace, Member person, OpenView view, JsonObject action)
    {
        var payload = Start("block_actions", workspace, person);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["trigger_id"] = world.Triggers.Issue(workspace, person.Id, view.Id);
        payload["view"] = view.ToPayload();
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    public JsonObject Submission(Workspace workspace, Member person, OpenView view)
    {
        var payload = Start("view_submission", workspace, person);
        payload["trigger_id"] = world.Triggers.Issue(workspace, person.Id, view.Id);
        payload["view"] = view.ToPayload();
        payload["response_urls"] = new JsonArray();
        return payload;
    }

    public static JsonObject Closed(Workspace workspace, Member person, OpenView view, bool cleared)
    {
        var payload = Start("view_closed", workspace, person);
        payload["view"] = view.ToPayload();
        payload["is_cleared"] = cleared;
        return payload;
    }

    public JsonObject Shortcut(Workspace workspace, Member person, string callbackId) => new()
    {
        ["type"] = "shortcut", ["token"] = VerificationToken, ["action_ts"] = world.Clock.NextTs(), ["team"] = Team(workspace), ["user"] = User(workspace, person),
        ["is_enterprise_install"] = false, ["enterprise"] = null, ["callback_id"] = callbackId, ["trigger_id"] = world.Triggers.Issue(workspace, person.Id),
    };

    public JsonObject MessageShortcut(Workspace workspace, Member person, string callbackId, Conversation channel, PostedMessage message) => new()
    {
        ["type"] = "message_action", ["token"] = VerificationToken, ["action_ts"] = world.Clock.NextTs(), ["team"] = Team(workspace), ["user"] = User(workspace, person),
        ["channel"] = ChannelOf(channel), ["is_enterprise_install"] = false, ["enterprise"] = null, ["callback_id"] = callbackId,
        ["trigger_id"] = world.Triggers.Issue(workspace, person.Id), ["response_url"] = world.ResponseUrls.Issue(world, workspace, channel.Id, person.Id, message.Ts),
        ["message_ts"] = message.Ts, ["message"] = message.Json.Copy(),
    };

    /// <summary>One entry of <c>actions</c>: the element as pressed, with what was chosen.</summary>
    public JsonObject Action(string blockId, JsonObject element, JsonObject? chosen)
    {
        var type = element.Text("type");
        var action = new JsonObject { ["type"] = type, ["block_id"] = blockId, ["action_id"] = element.Text("action_id") };
        foreach (var name in (string[])["text", "value", "style", "url", "placeholder", "confirm"])
            if (element[name] is { } part) action[name] = part.DeepClone();
        foreach (var (name, value) in chosen ?? [])
            if (name != "type") action[name] = value?.DeepClone();
        action["action_ts"] = world.Clock.NextTs();
        return action;
    }

    private static JsonObject Start(string type, Workspace workspace, Member person) => new()
    {
        ["type"] = type, ["team"] = Team(workspace), ["user"] = User(workspace, person), ["api_app_id"] = World.AppId, ["token"] = VerificationToken,
        ["is_enterprise_install"] = false, ["enterprise"] = null,
    };

    private static JsonObject Team(Workspace workspace) => new() { ["id"] = workspace.Id, ["domain"] = workspace.Domain };

    private static JsonObject User(Workspace workspace, Member person) =>
        new() { ["id"] = person.Id, ["username"] = person.Name, ["name"] = person.Name, ["team_id"] = workspace.Id };

    private static JsonObject ChannelOf(Conversation channel) => new() { ["id"] = channel.Id, ["name"] = channel.Name };
}
