using System.Text;
using SlackPartner.Kernel;
using SlackPartner.Simulator;
using SlackPartner.Simulator.Driver;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Slack;

/// <summary>A file in a direct message: whole, once, and not twice when Slack's answer is lost.</summary>
internal sealed class UploadTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\r\nSUMMARY:Ünïcode\r\nEND:VCALENDAR\r\n");

    private readonly HttpClient _http = new();
    private SimulatedSlack _slack = null!; // set up before each test

    [SetUp]
    public async Task StartAsync() => _slack = await SimulatedSlack.StartAsync(Journey.Options);

    [TearDown]
    public Task EndAsync() => _slack.DisposeAsync().AsTask();

    [OneTimeTearDown]
    public void Close() => _http.Dispose();

    [Test]
    public async Task A_file_arrives_whole()
    {
        await UploadAsync();

        var card = await _slack.Person("ann").ReceivesAsync("Here it is");
        Assert.That(card.Files, Is.EqualTo(new[] { "one-on-ones.ics" }));
        Assert.That(await _http.GetByteArrayAsync(new Uri(card.Raw["files"]![0]!["url_private"]!.GetValue<string>())), Is.EqualTo(Content));
    }

    [Test]
    public async Task What_nobody_has_seen_yet_is_tried_again()
    {
        _slack.Faults.Add(new Fault("files.getUploadURLExternal", FaultKind.ServerError));

        await UploadAsync();

        await _slack.Person("ann").ReceivesAsync("Here it is");
    }

    [Test]
    public void A_file_whose_sharing_ended_in_doubt_is_not_shared_twice()
    {
        _slack.Faults.Add(new Fault("files.completeUploadExternal", FaultKind.ResetAfter));

        Assert.That(UploadAsync, Throws.InstanceOf<SlackUnclearException>());
        Assert.That(_slack.Person("ann").Messages.Count(message => message.Files.Count > 0), Is.EqualTo(1));
    }

    [Test]
    public void A_refusal_names_the_method()
    {
        _slack.Faults.Add(new Fault("files.getUploadURLExternal", FaultKind.Error) { Code = "missing_scope" });

        Assert.That(UploadAsync, Throws.InstanceOf<SlackException>().With.Property(nameof(SlackException.Error)).EqualTo("missing_scope"));
    }

    private Task UploadAsync() => new SlackApi(_http, new SlackOptions(new Uri(_slack.ApiUrl), _slack.BotToken, null)).UploadFileAsync(
        new TeamId(_slack.TeamId), _slack.Person("ann").Direct, "one-on-ones.ics", Content, "Here it is", CancellationToken.None);
}
