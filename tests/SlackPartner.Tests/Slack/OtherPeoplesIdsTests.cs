using System.Reflection;
using System.Text.Json.Nodes;
using SlackPartner.Feedback;
using SlackPartner.Simulator.Driver;
using static SlackPartner.Tests.Slack.SignedBot;

namespace SlackPartner.Tests.Slack;

/// <summary>Ann's draft for Bob, named by Bob and by Cleo in every button and form there is: nothing happens to it and nothing of it is shown.</summary>
internal sealed class OtherPeoplesIdsTests
{
    private const string Canary = "quixotic-canary";
    private const string Everything = "select row_to_json(feedback)::text from feedback union all select row_to_json(feedback_mute)::text from feedback_mute union all select row_to_json(feedback_answer)::text from feedback_answer order by 1";

    private SignedBot _bot = null!; // set up once
    private string _draft = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _bot = await SignedBot.StartAsync();
        var ann = _bot.Slack.Person("ann");
        await ann.RunsAsync("/sbi @bob");
        await ann.FillsAsync("Situation", $"{Canary} one");
        await ann.FillsAsync("Behavior", $"{Canary} two");
        await ann.FillsAsync("Impact", $"{Canary} three");
        await ann.SubmitsAsync();
        _draft = (await ann.SeesModalAsync("exactly this")).Raw["private_metadata"]!.GetValue<string>(); // Review names its note
    }

    [OneTimeTearDown]
    public Task EndAsync() => _bot.DisposeAsync().AsTask();

    [Test]
    public async Task Nobody_else_can_press_a_button_with_it(
        [ValueSource(nameof(Actions))] string action, [Values("bob", "cleo")] string who, [Values("message", "modal", "home")] string where)
    {
        var person = _bot.Slack.Person(who);
        var element = new JsonObject { ["type"] = "button", ["action_id"] = action, ["block_id"] = "b", ["value"] = action == FeedbackIds.Action.KeepAsIs ? $"{_draft}|behavior:judgment:0" : _draft };
        if (action == FeedbackIds.Action.CardMenu) element["selected_option"] = new JsonObject { ["value"] = _draft };
        var payload = Start("block_actions", person);
        payload["actions"] = new JsonArray(element);
        switch (where)
        {
            case "message":
                payload["channel"] = new JsonObject { ["id"] = person.Direct };
                payload["message"] = new JsonObject { ["ts"] = "1.1" };
                payload["response_url"] = $"{_bot.Slack.Url}/nowhere";
                break;
            default:
                payload["view"] = new JsonObject { ["id"] = "V1", ["type"] = where, ["callback_id"] = FeedbackIds.View.Review, ["private_metadata"] = _draft };
                break;
        }

        await NothingHappensAsync(payload, person);
    }

    [Test]
    public async Task Nobody_else_can_submit_a_form_with_it([ValueSource(nameof(Forms))] string form, [Values("bob", "cleo")] string who)
    {
        var person = _bot.Slack.Person(who);
        var values = new JsonObject();
        foreach (var field in new[] { "situation", "behavior", "impact", "question", "request" })
            values[field] = new JsonObject { [field] = new JsonObject { ["type"] = "plain_text_input", ["value"] = "Mine now" } };
        values["to"] = new JsonObject { ["to"] = new JsonObject { ["type"] = "users_select", ["selected_user"] = _bot.Slack.Person("kim").Id } };
        values["until"] = new JsonObject { ["until"] = new JsonObject { ["type"] = "radio_buttons", ["selected_option"] = new JsonObject { ["value"] = "2h" } } };
        var payload = Start("view_submission", person);
        payload["view"] = new JsonObject { ["id"] = "V1", ["type"] = "modal", ["callback_id"] = form, ["private_metadata"] = _draft, ["state"] = new JsonObject { ["values"] = values } };

        await NothingHappensAsync(payload, person);
    }

    [Test]
    public async Task Its_author_can() // without this the refusals above would prove nothing
    {
        var ann = _bot.Slack.Person("ann");
        var payload = Start("block_actions", ann);
        payload["actions"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = FeedbackIds.Action.Review, ["value"] = _draft });
        payload["trigger_id"] = _bot.Slack.World.Triggers.Issue(_bot.Slack.Workspace, ann.Id);
        payload["channel"] = new JsonObject { ["id"] = ann.Direct };
        payload["message"] = new JsonObject { ["ts"] = "1.1" };
        var before = _bot.Slack.Calls.Count;

        await _bot.PostAsync("/slack/interactions", Payload(payload.ToJsonString()), Form);

        Assert.That(_bot.Slack.Calls.Skip(before).Select(call => call.Body.ToJsonString()), Has.Some.Contains(Canary));
    }

    private static IEnumerable<string> Actions() => Constants(typeof(FeedbackIds.Action));

    private static IEnumerable<string> Forms() => Constants(typeof(FeedbackIds.View));

    private async Task NothingHappensAsync(JsonObject payload, Person person)
    {
        payload["trigger_id"] = _bot.Slack.World.Triggers.Issue(_bot.Slack.Workspace, person.Id);
        var before = await _bot.Database.QueryAsync<string>(Everything);
        var calls = _bot.Slack.Calls.Count;

        var (status, body) = await _bot.PostAsync("/slack/interactions", Payload(payload.ToJsonString()), Form);

        var after = await _bot.Database.QueryAsync<string>(Everything);
        Assert.Multiple(() =>
        {
            Assert.That((int)status, Is.EqualTo(200));
            Assert.That(body, Does.Not.Contain(Canary));
            Assert.That(_bot.Slack.Calls.Skip(calls).Select(call => call.Body.ToJsonString()), Has.None.Contains(Canary));
            Assert.That(after, Is.EqualTo(before));
        });
    }

    private JsonObject Start(string type, Person person) => new()
    {
        ["type"] = type,
        ["team"] = new JsonObject { ["id"] = _bot.Slack.TeamId },
        ["user"] = new JsonObject { ["id"] = person.Id, ["team_id"] = _bot.Slack.TeamId },
    };

    private static IEnumerable<string> Constants(Type type) => type.GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetRawConstantValue()!); // a class of string constants
}
