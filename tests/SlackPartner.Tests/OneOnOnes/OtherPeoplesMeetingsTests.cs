using System.Reflection;
using System.Text.Json.Nodes;
using SlackPartner.OneOnOnes;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Journeys;
using SlackPartner.Tests.Slack;
using SlackPartner.Tests.Support;
using static SlackPartner.Tests.Slack.SignedBot;

namespace SlackPartner.Tests.OneOnOnes;

/// <summary>What Ann and Bob have together, named by Cleo in every button and form there is: nothing happens to it and nothing of it is shown.</summary>
internal sealed class OtherPeoplesMeetingsTests() : OneOnOnePlay(Transport.SignedHttp)
{
    private const string Canary = "quixotic-canary";

    private const string Everything =
        """
        select row_to_json(one_on_one)::text from one_on_one
        union all select row_to_json(one_on_one_plan)::text from one_on_one_plan
        union all select row_to_json(one_on_one_occurrence)::text from one_on_one_occurrence
        union all select row_to_json(one_on_one_item)::text from one_on_one_item
        union all select row_to_json(one_on_one_question)::text from one_on_one_question
        union all select row_to_json(one_on_one_answer)::text from one_on_one_answer
        union all select row_to_json(one_on_one_meetup)::text from one_on_one_meetup
        order by 1
        """;

    [Test]
    public async Task Nobody_else_can_press_or_submit_anything_with_it()
    {
        await MeetWeeklyAsync(Ann, Bob, more: ("Place or link", $"{Canary} place"));
        await Ann.RunsAsync($"/1on1 add {Canary} item");
        await Ann.RunsAsync("/1on1 agenda");
        await Ann.ClicksAsync("Answer the Question");
        await Ann.FillsAsync("Your answer", $"{Canary} answer");
        await Ann.SubmitsAsync();
        await Ann.ClosesModalAsync(all: true);
        await Ann.RunsAsync("/1on1 trip");
        await Ann.FillsAsync("City", $"Berlin, {Canary}");
        await Ann.FillsAsync("First day", Now.InUtc().Date.PlusDays(1).ToString("uuuu-MM-dd", null));
        await Ann.FillsAsync("Last day", Now.InUtc().Date.PlusDays(2).ToString("uuuu-MM-dd", null));
        await Ann.SubmitsAsync();
        await Ann.ReceivesAsync("in the same place");
        await Bob.ReceivesAsync("in the same place");
        await EverythingIsDoneAsync();

        List<string> ids = [.. (await Database.QueryAsync<Guid>(
            "select id from one_on_one union select id from one_on_one_plan union select id from one_on_one_occurrence union select id from one_on_one_item union select id from one_on_one_meetup")).Select(id => id.ToString("N"))];
        var (series, slot) = (await Database.QueryAsync<(Guid, DateTime)>("select series_id, slot::timestamp from one_on_one_question")).Single();
        string[] values =
        [
            .. ids, Bob.Id, $"{series:N}:{slot:yyyy-MM-dd}", $"{Bob.Id}|-",
            .. ids.SelectMany(id => new[] { $"done:{id}", $"soon:{id}", $"snooze:missed:{id}", $"snooze:after:{id}" }),
        ];
        var before = await Database.QueryAsync<string>(Everything);
        var calls = Slack.Calls.Count;
        using var http = new SignedHand(Slack, Bot.Url);
        foreach (var value in values)
        {
            foreach (var action in Constants(typeof(OneOnOneIds.Action))) await http.PostAsync(Press(action, value));
            foreach (var form in Constants(typeof(OneOnOneIds.View))) await http.PostAsync(Submit(form, value));
        }
        await EverythingIsDoneAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await Database.QueryAsync<string>(Everything), Is.EqualTo(before));
            Assert.That((await CountRowsAsync($"work where kind like 'oneonone.%' and person = '{Cleo.Id}'"))[0], Is.Zero, "nothing comes of it later");
            Assert.That(http.Bodies, Has.None.Contains(Canary));
            Assert.That(Slack.Calls.Skip(calls).Select(call => call.Body.ToJsonString()), Has.None.Contains(Canary));
            Assert.That((await CountRowsAsync("one_on_one_trip"))[0], Is.EqualTo(2), "Cleo's own trip, which her forms told of again and again");
        });
        await Ann.RunsAsync("/1on1 agenda");
        await Ann.SeesModalAsync($"{Canary} item"); // its people can: without this the above would prove nothing
    }

    private JsonObject Press(string action, string value)
    {
        var payload = Start("block_actions");
        payload["actions"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = action, ["value"] = value });
        payload["channel"] = new JsonObject { ["id"] = Cleo.Direct };
        payload["message"] = new JsonObject { ["ts"] = "1.1" };
        return payload;
    }

    private JsonObject Submit(string form, string metadata)
    {
        var values = new JsonObject();
        foreach (var (field, value) in new[] { ("words", "Mine now"), ("place", "Oslo") })
            values[field] = new JsonObject { [field] = new JsonObject { ["type"] = "plain_text_input", ["value"] = value } };
        foreach (var field in new[] { "date", "from", "until" })
            values[field] = new JsonObject { [field] = new JsonObject { ["type"] = "datepicker", ["selected_date"] = Now.InUtc().Date.PlusDays(5).ToString("uuuu-MM-dd", null) } };
        values["time"] = new JsonObject { ["time"] = new JsonObject { ["type"] = "timepicker", ["selected_time"] = "10:00" } };
        foreach (var (field, value) in new[] { ("day", "2"), ("every", "1"), ("needed", "20"), ("margin", "25"), ("remind", "10"), ("in_person", "0"), ("ruler", Cleo.Id) })
            values[field] = new JsonObject { [field] = new JsonObject { ["type"] = "static_select", ["selected_option"] = new JsonObject { ["value"] = value } } };
        var payload = Start("view_submission");
        payload["view"] = new JsonObject { ["id"] = "V1", ["type"] = "modal", ["callback_id"] = form, ["private_metadata"] = metadata, ["state"] = new JsonObject { ["values"] = values } };
        return payload;
    }

    private JsonObject Start(string type) => new()
    {
        ["type"] = type,
        ["team"] = new JsonObject { ["id"] = Slack.TeamId },
        ["user"] = new JsonObject { ["id"] = Cleo.Id, ["team_id"] = Slack.TeamId },
        ["trigger_id"] = Slack.World.Triggers.Issue(Slack.Workspace, Cleo.Id),
    };

    private static IEnumerable<string> Constants(Type type) => type.GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetRawConstantValue()!); // a class of string constants

    /// <summary>Signs and sends what a test made up.</summary>
    private sealed class SignedHand(SimulatedSlack slack, string url) : IDisposable
    {
        private readonly HttpClient _http = new();

        public List<string> Bodies { get; } = [];

        public async Task PostAsync(JsonObject payload)
        {
            var body = Payload(payload.ToJsonString());
            var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{url}/slack/interactions")) { Content = new StringContent(body, null, Form) };
            request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
            request.Headers.TryAddWithoutValidation("X-Slack-Signature", SimulatedSlack.Sign(slack.SigningSecret, timestamp, body));
            using var answer = await _http.SendAsync(request);
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Bodies.Add(await answer.Content.ReadAsStringAsync());
        }

        public void Dispose() => _http.Dispose();
    }
}
