using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.Page;

/// <summary>What one person's screen shows, as JSON for the page.</summary>
internal static class SimState
{
    public static JsonObject For(SimulatorHost host, Workspace workspace, Member me)
    {
        var world = host.World;
        lock (world.Gate)
        {
            var people = workspace.Members;
            foreach (var other in people.Where(other => other.Id != me.Id && (!other.IsBot || other.Id == workspace.BotUserId) && !other.Deleted)) workspace.Direct(me.Id, other.Id);
            var state = new JsonObject
            {
                ["revision"] = world.Revision,
                ["now"] = world.Clock.Now.ToUnixTimeMilliseconds(),
                ["connected"] = host.Sockets.Ready,
                ["sockets"] = host.Sockets.Count,
                ["http"] = host.Courier.HttpAnswers,
                ["installed"] = workspace.Installed,
                ["team"] = new JsonObject { ["id"] = workspace.Id, ["name"] = workspace.Name, ["bot_user_id"] = workspace.BotUserId },
                ["teams"] = new JsonArray([.. world.Workspaces.Select(one => new JsonObject { ["id"] = one.Id, ["name"] = one.Name })]),
                ["me"] = me.Id,
                ["people"] = new JsonArray([.. people.Select(PersonOf)]),
                ["commands"] = new JsonArray([.. world.Manifest.Commands.Select(one => new JsonObject { ["name"] = one.Name, ["description"] = one.Description, ["hint"] = one.UsageHint })]),
                ["shortcuts"] = new JsonArray([.. world.Manifest.Shortcuts.Select(one => new JsonObject { ["name"] = one.Name, ["callback_id"] = one.CallbackId, ["description"] = one.Description, ["message"] = one.OnMessage })]),
                ["conversations"] = new JsonArray([.. workspace.Conversations.Values.Where(channel => channel.Members.Contains(me.Id)).Select(channel => ConversationOf(channel, me))]),
                ["home"] = workspace.Homes.TryGetValue(me.Id, out var home) ? home.ToPayload() : null,
                ["modals"] = new JsonArray([.. workspace.StackOf(me.Id).Select(ModalOf)]),
                ["faults"] = FaultsOf(world.Faults),
                ["violations"] = Json.Strings(world.Violations),
                ["unknown_calls"] = Json.Strings(world.UnknownCalls),
            };
            return state;
        }
    }

    public static JsonObject CallOf(ApiCall call) => new()
    {
        ["method"] = call.Method, ["status"] = call.Status, ["at"] = call.At.ToString("O"), ["team"] = call.TeamId, ["body"] = call.Body.Copy(), ["answer"] = call.Answer?.Copy(),
    };

    public static JsonObject DeliveryOf(DeliveryAttempt one) => new()
    {
        ["kind"] = one.Kind, ["attempt"] = one.Attempt, ["by"] = one.By, ["failure"] = one.Failure, ["payload"] = one.Payload.Copy(), ["reply"] = one.Reply?.DeepClone(),
    };

    private static JsonObject PersonOf(Member member) => new()
    {
        ["id"] = member.Id, ["name"] = member.Name, ["real_name"] = member.RealName, ["title"] = member.Title, ["tz"] = member.Zone, ["is_bot"] = member.IsBot, ["deleted"] = member.Deleted,
    };

    private static JsonObject ConversationOf(Conversation channel, Member me) => new()
    {
        ["id"] = channel.Id, ["direct"] = channel.Kind == ConversationKind.Direct, ["name"] = channel.Name, ["with"] = channel.Members.FirstOrDefault(member => member != me.Id),
        ["members"] = channel.Members.Count,
        ["messages"] = new JsonArray([.. channel.Messages.Where(message => message.VisibleTo is null || message.VisibleTo == me.Id).Select(message => new JsonObject
        {
            ["json"] = message.Json.Copy(), ["ephemeral"] = message.IsEphemeral, ["edits"] = message.Edits, ["metadata"] = message.Metadata?.Copy(),
            ["values"] = message.Values.GetValueOrDefault(me.Id)?.Copy(),
        })]),
    };

    private static JsonObject ModalOf(OpenView view)
    {
        var errors = new JsonObject();
        foreach (var (blockId, text) in view.Errors) errors[blockId] = text;
        return new JsonObject { ["view"] = view.ToPayload(), ["errors"] = errors, ["trouble"] = view.Trouble };
    }

    private static JsonObject FaultsOf(Faults faults) => new()
    {
        ["duplicate_events"] = faults.DuplicateEvents, ["disorder_events"] = faults.DisorderEvents, ["hits"] = faults.Hits,
        ["waiting"] = new JsonArray([.. faults.Waiting.Select(one => new JsonObject { ["method"] = one.Method, ["kind"] = one.Kind.ToString(), ["times"] = one.Times })]),
    };
}
