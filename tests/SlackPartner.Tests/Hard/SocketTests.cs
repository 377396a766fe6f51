using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Hard;

/// <summary>Socket Mode as Slack really treats it.</summary>
internal sealed class SocketTests() : Journey(Transport.SocketMode)
{
    [Test]
    public async Task A_socket_that_will_close_is_replaced_before_it_does()
    {
        var before = Opened;
        await Slack.DisconnectAsync("warning");

        // Never without a socket: the command is answered by the old one or the new.
        Assert.That((await Ann.RunsAsync("/sbi help"))?.Text, Does.Contain("drafts"));
        await Slack.CalledAsync("apps.connections.open", _ => Opened > before);
    }

    [Test]
    public async Task A_socket_that_is_closed_at_once_is_replaced()
    {
        var before = Opened;
        await Slack.DisconnectAsync("refresh_requested");

        await Slack.CalledAsync("apps.connections.open", _ => Opened > before);
        await Slack.ConnectedAsync();
        Assert.That((await Ann.RunsAsync("/sbi help"))?.Text, Does.Contain("drafts"));
    }

    private int Opened => Slack.Calls.Count(call => call.Method == "apps.connections.open");

    [Test]
    public async Task Refused_sockets_are_asked_for_again_until_there_is_one()
    {
        var before = Opened;
        Slack.Faults.Error("apps.connections.open", "internal_error", times: 4);
        Slack.DropSockets();

        await Slack.CalledAsync("apps.connections.open", _ => Opened > before + 4);
        await Slack.ConnectedAsync();

        Assert.That((await Ann.RunsAsync("/sbi help"))?.Text, Does.Contain("drafts"));
    }

    [Test]
    public async Task While_there_is_no_socket_health_says_why()
    {
        Slack.Faults.Error("apps.connections.open", "not_allowed_token_type", times: -1);
        Slack.DropSockets();

        var body = await Bot.NotReadyAsync("not_allowed_token_type");

        Assert.That(body, Does.Contain("not_allowed_token_type"));
        Slack.Faults.Clear();
        await Bot.ReadyAsync();
    }

    [Test]
    public async Task Socket_mode_switched_off_is_shown_in_health()
    {
        Slack.Faults.Error("apps.connections.open", "link_disabled", times: -1);
        await Slack.DisconnectAsync("link_disabled");

        Assert.That(await Bot.NotReadyAsync("switched off"), Does.Contain("switched off"));
        Slack.Faults.Clear();
    }

    [Test]
    public async Task Repeated_and_disordered_events_are_handled_once()
    {
        Slack.Faults.DuplicateEvents = true;
        Slack.Faults.DisorderEvents = true;
        for (var i = 0; i < 3; i++) await Ann.WritesAsync($"hello {i}");

        for (var i = 0; i < 3; i++) await Ann.ReceivesAsync("/sbi");

        Assert.That(Ann.Messages.Count(message => message.FromBot), Is.EqualTo(3));
    }
}
