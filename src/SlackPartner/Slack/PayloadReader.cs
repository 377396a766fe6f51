using System.Text.Json;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Reads what people do in Slack. Null means: not something we know, acknowledge and forget it.</summary>
public static class PayloadReader
{
    /// <summary>A slash command's form, or the same fields as JSON over Socket Mode.</summary>
    public static SlashCommand? ReadCommand(Func<string, string?> field)
    {
        if (Person(field("team_id"), field("user_id")) is not { } actor || field("command") is not { Length: > 0 } command) return null;
        return new SlashCommand(actor, command, new PrivateText(field("text") ?? ""), new Trigger(field("trigger_id") ?? ""), Url(field("response_url")))
        {
            Channel = field("channel_id") ?? "",
        };
    }

    /// <summary>Buttons, forms and shortcuts. Only the first action counts: Slack sends one.</summary>
    public static Interaction? ReadInteraction(JsonElement payload)
    {
        // An interaction in a shared channel names the channel's team in `team` and the person's own in `user.team_id`.
        if (Person(payload.Text("user", "team_id") ?? payload.Text("team", "id"), payload.Text("user", "id")) is not { } actor) return null;
        var trigger = new Trigger(payload.Text("trigger_id") ?? "");
        return payload.Text("type") switch
        {
            "block_actions" => ReadAction(payload, actor, trigger),
            "view_submission" when payload.Text("view", "callback_id") is { } callback => new ViewSubmission(
                actor, callback, payload.Text("view", "id") ?? "", payload.Text("view", "private_metadata") ?? "", ReadForm(payload), trigger) { Cited = ReadCited(payload) },
            "shortcut" when payload.Text("callback_id") is { } callback => new GlobalShortcut(actor, callback, trigger),
            "message_action" when payload.Text("callback_id") is { } callback => ReadMessageShortcut(payload, actor, callback, trigger),
            _ => null,
        };
    }

    private static BlockAction? ReadAction(JsonElement payload, PersonId actor, Trigger trigger)
    {
        if (payload.Items("actions").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } action || action.Text("action_id") is not { } id) return null;
        var view = payload.Text("view", "id") is { } viewId
            ? new ViewRef(
                viewId, payload.Text("view", "callback_id") ?? "", payload.Text("view", "private_metadata") ?? "",
                IsHome: payload.Text("view", "type") == "home")
            : null;
        return new BlockAction(actor, id, ReadValue(action) ?? "", trigger, view, Source(payload), Url(payload.Text("response_url")));
    }

    private static MessageShortcut? ReadMessageShortcut(JsonElement payload, PersonId actor, string callback, Trigger trigger)
    {
        if (Source(payload) is not { } source) return null;
        var author = payload.Text("message", "user") is { } user ? new UserId(user) : (UserId?)null;
        return new MessageShortcut(
            actor, callback, trigger, source, author, new PrivateText(payload.Text("message", "text") ?? ""), Url(payload.Text("response_url")))
        {
            TeamDomain = payload.Text("team", "domain"),
            ChannelName = payload.Text("channel", "name"),
        };
    }

    /// <summary>Reads <see cref="Block.Cited"/> back. Slack draws emoji as elements of their own, also those that were characters.</summary>
    private static Block.Cited? ReadCited(JsonElement payload)
    {
        if (payload.Items("view", "blocks").FirstOrDefault(block => block.Text("block_id") == Block.Cited.Id) is not { ValueKind: JsonValueKind.Object } cited) return null;
        var inlines = cited.Items("elements").SelectMany(part => part.Items("elements")).ToList();
        var words = inlines.Select(inline => inline.Text("type") switch
        {
            "text" => inline.Text("text"),
            "emoji" => $":{inline.Text("name")}:",
            _ => null,
        });
        var link = inlines.Where(inline => inline.Text("type") == "link").Select(inline => inline.Text("url")).FirstOrDefault();
        return new Block.Cited(new PrivateText(string.Concat(words)), new PrivateText(link ?? ""));
    }

    private static FormValues ReadForm(JsonElement payload)
    {
        var values = new Dictionary<string, string>();
        foreach (var block in payload.Properties("view", "state", "values"))
            foreach (var element in block.Value.Properties())
                values[block.Name] = ReadValue(element.Value) ?? "";
        return new FormValues(values);
    }

    /// <summary>An element's answer, whatever its kind.</summary>
    private static string? ReadValue(JsonElement element) =>
        element.Text("value") ?? element.Text("selected_option", "value") ?? element.Text("selected_user")
        ?? element.Text("selected_date") ?? element.Text("selected_time") ?? element.Text("selected_conversation") ?? ReadTicked(element);

    /// <summary>What is ticked as one list: our values have no spaces.</summary>
    private static string? ReadTicked(JsonElement element) =>
        element.At("selected_options") is { ValueKind: JsonValueKind.Array } ? string.Join(' ', element.Items("selected_options").Select(option => option.Text("value"))) : null;

    private static MessageRef? Source(JsonElement payload)
    {
        var channel = payload.Text("channel", "id") ?? payload.Text("container", "channel_id");
        var ts = payload.Text("message", "ts") ?? payload.Text("container", "message_ts") ?? payload.Text("message_ts");
        return channel is not null && ts is not null ? new MessageRef(channel, ts) : null;
    }

    private static PersonId? Person(string? team, string? user) =>
        team is { Length: > 0 } && user is { Length: > 0 } ? new PersonId(new TeamId(team), new UserId(user)) : null;

    private static ResponseUrl? Url(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var read) && read.Scheme is "https" or "http" ? new ResponseUrl(url) : null;
}
