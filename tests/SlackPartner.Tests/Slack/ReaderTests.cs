using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SlackPartner.Slack;

namespace SlackPartner.Tests.Slack;

/// <summary>Whatever arrives, reading it never throws.</summary>
internal sealed class ReaderTests
{
    /// <summary>Stands for half a surrogate pair, which no serializer writes.</summary>
    private const string Half = "HALF";

    private static readonly string[] Names =
        ["type", "team", "id", "user", "team_id", "user_id", "event", "event_id", "actions", "action_id", "view", "state", "values", "value", "message", "ts", "text", "ty" + Half, Half];

    private static readonly string[] Words =
        ["", "T1", "U1", "block_actions", "view_submission", "message_action", "event_callback", "message", "im", "message_changed", "2026-02-30", "99999999999999999999999999999999999.9", "1e400", "\0", Half, "a" + Half];

    [Test]
    public void Every_public_payload_is_read_or_ignored()
    {
        if (Payloads.Public.Count == 0) Assert.Ignore("The public payloads are not on this machine.");

        Assert.Multiple(() =>
        {
            Assert.That(Payloads.Public, Has.Count.EqualTo(105));
            foreach (var payload in Payloads.Public)
            {
                Assert.That(() => ReadEverything(payload), Throws.Nothing);
                Assert.That(() => ReadEverything(Payloads.Filled(payload, "T1", "U1").ToJsonString()), Throws.Nothing);
            }
        });
    }

    [Test]
    public void Any_json_is_read_or_ignored() => Check(Anything(4), json => ReadEverything(Raw(json)));

    [Test]
    public void Any_change_to_a_payload_is_read_or_ignored() => Check(Changed(), json => ReadEverything(Raw(json)));

    [Test]
    public void Any_bytes_are_read_or_ignored() => Check(Gen.Choose(0, 255).ArrayOf(), bytes => JsonPaths.TryParse(bytes.Select(one => (byte)one).ToArray()));

    [Test]
    public void A_reader_that_throws_is_found() => Assert.That(
        () => Check(Changed(), json => JsonDocument.Parse(Raw(json)).RootElement.GetProperty("team").GetProperty("id").GetString()), Throws.Exception);

    [Test]
    public void Own_payloads_are_understood() => Assert.That(Payloads.Own.Select(payload => ReadEverything(payload)), Has.Exactly(Payloads.Own.Count - 1).GreaterThan(0));

    [Test]
    public void Half_a_surrogate_pair_is_no_text() =>
        Assert.That(Parse("""{"text":"\ud800","more":"a\udc00"}""") is { } json ? (json.Text("text"), json.Text("more")) : default, Is.EqualTo(((string?)null, (string?)null)));

    [Test]
    public void A_zero_character_becomes_one_that_can_be_stored() => Assert.That(Parse("""{"text":"a\u0000b"}""")?.Text("text"), Is.EqualTo("a\uFFFDb"));

    [TestCase("not a url")]
    [TestCase("/relative")]
    [TestCase("file:///etc/passwd")]
    [TestCase("")]
    public void A_response_url_that_is_none_is_left_out(string url) => Assert.That(
        PayloadReader.ReadCommand(name => name switch { "team_id" => "T1", "user_id" => "U1", "command" => "/sbi", "response_url" => url, _ => null })?.ResponseUrl, Is.Null);

    /// <summary>Reads it every way there is and looks at every part; answers how many ways understood it.</summary>
    private static int ReadEverything(string payload)
    {
        if (Parse(payload) is not { } json) return 0;
        var interaction = PayloadReader.ReadInteraction(json);
        var command = PayloadReader.ReadCommand(name => json.Text(name));
        var happened = EventReader.Read(json);
        if (interaction is ViewSubmission submission)
            foreach (var field in submission.Form.Fields)
                _ = (submission.Form[field].Trimmed(), submission.Form.User(field), submission.Form.Date(field), submission.Form.Choice(field), submission.Form.Choices(field), submission.Form.Time(field), submission.Form.Has(field));
        _ = $"{interaction} {command} {happened}";
        return (interaction is null ? 0 : 1) + (command is null ? 0 : 1) + (happened is null ? 0 : 1);
    }

    private static JsonElement? Parse(string json) => JsonPaths.TryParse(Encoding.UTF8.GetBytes(json));

    private static void Check<T>(Gen<T> generator, Action<T> read) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(generator.ToArbitrary(), value => read(value)));

    private static string Raw(JsonNode? json) => (json?.ToJsonString() ?? "null").Replace(Half, "\\ud800", StringComparison.Ordinal);

    private static Gen<JsonNode?> Anything(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Elements(Words).Select(word => (JsonNode?)JsonValue.Create(word)),
            Gen.Choose(-1000, int.MaxValue).Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)),
            Gen.Constant((JsonNode?)null));
        if (depth == 0) return leaf;
        var few = Gen.Choose(0, 5);
        var fields = from count in few
                     from names in Gen.Elements(Names).ArrayOf(count)
                     from values in Anything(depth - 1).ArrayOf(count)
                     select (JsonNode?)new JsonObject(names.Zip(values).DistinctBy(pair => pair.First).Select(pair => KeyValuePair.Create(pair.First, pair.Second?.DeepClone())));
        var items = from count in few
                    from values in Anything(depth - 1).ArrayOf(count)
                    select (JsonNode?)new JsonArray([.. values.Select(value => value?.DeepClone())]);
        return Gen.Frequency((1, leaf), (3, fields), (1, items));
    }

    /// <summary>A payload with some of its nodes gone or replaced.</summary>
    private static Gen<JsonNode?> Changed() =>
        from payload in Gen.Elements(Payloads.Own.Concat(Payloads.Public).ToArray())
        from count in Gen.Choose(1, 4)
        from places in Gen.Choose(0, 10_000).ArrayOf(count)
        from replacements in Anything(2).ArrayOf(count)
        from gone in Gen.Elements(true, false).ArrayOf(count)
        select Change(JsonNode.Parse(payload), places, replacements, gone);

    private static JsonNode? Change(JsonNode? json, int[] places, JsonNode?[] replacements, bool[] gone)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var spots = Spots(json).ToList();
            if (spots.Count == 0) continue;
            var (owner, name) = spots[places[i] % spots.Count];
            if (gone[i]) owner.Remove(name);
            else owner[name] = replacements[i]?.DeepClone();
        }
        return json;
    }

    private static IEnumerable<(JsonObject Owner, string Name)> Spots(JsonNode? json) => json switch
    {
        JsonObject fields => fields.Select(field => (fields, field.Key)).Concat(fields.SelectMany(field => Spots(field.Value))),
        JsonArray items => items.SelectMany(Spots),
        _ => [],
    };
}
