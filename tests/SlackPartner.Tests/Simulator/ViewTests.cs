using System.Text.Json.Nodes;
using NUnit.Framework;
using SlackPartner.Simulator;
using SlackPartner.Simulator.Driver;

namespace SlackPartner.Tests.Simulator;

public sealed class ViewTests : SimulatorFixture
{
    [Test]
    public async Task A_trigger_works_once()
    {
        var trigger = await TriggerAsync();

        await OpenAsync(trigger);

        Assert.That(Error(await OpenAsync(trigger)), Is.EqualTo("trigger_exchanged"));
    }

    [Test]
    public async Task A_refused_view_does_not_use_up_its_trigger()
    {
        var trigger = await TriggerAsync();
        var tooLong = Say.Modal("A title that is far too long for Slack", Say.Section("x"));

        var refused = await App.CallAsync("views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = tooLong });

        Assert.That(refused["response_metadata"]!["messages"]![0]!.GetValue<string>(), Does.Contain("[json-pointer:/view/title/text]"));
        Assert.That(Error(await OpenAsync(trigger)), Is.Null);
    }

    [Test]
    public async Task A_fourth_view_is_refused()
    {
        await OpenAsync(await TriggerAsync(), Say.Modal("1", Say.Actions(Say.Button("Deeper", "deeper"))));
        string? error = null;
        App.OnEnvelope = async envelope =>
        {
            var answer = await App.CallAsync("views.push", new JsonObject { ["trigger_id"] = envelope["payload"]!["trigger_id"]!.GetValue<string>(), ["view"] = Say.Modal("More", Say.Actions(Say.Button("Deeper", "deeper"))) });
            error = Error(answer);
            return null;
        };
        var ann = Slack.Person("ann");

        await ann.ClicksAsync("Deeper");
        await ann.ClicksAsync("Deeper");
        Assert.That((ann.Modal?.Depth, error), Is.EqualTo(((int?)3, (string?)null)));
        await ann.ClicksAsync("Deeper");

        Assert.That(error, Is.EqualTo("push_limit_reached"));
    }

    [Test]
    public async Task A_stale_hash_is_a_conflict()
    {
        var opened = await OpenAsync(await TriggerAsync());
        var update = new JsonObject { ["view_id"] = opened["view"]!["id"]!.GetValue<string>(), ["hash"] = opened["view"]!["hash"]!.GetValue<string>(), ["view"] = Say.Modal("Again", Say.Section("x")) };

        var first = await App.CallAsync("views.update", update.DeepClone().AsObject());
        var second = await App.CallAsync("views.update", update);

        Assert.That((Error(first), Error(second)), Is.EqualTo(((string?)null, "hash_conflict")));
    }

    [Test]
    public async Task What_was_typed_survives_an_update_that_keeps_the_input()
    {
        var opened = await OpenAsync(await TriggerAsync(), Say.Modal("Form", Say.Input("what", "What")));
        var ann = Slack.Person("ann");
        await ann.FillsAsync("What", "my words");

        await App.CallAsync("views.update", new JsonObject { ["view_id"] = opened["view"]!["id"]!.GetValue<string>(), ["view"] = Say.Modal("Form", Say.Section("New"), Say.Input("what", "What")) });

        Assert.That(ann.Modal?.Values["What"], Is.EqualTo("my words"));
    }

    [Test]
    public async Task Closing_is_told_only_where_it_was_asked_for()
    {
        var asked = Say.Modal("Form", Say.Section("x"));
        asked["notify_on_close"] = true;
        await OpenAsync(await TriggerAsync(), asked);
        await Slack.Person("ann").ClosesModalAsync();
        await OpenAsync(await TriggerAsync(), Say.Modal("Form", Say.Section("x")));
        await Slack.Person("ann").ClosesModalAsync();

        Assert.That(Slack.Deliveries.Count(one => one.Payload["type"]?.GetValue<string>() == "view_closed"), Is.EqualTo(1));
    }

    [Test]
    public async Task Every_kind_of_choice_is_made_in_words()
    {
        static JsonObject Option(string text) => new() { ["text"] = Say.Plain(text), ["value"] = text[..1] };
        await OpenAsync(await TriggerAsync(), Say.Modal("Form",
            Say.Input("who", "To", new JsonObject { ["type"] = "users_select", ["action_id"] = "a" }),
            Say.Input("many", "Partners", new JsonObject { ["type"] = "multi_users_select", ["action_id"] = "a" }),
            Say.Input("one", "Rhythm", new JsonObject { ["type"] = "static_select", ["action_id"] = "a", ["options"] = new JsonArray(Option("Every week"), Option("two weeks")) }),
            Say.Input("days", "Days", new JsonObject { ["type"] = "checkboxes", ["action_id"] = "a", ["options"] = new JsonArray(Option("Monday"), Option("Friday")) }),
            Say.Input("date", "Day", new JsonObject { ["type"] = "datepicker", ["action_id"] = "a" }),
            Say.Input("time", "Time", new JsonObject { ["type"] = "timepicker", ["action_id"] = "a" })));
        var ann = Slack.Person("ann");

        await ann.FillsAsync("To", "@bob");
        await ann.FillsAsync("Partners", "Kim Lee, cleo");
        await ann.FillsAsync("Rhythm", "two weeks");
        await ann.FillsAsync("Days", "Monday, Friday");
        await ann.FillsAsync("Day", "2026-11-24");
        await ann.FillsAsync("Time", "09:30");
        await ann.SubmitsAsync();

        var values = Slack.Deliveries[^1].Payload["view"]!["state"]!["values"]!;
        Assert.That(values["who"]!["a"]!["selected_user"]!.GetValue<string>(), Is.EqualTo("U0BOBBRANDT"));
        Assert.That(values["many"]!["a"]!["selected_users"]!.AsArray().Select(one => one!.GetValue<string>()), Is.EqualTo(new[] { "U0KIMLEE001", "U0CLEOCHAND" }));
        Assert.That(values["one"]!["a"]!["selected_option"]!["value"]!.GetValue<string>(), Is.EqualTo("t"));
        Assert.That(values["days"]!["a"]!["selected_options"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That((values["date"]!["a"]!["selected_date"]!.GetValue<string>(), values["time"]!["a"]!["selected_time"]!.GetValue<string>()), Is.EqualTo(("2026-11-24", "09:30")));
    }

    [Test]
    public async Task A_response_url_works_five_times_and_half_an_hour()
    {
        await App.ConnectAsync();
        await Slack.Person("ann").RunsAsync("/sbi");
        var url = Slack.Deliveries[^1].Payload["response_url"]!.GetValue<string>();
        for (var n = 0; n < 5; n++) Assert.That((int)(await App.RespondAsync(url, new JsonObject { ["text"] = $"{n}" })).StatusCode, Is.EqualTo(200));

        var sixth = await App.RespondAsync(url, new JsonObject { ["text"] = "6" });
        await Slack.Person("ann").RunsAsync("/sbi");
        await Slack.AdvanceAsync(TimeSpan.FromMinutes(31));
        var late = await App.RespondAsync(Slack.Deliveries[^1].Payload["response_url"]!.GetValue<string>(), new JsonObject { ["text"] = "late" });

        Assert.That(await sixth.Content.ReadAsStringAsync(), Does.Contain("used_url"));
        Assert.That(await late.Content.ReadAsStringAsync(), Does.Contain("expired_url"));
    }

    private async Task<string> TriggerAsync()
    {
        if (Slack.Connections == 0) await App.ConnectAsync();
        await Slack.Person("ann").RunsAsync("/sbi");
        return Slack.Deliveries[^1].Payload["trigger_id"]!.GetValue<string>();
    }

    private Task<JsonObject> OpenAsync(string trigger, JsonObject? view = null) =>
        App.CallAsync("views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = view ?? Say.Modal("Form", Say.Section("x")) });

    private static string? Error(JsonObject answer) => answer["error"]?.GetValue<string>();
}

public sealed class TriggerLifeTests : SimulatorFixture
{
    protected override SimulatorOptions Options => base.Options with { TriggerLife = TimeSpan.Zero };

    [Test]
    public async Task A_trigger_dies()
    {
        await App.ConnectAsync();
        await Slack.Person("ann").RunsAsync("/sbi");

        var answer = await App.CallAsync("views.open", new JsonObject { ["trigger_id"] = Slack.Deliveries[^1].Payload["trigger_id"]!.GetValue<string>(), ["view"] = Say.Modal("Form", Say.Section("x")) });

        Assert.That(answer["error"]!.GetValue<string>(), Is.EqualTo("trigger_expired"));
    }
}
