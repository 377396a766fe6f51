using System.Text.Json.Nodes;
using SlackPartner.Simulator.BlockKit;
using SlackPartner.Simulator.Delivery;

namespace SlackPartner.Simulator.People;

/// <summary>Where something is pressed or filled in: a message or a view.</summary>
internal sealed record Place(Conversation? Channel, PostedMessage? Message, OpenView? View)
{
    public JsonArray Blocks => (Message?.Json ?? View?.Json).Arr("blocks") ?? [];

    public (JsonObject Block, JsonObject Element)? Find(string blockId, string actionId)
    {
        foreach (var block in Blocks.OfType<JsonObject>().Where(block => block.Text("block_id") == blockId))
            foreach (var element in BlockKit.Blocks.ElementsOf(block))
                if (element.Text("action_id") == actionId) return (block, element);
        return null;
    }
}

/// <summary>Presses, choices and forms: what people do with blocks.</summary>
internal sealed class Presses(World world, Courier courier, Payloads payloads, ViewStacks views)
{
    /// <summary>Presses a button, or chooses in a menu; <paramref name="chosen"/> is in the shape of state.values.</summary>
    public async Task<Outcome> PressAsync(Workspace workspace, Member person, Place place, string blockId, string actionId, JsonObject? chosen)
    {
        JsonObject payload;
        lock (world.Gate)
        {
            if (place.Find(blockId, actionId) is not { } found) return new("That is no longer there.");
            if (!Keep(person, place, found.Block, found.Element, chosen)) return Outcome.Fine;
            var action = payloads.Action(blockId, found.Element, chosen);
            payload = place is { Message: { } message, Channel: { } channel }
                ? payloads.MessageAction(workspace, person, channel, message, ValuesOf(person, message), action)
                : payloads.ViewAction(workspace, person, place.View!, action); // a place is one or the other
        }
        var answer = await courier.AskAsync(Kinds.Interactive, payload);
        if (answer.Failure is not null) return Trouble(place.View, answer.Failure);
        if (answer.Body is JsonValue or JsonObject { Count: > 0 }) world.Violation("block_actions was answered with a body; Slack ignores it");
        return Outcome.Fine;
    }

    /// <summary>Sends the form; errors the client or the app finds end up in the view.</summary>
    public async Task<Outcome> SubmitAsync(Workspace workspace, Member person, OpenView view)
    {
        JsonObject payload;
        lock (world.Gate)
        {
            view.Errors.Clear();
            view.Trouble = null;
            FormChecks.Check(view);
            world.Changed();
            if (view.Errors.Count > 0) return Outcome.Fine;
            payload = payloads.Submission(workspace, person, view);
        }
        var answer = await courier.AskAsync(Kinds.Interactive, payload);
        if (answer.Failure is { } failure) return Trouble(view, failure);
        lock (world.Gate) return Apply(workspace, person, view, answer.Body);
    }

    /// <summary>Closes one view (Cancel, Esc) or the whole stack (the x); the app hears of it only where it asked to.</summary>
    public async Task CloseAsync(Workspace workspace, Member person, OpenView view, bool all)
    {
        List<OpenView> closed;
        lock (world.Gate)
        {
            var stack = workspace.StackOf(person.Id);
            var clear = all || view.Json.Is("clear_on_close");
            closed = clear ? [.. stack] : [view];
            stack.RemoveAll(closed.Contains);
            world.Changed();
        }
        foreach (var one in closed.Where(one => one.Json.Is("notify_on_close")))
            await courier.AskAsync(Kinds.Interactive, Payloads.Closed(workspace, person, one, cleared: all));
    }

    public static JsonObject ValuesOf(Member person, PostedMessage message)
    {
        var values = ElementState.For(message.Json.Arr("blocks"), message.Values.GetValueOrDefault(person.Id));
        message.Values[person.Id] = values;
        return values;
    }

    /// <summary>Stores a choice; answers whether the app is to hear of it now.</summary>
    private bool Keep(Member person, Place place, JsonObject block, JsonObject element, JsonObject? chosen)
    {
        var type = element.Text("type");
        if (chosen is not null && ElementState.Property(type) is { } property)
        {
            var values = place.Message is { } message ? ValuesOf(person, message) : place.View!.Values;
            var (blockId, actionId) = (block.Text("block_id"), element.Text("action_id"));
            if (values[blockId] is not JsonObject inBlock) values[blockId] = inBlock = [];
            inBlock[actionId] = new JsonObject { ["type"] = type, [property] = chosen[property]?.DeepClone() };
            if (place.View is { } view && view.Errors.Remove(blockId)) world.Changed();
        }
        return block.Text("type") != "input" || block.Is("dispatch_action");
    }

    private Outcome Apply(Workspace workspace, Member person, OpenView view, JsonNode? body)
    {
        var stack = workspace.StackOf(person.Id);
        var given = body as JsonObject;
        try
        {
            switch (given.Str("response_action"))
            {
                case "errors":
                    ShowErrors(view, given.Obj("errors"));
                    break;
                case "update":
                    views.Update(workspace, view, given.Obj("view") ?? throw new SlackErrorException("invalid_arguments", "[ERROR] missing required field: view [json-pointer:/view]"), null);
                    break;
                case "push":
                    views.Push(workspace, person.Id, given.Obj("view") ?? throw new SlackErrorException("invalid_arguments", "[ERROR] missing required field: view [json-pointer:/view]"));
                    break;
                case "clear":
                    stack.Clear();
                    break;
                case null when given is null or { Count: 0 } && body is null or JsonObject:
                    stack.Remove(view);
                    break;
                case var other:
                    throw new SlackErrorException($"invalid response_action {other ?? body?.ToJsonString()}");
            }
        }
        catch (SlackErrorException refused)
        {
            world.Violation($"The reply to a view_submission was refused: {refused.Code} {string.Join("; ", refused.Messages)}");
            return Trouble(view, refused.Code);
        }
        world.Changed();
        return Outcome.Fine;
    }

    private void ShowErrors(OpenView view, JsonObject? errors)
    {
        var inputs = view.Json.Objects("blocks").Where(block => block.Str("type") == "input").Select(block => block.Text("block_id")).ToHashSet();
        if (errors is null or { Count: 0 }) throw new SlackErrorException("response_action errors without errors");
        foreach (var (blockId, text) in errors)
        {
            if (inputs.Contains(blockId)) view.Errors[blockId] = text?.GetValue<string>() ?? "";
            else world.Violation($"An error was given for the block {blockId}, which is not an input of the view {view.Json.Text("callback_id")}");
        }
        if (view.Errors.Count == 0) view.Trouble = "We had some trouble connecting. Try again?";
    }

    private Outcome Trouble(OpenView? view, string reason)
    {
        var words = $"We had some trouble connecting. Try again? ({reason})";
        lock (world.Gate)
        {
            if (view is not null) view.Trouble = words;
            world.Changed();
        }
        return new(words);
    }
}
