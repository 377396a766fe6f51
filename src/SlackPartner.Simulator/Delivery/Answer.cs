using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.Delivery;

/// <summary>How the app answered something Slack sent.</summary>
internal sealed record Answer(JsonNode? Body, string? Failure)
{
    /// <summary>The app asked, by x-slack-no-retry, not to be sent this again.</summary>
    public bool NoRetry { get; init; }

    public static Answer Failed(string reason) => new(null, reason);
    public static Answer Ok(JsonNode? body) => new(body, null);
}

/// <summary>What Slack sends; named as Socket Mode names it.</summary>
internal static class Kinds
{
    public const string Events = "events_api";
    public const string Interactive = "interactive";
    public const string Commands = "slash_commands";
}
