using System.Diagnostics.Metrics;
using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Worker;

namespace SlackPartner.Tests.Jobs;

/// <summary>What an operator sees of the queue, as text and as metrics.</summary>
internal sealed class WorkReportTests
{
    private const string DeadId = "00000000-0000-0000-0000-00000000dead";

    private WorkBench _bench = null!; // set before each test

    /// <summary>Two messages due for a minute and a half, one for tomorrow, one being sent, one dead; the workspace waits its turn.</summary>
    [SetUp]
    public async Task StartAsync()
    {
        _bench = await WorkBench.StartAsync();
        var (ann, bob) = (_bench.Slack.Person("ann"), _bench.Slack.Person("bob"));
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, bob, "1"));
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, ann, "2"));
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, ann, "3") with { DueAt = _bench.Clock.GetCurrentInstant() + Duration.FromDays(1) });
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Repeatable, ann, "4"));
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, ann, "5"));
        await _bench.QueryAsync<int>("update work set state = 2, attempts = 3, lease_until = now() + interval '1 hour' where subject = '4'");
        await _bench.QueryAsync<int>($"update work set id = '{DeadId}', state = 5, attempts = 14, last_error = 'channel_not_found', settled_at = '2026-01-02' where subject = '5'");
        await _bench.QueryAsync<int>("update workspace set next_claim_at = now() + interval '1 hour'");
        _bench.Clock.Advance(Duration.FromSeconds(90));
    }

    [TearDown]
    public async Task EndAsync() => await _bench.DisposeAsync();

    [Test]
    public async Task It_is_listed_with_depth_lag_pace_and_dead_letters()
    {
        await using var output = new StringWriter();
        await WorkListing.WriteAsync(_bench.Database, _bench.Clock.GetCurrentInstant(), new WorkPace(), output);
        var text = output.ToString();

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Match(@"Waiting: 3, due: 2, under way: 1, dead: 1, oldest due: (9\d|1\d\d) s late"));
            Assert.That(text, Does.Match(@"bench\.message: 3 waiting, 2 due, oldest \d+ s late, up to 0 tries"));
            Assert.That(text, Does.Match(@"bench\.repeatable: 1 waiting, 1 due, oldest \d+ s late, up to 3 tries"));
            Assert.That(text, Does.Match($@"workspace {_bench.Slack.TeamId}: 2 due, oldest \d+ s late, may send again in 3\d\d\d\.\d s, at most 200 a minute"));
            Assert.That(text, Does.Contain($"dead {DeadId} {_bench.Slack.TeamId} bench.message: channel_not_found after 14 tries, 2026-01-02T00:00:00Z"));
            Assert.That(text, Does.Contain("work retry"));
        });
    }

    [Test]
    public async Task It_is_measured_with_the_same_figures()
    {
        using var gauges = new WorkGauges(_bench.Database, _bench.Clock);
        Dictionary<string, (double Value, string? Team)> seen = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter == gauges.Meter) listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen[instrument.Name] = (value, Team(tags)));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen[instrument.Name] = (value, Team(tags)));
        listener.Start();
        listener.RecordObservableInstruments();
        Assert.That(seen, Is.Empty, "nothing is known before the first look");

        using var stop = new CancellationTokenSource();
        var running = gauges.RunAsync(stop.Token);
        await _bench.UntilAsync(() => { listener.RecordObservableInstruments(); return Task.FromResult(seen.Count > 0); }, "the first look");
        await stop.CancelAsync();
        await running;

        var team = _bench.Slack.TeamId;
        Assert.Multiple(() =>
        {
            Assert.That(seen["partner.work.waiting"], Is.EqualTo((3d, (string?)null)));
            Assert.That(seen["partner.work.due"].Value, Is.EqualTo(2));
            Assert.That(seen["partner.work.under_way"].Value, Is.EqualTo(1));
            Assert.That(seen["partner.work.dead"].Value, Is.EqualTo(1));
            Assert.That(seen["partner.work.oldest_due"].Value, Is.InRange(90, 3600));
            Assert.That(seen["partner.work.workspace.due"], Is.EqualTo((2d, team)));
            Assert.That(seen["partner.work.workspace.turn_in"].Team, Is.EqualTo(team));
            Assert.That(seen["partner.work.workspace.turn_in"].Value, Is.InRange(1, 3600));
        });
    }

    private static string? Team(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
            if (name == "team") return value as string;
        return null;
    }
}
