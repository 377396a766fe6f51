using System.Text.Json;
using System.Text.Json.Nodes;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Deploy;

/// <summary>The app as it is created in Slack: what it is allowed, and what people see of it.</summary>
internal sealed class ManifestTests
{
    private static readonly JsonNode Manifest = JsonNode.Parse(File.ReadAllText(Repository.PathTo("deploy", "slack-manifest.json")))!; // it is there

    [Test]
    public void Commands_pass_on_who_is_meant()
    {
        var commands = Manifest["features"]!["slash_commands"]!.AsArray(); // fails the test where missing
        Assert.That(commands.Select(command => (string?)command!["command"]), Is.EquivalentTo(["/sbi", "/1on1", "/cooldown", "/partner"]));
        Assert.That(commands.Select(command => (bool?)command!["should_escape"]), Is.All.True);
    }

    [Test]
    public void Shortcuts_have_their_fixed_names()
    {
        var shortcuts = Manifest["features"]!["shortcuts"]!.AsArray();
        Assert.That(
            shortcuts.Select(shortcut => ((string?)shortcut!["name"], (string?)shortcut["type"])),
            Is.EquivalentTo(new (string?, string?)[]
            {
                ("Draft Feedback From This", "message"), ("Help Me Reply Calmly", "message"), ("Add to 1:1", "message"),
                ("Draft Feedback", "global"), ("Start a Cool-Down", "global"),
            }));
    }

    [Test]
    public void Events_are_those_the_bot_reads() => Assert.That(
        Manifest["settings"]!["event_subscriptions"]!["bot_events"]!.AsArray().Select(name => (string?)name),
        Is.EquivalentTo(["message.im", "app_home_opened", "app_uninstalled", "tokens_revoked", "user_change"]));

    [Test]
    public void Scopes_reach_no_channel_no_group_and_no_address() => Assert.That(
        Manifest["oauth_config"]!["scopes"]!["bot"]!.AsArray().Select(scope => (string?)scope),
        Is.EquivalentTo(["commands", "chat:write", "im:write", "im:history", "users:read", "files:write"]));

    [Test]
    public void The_manifest_for_watching_adds_what_is_said_in_channels_and_nothing_else()
    {
        var watching = JsonNode.Parse(File.ReadAllText(Repository.PathTo("deploy", "slack-manifest.watch.json")))!; // it is there
        static string Hints(JsonNode manifest) => manifest["features"]!["slash_commands"]!.ToJsonString();
        static IEnumerable<string?> Words(JsonNode? list) => list!.AsArray().Select(word => (string?)word);

        Assert.Multiple(() =>
        {
            Assert.That(
                Words(watching["oauth_config"]!["scopes"]!["bot"]).Except(Words(Manifest["oauth_config"]!["scopes"]!["bot"])),
                Is.EquivalentTo(["channels:history", "groups:history", "mpim:history"]));
            Assert.That(
                Words(watching["settings"]!["event_subscriptions"]!["bot_events"]).Except(Words(Manifest["settings"]!["event_subscriptions"]!["bot_events"])),
                Is.EquivalentTo(["message.channels", "message.groups", "message.mpim"]));
            Assert.That(Hints(watching).Replace(" watch |", "", StringComparison.Ordinal), Is.EqualTo(Hints(Manifest)));
            Assert.That(watching["features"]!["shortcuts"]!.ToJsonString(), Is.EqualTo(Manifest["features"]!["shortcuts"]!.ToJsonString()));
            Assert.That(Schema().Check(Element(watching)), Is.Empty);
        });
    }

    [Test]
    public void People_can_write_to_the_bot()
    {
        var home = Manifest["features"]!["app_home"]!;
        Assert.That((bool?)home["messages_tab_enabled"], Is.True);
        Assert.That((bool?)home["messages_tab_read_only_enabled"], Is.False);
    }

    [Test]
    public void Fits_the_schema_Slack_publishes() => Assert.That(Schema().Check(Element(Manifest)), Is.Empty);

    [Test]
    public void The_schema_would_notice()
    {
        var broken = Manifest.DeepClone();
        broken["display_information"]!["name"] = new string('n', 36);
        broken["features"]!["slash_commands"]![0]!.AsObject().Remove("description");
        broken["settings"]!["surprise"] = 1;

        var wrong = Schema().Check(Element(broken));

        Assert.That(wrong, Has.Some.Contains("display_information/name"));
        Assert.That(wrong, Has.Some.Contains("slash_commands/0: lacks description"));
        Assert.That(wrong, Has.Some.Contains("settings/surprise"));
    }

    private static JsonSchema Schema()
    {
        var path = Repository.SharedVectors is { } vectors ? Path.Combine(vectors, "manifest.schema.2.0.0.json") : "";
        if (!File.Exists(path)) Assert.Ignore("Slack's schema is not beside the repository.");
        return new JsonSchema(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path)));
    }

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
