#if HANGFIRE
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SlackPartner.Hangfire;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;
using SlackPartner.Worker;

namespace SlackPartner.Tests.Jobs;

/// <summary>Hangfire's dashboard is there only for those its policy names, and only to look.</summary>
internal sealed class DashboardTests
{
    private TestDatabase _database = null!; // set before each test
    private SimulatedSlack _slack = null!; // set before each test

    [SetUp]
    public async Task StartAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SimulatedSlack.StartAsync(Journey.Options);
    }

    [TearDown]
    public async Task EndAsync()
    {
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Test]
    public async Task It_is_off_unless_a_policy_is_named()
    {
        await using var bot = await StartBotAsync();
        Assert.That((await GetAsync(bot)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await bot.StopAsync();
    }

    [Test]
    public async Task It_is_shown_to_whoever_knows_user_and_password()
    {
        await using var bot = await StartBotAsync("--Jobs:Dashboard=basic:op:se:cret");
        var (status, body, challenge) = await GetAsync(bot, Basic("op:se:cret"));
        Assert.That((status, challenge), Is.EqualTo((HttpStatusCode.OK, "")));
        Assert.That(body, Does.Contain("SlackPartner jobs").And.Not.Contain("partner_template"));
        Assert.That((await GetAsync(bot, Basic("op:se:cret"), "/recurring")).Body, Does.Contain("poke").And.Contain("sweep"));

        foreach (var wrong in new[] { null, Basic("op:se"), Basic("op:secret"), Basic("OP:se:cret"), new AuthenticationHeaderValue("Bearer", "op:se:cret"), new AuthenticationHeaderValue("Basic", "%%%") })
        {
            (status, body, challenge) = await GetAsync(bot, wrong);
            Assert.That((status, body), Is.EqualTo((HttpStatusCode.Unauthorized, "")));
            Assert.That(challenge, Does.StartWith("Basic"));
        }
        await bot.StopAsync();
    }

    [Test]
    public async Task It_is_shown_on_this_machine_but_not_through_a_proxy()
    {
        await using var bot = await StartBotAsync("--Jobs:Dashboard=loopback");
        Assert.That((await GetAsync(bot)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await GetAsync(bot, header: "X-Forwarded-For")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await bot.StopAsync();
    }

    [Test]
    public async Task It_changes_nothing()
    {
        await using var bot = await StartBotAsync("--Jobs:Dashboard=loopback");
        await GetAsync(bot);
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("jobs[]", "poke")]);
        using var answer = await http.PostAsync(new Uri($"{bot.Url}/jobs/recurring/remove"), form);

        Assert.That(answer.IsSuccessStatusCode, Is.False);
        Assert.That((await GetAsync(bot, path: "/recurring")).Body, Does.Contain("poke"));
        await bot.StopAsync();
    }

    [TestCase("everybody")]
    [TestCase("basic:op")]
    [TestCase("basic::secret")]
    [TestCase("basic:op:")]
    public void A_policy_that_is_none_is_refused_without_repeating_it(string policy) => Assert.That(
        () => WorkerHost.Build(
            ["--Jobs:Engine=hangfire", $"--Jobs:Dashboard={policy}", "--ConnectionStrings:Postgres=Host=127.0.0.1;Port=9", $"--Security:Keys={TestBot.Keys}"]),
        Throws.TypeOf<SettingException>().With.Message.Contains("loopback or basic").And.Message.Not.Contains(policy));

    [TestCase(1, "*/1 * * * * *")]
    [TestCase(7, "*/6 * * * * *")]
    [TestCase(60, "*/1 * * * *")]
    [TestCase(300, "*/5 * * * *")]
    [TestCase(5400, "0 */1 * * *")]
    [TestCase(86400, "0 0 * * *")]
    public void An_interval_becomes_the_cron_that_comes_at_least_as_often(int seconds, string cron) =>
        Assert.That(TickTimes.CronOf(TimeSpan.FromSeconds(seconds)), Is.EqualTo(cron));

    private Task<TestBot> StartBotAsync(params string[] settings) =>
        TestBot.StartAsync(_slack, _database.ConnectionString, Transport.SocketMode, ["--Jobs:Engine=hangfire", .. settings]);

    /// <summary>The first answer once the engine runs.</summary>
    private static async Task<(HttpStatusCode Status, string Body, string Challenge)> GetAsync(
        TestBot bot, AuthenticationHeaderValue? who = null, string path = "", string? header = null)
    {
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{bot.Url}/jobs{path}"));
            request.Headers.Authorization = who;
            if (header is not null) request.Headers.Add(header, "203.0.113.7");
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode is not HttpStatusCode.ServiceUnavailable || attempt == 300)
                return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.WwwAuthenticate.ToString());
            await Task.Delay(100);
        }
    }

    private static AuthenticationHeaderValue Basic(string words) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(words)));
}
#endif
