using System.Text.Json.Nodes;
using NUnit.Framework;
using SlackPartner.Simulator;
using SlackPartner.Simulator.Driver;

namespace SlackPartner.Tests.Simulator;

public sealed class DialogueTests
{
    private SimulatedSlack _slack = null!; // set before each test
    private RawApp _app = null!; // set before each test

    [SetUp]
    public async Task Start()
    {
        _slack = await SimulatedSlack.StartAsync(new SimulatorOptions { AckTimeout = TimeSpan.FromSeconds(20), TriggerLife = TimeSpan.FromSeconds(20), Patience = TimeSpan.FromSeconds(20) });
        _app = new RawApp(_slack);
    }

    [TearDown]
    public async Task Stop()
    {
        await _app.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Test]
    public async Task A_command_opens_a_form_whose_answer_reaches_another_person()
    {
        await _app.ConnectAsync();
        _app.OnEnvelope = AnswerFeedback;
        var (ann, bob) = (_slack.Person("ann"), _slack.Person("bob"));

        await ann.RunsAsync("/sbi @bob thanks & <bye>");
        await ann.FillsAsync("situation", "This morning's call");
        await ann.SubmitsAsync("Review");
        var card = await bob.ReceivesAsync("This morning");
        await bob.ClicksAsync("Thank You", within: card);
        var answered = await bob.SeesChangeAsync(card);

        Assert.That(answered.Text, Is.EqualTo("You said thanks"));
        Assert.That(ann.Modal, Is.Null);
        Assert.That(_slack.Violations, Is.Empty);
    }

    [Test]
    public async Task Mentions_in_a_command_carry_id_and_name_and_the_rest_is_escaped_once()
    {
        await _app.ConnectAsync();

        await _slack.Person("ann").RunsAsync("/sbi @bob a < b & #planning @nobody");

        var payload = _slack.Deliveries.Single(one => one.Kind == "slash_commands").Payload;
        Assert.That(payload["text"]!.GetValue<string>(), Is.EqualTo($"<@{_slack.Person("bob").Id}|bob> a &lt; b &amp; <#C0PLANNING1|planning> @nobody"));
    }

    [Test]
    public async Task The_reply_in_the_ack_is_seen_by_the_person_only()
    {
        await _app.ConnectAsync();
        _app.OnEnvelope = _ => Task.FromResult<JsonNode?>(new JsonObject { ["text"] = "Only &lt;you&gt; <@U0BOBBRANDT>" });

        var reply = await _slack.Person("ann").RunsAsync("/sbi help");

        Assert.That(reply?.Text, Is.EqualTo("Only <you> @Bob Brandt"));
        Assert.That(reply?.IsEphemeral, Is.True);
        Assert.That(_slack.Person("bob").MessagesIn("#general").Any(card => card.IsEphemeral), Is.False);
    }

    [Test]
    public async Task A_required_input_left_empty_is_an_error_and_nothing_is_sent()
    {
        await _app.ConnectAsync();
        _app.OnEnvelope = AnswerFeedback;
        var ann = _slack.Person("ann");
        await ann.RunsAsync("/sbi");

        await ann.SubmitsAsync();

        Assert.That(ann.Modal?.Errors, Contains.Key("Situation"));
        Assert.That(_slack.Deliveries.Any(one => one.Payload["type"]?.GetValue<string>() == "view_submission"), Is.False);
    }

    [Test]
    public async Task Errors_of_the_app_stand_beside_the_input_and_a_stray_one_is_a_violation()
    {
        await _app.ConnectAsync();
        _app.OnEnvelope = async envelope => envelope["payload"]!["type"]?.GetValue<string>() == "view_submission"
            ? new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { ["situation"] = "Say more", ["nowhere"] = "?" } }
            : await AnswerFeedback(envelope);
        var ann = _slack.Person("ann");
        await ann.RunsAsync("/sbi");
        await ann.FillsAsync("Situation", "Hm");

        await ann.SubmitsAsync();

        Assert.That(ann.Modal?.Errors["Situation"], Is.EqualTo("Say more"));
        Assert.That(_slack.Violations, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_is_typed_to_the_bot_its_edit_and_its_deletion_arrive_as_events()
    {
        await _app.ConnectAsync();
        var ann = _slack.Person("ann");

        var message = await ann.WritesAsync("feedback for @kim");
        await ann.EditsAsync(message, "feedback for @bob");
        await ann.DeletesAsync(message);
        foreach (var kind in new[] { null, "message_changed", "message_deleted" })
            await _slack.DeliveredAsync(one => one.Payload["event"]?["subtype"]?.GetValue<string>() == kind);

        var events = _slack.Deliveries.Select(one => one.Payload["event"]!).OrderBy(one => one["event_ts"]!.GetValue<string>(), StringComparer.Ordinal).ToList();
        Assert.That(events.Select(one => one["subtype"]?.GetValue<string>()), Is.EquivalentTo(new[] { null, "message_changed", "message_deleted" }));
        Assert.That(events.Single(one => one["subtype"] is null)["text"]!.GetValue<string>(), Is.EqualTo("feedback for <@U0KIMKOWALS>"));
    }

    [Test]
    public async Task The_bots_own_message_comes_back_to_it_as_an_event_with_bot_id()
    {
        await _app.ConnectAsync();

        await _app.CallAsync("chat.postMessage", new JsonObject { ["channel"] = _slack.Person("ann").Id, ["text"] = "Hello" });

        var arrived = await _slack.DeliveredAsync(one => one.Kind == "events_api");
        Assert.That(arrived.Payload["event"]!["bot_id"]!.GetValue<string>(), Is.EqualTo("B0PARTNER01"));
    }

    [Test]
    public async Task Home_is_shown_once_published_and_its_buttons_work()
    {
        await _app.ConnectAsync();
        _app.OnEnvelope = async envelope =>
        {
            if (envelope["payload"]!["event"]?["type"]?.GetValue<string>() == "app_home_opened")
                await _app.CallAsync("views.publish", new JsonObject { ["user_id"] = _slack.Person("ann").Id, ["view"] = new JsonObject { ["type"] = "home", ["blocks"] = new JsonArray(Say.Section("Welcome"), Say.Actions(Say.Button("Give Feedback", "give"))) } });
            return null;
        };
        var ann = _slack.Person("ann");

        var home = await ann.OpensHomeAsync();
        await ann.ClicksAsync("Give Feedback", within: home);

        var pressed = await _slack.DeliveredAsync(one => one.Payload["type"]?.GetValue<string>() == "block_actions");
        Assert.That(pressed.Payload["view"]!["type"]!.GetValue<string>(), Is.EqualTo("home"));
        Assert.That(pressed.Payload["response_url"], Is.Null);
    }

    private async Task<JsonNode?> AnswerFeedback(JsonObject envelope)
    {
        var payload = envelope["payload"]!;
        switch (payload["type"]?.GetValue<string>())
        {
            case "view_submission":
                var said = payload["view"]!["state"]!["values"]!["situation"]!["text"]!["value"]!.GetValue<string>();
                await _app.CallAsync("chat.postMessage", new JsonObject { ["channel"] = _slack.Person("bob").Id, ["text"] = "New", ["blocks"] = new JsonArray(Say.Section(said), Say.Actions(Say.Button("Thank You", "thanks"))) });
                return null;
            case "block_actions":
                await _app.RespondAsync(payload["response_url"]!.GetValue<string>(), new JsonObject { ["replace_original"] = true, ["text"] = "You said thanks" });
                return null;
            default:
                if (envelope["type"]!.GetValue<string>() == "slash_commands")
                    await _app.CallAsync("views.open", new JsonObject { ["trigger_id"] = payload["trigger_id"]!.GetValue<string>(), ["view"] = Say.Modal("Give feedback", Say.Input("situation", "Situation")) });
                return null;
        }
    }
}
