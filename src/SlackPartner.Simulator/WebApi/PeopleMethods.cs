using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.WebApi;

/// <summary>users.*, conversations.* and team.info.</summary>
internal sealed class PeopleMethods(World world)
{
    public void AddTo(Dictionary<string, ApiMethod> methods)
    {
        methods["users.info"] = new("users:read", UsersInfo) { FormOnly = true };
        methods["users.list"] = new("users:read", UsersList) { FormOnly = true };
        methods["conversations.open"] = new("im:write", Open);
        methods["conversations.info"] = new(null, Info) { FormOnly = true };
        methods["conversations.history"] = new(null, History) { FormOnly = true };
        methods["conversations.replies"] = new(null, Replies) { FormOnly = true };
        methods["team.info"] = new("team:read", call => new JsonObject
        {
            ["ok"] = true,
            ["team"] = new JsonObject { ["id"] = call.Workspace.Id, ["name"] = call.Workspace.Name, ["domain"] = call.Workspace.Domain, ["url"] = $"https://{call.Workspace.Domain}.slack.com/", ["email_domain"] = "", ["icon"] = new JsonObject { ["image_default"] = true } },
        }) { FormOnly = true };
    }

    private JsonObject UsersInfo(ApiRequest call)
    {
        var user = call.Workspace.Find(call.Need("user")) ?? throw new SlackErrorException("user_not_found");
        return new JsonObject { ["ok"] = true, ["user"] = user.ToUser(call.Workspace.Id, world.Clock.Now, call.Body.Is("include_locale")) };
    }

    private JsonObject UsersList(ApiRequest call)
    {
        var all = call.Workspace.Members;
        var (from, size) = (Cursor(call), Math.Clamp(call.Number("limit", 1000), 1, 1000));
        var now = world.Clock.Now;
        return new JsonObject
        {
            ["ok"] = true, ["members"] = new JsonArray([.. all.Skip(from).Take(size).Select(member => member.ToUser(call.Workspace.Id, now, call.Body.Is("include_locale")))]),
            ["cache_ts"] = now.ToUnixTimeSeconds(), ["response_metadata"] = Next(from + size < all.Count ? from + size : null),
        };
    }

    private static JsonObject Open(ApiRequest call)
    {
        var workspace = call.Workspace;
        if (call.Body.Str("channel") is { Length: > 0 }) return new JsonObject { ["ok"] = true, ["no_op"] = true, ["already_open"] = true, ["channel"] = new JsonObject { ["id"] = call.Channel().Id } };
        var users = (call.Body.Str("users") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (users.Length == 0) throw new SlackErrorException("users_list_not_supplied");
        if (users.Length > 1) throw new SlackErrorException("missing_scope") { More = Scopes(workspace, "mpim:write") };
        var member = workspace.Find(users[0]) ?? throw new SlackErrorException("user_not_found");
        if (member.IsBot) throw new SlackErrorException("cannot_dm_bot");
        if (member.Deleted) throw new SlackErrorException("user_disabled");
        var channel = workspace.BotDirect(member.Id);
        var answer = new JsonObject { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = channel.Id } };
        if (call.Body.Is("return_im")) answer["channel"] = new JsonObject { ["id"] = channel.Id, ["is_im"] = true, ["user"] = member.Id, ["created"] = 1_700_000_000, ["is_open"] = true };
        return answer;
    }

    private static JsonObject Info(ApiRequest call)
    {
        var channel = Readable(call, "read");
        var one = new JsonObject { ["id"] = channel.Id, ["created"] = 1_700_000_000, ["is_archived"] = false, ["is_im"] = channel.Kind == ConversationKind.Direct };
        if (channel.Kind == ConversationKind.Direct) one["user"] = channel.Members.First(member => member != call.Workspace.BotUserId);
        else
        {
            one["name"] = channel.Name;
            one["is_channel"] = true;
            one["is_member"] = channel.Members.Contains(call.Workspace.BotUserId);
        }
        return new JsonObject { ["ok"] = true, ["channel"] = one };
    }

    private static JsonObject History(ApiRequest call)
    {
        var channel = Readable(call, "history");
        var found = channel.Messages.Where(message => !message.IsEphemeral && IsTopLevel(message)).Where(Within(call)).OrderByDescending(message => At(message.Ts)).ToList();
        return Page(call, found, most: 999);
    }

    private static JsonObject Replies(ApiRequest call)
    {
        var channel = Readable(call, "history");
        var ts = call.Need("ts");
        if (channel.Find(ts) is null) throw new SlackErrorException("thread_not_found");
        var found = channel.Messages.Where(message => !message.IsEphemeral && (message.Ts == ts || message.Json.Str("thread_ts") == ts)).Where(Within(call)).OrderBy(message => At(message.Ts)).ToList();
        return Page(call, found, most: 1000);
    }

    private static JsonObject Page(ApiRequest call, List<PostedMessage> found, int most)
    {
        var (from, size) = (Cursor(call), Math.Clamp(call.Number("limit", 100), 1, most));
        var withMetadata = call.Body.Is("include_all_metadata");
        var messages = new JsonArray();
        foreach (var message in found.Skip(from).Take(size))
        {
            var json = message.Json.Copy();
            if (withMetadata && message.Metadata is { } metadata) json["metadata"] = metadata.Copy();
            messages.Add(json);
        }
        var more = from + size < found.Count;
        var answer = new JsonObject { ["ok"] = true, ["messages"] = messages, ["has_more"] = more, ["pin_count"] = 0 };
        if (more) answer["response_metadata"] = Next(from + size);
        return answer;
    }

    private static Func<PostedMessage, bool> Within(ApiRequest call)
    {
        var inclusive = call.Body.Is("inclusive");
        var oldest = Bound(call, "oldest") ?? 0;
        var latest = Bound(call, "latest") ?? decimal.MaxValue;
        return message => inclusive ? At(message.Ts) >= oldest && At(message.Ts) <= latest : At(message.Ts) > oldest && At(message.Ts) < latest;
    }

    private static decimal? Bound(ApiRequest call, string name)
    {
        if (call.Body[name]?.ToString() is not { Length: > 0 } text) return null;
        return decimal.TryParse(text, CultureInfo.InvariantCulture, out var at) ? at : throw new SlackErrorException($"invalid_ts_{name}");
    }

    /// <summary>A conversation the app is in, with the scope its kind needs.</summary>
    private static Conversation Readable(ApiRequest call, string right)
    {
        var channel = call.Channel();
        var scope = channel.Kind == ConversationKind.Direct ? $"im:{right}" : $"channels:{right}";
        if (!call.Workspace.Scopes.Contains(scope)) throw new SlackErrorException("missing_scope") { More = Scopes(call.Workspace, scope) };
        return right == "history" && !channel.Members.Contains(call.Workspace.BotUserId) ? throw new SlackErrorException("not_in_channel") : channel;
    }

    public static JsonObject Scopes(Workspace workspace, string needed) => new() { ["needed"] = needed, ["provided"] = string.Join(',', workspace.Scopes) };

    private static bool IsTopLevel(PostedMessage message) => message.Json.Str("thread_ts") is not { } thread || thread == message.Ts;
    private static decimal At(string ts) => decimal.Parse(ts, CultureInfo.InvariantCulture);
    private static JsonObject Next(int? from) => new() { ["next_cursor"] = from is { } at ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"next:{at}")) : "" };

    private static int Cursor(ApiRequest call)
    {
        if (call.Body.Str("cursor") is not { Length: > 0 } cursor) return 0;
        try { return int.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(cursor))["next:".Length..], CultureInfo.InvariantCulture); }
        catch (Exception failure) when (failure is FormatException or ArgumentOutOfRangeException) { throw new SlackErrorException("invalid_cursor"); }
    }
}
