using System.Text.Json.Nodes;
using NUnit.Framework;

namespace SlackPartner.Tests.Simulator;

public sealed class SocketModeTests : SimulatorFixture
{
    [Test]
    public async Task A_ticket_works_once()
    {
        var (_, opened) = await App.SendAsync("apps.connections.open", token: Slack.AppToken);
        var url = new Uri(opened["url"]!.GetValue<string>());
        using var first = new System.Net.WebSockets.ClientWebSocket();
        await first.ConnectAsync(url, CancellationToken.None);
        using var second = new System.Net.WebSockets.ClientWebSocket();

        Assert.That(async () => await second.ConnectAsync(url, CancellationToken.None), Throws.TypeOf<System.Net.WebSockets.WebSocketException>());
    }

    [TestCase(null, "invalid_auth")]
    [TestCase("xoxb-simulated", "not_allowed_token_type")]
    public async Task Only_the_app_token_opens_a_connection(string? token, string error)
    {
        var (_, answer) = await App.SendAsync("apps.connections.open", token: token ?? "xapp-other");

        Assert.That(answer["error"]!.GetValue<string>(), Is.EqualTo(error));
    }

    [Test]
    public async Task Hello_comes_first_and_counts_connections()
    {
        await App.ConnectAsync();
        await using var second = new RawApp(Slack);
        await second.ConnectAsync();
        await Slack.ConnectedAsync(2);
        Slack.Person("ann").Writes("anything");
        await Slack.DeliveredAsync(one => one.Failure is null);

        Assert.That(second.Seen.Concat(App.Seen).Where(one => one["type"]!.GetValue<string>() == "hello").Select(one => one["num_connections"]!.GetValue<int>()), Is.EquivalentTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task Events_are_spread_over_connections()
    {
        await App.ConnectAsync();
        await using var second = new RawApp(Slack);
        await second.ConnectAsync();
        await Slack.ConnectedAsync(2);

        for (var n = 0; n < 4; n++) Slack.Person("ann").Writes($"message {n}");
        await Slack.UntilAsync(() => Slack.Deliveries.Count(one => one.Failure is null) < 4 ? null : Slack, null, () => "four deliveries");

        Assert.That(App.Seen.Count(one => one["envelope_id"] is not null), Is.EqualTo(2));
    }

    [Test]
    public async Task An_event_without_ack_is_sent_again_when_the_socket_died()
    {
        await App.ConnectAsync();
        App.OnEnvelope = _ => throw new RawApp.SilenceException();
        Slack.Person("ann").Writes("hello");
        await App.EnvelopesAsync(1);
        Slack.DropSockets();
        await using var later = new RawApp(Slack);
        await later.ConnectAsync();

        var again = await Slack.DeliveredAsync(one => one.Failure is null && one.Kind == "events_api");

        Assert.That(again.Attempt, Is.GreaterThan(0));
        Assert.That(again.Payload["event"]!["text"]!.GetValue<string>(), Is.EqualTo("hello"));
    }

    [Test]
    public async Task Events_can_come_twice()
    {
        await App.ConnectAsync();
        Slack.Faults.DuplicateEvents = true;

        Slack.Person("ann").Writes("hello");
        await App.EnvelopesAsync(2);

        Assert.That(App.Seen.Where(one => one["payload"] is not null).Select(one => one["payload"]!["event_id"]!.GetValue<string>()).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Events_can_come_in_the_wrong_order()
    {
        await App.ConnectAsync();
        Slack.Faults.DisorderEvents = true;

        Slack.Person("ann").Writes("first");
        Slack.Person("ann").Writes("second");
        var arrived = await App.EnvelopesAsync(2);

        Assert.That(arrived.Select(one => one["payload"]!["event"]!["text"]!.GetValue<string>()), Is.EqualTo(new[] { "second", "first" }));
    }

    [Test]
    public async Task Uninstalling_says_goodbye_and_then_refuses_calls()
    {
        await App.ConnectAsync();

        Slack.Uninstall();
        await Slack.DeliveredAsync(one => one.Payload["event"]!["type"]!.GetValue<string>() == "app_uninstalled");
        await Slack.DeliveredAsync(one => one.Payload["event"]!["type"]!.GetValue<string>() == "tokens_revoked");

        Assert.That((await App.CallAsync("auth.test"))["error"]!.GetValue<string>(), Is.EqualTo("account_inactive"));
    }
}
