using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Security;

/// <summary>Two notes with a word of their own in every field, from form to answer; then that word is looked for everywhere it must not be.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class PrivacyCanaryTests(Transport transport)
{
    private readonly string _canary = $"canary{Guid.NewGuid():N}";
    private readonly Watch _watch = new();
    private SimulatedSlack _slack = null!; // set up once
    private TestDatabase _database = null!; // set up once
    private TestBot _bot = null!; // set up once

    [OneTimeSetUp]
    public async Task PlayAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SimulatedSlack.StartAsync(new() { Manifest = Repository.PathTo("deploy", "slack-manifest.json"), AckTimeout = TimeSpan.FromSeconds(10), TriggerLife = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromSeconds(20) });
        _bot = await TestBot.StartAsync(_slack, _database.ConnectionString, transport, "--Logging:LogLevel:Default=Trace");
        var (ann, bob) = (_slack.Person("ann"), _slack.Person("bob"));

        await ann.OpensHomeAsync();
        ann.Writes($"{_canary} written to the bot");
        await ann.ReceivesAsync("/sbi");
        await ann.RunsAsync($"/sbi check You never {_canary} listen");
        await ann.RunsAsync($"/sbi {_canary}");
        await ann.RunsAsync($"/sbi ask @bob {_canary} asked about");
        await bob.ReceivesAsync("for your advice");
        var message = bob.Writes($"{_canary} said where everyone reads", at: "#planning");
        await ann.UsesShortcutAsync("Help Me Reply Calmly", message);
        await ann.FillsAsync("Your reply", $"You never {_canary} reply");
        await ann.SubmitsAsync();
        await ann.UsesShortcutAsync("Draft Feedback From This", message);
        foreach (var field in new[] { "Behavior", "Impact" }) await ann.FillsAsync(field, $"You wanted to {_canary} {field}.");
        await ann.SubmitsAsync();
        await ann.SeesModalAsync("exactly this");
        await ann.ClosesModalAsync(all: true);

        var first = await ShareAsync(ann, bob);
        await bob.ClicksAsync("Ask a Question", within: first);
        await bob.FillsAsync("Question", $"{_canary} asked");
        await bob.SubmitsAsync();
        await ann.ReceivesAsync("has a question");

        var second = await ShareAsync(ann, bob);
        await bob.ClicksAsync("I Need Time", within: second);
        await bob.FillsAsync("Remind me", "In 2 hours");
        await bob.SubmitsAsync();
        await ann.ReceivesAsync("some time");
        await bob.RunsAsync("/sbi inbox");
        await bob.ClicksAsync("Read");
        await bob.ClicksAsync("I See It Differently");
        foreach (var part in new[] { "Situation", "Behavior", "Impact" }) await bob.FillsAsync(part, $"{_canary} answered {part}");
        await bob.SubmitsAsync();
        await ann.ReceivesAsync("sees it differently");
        await MeetAsync(ann, bob);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        _watch.Dispose();
        await _bot.StopAsync();
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Test]
    public void The_people_have_read_it() => // without this the rest would prove nothing
        Assert.That(_slack.Calls.Where(call => call.Method == "chat.postMessage").Select(call => call.Body.ToJsonString()), Has.Exactly(10).Contains(_canary));

    [Test]
    public async Task No_row_holds_it() => Assert.That(await _database.TablesNamingAsync(_canary), Is.Empty);

    [Test]
    public async Task A_row_that_holds_it_as_text_or_as_bytes_is_found()
    {
        const string planted = "planted-in-a-row";
        await _database.QueryAsync<int>(
            """
            create table if not exists probe_text (words text);
            create table if not exists probe_bytes (bytes bytea);
            create table if not exists probe_list (list jsonb);
            insert into probe_text values (@planted);
            insert into probe_bytes values (@bytes);
            insert into probe_list values (jsonb_build_object('a', @planted))
            """,
            new { planted, bytes = Encoding.UTF8.GetBytes($"…{planted}…") });

        Assert.That(await _database.TablesNamingAsync(planted), Is.EqualTo(new[] { "probe_bytes", "probe_list", "probe_text" }));
    }

    [Test]
    public void No_log_line_holds_it() => Assert.That(_bot.Logs.Lines.Where(line => line.Contains(_canary, StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void A_log_line_that_holds_it_is_found()
    {
        _bot.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Probe").Log(LogLevel.Trace, default, "planted-in-a-log", null, (state, _) => state);

        Assert.Multiple(() =>
        {
            Assert.That(_bot.Logs.Lines, Has.Some.Contains("planted-in-a-log"));
            Assert.That(_bot.Logs.Lines, Has.Some.Contains("SlackPartner.Slack.Dispatcher"));
        });
    }

    [Test]
    public void No_span_and_no_metric_holds_it() => Assert.That(_watch.Seen.Where(words => words.Contains(_canary, StringComparison.Ordinal)), Is.Empty);

    [TestCase("planted-in-a-name")]
    [TestCase("planted-in-a-tag")]
    [TestCase("planted-in-an-event")]
    [TestCase("planted-in-an-event's-tag")]
    [TestCase("planted-in-a-status")]
    [TestCase("planted-in-baggage")]
    [TestCase("planted-in-a-metric")]
    public void A_span_or_metric_that_holds_it_is_found(string planted)
    {
        using var source = new ActivitySource("Probe");
        using var meter = new Meter("Probe");
        using (var span = source.StartActivity("planted-in-a-name"))
            span?.SetTag("a", "planted-in-a-tag").AddEvent(new ActivityEvent("planted-in-an-event", tags: new() { ["a"] = "planted-in-an-event's-tag" }))
                .SetStatus(ActivityStatusCode.Error, "planted-in-a-status").SetBaggage("a", "planted-in-baggage");
        meter.CreateCounter<long>("probe").Add(1, new KeyValuePair<string, object?>("a", "planted-in-a-metric"));

        Assert.That(_watch.Seen, Has.Some.Contains(planted));
    }

    [Test]
    public void Spans_of_ours_of_the_database_and_of_the_wire_were_watched() =>
        Assert.That(_watch.Sources.Keys, Is.SupersetOf(new[] { "SlackPartner", "Npgsql", "System.Net.Http", "Microsoft.AspNetCore" }));

    /// <summary>A place, an item, a question answered by both, a trip, and the calendar file.</summary>
    private async Task MeetAsync(Person ann, Person bob)
    {
        await ann.RunsAsync("/partner @bob");
        await bob.ReceivesAsync("would like to be your partner");
        await bob.ClicksAsync("Accept");
        await ann.ReceivesAsync("partners now");
        await ann.RunsAsync("/1on1 @bob");
        await ann.FillsAsync("Day", "Tuesday");
        await ann.FillsAsync("Place or link", $"{_canary} room");
        await ann.SubmitsAsync();
        await ann.ClosesModalAsync(all: true);
        await bob.ReceivesAsync($"{_canary} room");
        await bob.ClicksAsync("Confirm");
        await ann.ReceivesAsync("confirmed");
        await ann.RunsAsync($"/1on1 add {_canary} item");
        foreach (var person in new[] { ann, bob })
        {
            await person.RunsAsync("/1on1 agenda");
            await person.ClicksAsync("Answer the Question");
            await person.FillsAsync("Your answer", $"{_canary} answer");
            await person.SubmitsAsync();
            await person.ClosesModalAsync(all: true);
        }
        foreach (var person in new[] { ann, bob }) await person.ReceivesAsync($"{_canary} answer");
        await ann.RunsAsync("/1on1 trip");
        await ann.FillsAsync("City", $"Berlin, {_canary}");
        await ann.FillsAsync("First day", $"{DateTime.UtcNow.AddDays(1):yyyy-MM-dd}");
        await ann.FillsAsync("Last day", $"{DateTime.UtcNow.AddDays(2):yyyy-MM-dd}");
        await ann.SubmitsAsync();
        await ann.ClosesModalAsync(all: true);
        foreach (var person in new[] { ann, bob }) await person.ReceivesAsync("in the same place");
        await ann.RunsAsync("/1on1 ics");
        await ann.ReceivesAsync(card => card.Files.Count > 0);
    }

    private async Task<Card> ShareAsync(Person ann, Person bob)
    {
        await ann.RunsAsync("/sbi @bob");
        foreach (var field in new[] { "Situation", "Behavior", "Impact", "Question", "Request" }) await ann.FillsAsync(field, $"You never {_canary} {field}");
        await ann.SubmitsAsync();
        await ann.ClicksAsync("Keep As Is");
        await ann.SeesModalAsync("exactly this");
        await ann.ClicksAsync("Share Now");
        await ann.SeesModalAsync("on its way");
        await ann.ClosesModalAsync();
        var card = await bob.ReceivesAsync(_canary);
        await ann.ReceivesAsync("done your part");
        return card;
    }

    /// <summary>Every span and measurement of the process, as words.</summary>
    private sealed class Watch : IDisposable
    {
        private readonly ConcurrentQueue<string> _seen = [];
        private readonly ActivityListener _spans;
        private readonly MeterListener _meters = new();

        public Watch()
        {
            _spans = new ActivityListener
            {
                ShouldListenTo = source => Sources.TryAdd(source.Name, 0) || true,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    See($"{span.Source.Name} {span.OperationName} {span.DisplayName} {span.StatusDescription} {Of(span.TagObjects)}");
                    foreach (var happened in span.Events) See($"{happened.Name} {Of(happened.Tags)}");
                    foreach (var (name, value) in span.Baggage) See($"{name} {value}");
                },
            };
            ActivitySource.AddActivityListener(_spans);
            _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            Measure<byte>();
            Measure<short>();
            Measure<int>();
            Measure<long>();
            Measure<float>();
            Measure<double>();
            Measure<decimal>();
            _meters.Start();
        }

        public IEnumerable<string> Seen => _seen;

        public ConcurrentDictionary<string, byte> Sources { get; } = [];

        public void Dispose()
        {
            _spans.Dispose();
            _meters.Dispose();
        }

        private void Measure<T>() where T : struct => _meters.SetMeasurementEventCallback<T>(
            (instrument, _, tags, _) => See($"{instrument.Name} {Of(tags.ToArray())}"));

        private void See(string words) => _seen.Enqueue(words);

        private static string Of(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));
    }
}
