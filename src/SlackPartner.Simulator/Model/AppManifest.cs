using System.Text.Json.Nodes;

namespace SlackPartner.Simulator;

/// <summary>The part of a Slack app manifest that decides what people can press and what the app is sent.</summary>
internal sealed record AppManifest(
    IReadOnlyList<AppManifest.Command> Commands,
    IReadOnlyList<AppManifest.Shortcut> Shortcuts,
    IReadOnlyList<string> Events,
    IReadOnlyList<string> Scopes)
{
    internal sealed record Command(string Name, string Description, string UsageHint, bool ShouldEscape);
    internal sealed record Shortcut(string Name, string CallbackId, string Description, bool OnMessage);

    private static readonly AppManifest Usual = new(
        [
            new("/sbi", "Give feedback", "@someone", true),
            new("/1on1", "One-on-ones", "@someone", true),
            new("/cooldown", "Take a break", "@someone 1h", true),
            new("/partner", "People, settings, privacy", "@someone", true),
        ],
        [],
        ["message.im", "app_home_opened", "app_uninstalled", "tokens_revoked", "user_change"],
        ["commands", "chat:write", "im:write", "im:history", "users:read", "files:write"]);

    public static AppManifest Read(string? path)
    {
        if (path is null) return Usual;
        if (!File.Exists(path)) throw new FileNotFoundException($"The manifest {Path.GetFullPath(path)} does not exist.", path);
        var manifest = JsonNode.Parse(File.ReadAllText(path));
        var features = manifest.Obj("features");
        return new AppManifest(
            [.. features.Objects("slash_commands").Select(one => new Command(one.Text("command"), one.Text("description"), one.Text("usage_hint"), one.Is("should_escape")))],
            [.. features.Objects("shortcuts").Select(one => new Shortcut(one.Text("name"), one.Text("callback_id"), one.Text("description"), one.Text("type") == "message"))],
            Words(manifest.Obj("settings").Obj("event_subscriptions").Arr("bot_events"), Usual.Events),
            Words(manifest.Obj("oauth_config").Obj("scopes").Arr("bot"), Usual.Scopes));
    }

    private static IReadOnlyList<string> Words(JsonArray? array, IReadOnlyList<string> otherwise) =>
        array is null ? otherwise : [.. array.Select(word => word!.GetValue<string>())];
}
