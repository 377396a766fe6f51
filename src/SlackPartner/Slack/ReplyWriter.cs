using System.Text.Json.Nodes;

namespace SlackPartner.Slack;

/// <summary>Turns a <see cref="Reply"/> into the acknowledgment's body and, where Slack wants one, a call of its own.</summary>
public sealed class ReplyWriter(ISlackApi slack)
{
    /// <summary>The body of the acknowledgment; null means an empty one.</summary>
    public async Task<JsonObject?> WriteAsync(Interaction interaction, Reply reply, CancellationToken cancel)
    {
        var team = interaction.Actor.Team;
        switch (interaction, reply)
        {
            case (_, Reply.Acknowledge):
                return null;

            case (ViewSubmission, Reply.Errors errors):
                var byField = new JsonObject();
                foreach (var (field, sentence) in errors.ByField) byField[field] = sentence;
                return new() { ["response_action"] = "errors", ["errors"] = byField };
            case (ViewSubmission, Reply.Update update):
                return new() { ["response_action"] = "update", ["view"] = BlockJson.Write(update.View) };
            case (ViewSubmission, Reply.Open open):
                return new() { ["response_action"] = "push", ["view"] = BlockJson.Write(open.View) };
            case (ViewSubmission, Reply.CloseAll):
                return new() { ["response_action"] = "clear" };

            case (SlashCommand, Reply.Ephemeral answer):
                return Ephemeral(answer.Message);
            case (SlashCommand command, Reply.Open open):
                await slack.OpenViewAsync(team, command.Trigger, open.View, cancel);
                return null;
            case (GlobalShortcut shortcut, Reply.Open open):
                await slack.OpenViewAsync(team, shortcut.Trigger, open.View, cancel);
                return null;
            case (MessageShortcut shortcut, Reply.Open open):
                await slack.OpenViewAsync(team, shortcut.Trigger, open.View, cancel);
                return null;

            case (BlockAction { View: { IsHome: false } } action, Reply.Open open):
                await slack.PushViewAsync(team, action.Trigger, open.View, cancel);
                return null;
            case (BlockAction action, Reply.Open open):
                await slack.OpenViewAsync(team, action.Trigger, open.View, cancel);
                return null;
            case (BlockAction { View: { } view }, Reply.Update update):
                await slack.UpdateViewAsync(team, view.Id, update.View, cancel);
                return null;
            case (BlockAction { ResponseUrl: { } url }, Reply.ReplaceMessage replacement):
                await slack.RespondAsync(url, Body(replacement.Message, ("replace_original", true)), cancel);
                return null;
            case (BlockAction { ResponseUrl: { } url }, Reply.Ephemeral answer):
                await slack.RespondAsync(url, Ephemeral(answer.Message), cancel);
                return null;
            case (MessageShortcut { ResponseUrl: { } url }, Reply.Ephemeral answer):
                await slack.RespondAsync(url, Ephemeral(answer.Message), cancel);
                return null;

            default:
                throw new InvalidOperationException($"{reply} cannot answer a {interaction.GetType().Name}.");
        }
    }

    private static JsonObject Ephemeral(Message message) => Body(message, ("response_type", "ephemeral"), ("replace_original", false));

    private static JsonObject Body(Message message, params (string Name, JsonNode Value)[] settings)
    {
        JsonObject body = new() { ["text"] = message.Fallback, ["blocks"] = BlockJson.Write(message.Blocks) };
        foreach (var (name, value) in settings) body[name] = value;
        return body;
    }
}
