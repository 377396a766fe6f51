using System.Text.Json.Nodes;
using NUnit.Framework;

namespace SlackPartner.Tests.Simulator;

public sealed class WorkspacesTests : SimulatorFixture
{
    [Test]
    public async Task Two_workspaces_share_sockets_but_not_people_or_messages()
    {
        var other = Slack.AddWorkspace("T0OTHER", "Other");
        await App.ConnectAsync();

        await other.Person("ann").RunsAsync("/sbi @bob");
        var (_, posted) = await App.SendAsync("chat.postMessage", new JsonObject { ["channel"] = other.Person("ann").Id, ["text"] = "Hello there" }, token: other.BotToken);

        Assert.That(posted["ok"]!.GetValue<bool>(), Is.True);
        Assert.That(Slack.Deliveries[0].Payload["team_id"]!.GetValue<string>(), Is.EqualTo("T0OTHER"));
        Assert.That(Slack.Deliveries[0].Payload["text"]!.GetValue<string>(), Does.Contain(other.Person("bob").Id));
        Assert.That(Slack.Person("ann").Messages, Is.Empty);
        Assert.That(other.Person("ann").Messages.Single().Text, Is.EqualTo("Hello there"));
    }

    [Test]
    public async Task A_token_does_not_reach_people_of_another_workspace()
    {
        var other = Slack.AddWorkspace("T0OTHER", "Other");

        var answer = await App.CallAsync("chat.postMessage", new JsonObject { ["channel"] = other.Person("ann").Id, ["text"] = "Hello" });

        Assert.That(answer["error"]!.GetValue<string>(), Is.EqualTo("channel_not_found"));
    }

    [Test]
    public async Task A_message_shortcut_hands_over_a_message_the_bot_could_not_read()
    {
        var withShortcuts = await SlackPartner.Simulator.Driver.SimulatedSlack.StartAsync(Options with { Manifest = SampleManifest.Write() });
        await using var slack = withShortcuts;
        await using var app = new RawApp(slack);
        await app.ConnectAsync();
        var ann = slack.Person("ann");
        var message = ann.MessagesIn("planning").First(card => card.Contains("roadmap slide"));

        await ann.UsesShortcutAsync("Draft Feedback From This", message);

        var payload = slack.Deliveries.Single().Payload;
        Assert.That(payload["message"]!["user"]!.GetValue<string>(), Is.EqualTo(slack.Person("bob").Id));
        Assert.That(payload["channel"]!["name"]!.GetValue<string>(), Is.EqualTo("planning"));
    }

    [Test]
    public async Task The_close_button_is_found_by_its_words()
    {
        await App.ConnectAsync();
        await Slack.Person("ann").RunsAsync("/sbi");
        var view = Say.Modal("Form", Say.Section("x"));
        view["close"] = Say.Plain("Not Now");
        await App.CallAsync("views.open", new JsonObject { ["trigger_id"] = Slack.Deliveries[^1].Payload["trigger_id"]!.GetValue<string>(), ["view"] = view });

        await Slack.Person("ann").ClicksAsync("Not Now");

        Assert.That(Slack.Person("ann").Modal, Is.Null);
    }

    [Test]
    public async Task A_file_of_the_bot_arrives_in_the_direct_message()
    {
        var asked = await App.FormAsync("files.getUploadURLExternal", ("filename", "1on1.ics"), ("length", "4"));
        using var client = new HttpClient();
        using var content = new ByteArrayContent("ICAL"u8.ToArray());
        using var uploaded = await client.PostAsync(new Uri(asked["upload_url"]!.GetValue<string>()), content);

        await App.CallAsync("files.completeUploadExternal", new JsonObject
        {
            ["files"] = new JsonArray(new JsonObject { ["id"] = asked["file_id"]!.GetValue<string>(), ["title"] = "One-on-ones" }), ["channel_id"] = Slack.Person("ann").Direct, ["initial_comment"] = "Your calendar",
        });

        var card = await Slack.Person("ann").ReceivesAsync("Your calendar");
        Assert.That(card.Files, Is.EqualTo(new[] { "1on1.ics" }));
        Assert.That(await client.GetStringAsync(new Uri(card.Raw["files"]![0]!["url_private"]!.GetValue<string>())), Is.EqualTo("ICAL"));
    }
}
