using System.Text.Json.Nodes;
using SlackPartner.Simulator.People;

namespace SlackPartner.Simulator.WebApi;

/// <summary>views.*: modals and Home tabs. None needs a scope.</summary>
internal sealed class ViewMethods(World world, ViewStacks views)
{
    public void AddTo(Dictionary<string, ApiMethod> methods)
    {
        methods["views.open"] = new(null, call =>
        {
            var view = View(call);
            BlockKit.BlockKitRules.View(view, home: false);
            var trigger = UseTrigger(call);
            return Shown(views.Open(call.Workspace, trigger.UserId, view));
        });
        methods["views.push"] = new(null, call =>
        {
            var view = View(call);
            BlockKit.BlockKitRules.View(view, home: false);
            var trigger = UseTrigger(call);
            if (trigger.ViewId is null) throw new SlackErrorException("invalid_trigger_id");
            return Shown(views.Push(call.Workspace, trigger.UserId, view));
        });
        methods["views.update"] = new(null, call =>
        {
            var found = call.Workspace.FindView(call.Body.Str("view_id"), call.Body.Str("external_id")) ?? throw new SlackErrorException("not_found");
            return Shown(views.Update(call.Workspace, found.View, View(call), call.Body.Str("hash")));
        });
        methods["views.publish"] = new(null, call =>
        {
            var user = call.Workspace.Find(call.Need("user_id")) ?? throw new SlackErrorException("user_not_found");
            return Shown(views.Publish(call.Workspace, user.Id, View(call), call.Body.Str("hash")));
        });
    }

    private Triggers.Trigger UseTrigger(ApiRequest call) => world.Triggers.Use(call.Need("trigger_id"), call.Workspace, world.Options.TriggerLife);

    private static JsonObject View(ApiRequest call) =>
        call.Object("view", "invalid_arguments") ?? throw new SlackErrorException("invalid_arguments", "[ERROR] missing required field: view");

    private static JsonObject Shown(OpenView view) => new() { ["ok"] = true, ["view"] = view.ToPayload() };
}
