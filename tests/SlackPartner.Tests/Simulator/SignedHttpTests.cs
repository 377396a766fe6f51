using System.Globalization;
using System.Text.Json.Nodes;
using System.Web;
using NUnit.Framework;
using SlackPartner.Simulator.Driver;

namespace SlackPartner.Tests.Simulator;

public sealed class SignedHttpTests : SimulatorFixture
{
    private HttpApp _server = null!; // set before each test

    [SetUp]
    public async Task StartServer()
    {
        _server = await HttpApp.StartAsync();
        Slack.BotListensAt(_server.Url);
    }

    [TearDown]
    public async Task StopServer() => await _server.DisposeAsync();

    [Test]
    public void The_signature_is_the_one_Slacks_own_SDK_tests_with() => Assert.That(
        SimulatedSlack.Sign("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"),
        Is.EqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"));

    [Test]
    public async Task A_command_is_a_signed_form()
    {
        _server.OnRequest = _ => (200, "Plain words");

        var reply = await Slack.Person("ann").RunsAsync("/sbi a+b & c", at: "dm");

        var request = _server.All.Single();
        var form = HttpUtility.ParseQueryString(request.Body);
        Assert.That(request.Path, Is.EqualTo("/slack/commands"));
        Assert.That(request.Header("X-Slack-Signature"), Is.EqualTo(SimulatedSlack.Sign(Slack.SigningSecret, request.Header("X-Slack-Request-Timestamp")!, request.Body)));
        Assert.That((form["text"], form["channel_name"], form["is_enterprise_install"]), Is.EqualTo(("a+b &amp; c", "directmessage", "false")));
        Assert.That(reply?.Text, Is.EqualTo("Plain words"));
    }

    [Test]
    public async Task A_failed_event_is_sent_three_times_more_with_number_and_reason()
    {
        _server.OnRequest = _ => (500, "");

        Slack.Person("ann").Writes("hello");
        await Slack.DeliveredAsync(one => one.Attempt == 3);

        Assert.That(_server.All.Select(one => one.Header("x-slack-retry-num")), Is.EqualTo(new[] { null, "1", "2", "3" }));
        Assert.That(_server.All.Skip(1).Select(one => one.Header("x-slack-retry-reason")), Is.All.EqualTo("http_error"));
        Assert.That(_server.All.Select(one => JsonNode.Parse(one.Body)!["event_id"]!.GetValue<string>()).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_app_that_does_not_listen_is_trouble_for_the_person()
    {
        Slack.BotListensAt("http://127.0.0.1:9");

        Assert.That(async () => await Slack.Person("ann").RunsAsync("/sbi"), Throws.TypeOf<SlackTroubleException>().With.Message.Contains("dispatch_failed"));
    }

    [Test]
    public async Task The_URL_is_verified_by_its_challenge()
    {
        _server.OnRequest = request => (200, JsonNode.Parse(request.Body)!["challenge"]!.GetValue<string>());

        Assert.That(await Slack.VerifyUrlAsync("abc"), Is.EqualTo("abc"));
    }

    [Test]
    public async Task A_connected_socket_takes_over_from_HTTP()
    {
        await App.ConnectAsync();

        await Slack.Person("ann").RunsAsync("/sbi");

        Assert.That(_server.All, Is.Empty);
    }

    [Test]
    public async Task Moving_the_clock_moves_the_bots_clock_and_leaves_signatures_in_real_time()
    {
        await Slack.AdvanceAsync(TimeSpan.FromMinutes(20));
        await Slack.Person("ann").RunsAsync("/sbi");

        var moved = _server.All.First(one => one.Path == "/dev/clock");
        Assert.That(JsonNode.Parse(moved.Body)!["advance"]!.GetValue<string>(), Is.EqualTo("PT20M"));
        Assert.That(long.Parse(_server.All[^1].Header("X-Slack-Request-Timestamp")!, CultureInfo.InvariantCulture), Is.LessThanOrEqualTo(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
    }
}
