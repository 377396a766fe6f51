using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.Delivery;

/// <summary>Wraps what happened into Events API envelopes, for the events the app subscribed to.</summary>
internal sealed class EventFeed(World world, Courier courier)
{
    private const string VerificationToken = "simulated-verification-token";

    public void Post(Workspace workspace, string subscription, JsonObject inner, string line)
    {
        if (!workspace.Installed || !world.Manifest.Events.Contains(subscription)) return;
        if (subscription == "message.im" && !workspace.Scopes.Contains("im:history")) return;
        courier.Post(Envelope(workspace, inner), $"{workspace.Id}/{line}");
    }

    /// <summary>The last words of an uninstalled app go out although it is no longer installed.</summary>
    public void Farewell(Workspace workspace)
    {
        workspace.Installed = false;
        if (world.Manifest.Events.Contains("tokens_revoked"))
            courier.Post(Envelope(workspace, new JsonObject { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(workspace.BotUserId) } }), $"{workspace.Id}/app");
        if (world.Manifest.Events.Contains("app_uninstalled"))
            courier.Post(Envelope(workspace, new JsonObject { ["type"] = "app_uninstalled" }), $"{workspace.Id}/app");
    }

    /// <summary>Comes on the outside, without an inner event.</summary>
    public void RateLimited(Workspace workspace) => courier.Post(new JsonObject
    {
        ["token"] = VerificationToken, ["type"] = "app_rate_limited", ["team_id"] = workspace.Id,
        ["minute_rate_limited"] = world.Clock.Now.ToUnixTimeSeconds() / 60 * 60, ["api_app_id"] = World.AppId,
    }, $"{workspace.Id}/app");

    private JsonObject Envelope(Workspace workspace, JsonObject inner)
    {
        var now = world.Clock.Now;
        if (inner["event_ts"] is null) inner["event_ts"] = SlackClock.Format(now);
        return new JsonObject
        {
            ["token"] = VerificationToken, ["team_id"] = workspace.Id, ["context_team_id"] = workspace.Id, ["context_enterprise_id"] = null,
            ["api_app_id"] = World.AppId, ["event"] = inner, ["type"] = "event_callback", ["event_id"] = Ids.New("Ev"), ["event_time"] = now.ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(new JsonObject { ["enterprise_id"] = null, ["team_id"] = workspace.Id, ["user_id"] = workspace.BotUserId, ["is_bot"] = true, ["is_enterprise_install"] = false }),
            ["is_ext_shared_channel"] = false, ["event_context"] = $"4-{Ids.Secret(40)}",
        };
    }
}
