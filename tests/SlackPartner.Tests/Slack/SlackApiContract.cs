using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Simulator;
using SlackPartner.Simulator.Driver;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;
using HomeTab = SlackPartner.Slack.HomeTab;
using Modal = SlackPartner.Slack.Modal;
using Person = SlackPartner.Simulator.Driver.Person;

namespace SlackPartner.Tests.Slack;

/// <summary>What every client of Slack's Web API must do for us, against the simulated Slack.</summary>
internal abstract class SlackApiContract
{
    /// <summary>Short, since a test waits for it; calls of the simulator take milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly PrivateText Words = new("Zürich & <b>\"so\"</b> 👩‍🚀\nline \\ two </script>");

    private static readonly byte[] Calendar = Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\r\nSUMMARY:Ünïcode\r\nEND:VCALENDAR\r\n");

    private SimulatedSlack _slack = null!; // set before each test
    private ISlackApi _api = null!; // set before each test

    protected abstract ISlackApi Create(SlackOptions options, TimeSpan patience);

    [SetUp]
    public async Task StartAsync()
    {
        _slack = await SimulatedSlack.StartAsync(Journey.Options);
        _api = Create(new SlackOptions(new Uri(_slack.ApiUrl), _slack.BotToken, _slack.AppToken), Patience);
    }

    [TearDown]
    public async Task EndAsync()
    {
        (_api as IDisposable)?.Dispose();
        await _slack.DisposeAsync();
    }

    private Person Ann => _slack.Person("ann");
    private TeamId Team => new(_slack.TeamId);

    [Test]
    public async Task It_says_whose_the_token_is()
    {
        var identity = await _api.IdentifyAsync(team: null, CancellationToken.None);

        Assert.That((identity.Team, identity.BotUser), Is.EqualTo((Team, new UserId(_slack.BotUserId))));
        Assert.That(identity.BotId, Does.StartWith("B"));
        Assert.That(identity.Scopes, Does.Contain("chat:write"));
    }

    [Test]
    public async Task A_token_that_is_not_taken_is_a_refusal()
    {
        using var other = new Owned(Create(new SlackOptions(new Uri(_slack.ApiUrl), "xoxb-wrong", "xapp-wrong"), Patience));
        Assert.That(await RefusalOfAsync(() => other.Api.IdentifyAsync(team: null, CancellationToken.None)), Is.EqualTo(("auth.test", "invalid_auth")));
        Assert.That((await RefusalOfAsync(() => other.Api.OpenSocketAsync(CancellationToken.None))).Method, Is.EqualTo("apps.connections.open"));
    }

    [Test]
    public async Task People_are_known_by_zone_and_state()
    {
        Assert.That(await ProfileAsync("ann"), Is.EqualTo(new SlackProfile("America/New_York", IsBot: false, IsDeleted: false, IsElsewhere: false)));
        Assert.That((await ProfileAsync("dan")).IsDeleted, Is.True);
        Assert.That((await ProfileAsync("tally")).IsBot, Is.True);
        Assert.That(await RefusalOfAsync(() => _api.ProfileAsync(new PersonId(Team, new UserId("U0NOBODY")), CancellationToken.None)), Is.EqualTo(("users.info", "user_not_found")));
        Assert.That(await _api.OpenDirectChannelAsync(Id(Ann), CancellationToken.None), Is.EqualTo(Ann.Direct));
    }

    [Test]
    public async Task A_message_arrives_as_it_was_written_and_is_found_by_its_work()
    {
        var work = Guid.NewGuid();
        var posted = await PostAsync(work);

        var card = Ann.Messages.Single();
        Assert.Multiple(() =>
        {
            Assert.That((posted.Channel, posted.Ts, card.Fallback), Is.EqualTo((Ann.Direct, card.Ts, "Fallback")));
            Assert.That(JsonNode.DeepEquals(BlockJson.Write([new Block.Quote(Words)]), WithoutIds(card.Raw["blocks"]!)), Is.True, card.Raw.ToJsonString());
            Assert.That(card.Metadata?["event_payload"]?["id"]?.GetValue<string>(), Is.EqualTo(work.ToString()));
            var body = _slack.Calls.Single(call => call.Method == "chat.postMessage").Body;
            Assert.That((body["unfurl_links"]?.GetValue<bool>(), body["unfurl_media"]?.GetValue<bool>()), Is.EqualTo((false, false)));
        });
        Assert.That(await FindAsync(work), Is.EqualTo(posted));
    }

    [Test]
    public async Task History_is_searched_page_by_page_and_what_is_not_there_is_not_found()
    {
        var work = Guid.NewGuid();
        var posted = await PostAsync(work);
        for (var later = 0; later < 16; later++) await PostAsync(Guid.NewGuid());

        Assert.That(await FindAsync(work), Is.EqualTo(posted));
        Assert.That(await FindAsync(Guid.NewGuid()), Is.Null);
    }

    [Test]
    public async Task A_message_can_be_redrawn()
    {
        var posted = await PostAsync(Guid.NewGuid());
        await _api.UpdateMessageAsync(Team, posted, new Message("Newer", [new Block.Section("Newer words")]), CancellationToken.None);
        Assert.That(Ann.Messages.Single().Text, Does.Contain("Newer words"));
    }

    [Test]
    public async Task Views_are_opened_pushed_redrawn_and_published()
    {
        await _api.OpenViewAsync(Team, Trigger(), View("first"), CancellationToken.None);
        var first = Ann.Modal ?? throw new InvalidOperationException("No modal.");
        Assert.That(first.Text, Does.Contain("first"));
        await _api.UpdateViewAsync(Team, first.Id, View("second"), CancellationToken.None);
        Assert.That(Ann.Modal?.Text, Does.Contain("second"));
        await _api.PushViewAsync(Team, Trigger(first.Id), View("third"), CancellationToken.None);
        Assert.That(Ann.Modal?.Text, Does.Contain("third"));
        await _api.PublishHomeAsync(Id(Ann), new HomeTab([new Block.Section("home")]), CancellationToken.None);
        Assert.That(Ann.Home?.Text, Does.Contain("home"));

        Assert.That((await RefusalOfAsync(() => _api.OpenViewAsync(Team, new Trigger("gone"), View("never"), CancellationToken.None))).Error, Does.Contain("trigger"));
    }

    [Test]
    public async Task Everyone_who_can_be_written_to_is_listed()
    {
        var people = await _api.ListPeopleAsync(Team, CancellationToken.None);
        var bob = _slack.Person("bob");
        Assert.That(people.Single(one => one.Id.Value == bob.Id), Is.EqualTo(new Colleague(new UserId(bob.Id), bob.Name, bob.RealName, people.Single(one => one.Id.Value == bob.Id).DisplayName)));
        Assert.That(people.Select(one => one.Id.Value), Has.None.EqualTo(_slack.Person("dan").Id).And.None.EqualTo(_slack.Person("tally").Id).And.None.EqualTo("USLACKBOT"));
    }

    [Test]
    public async Task A_file_arrives_whole()
    {
        await UploadAsync();

        var card = await Ann.ReceivesAsync("Here it is");
        Assert.That(card.Files, Is.EqualTo(new[] { "one-on-ones.ics" }));
        using var http = new HttpClient();
        Assert.That(await http.GetByteArrayAsync(new Uri(card.Raw["files"]![0]!["url_private"]!.GetValue<string>())), Is.EqualTo(Calendar));
    }

    [Test]
    public async Task A_file_nobody_has_seen_yet_is_tried_again()
    {
        _slack.Faults.ServerError("files.getUploadURLExternal");
        await UploadAsync();
        await Ann.ReceivesAsync("Here it is");
    }

    [Test]
    public async Task A_file_whose_sharing_ended_in_doubt_is_not_shared_twice()
    {
        _slack.Faults.ResetAfter("files.completeUploadExternal");

        await Assert.ThrowsAsync<SlackUnclearException>(UploadAsync);

        Assert.That(Ann.Messages.Count(message => message.Files.Count > 0), Is.EqualTo(1));
    }

    [Test]
    public async Task A_file_that_is_refused_names_the_method()
    {
        _slack.Faults.Error("files.getUploadURLExternal", "missing_scope");
        Assert.That(await RefusalOfAsync(UploadAsync), Is.EqualTo(("files.getUploadURLExternal", "missing_scope")));
    }

    [Test]
    public async Task A_response_goes_to_its_url_without_a_token()
    {
        var url = new ResponseUrl(_slack.World.ResponseUrls.Issue(_slack.World, _slack.Workspace, Ann.Direct, Ann.Id, null));
        await _api.RespondAsync(url, new JsonObject { ["text"] = "For your eyes" }, CancellationToken.None);
        Assert.That(Ann.Messages.Single().Text, Does.Contain("For your eyes"));

        await Assert.ThrowsAsync<SlackException>(() => _api.RespondAsync(new ResponseUrl($"{_slack.Url}/response/none/of/ours"), [], CancellationToken.None));
    }

    [Test]
    public async Task A_socket_is_opened_with_the_apps_token() =>
        Assert.That((await _api.OpenSocketAsync(CancellationToken.None)).Scheme, Is.EqualTo("ws"));

    [Test]
    public async Task A_limit_on_a_message_is_said_at_once_and_not_waited_for()
    {
        _slack.Faults.RateLimited("chat.postMessage", retryAfter: 1, times: -1);

        var limited = await Assert.ThrowsAsync<SlackRateLimitedException>(() => PostAsync(Guid.NewGuid()));

        Assert.That((limited?.Method, limited?.RetryAfter), Is.EqualTo(("chat.postMessage", TimeSpan.FromSeconds(1))));
        Assert.That(Calls("chat.postMessage"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_short_limit_on_what_may_be_repeated_is_waited_for()
    {
        _slack.Faults.RateLimited("users.info", retryAfter: 1);
        Assert.That((await ProfileAsync("ann")).TimeZone, Is.EqualTo("America/New_York"));
        Assert.That(Calls("users.info"), Is.EqualTo(2));
    }

    [TestCase(1, 3)]
    [TestCase(60, 1)]
    public async Task A_limit_without_end_ends_in_a_refusal(int retryAfter, int calls)
    {
        _slack.Faults.RateLimited("users.info", retryAfter, times: -1);

        var limited = await Assert.ThrowsAsync<SlackRateLimitedException>(() => ProfileAsync("ann"));

        Assert.That(limited?.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(retryAfter)));
        Assert.That(Calls("users.info"), Is.EqualTo(calls));
    }

    [TestCase("channel_not_found")]
    [TestCase("not_in_channel")]
    [TestCase("account_inactive")]
    public async Task What_slack_puts_into_words_is_clear(string error)
    {
        _slack.Faults.Error("chat.postMessage", error);
        Assert.That(await RefusalOfAsync(() => PostAsync(Guid.NewGuid())), Is.EqualTo(("chat.postMessage", error)));
        Assert.That(Calls("chat.postMessage"), Is.EqualTo(1));
    }

    [TestCase(FaultKind.ServerError)]
    [TestCase(FaultKind.Error)]
    [TestCase(FaultKind.Hang)]
    [TestCase(FaultKind.HangAfter)]
    [TestCase(FaultKind.ResetBefore)]
    [TestCase(FaultKind.ResetAfter)]
    public async Task What_leaves_doubt_is_unclear_and_not_posted_again(FaultKind fault)
    {
        _slack.Faults.Add(new Fault("chat.postMessage", fault) { Times = -1 });

        await Assert.ThrowsAsync<SlackUnclearException>(() => PostAsync(Guid.NewGuid()));

        Assert.That(Calls("chat.postMessage"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_leaves_doubt_is_repeated_where_that_does_no_harm()
    {
        _slack.Faults.ServerError("users.info").Error("users.info", "internal_error");
        Assert.That((await ProfileAsync("ann")).TimeZone, Is.EqualTo("America/New_York"));
    }

    [Test]
    public async Task A_connection_that_is_never_made_proves_that_nothing_was_posted()
    {
        using var other = new Owned(Create(new SlackOptions(new Uri($"http://127.0.0.1:{ClosedPort()}/api/"), "xoxb-any", null), Patience));
        await Assert.ThrowsAsync<SlackUnreachableException>(() => other.Api.PostAsync(Team, "D0", new Message("Any"), Guid.NewGuid(), CancellationToken.None));
    }

    [TestCase(200, "text/html")]
    [TestCase(200, "application/json")]
    [TestCase(200, null)]
    [TestCase(404, "text/html")]
    public async Task An_answer_that_is_not_slacks_is_unclear(int status, string? type)
    {
        // As a proxy in maintenance answers.
        var url = $"http://127.0.0.1:{ClosedPort()}/";
        using var proxy = new HttpListener { Prefixes = { url } };
        proxy.Start();
        using var other = new Owned(Create(new SlackOptions(new Uri(url), "xoxb-any", null), Patience));
        var posting = other.Api.PostAsync(Team, "D0", new Message("Any"), Guid.NewGuid(), CancellationToken.None);
        var asked = await proxy.GetContextAsync();
        (asked.Response.StatusCode, asked.Response.ContentType) = (status, type);
        asked.Response.Close("<p>Back soon</p>"u8.ToArray(), willBlock: false);

        await Assert.ThrowsAsync<SlackUnclearException>(() => posting);
    }

    private PersonId Id(Person person) => new(Team, new UserId(person.Id));

    private Task<SlackProfile> ProfileAsync(string name) => _api.ProfileAsync(Id(_slack.Person(name)), CancellationToken.None);

    private Task<MessageRef> PostAsync(Guid work) =>
        _api.PostAsync(Team, Ann.Direct, new Message("Fallback", [new Block.Quote(Words)]), work, CancellationToken.None);

    private Task UploadAsync() => _api.UploadFileAsync(Team, Ann.Direct, "one-on-ones.ics", Calendar, "Here it is", CancellationToken.None);

    private Task<MessageRef?> FindAsync(Guid work) =>
        _api.FindPostedAsync(Team, Ann.Direct, work, Instant.FromDateTimeOffset(_slack.Clock.Now) - Duration.FromMinutes(5), CancellationToken.None);

    private Trigger Trigger(string? view = null) => new(_slack.World.Triggers.Issue(_slack.Workspace, Ann.Id, view));

    private static Modal View(string words) => new("contract.view", "A view", [new Block.Section(words)]);

    private int Calls(string method) => _slack.Calls.Count(call => call.Method == method);

    private static async Task<(string Method, string Error)> RefusalOfAsync(Func<Task> call) =>
        await Assert.ThrowsAsync(Is.InstanceOf<SlackException>().And.Not.InstanceOf<SlackUnclearException>().And.Not.InstanceOf<SlackUnreachableException>(), call) is SlackException refusal
            ? (refusal.Method, refusal.Error)
            : default;

    /// <summary>Slack gives every block an id.</summary>
    private static JsonNode WithoutIds(JsonNode blocks)
    {
        var copy = blocks.DeepClone();
        foreach (var block in copy.AsArray()) block?.AsObject().Remove("block_id");
        return copy;
    }

    private static int ClosedPort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private sealed record Owned(ISlackApi Api) : IDisposable
    {
        public void Dispose() => (Api as IDisposable)?.Dispose();
    }
}

internal sealed class OwnClientContract : SlackApiContract
{
    protected override ISlackApi Create(SlackOptions options, TimeSpan patience) => new SlackApi(new HttpClient { Timeout = patience }, options);
}

#if SLACKNET
internal sealed class SlackNetContract : SlackApiContract
{
    protected override ISlackApi Create(SlackOptions options, TimeSpan patience) => SlackNet.SlackNetApi.Create(new SocketsHttpHandler(), patience, options);
}
#endif
