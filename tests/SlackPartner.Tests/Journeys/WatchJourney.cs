using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using SlackPartner.Simulator;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>A conversation both asked to have watched: heat is noticed, words leave no trace.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class WatchJourney(Transport transport) : ConflictPlay(transport)
{
    private const string Planning = "#planning";
    private const int Flood = 2000;
    private readonly string _canary = $"canary{Guid.NewGuid():N}";

    protected override SimulatorOptions SlackOptions => Options with { Manifest = Repository.PathTo("deploy", "slack-manifest.watch.json") };

    [SetUp]
    public void InviteBot()
    {
        lock (Slack.World.Gate) Slack.Workspace.Channel(Planning).Members.Add(Slack.BotUserId);
    }

    [Test]
    public async Task Heat_is_whispered_to_its_author_alone_and_no_word_stays_behind()
    {
        ConcurrentQueue<string> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => spans.Enqueue($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(one => one.Tags))}"),
        };
        ActivitySource.AddActivityListener(listener);
        await IsWatchedAsync();
        await BecomesTuesdayForAsync(Ann, afterDays: 1);

        Cleo.Writes($"you are pathetic {_canary}", Planning); // nobody asked for hers
        Bob.Writes($"Could we look at the export tickets {_canary}?", Planning);
        Ann.Writes($"you are pathetic, Bob. {_canary}", Planning);
        var whisper = await Ann.SeesAsync("This runs hot");
        Assert.That(whisper.Buttons, Is.EqualTo(new[] { "Start a Cool-Down", "Help Me Reply Calmly", "Helpful", "Not Now", "Stop These" }));
        Assert.That(whisper.Text, Does.Match(@"read heated: [^;]+(; [^;]+){0,2}\."));
        await EverythingIsDoneAsync();
        Assert.That(new[] { Bob, Cleo }.Sum(person => person.MessagesIn(Planning).Count(message => message.Contains("runs hot"))), Is.Zero);

        await Ann.ClicksAsync("Start a Cool-Down", within: whisper);
        var form = await Ann.SeesModalAsync("Start a cool-down");
        Assert.That(form.Values["With"], Is.EqualTo("Bob Brandt"));
        await Ann.ClosesModalAsync();
        await Ann.ClicksAsync("Help Me Reply Calmly", within: whisper);
        await Ann.FillsAsync("Your reply", "You are pathetic.");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("This may land hot");
        await Ann.ClosesModalAsync();
        Ann.Writes($"you are pathetic, Bob, and I mean it. {_canary}", Planning);
        await PassesAsync(TimeSpan.FromMinutes(30));
        Ann.Writes($"you are pathetic. {_canary}", Planning);
        Ann.Writes(_canary); // what comes after it was delivered, so was it
        await UntilAsync(async () => (await Database.QueryAsync<long>("select count(*) from inbox where handled_at is null"))[0] == 0, "the inbox to be empty");
        await EverythingIsDoneAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Ann.MessagesIn(Planning).Count(message => message.Contains("runs hot")), Is.EqualTo(1), "one a day");
            Assert.That(Bot.Logs.Lines.Where(line => line.Contains(_canary, StringComparison.Ordinal)), Is.Empty);
            Assert.That(spans.Where(span => span.Contains(_canary, StringComparison.Ordinal)), Is.Empty);
        });
        Assert.That(await Database.QueryAsync<string>("select distinct kind || ':' || (select count(*) from nudge) from work where kind = 'nudge.whisper'"), Is.EqualTo(new[] { "nudge.whisper:1" }));
        Assert.That(await Database.TablesNamingAsync(_canary), Is.Empty);
        Assert.That(await Database.QueryAsync<string>("select person from inbox"), Is.EqualTo(new[] { Ann.Id }), "only what was written to the bot itself was ever stored");
    }

    [Test]
    public async Task Either_stops_it_with_one_click_and_it_ends_with_the_partnership()
    {
        await IsWatchedAsync();
        await BecomesTuesdayForAsync(Ann, afterDays: 1);
        await Bob.ClicksAsync("Stop Watching");
        await Ann.ReceivesAsync("isn't watched any more");
        Ann.Writes("you are pathetic, Bob.", Planning);
        await Ann.RunsAsync("/cooldown watch");
        await Ann.SeesModalAsync("Nothing is watched");
        await Ann.ClosesModalAsync();
        await EverythingIsDoneAsync();
        Assert.That(await Database.QueryAsync<long>("select count(*) from nudge"), Is.EqualTo(new[] { 0L }));
    }

    [Test]
    public async Task Without_a_yes_nothing_is_heard()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync($"/cooldown watch @bob {Planning}");
        await Ann.SeesAsync("gets one card and decides");
        var card = await Bob.ReceivesAsync("asks whether I may watch");
        await BecomesTuesdayForAsync(Ann, afterDays: 1);
        Ann.Writes("you are pathetic, Bob.", Planning);
        await Bob.ClicksAsync("Decline", within: card);
        await Bob.SeesChangeAsync(card, changed => changed.Contains("isn't told"));
        await Ann.RunsAsync($"/cooldown watch @bob {Planning}");
        await Ann.SeesAsync("it's theirs to answer");
        await Ann.RunsAsync("/cooldown watch");
        Assert.That((await Ann.SeesModalAsync("was asked")).Buttons, Does.Contain("Take Back"));
        await Ann.ClosesModalAsync();
        Ann.Writes("you are pathetic, Bob.", Planning);
        await EverythingIsDoneAsync();
        Assert.That(await Database.QueryAsync<long>("select count(*) from nudge"), Is.EqualTo(new[] { 0L }));
    }

    [Test]
    public async Task Who_stops_such_requests_gets_none_and_the_one_who_asks_sees_no_difference()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync($"/cooldown watch @bob {Planning}");
        var card = await Bob.ReceivesAsync("asks whether I may watch");
        await Bob.ClicksAsync("Stop These", within: card);
        await Bob.SeesChangeAsync(card, changed => changed.Contains("won't be asked"));
        await Ann.RunsAsync("/cooldown watch @bob #general");
        await Ann.SeesAsync(one => one.Contains("gets one card and decides") && one.Contains("general"));
        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, "asks whether I may watch"), Is.Zero);
    }

    [Test]
    public async Task A_second_click_leaves_the_one_that_stops_it_and_privacy_has_it_too()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync($"/cooldown watch @bob {Planning}");
        var card = await Bob.ReceivesAsync("asks whether I may watch");
        var buttons = BlocksOf(card);
        await Bob.ClicksAsync("Accept", within: card);
        await PressesAgainAsync(Bob, "Accept", card, buttons);
        await Bob.SeesChangeAsync(card, changed => changed.Offers("Stop Watching"));
        await Ann.ReceivesAsync("watched for heat");
        await Bob.RunsAsync("/partner privacy");
        await Bob.SeesModalAsync(modal => modal.Text.Contains("Watched for heat: #planning, with @Ann Archer", StringComparison.Ordinal));
        await Bob.ClicksAsync("Stop Watching");
        await Ann.ReceivesAsync("isn't watched any more");
    }

    [Test]
    public async Task While_they_pause_nobody_is_asked_to_watch_and_the_end_of_a_partnership_is_told()
    {
        await IsWatchedAsync();
        await Ann.RunsAsync("/cooldown @bob 1h");
        await Bob.ReceivesAsync("paused until");
        await Bob.RunsAsync("/cooldown watch @ann #general");
        await Bob.SeesAsync("Ask once the pause is over");
        await Ann.RunsAsync("/partner");
        await Ann.ClicksAsync("End Partnership");
        foreach (var person in new[] { Ann, Bob }) await person.ReceivesAsync("isn't watched any more");
    }

    [Test]
    public async Task Words_that_calm_down_are_not_whispered_to_after_heated_ones_outside_the_hours()
    {
        await IsWatchedAsync();
        await BecomesTuesdayForAsync(Ann, afterDays: 1);
        await PassesAsync(TimeSpan.FromHours(21.9)); // minutes before nine
        Ann.Writes("you are pathetic, Bob.", Planning);
        await DeliveredAsync();
        await PassesAsync(TimeSpan.FromMinutes(5));
        Bob.Writes("Could we look at the export tickets?", Planning);
        await DeliveredAsync();
        await PassesAsync(TimeSpan.FromMinutes(6)); // she works by now, and what would have been said to her was minutes ago
        Ann.Writes("Merging now, thanks for waiting.", Planning);
        await DeliveredAsync();
        await EverythingIsDoneAsync();
        Assert.That(await Database.QueryAsync<string>("select sent_at::text from nudge"), Is.Empty);
    }

    [TestCase("/cooldown watch @cleo #planning", "only with a partner")]
    [TestCase("/cooldown watch @bob", "Name a partner and a channel")]
    [TestCase("/cooldown watch #planning", "Name a partner and a channel")]
    public async Task What_cannot_be_watched_is_said(string command, string sentence)
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync(command);
        await Ann.SeesAsync(sentence);
    }

    [Test]
    public async Task A_flood_of_strange_messages_is_heard_and_forgotten()
    {
        await IsWatchedAsync();
        await BecomesTuesdayForAsync(Ann, afterDays: 1);
        var deliveries = Slack.Deliveries.Count;
        string[] strange =
        [
            $"```{string.Concat(Enumerable.Repeat("return you.Fail(kill);\n", 1300))}```",
            string.Concat(Enumerable.Repeat("We could look at the plan again. ", 364)),
            "y\u200bo\u200bu \u0430re f\u0456ne",
        ];
        for (var n = 0; n < Flood; n++) Bob.Writes(n < 60 ? $"{strange[n % 3]} {n}" : $"Could we look at ticket {n}?", Planning);
        await Slack.DeliveredAsync(_ => Slack.Deliveries.Count >= deliveries + Flood, TimeSpan.FromSeconds(100));
        await EverythingIsDoneAsync();
        Assert.That(await Database.QueryAsync<long>("select count(*) from nudge"), Is.EqualTo(new[] { 0L }));
        Ann.Writes("you are pathetic, Bob.", Planning);
        await Ann.SeesAsync("This runs hot");
    }

    /// <summary>What was said in a watched conversation is heard once what was written to the bot after it is handled.</summary>
    private async Task DeliveredAsync()
    {
        Ann.Writes("Thanks.");
        await UntilAsync(async () => (await Database.QueryAsync<long>("select count(*) from inbox where handled_at is null"))[0] == 0, "the inbox to be empty");
    }

    private async Task IsWatchedAsync()
    {
        await ArePartnersAsync(Ann, Bob);
        await Ann.RunsAsync($"/cooldown watch @bob {Planning}");
        var card = await Bob.ReceivesAsync("asks whether I may watch");
        await Bob.ClicksAsync("Accept", within: card);
        await Bob.SeesChangeAsync(card, changed => changed.Contains("watched for heat") && changed.Offers("Stop Watching"));
        await Ann.ReceivesAsync("watched for heat");
    }
}
