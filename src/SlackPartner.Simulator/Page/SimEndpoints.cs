using System.Text.Json.Nodes;
using System.Xml;
using SlackPartner.Simulator.People;

namespace SlackPartner.Simulator.Page;

/// <summary>What the page asks for; everything goes through the same methods as the driver.</summary>
internal static class SimEndpoints
{
    public static void Map(WebApplication app, SimulatorHost host)
    {
        app.MapGet("/sim/health", (HttpContext http) => http.Response.WriteAsync("ok"));
        app.MapGet("/sim/state", (HttpContext http) =>
        {
            var (workspace, me) = Who(host, http.Request.Query["team"], http.Request.Query["as"]);
            return AnswerAsync(http, SimState.For(host, workspace, me));
        });
        app.MapGet("/sim/changes", (HttpContext http) => FollowAsync(http, host.World));
        app.MapGet("/sim/calls", (HttpContext http) => AnswerAsync(http, new JsonArray([.. host.World.Calls.Select(SimState.CallOf)])));
        app.MapGet("/sim/deliveries", (HttpContext http) => AnswerAsync(http, new JsonArray([.. host.World.Deliveries.Select(SimState.DeliveryOf)])));

        Act(app, host, "write", (who, ask) => Done(() => host.Acts.Write(who.Workspace, who.Me, Channel(who, ask), ask.Text("text"), ask.Str("thread_ts"))));
        Act(app, host, "edit", (who, ask) => Done(() => host.Acts.Edit(who.Workspace, who.Me, Channel(who, ask), ask.Text("ts"), ask.Text("text"))));
        Act(app, host, "delete", (who, ask) => Done(() => host.Acts.Delete(who.Workspace, who.Me, Channel(who, ask), ask.Text("ts"))));
        Act(app, host, "upload", (who, ask) => Done(() => host.Acts.Upload(who.Workspace, who.Me, Channel(who, ask), ask.Text("name"), ask.Text("text"))));
        Act(app, host, "run", (who, ask) => host.Acts.RunAsync(who.Workspace, who.Me, Channel(who, ask), ask.Text("text")));
        Act(app, host, "press", (who, ask) => host.Presses.PressAsync(who.Workspace, who.Me, PlaceOf(who, ask), ask.Text("block_id"), ask.Text("action_id"), ask.Obj("chosen")));
        Act(app, host, "submit", (who, ask) => host.Presses.SubmitAsync(who.Workspace, who.Me, ViewOf(who, ask)));
        Act(app, host, "close", async (who, ask) => { await host.Presses.CloseAsync(who.Workspace, who.Me, ViewOf(who, ask), ask.Is("all")); return Outcome.Fine; });
        Act(app, host, "home", (who, ask) => Done(() => host.Acts.OpenHome(who.Workspace, who.Me, ask.Text("tab"))));
        Act(app, host, "profile", (who, ask) => Done(() => host.Acts.ChangeProfile(who.Workspace, who.Me, me => me with
        {
            Zone = ask.Str("zone") ?? me.Zone, RealName = ask.Str("real_name") ?? me.RealName, Deleted = ask["deleted"] is null ? me.Deleted : ask.Is("deleted"),
        })));
        Act(app, host, "shortcut", (who, ask) =>
        {
            var shortcut = host.World.Manifest.Shortcuts.First(one => one.CallbackId == ask.Text("callback_id"));
            var channel = shortcut.OnMessage ? Channel(who, ask) : null;
            return host.Acts.UseShortcutAsync(who.Workspace, who.Me, shortcut, channel, channel?.Find(ask.Text("ts")));
        });
        Act(app, host, "uninstall", (who, _) => Done(() => host.Acts.Uninstall(who.Workspace)));
        Act(app, host, "install", (who, _) => Done(() => host.World.Install(who.Workspace, who.Workspace.BotToken ?? host.World.Options.BotToken)));
        Act(app, host, "advance", async (_, ask) => new Outcome(await host.Clockwork.AdvanceAsync(XmlConvert.ToTimeSpan(ask.Text("by")))));
        Act(app, host, "bot", (_, ask) => Done(() =>
        {
            var at = ask.Str("base_url") is { } url ? BotAddress.At(url) : BotAddress.None;
            host.World.Bot = new BotAddress(ask.Str("events") ?? at.Events, ask.Str("commands") ?? at.Commands, ask.Str("interactions") ?? at.Interactions, ask.Str("clock") ?? at.Clock);
            host.World.Changed();
        }));
        Act(app, host, "faults", (_, ask) => Done(() => SwitchFaults(host.World, ask)));
        Act(app, host, "sockets", async (_, ask) =>
        {
            if (ask.Text("do") == "drop") host.Sockets.Drop();
            else await host.Sockets.DisconnectAsync(ask.Text("do"));
            return Outcome.Fine;
        });
    }

    private sealed record Actor(Workspace Workspace, Member Me);

    private static void Act(WebApplication app, SimulatorHost host, string name, Func<Actor, JsonObject, Task<Outcome>> act) =>
        app.MapPost($"/sim/{name}", async (HttpContext http) =>
        {
            // Only JSON: another site's form cannot act here.
            if (http.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
            {
                http.Response.StatusCode = 415;
                return;
            }
            using var reader = new StreamReader(http.Request.Body);
            var ask = Json.Parse(await reader.ReadToEndAsync()) as JsonObject ?? [];
            try
            {
                var (workspace, me) = Who(host, ask.Str("team"), ask.Str("as"));
                var outcome = await act(new Actor(workspace, me), ask);
                await AnswerAsync(http, new JsonObject { ["ok"] = outcome.Trouble is null, ["trouble"] = outcome.Trouble });
            }
            catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException)
            {
                http.Response.StatusCode = 400;
                await AnswerAsync(http, new JsonObject { ["ok"] = false, ["trouble"] = wrong.Message });
            }
        });

    private static void SwitchFaults(World world, JsonObject ask)
    {
        if (ask.Is("clear")) world.Faults.Clear();
        if (ask["duplicate_events"] is not null) world.Faults.DuplicateEvents = ask.Is("duplicate_events");
        if (ask["disorder_events"] is not null) world.Faults.DisorderEvents = ask.Is("disorder_events");
        if (ask.Str("kind") is { } kind)
        {
            world.Faults.Add(new Fault(ask.Str("method") ?? "*", Enum.Parse<FaultKind>(kind, ignoreCase: true))
            {
                Times = ask["times"]?.GetValue<int>() ?? 1,
                RetryAfter = ask["retry_after"]?.GetValue<int>() ?? 1,
                Delay = TimeSpan.FromMilliseconds(ask["delay_ms"]?.GetValue<int>() ?? 2000),
                Code = ask.Str("code") ?? "internal_error",
            });
        }
        world.Changed();
    }

    private static (Workspace Workspace, Member Me) Who(SimulatorHost host, string? team, string? name)
    {
        lock (host.World.Gate)
        {
            var workspace = host.World.Workspaces.Find(one => one.Id == team) ?? host.World.Default;
            return (workspace, workspace.Named(string.IsNullOrEmpty(name) ? "ann" : name));
        }
    }

    private static Conversation Channel(Actor who, JsonObject ask) => who.Workspace.Channel(ask.Text("channel"));

    private static OpenView ViewOf(Actor who, JsonObject ask) =>
        who.Workspace.FindView(ask.Str("view"))?.View ?? throw new ArgumentException("That view is closed.", nameof(ask));

    private static Place PlaceOf(Actor who, JsonObject ask)
    {
        if (ask["view"] is not null) return new Place(null, null, ViewOf(who, ask));
        var channel = Channel(who, ask);
        return new Place(channel, channel.Find(ask.Text("ts")) ?? throw new ArgumentException("That message is gone.", nameof(ask)), null);
    }

    private static Task<Outcome> Done(Action act)
    {
        act();
        return Task.FromResult(Outcome.Fine);
    }

    /// <summary>Server-sent events: one line per change; the page then asks for its state.</summary>
    private static async Task FollowAsync(HttpContext http, World world)
    {
        http.Response.ContentType = "text/event-stream";
        try
        {
            while (true)
            {
                var next = world.NextChange();
                await http.Response.WriteAsync($"data: {world.Revision}\n\n", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await next.WaitAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    private static Task AnswerAsync(HttpContext http, JsonNode answer)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(answer.ToJsonString());
    }
}
