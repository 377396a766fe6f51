using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Where both transports end: what Slack sent is read, checked against our workspaces, and stored (events) or answered (the rest).</summary>
public sealed partial class SlackEdge(Workspaces workspaces, Inbox inbox, InboxPump pump, Dispatcher dispatcher, IEnumerable<IChannelEar> ears, ILogger<SlackEdge> logger)
{
    /// <summary>Stores an event, or decides that it is none of ours. After this returns it may be acknowledged; if it throws, it must not be.</summary>
    public async Task ReceiveEventAsync(JsonElement envelope, ReadOnlyMemory<byte> raw, CancellationToken cancel)
    {
        if (envelope.Text("type") == "app_rate_limited")
        {
            Telemetry.EventsMissed.Add(1);
            LogHeldBack(envelope.Text("team_id"));
            return;
        }
        if (EventReader.ReadChannelMessage(envelope) is { } said)
        {
            if (await workspaces.IsInstalledAsync(said.From.Team, cancel)) foreach (var ear in ears) await ear.HearAsync(said, cancel);
            return;
        }
        if (EventReader.Read(envelope) is not { } read || !await workspaces.IsInstalledAsync(read.Team, cancel)) return;
        await inbox.AddAsync(read, raw, cancel);
        pump.Wake();
    }

    /// <summary>Answers a slash command.</summary>
    public Task<JsonObject?> ReceiveCommandAsync(Func<string, string?> field, CancellationToken cancel) =>
        AnswerAsync(PayloadReader.ReadCommand(field), cancel);

    /// <summary>Answers a button, a form or a shortcut.</summary>
    public Task<JsonObject?> ReceiveInteractionAsync(JsonElement payload, CancellationToken cancel) =>
        AnswerAsync(PayloadReader.ReadInteraction(payload), cancel);

    private async Task<JsonObject?> AnswerAsync(Interaction? interaction, CancellationToken cancel)
    {
        if (interaction is null || await IsForeignAsync(interaction.Actor.Team, cancel)) return null;
        return await dispatcher.DispatchAsync(interaction, cancel);
    }

    private async Task<bool> IsForeignAsync(TeamId team, CancellationToken cancel)
    {
        try
        {
            return !await workspaces.IsInstalledAsync(team, cancel);
        }
        catch (Exception failure) when (failure is Npgsql.NpgsqlException or TimeoutException)
        {
            return false; // can't tell without the database: let the dispatcher say "try again"
        }
    }

    [LoggerMessage(LogLevel.Warning, "Slack held back events of {Team} for a minute: more than 30,000 in an hour")]
    private partial void LogHeldBack(string? team);
}
