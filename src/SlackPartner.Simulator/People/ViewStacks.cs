using System.Globalization;
using System.Text.Json.Nodes;
using SlackPartner.Simulator.BlockKit;

namespace SlackPartner.Simulator.People;

/// <summary>Modals stacked in front of people, and their Home tabs. Callers hold the world's gate.</summary>
internal sealed class ViewStacks(World world)
{
    public const int Deepest = 3;

    public OpenView Open(Workspace workspace, string userId, JsonObject view)
    {
        BlockKitRules.View(view, home: false);
        CheckExternalId(workspace, view);
        var opened = Build(workspace, view, root: null, previous: null);
        var stack = workspace.StackOf(userId);
        stack.Clear();
        stack.Add(opened);
        world.Changed();
        return opened;
    }

    public OpenView Push(Workspace workspace, string userId, JsonObject view)
    {
        BlockKitRules.View(view, home: false);
        CheckExternalId(workspace, view);
        var stack = workspace.StackOf(userId);
        if (stack.Count == 0) throw new SlackErrorException("not_found");
        if (stack.Count >= Deepest) throw new SlackErrorException("push_limit_reached");
        var pushed = Build(workspace, view, stack[0].Id, stack[^1].Id);
        stack.Add(pushed);
        world.Changed();
        return pushed;
    }

    public OpenView Update(Workspace workspace, OpenView shown, JsonObject view, string? hash)
    {
        var home = shown.Json.Str("type") == "home";
        BlockKitRules.View(view, home);
        if (hash is { Length: > 0 } && hash != shown.Hash) throw new SlackErrorException("hash_conflict");
        var fresh = Build(workspace, view, shown.Json.Str("root_view_id"), shown.Json.Str("previous_view_id")).Json;
        fresh["id"] = shown.Id;
        fresh["root_view_id"] = shown.Json.Text("root_view_id");
        shown.Json = fresh;
        shown.Values = ElementState.For(fresh.Arr("blocks"), shown.Values);
        shown.Errors.Clear();
        shown.Trouble = null;
        world.Changed();
        return shown;
    }

    public OpenView Publish(Workspace workspace, string userId, JsonObject view, string? hash)
    {
        BlockKitRules.View(view, home: true);
        if (workspace.Homes.TryGetValue(userId, out var shown)) return Update(workspace, shown, view, hash);
        var home = Build(workspace, view, null, null);
        workspace.Homes.Add(userId, home);
        world.Changed();
        return home;
    }

    private OpenView Build(Workspace workspace, JsonObject view, string? root, string? previous)
    {
        var id = Ids.New("V");
        var home = view.Str("type") == "home";
        var blocks = BlockKitRules.WithIds(view.Arr("blocks") ?? []);
        var json = new JsonObject
        {
            ["id"] = id, ["team_id"] = workspace.Id, ["type"] = view.Text("type"), ["blocks"] = blocks,
            ["private_metadata"] = view.Text("private_metadata"), ["callback_id"] = view.Text("callback_id"), ["state"] = new JsonObject { ["values"] = new JsonObject() },
            ["hash"] = string.Create(CultureInfo.InvariantCulture, $"{world.Clock.Now.ToUnixTimeSeconds()}.{Ids.Secret(8)}"),
            ["title"] = view["title"]?.DeepClone() ?? (home ? Json.PlainText("View Title") : null),
            ["clear_on_close"] = view.Is("clear_on_close"), ["notify_on_close"] = view.Is("notify_on_close"),
            ["close"] = view["close"]?.DeepClone(), ["submit"] = view["submit"]?.DeepClone(),
            ["previous_view_id"] = previous, ["root_view_id"] = root ?? id, ["app_id"] = World.AppId, ["external_id"] = view.Text("external_id"),
            ["app_installed_team_id"] = workspace.Id, ["bot_id"] = workspace.BotId,
        };
        return new OpenView(id, json) { Values = ElementState.For(blocks) };
    }

    private static void CheckExternalId(Workspace workspace, JsonObject view)
    {
        if (view.Str("external_id") is { Length: > 0 } id && workspace.FindView(null, id) is not null) throw new SlackErrorException("duplicate_external_id");
    }
}
