using System.Text.Json.Nodes;
using NUnit.Framework;
using SlackPartner.Simulator;

namespace SlackPartner.Tests.Simulator;

public sealed class WebApiTests : SimulatorFixture
{
    [Test]
    public async Task An_unknown_method_is_refused_and_remembered()
    {
        Assert.That(Error(await App.CallAsync("chat.sendMessage")), Is.EqualTo("unknown_method"));
        Assert.That(Slack.UnknownCalls, Is.EqualTo(new[] { "chat.sendMessage" }));
    }

    [Test]
    public async Task A_wrong_token_is_invalid_auth()
    {
        var (_, answer) = await App.SendAsync("auth.test", token: "xoxb-wrong");

        Assert.That(Error(answer), Is.EqualTo("invalid_auth"));
    }

    [Test]
    public async Task A_missing_scope_is_named()
    {
        var answer = await App.FormAsync("team.info");

        Assert.That((Error(answer), answer["needed"]!.GetValue<string>()), Is.EqualTo(("missing_scope", "team:read")));
    }

    [Test]
    public async Task Scopes_come_with_every_answer()
    {
        var (response, _) = await App.SendAsync("auth.test");

        Assert.That(response.Headers.GetValues("x-oauth-scopes").Single(), Does.Contain("chat:write"));
    }

    [Test]
    public async Task Read_methods_take_forms_only()
    {
        var asJson = await App.CallAsync("users.info", new JsonObject { ["user"] = "U0ANNARCHER" });
        var asForm = await App.FormAsync("users.info", ("user", "U0ANNARCHER"));

        Assert.That(Error(asJson), Is.EqualTo("invalid_arguments"));
        Assert.That(asForm["user"]!["tz"]!.GetValue<string>(), Is.EqualTo("America/New_York"));
    }

    [Test]
    public async Task Someone_deactivated_has_no_zone_and_cannot_be_written_to()
    {
        var dan = await App.FormAsync("users.info", ("user", "U0DANDUNCAN"));

        Assert.That((dan["user"]!["deleted"]!.GetValue<bool>(), dan["user"]!["tz"]), Is.EqualTo((true, (JsonNode?)null)));
        Assert.That(Error(await App.CallAsync("conversations.open", new JsonObject { ["users"] = "U0DANDUNCAN" })), Is.EqualTo("user_disabled"));
    }

    [Test]
    public async Task Bots_cannot_be_written_to() =>
        Assert.That(Error(await App.CallAsync("chat.postMessage", new JsonObject { ["channel"] = "U0TALLYBOT1", ["text"] = "Hi" })), Is.EqualTo("cannot_dm_bot"));

    [Test]
    public async Task A_channel_without_the_bot_takes_nothing() =>
        Assert.That(Error(await App.CallAsync("chat.postMessage", new JsonObject { ["channel"] = "C0GENERAL01", ["text"] = "Hi" })), Is.EqualTo("not_in_channel"));

    [Test]
    public async Task History_pages_newest_first_and_gives_metadata_only_when_asked()
    {
        for (var n = 0; n < 3; n++) await PostAsync($"message {n}", new JsonObject { ["event_type"] = "partner_work", ["event_payload"] = new JsonObject { ["id"] = n } });
        var channel = Slack.Person("ann").Direct;

        var first = await App.FormAsync("conversations.history", ("channel", channel), ("limit", "2"), ("include_all_metadata", "true"));
        var second = await App.FormAsync("conversations.history", ("channel", channel), ("limit", "2"), ("cursor", first["response_metadata"]!["next_cursor"]!.GetValue<string>()));

        Assert.That(first["messages"]!.AsArray().Select(one => one!["metadata"]!["event_payload"]!["id"]!.GetValue<int>()), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(second["messages"]!.AsArray().Select(one => one!["metadata"]), Is.EqualTo(new JsonNode?[] { null }));
        Assert.That(second["has_more"]!.GetValue<bool>(), Is.False);
    }

    [Test]
    public async Task Oldest_and_latest_bound_the_history()
    {
        var stamps = new List<string>();
        for (var n = 0; n < 3; n++) stamps.Add((await PostAsync($"message {n}"))["ts"]!.GetValue<string>());

        var between = await App.FormAsync("conversations.history", ("channel", Slack.Person("ann").Direct), ("oldest", stamps[0]), ("latest", stamps[2]));

        Assert.That(between["messages"]!.AsArray().Select(one => one!["text"]!.GetValue<string>()), Is.EqualTo(new[] { "message 1" }));
    }

    [Test]
    public async Task An_update_without_blocks_keeps_them_and_tells_the_bot()
    {
        await App.ConnectAsync();
        var posted = await App.CallAsync("chat.postMessage", new JsonObject { ["channel"] = "U0ANNARCHER", ["text"] = "old", ["blocks"] = new JsonArray(Say.Section("Shown")) });

        await App.CallAsync("chat.update", new JsonObject { ["channel"] = posted["channel"]!.GetValue<string>(), ["ts"] = posted["ts"]!.GetValue<string>(), ["text"] = "new" });

        await Slack.DeliveredAsync(one => one.Payload["event"]!["subtype"]?.GetValue<string>() == "message_changed");
        var card = Slack.Person("ann").Messages.Single();
        Assert.That((card.Fallback, card.Text, card.Edits), Is.EqualTo(("new", "Shown", 1)));
    }

    [Test]
    public async Task A_client_msg_id_from_an_app_is_a_violation()
    {
        await App.CallAsync("chat.postMessage", new JsonObject { ["channel"] = "U0ANNARCHER", ["text"] = "Hi", ["client_msg_id"] = "1" });

        Assert.That(Slack.Violations, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_code_buys_a_token_once()
    {
        var other = Slack.AddWorkspace("T0OTHER", "Other", installed: false);
        var code = other.IssueOAuthCode();
        (string, string)[] form = [("client_id", Slack.ClientId), ("client_secret", Slack.ClientSecret), ("code", code)];

        var first = await App.FormAsync("oauth.v2.access", form);
        var second = await App.FormAsync("oauth.v2.access", form);

        Assert.That((first["team"]!["id"]!.GetValue<string>(), first["access_token"]!.GetValue<string>()), Is.EqualTo(("T0OTHER", other.BotToken)));
        Assert.That(Error(second), Is.EqualTo("invalid_code"));
    }

    [Test]
    public async Task A_refused_call_comes_with_Retry_After_and_passes_the_next_time()
    {
        Slack.Faults.RateLimited("auth.test", retryAfter: 7);

        var (limited, _) = await App.SendAsync("auth.test");
        var (fine, _) = await App.SendAsync("auth.test");

        Assert.That(((int)limited.StatusCode, limited.Headers.RetryAfter!.ToString(), (int)fine.StatusCode), Is.EqualTo((429, "7", 200)));
    }

    [Test]
    public void A_connection_reset_after_processing_leaves_the_message_there()
    {
        Slack.Faults.ResetAfter("chat.postMessage");

        Assert.That(async () => await PostAsync("Arrived all the same"), Throws.TypeOf<HttpRequestException>());
        Assert.That(Slack.Person("ann").Messages.Single().Text, Is.EqualTo("Arrived all the same"));
    }

    [Test]
    public void A_connection_reset_before_processing_leaves_nothing()
    {
        Slack.Faults.ResetBefore("chat.postMessage");

        Assert.That(async () => await PostAsync("Never"), Throws.TypeOf<HttpRequestException>());
        Assert.That(Slack.Person("ann").Messages, Is.Empty);
    }

    private Task<JsonObject> PostAsync(string text, JsonObject? metadata = null)
    {
        var body = new JsonObject { ["channel"] = Slack.Person("ann").Id, ["text"] = text };
        if (metadata is not null) body["metadata"] = metadata;
        return App.CallAsync("chat.postMessage", body);
    }

    private static string? Error(JsonObject answer) => answer["error"]?.GetValue<string>();
}

public sealed class RateTierTests : SimulatorFixture
{
    protected override SimulatorOptions Options => base.Options with { RateTiers = true };

    [Test]
    public async Task A_channel_takes_one_message_a_second()
    {
        var body = new JsonObject { ["channel"] = "U0ANNARCHER", ["text"] = "Hi" };
        var (first, _) = await App.SendAsync("chat.postMessage", body.DeepClone().AsObject());
        var (second, _) = await App.SendAsync("chat.postMessage", body.DeepClone().AsObject());
        body["channel"] = "U0BOBBRANDT";
        var (elsewhere, _) = await App.SendAsync("chat.postMessage", body);

        Assert.That(((int)first.StatusCode, (int)second.StatusCode, (int)elsewhere.StatusCode), Is.EqualTo((200, 429, 200)));
    }
}
