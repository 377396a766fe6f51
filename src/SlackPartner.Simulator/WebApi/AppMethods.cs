using System.Text.Json.Nodes;
using SlackPartner.Simulator.Delivery;
using SlackPartner.Simulator.People;

namespace SlackPartner.Simulator.WebApi;

/// <summary>auth.*, apps.*, oauth.* and files.*.</summary>
internal sealed class AppMethods(World world, SocketHub sockets, Talk talk, Acts acts)
{
    public void AddTo(Dictionary<string, ApiMethod> methods)
    {
        methods["auth.test"] = new(null, call => new JsonObject
        {
            ["ok"] = true, ["url"] = $"https://{call.Workspace.Domain}.slack.com/", ["team"] = call.Workspace.Name, ["user"] = "partner", ["team_id"] = call.Workspace.Id,
            ["user_id"] = call.Workspace.BotUserId, ["bot_id"] = call.Workspace.BotId, ["is_enterprise_install"] = false,
        });
        methods["auth.revoke"] = new(null, call =>
        {
            if (call.Body.Is("test")) return new JsonObject { ["ok"] = true, ["revoked"] = false };
            call.Workspace.BotToken = null;
            return new JsonObject { ["ok"] = true, ["revoked"] = true };
        }) { FormOnly = true };
        methods["apps.uninstall"] = new(null, Uninstall) { FormOnly = true };
        methods["apps.connections.open"] = new(null, OpenConnection) { NoBotToken = true };
        methods["oauth.v2.access"] = new(null, Access) { FormOnly = true, NoBotToken = true };
        methods["files.getUploadURLExternal"] = new("files:write", GetUploadUrl) { FormOnly = true };
        methods["files.completeUploadExternal"] = new("files:write", CompleteUpload);
    }

    private JsonObject Uninstall(ApiRequest call)
    {
        CheckClient(call);
        acts.Uninstall(call.Workspace);
        return new JsonObject { ["ok"] = true };
    }

    private JsonObject OpenConnection(ApiRequest call)
    {
        if (call.HeaderToken is null) throw new SlackErrorException("not_authed");
        if (call.HeaderToken.StartsWith("xoxb-", StringComparison.Ordinal)) throw new SlackErrorException("not_allowed_token_type");
        if (call.HeaderToken != world.Options.AppToken) throw new SlackErrorException("invalid_auth");
        return new JsonObject { ["ok"] = true, ["url"] = sockets.OpenTicket() };
    }

    private JsonObject Access(ApiRequest call)
    {
        CheckClient(call);
        var workspace = world.Redeem(call.Need("code")) ?? throw new SlackErrorException("invalid_code");
        world.Install(workspace, workspace == world.Default ? world.Options.BotToken : $"{world.Options.BotToken}-{workspace.Id}");
        return new JsonObject
        {
            ["ok"] = true, ["access_token"] = workspace.BotToken, ["token_type"] = "bot", ["scope"] = string.Join(',', workspace.Scopes), ["bot_user_id"] = workspace.BotUserId,
            ["app_id"] = World.AppId, ["team"] = new JsonObject { ["id"] = workspace.Id, ["name"] = workspace.Name }, ["enterprise"] = null, ["is_enterprise_install"] = false,
            ["authed_user"] = new JsonObject { ["id"] = workspace.Members[0].Id },
        };
    }

    private void CheckClient(ApiRequest call)
    {
        if (call.Body.Str("client_id") != world.Options.ClientId) throw new SlackErrorException("invalid_client_id");
        if (call.Body.Str("client_secret") != world.Options.ClientSecret) throw new SlackErrorException("bad_client_secret");
    }

    private JsonObject GetUploadUrl(ApiRequest call)
    {
        var name = call.Need("filename");
        if (call.Number("length", 0) <= 0) throw new SlackErrorException("invalid_arguments", "[ERROR] missing required field: length");
        var file = new SlackFile(Ids.New("F"), name, call.Workspace.Id, Ids.Secret()) { User = call.Workspace.BotUserId };
        call.Workspace.Files.Add(file.Id, file);
        return new JsonObject { ["ok"] = true, ["upload_url"] = $"{world.BaseUrl}/upload/{file.Team}/{file.Id}/{file.Secret}", ["file_id"] = file.Id };
    }

    private JsonObject CompleteUpload(ApiRequest call)
    {
        var workspace = call.Workspace;
        if (call.Node("files") is not JsonArray { Count: > 0 } asked) throw new SlackErrorException("invalid_arguments", "[ERROR] missing required field: files");
        var files = new List<JsonObject>();
        foreach (var one in asked)
        {
            if (one.Str("id") is not { } id || !workspace.Files.TryGetValue(id, out var file) || file.Content is null) throw new SlackErrorException("file_not_found");
            workspace.Files[id] = file = file with { Title = one.Str("title") ?? file.Name, Shared = true };
            files.Add(FileCard.ToJson(world, file));
        }
        if (call.Body.Str("channel_id") is { Length: > 0 })
        {
            var channel = call.Channel("channel_id");
            if (!channel.Members.Contains(workspace.BotUserId)) throw new SlackErrorException("not_in_channel");
            talk.Share(workspace, channel, files.Select(file => file.Copy()), call.Body.Text("initial_comment"));
        }
        return new JsonObject { ["ok"] = true, ["files"] = new JsonArray([.. files]) };
    }
}
