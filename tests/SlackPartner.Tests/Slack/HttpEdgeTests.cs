using System.Net;
using System.Text.Json.Nodes;
using static SlackPartner.Tests.Slack.SignedBot;

namespace SlackPartner.Tests.Slack;

/// <summary>What the worker answers to anyone who finds its address, and to Slack.</summary>
internal sealed class HttpEdgeTests
{
    private SignedBot _bot = null!; // set up once

    private string Opened =>
        $$$"""{"type":"event_callback","team_id":"{{{_bot.Slack.TeamId}}}","event_id":"Ev{{{Guid.NewGuid():N}}}","event":{"type":"app_home_opened","user":"{{{_bot.Slack.Person("ann").Id}}}","event_ts":"1.1"}}""";

    private string Help => Fields(("team_id", _bot.Slack.TeamId), ("user_id", _bot.Slack.Person("ann").Id), ("command", "/sbi"), ("text", "help"), ("trigger_id", "1.2"), ("response_url", ""));

    [OneTimeSetUp]
    public async Task StartAsync() => _bot = await SignedBot.StartAsync();

    [OneTimeTearDown]
    public Task EndAsync() => _bot.DisposeAsync().AsTask();

    [Test]
    public async Task A_signed_event_is_stored() // without this the refusals below would prove nothing
    {
        var before = await _bot.TracesAsync();

        var (status, _) = await _bot.PostAsync("/slack/events", Opened);

        Assert.That((status, await _bot.TracesAsync()), Is.EqualTo((HttpStatusCode.OK, before)).Using<(HttpStatusCode Status, string Traces)>((left, right) => left.Status == right.Status && left.Traces != right.Traces));
    }

    [Test]
    public async Task A_signed_command_is_answered() => Assert.That((await _bot.PostAsync("/slack/commands", Help, Form)).Body, Does.Contain("ephemeral"));

    [TestCase("/slack/events")]
    [TestCase("/slack/commands")]
    [TestCase("/slack/interactions")]
    public async Task Without_a_signature_nothing_passes(string path)
    {
        var (body, type) = path == "/slack/events" ? (Opened, Json) : (Help, Form);
        await RefusesAsync(HttpStatusCode.Unauthorized, () => _bot.PostAsync(path, body, type, signed: false));
        await RefusesAsync(HttpStatusCode.Unauthorized, () => _bot.PostAsync(path, body, type, secret: "another secret"));
        await RefusesAsync(HttpStatusCode.Unauthorized, () => _bot.PostAsync(path, body, type, signature: "v0="));
        await RefusesAsync(HttpStatusCode.Unauthorized, () => _bot.PostAsync(path, body, type, ago: TimeSpan.FromSeconds(310)));
        await RefusesAsync(HttpStatusCode.Unauthorized, () => _bot.PostAsync(path, body, type, ago: TimeSpan.FromSeconds(-310)));
        await RefusesAsync(HttpStatusCode.Unauthorized, () => _bot.PostAsync(path, body, type, signedBody: body + " "));
    }

    [TestCase("""{"type":"event_callback","team_id":"T0FOREIGN","event_id":"Ev1","event":{"type":"app_home_opened","user":"U1"}}""")]
    [TestCase("""{"type":"event_callback","team_id":"T0PARTNER","event_id":"Ev1","event":{"type":"something_new"}}""")]
    [TestCase("""{"type":"something_new","team_id":"T0PARTNER"}""")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"text\"")]
    [TestCase("{\"type\":")]
    [TestCase("not json")]
    [TestCase("")]
    public Task An_event_that_is_not_ours_is_acknowledged_and_forgotten(string body) => RefusesAsync(HttpStatusCode.OK, () => _bot.PostAsync("/slack/events", body));

    [TestCase("payload=null")]
    [TestCase("payload=")]
    [TestCase("payload=%7B")]
    [TestCase("payload=%00%ff")]
    [TestCase("payload=%22text%22")]
    [TestCase("payload=%5B%5D")]
    [TestCase("payload=%7B%22type%22%3A%22block_suggestion%22%7D")]
    [TestCase("something=else")]
    [TestCase("%%%&&&===")]
    [TestCase("")]
    public Task An_interaction_that_is_none_is_acknowledged_and_forgotten(string body) => RefusesAsync(HttpStatusCode.OK, () => _bot.PostAsync("/slack/interactions", body, Form));

    [TestCase("")]
    [TestCase("ssl_check=1&token=x")]
    [TestCase("team_id=T0PARTNER&user_id=U1&command=%2Funknown")]
    [TestCase("team_id=T0FOREIGN&user_id=U1&command=%2Fsbi&text=help")]
    [TestCase("team_id=%00&user_id=%00&command=%2Funknown")]
    public Task A_command_that_is_not_ours_is_acknowledged_and_forgotten(string body) => RefusesAsync(HttpStatusCode.OK, () => _bot.PostAsync("/slack/commands", body, Form));

    [TestCase("""{"type":"block_actions","actions":[{"type":"button","action_id":"unknown.action","value":"1"}]}""")]
    [TestCase("""{"type":"view_submission","view":{"id":"V1","callback_id":"unknown.view","state":{"values":{}}}}""")]
    [TestCase("""{"type":"shortcut","callback_id":"unknown.shortcut"}""")]
    [TestCase("""{"type":"view_closed","view":{"id":"V1","callback_id":"feedback.form"}}""")]
    public Task An_unknown_id_is_acknowledged_and_forgotten(string payload)
    {
        var json = JsonNode.Parse(payload)!.AsObject(); // an object of the cases above
        json["team"] = new JsonObject { ["id"] = _bot.Slack.TeamId };
        json["user"] = new JsonObject { ["id"] = _bot.Slack.Person("ann").Id };
        return RefusesAsync(HttpStatusCode.OK, () => _bot.PostAsync("/slack/interactions", Payload(json.ToJsonString()), Form));
    }

    [Test]
    public async Task A_wrong_content_type_is_refused()
    {
        await RefusesAsync(HttpStatusCode.UnsupportedMediaType, () => _bot.PostAsync("/slack/events", Opened, "text/plain"));
        await RefusesAsync(HttpStatusCode.UnsupportedMediaType, () => _bot.PostAsync("/slack/events", Opened, Form));
        await RefusesAsync(HttpStatusCode.UnsupportedMediaType, () => _bot.PostAsync("/slack/events", Opened, type: null));
        await RefusesAsync(HttpStatusCode.UnsupportedMediaType, () => _bot.PostAsync("/slack/commands", Help, Json));
    }

    [TestCase("application/json; charset=utf-8")]
    [TestCase("Application/JSON;charset=UTF-8")]
    public async Task A_charset_is_no_wrong_content_type(string type)
    {
        var (status, body) = await _bot.PostAsync("/slack/events", """{"type":"url_verification","challenge":"x"}""", type);

        Assert.That((status, body), Is.EqualTo((HttpStatusCode.OK, """{"challenge":"x"}""")));
    }

    [TestCase("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P")]
    [TestCase("\\u0000<script>")]
    public async Task Url_verification_answers_the_challenge(string challenge)
    {
        var (status, body) = await _bot.PostAsync("/slack/events", $$"""{"token":"t","challenge":"{{challenge}}","type":"url_verification"}""");

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(JsonNode.Parse(body)?["challenge"]?.GetValue<string>(), Is.Not.Null);
    }

    [TestCase("/slack/events", Json)]
    [TestCase("/slack/interactions", Form)]
    public Task A_body_over_a_megabyte_is_refused(string path, string type) =>
        RefusesAsync(HttpStatusCode.RequestEntityTooLarge, () => _bot.PostAsync(path, new string('a', (1024 * 1024) + 1), type));

    [Test]
    public async Task A_body_of_a_megabyte_is_read() =>
        Assert.That((await _bot.PostAsync("/slack/interactions", new string('a', 1024 * 1024), Form)).Status, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task An_event_sent_again_is_stored_once()
    {
        var body = Opened;
        foreach (var _ in Enumerable.Range(0, 3)) await _bot.PostAsync("/slack/events", body);

        var id = JsonNode.Parse(body)!["event_id"]!.GetValue<string>(); // written above
        Assert.That(await _bot.Database.QueryAsync<string>("select event_id from inbox where event_id = @id", new { id }), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Every_payload_Slack_documents_is_acknowledged()
    {
        if (Payloads.Public.Count == 0) Assert.Ignore("The public payloads are not on this machine.");

        await using var bot = await SignedBot.StartAsync(); // what these leave behind is nobody else's
        List<string> troubles = [];
        foreach (var payload in Payloads.Own.Concat(Payloads.Public))
            foreach (var body in new[] { payload, Payloads.Filled(payload, bot.Slack.TeamId, bot.Slack.Person("ann").Id).ToJsonString().Replace("\"T1\"", $"\"{bot.Slack.TeamId}\"", StringComparison.Ordinal) })
            {
                var fields = JsonNode.Parse(body) is JsonObject json ? Fields([.. json.Select(field => (field.Key, field.Value?.ToString() ?? ""))]) : "";
                foreach (var (path, sent, type) in new[] { ("/slack/events", body, Json), ("/slack/interactions", Payload(body), Form), ("/slack/commands", fields, Form) })
                {
                    var (status, _) = await bot.PostAsync(path, sent, type);
                    if (status != HttpStatusCode.OK) troubles.Add($"{path} answers {status} to {body[..Math.Min(80, body.Length)]}");
                }
            }

        Assert.That(troubles, Is.Empty);
    }

    private async Task RefusesAsync(HttpStatusCode expected, Func<Task<(HttpStatusCode Status, string Body)>> post)
    {
        var before = await _bot.TracesAsync();
        var (status, body) = await post();
        var after = await _bot.TracesAsync();

        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(expected));
            Assert.That(body, Is.Empty);
            Assert.That(after, Is.EqualTo(before));
        });
    }
}
