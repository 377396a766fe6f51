using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Simulator;
using SlackPartner.Simulator.Driver;
using SlackPartner.Storage;

namespace SlackPartner.Tests.Jobs;

/// <summary>Whatever happens on the way, one item becomes one message.</summary>
internal sealed class WorkPumpTests
{
    private WorkBench _bench = null!; // set before each test

    [SetUp]
    public async Task StartAsync() => _bench = await WorkBench.StartAsync();

    [TearDown]
    public async Task EndAsync() => await _bench.DisposeAsync();

    private Person Bob => _bench.Slack.Person("bob");

    [Test]
    public async Task What_comes_too_late_is_dropped()
    {
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, Bob) with { NotAfter = _bench.Clock.GetCurrentInstant() + Duration.FromMinutes(10) });
        _bench.Clock.Advance(Duration.FromMinutes(11));
        _bench.Pump();
        await _bench.UntilStateAsync(WorkState.Expired);
        Assert.That(_bench.Script.Runs, Is.Zero);
        Assert.That(Bob.Messages, Is.Empty);
    }

    [Test]
    public async Task A_failure_waits_longer_each_time_and_then_succeeds()
    {
        _bench.Script.OnRun = run => run < 4 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, Bob));
        _bench.Pump();
        foreach (var (run, wait) in new[] { (1, 5), (2, 10), (3, 20) })
        {
            await _bench.UntilAsync(async () => _bench.Script.Runs == run && await _bench.StateAsync() is WorkState.Pending, $"failure {run}");
            var due = (await _bench.QueryAsync<Instant>("select due_at from work"))[0];
            Assert.That((due - _bench.Clock.GetCurrentInstant()).TotalSeconds, Is.InRange(wait - 5.0, wait));
            _bench.Clock.Advance(Duration.FromSeconds(wait));
            _bench.Wake();
        }
        await Bob.ReceivesAsync("Message 1");
    }

    [Test]
    public async Task After_the_last_try_it_is_dead_and_its_slice_is_told_once()
    {
        _bench.Script.OnRun = _ => throw new InvalidOperationException("never");
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, Bob));
        await _bench.QueryAsync<int>("update work set attempts = 13");
        _bench.Pump();
        await _bench.UntilStateAsync(WorkState.Dead);
        Assert.That(_bench.Script.Undeliverable, Is.EqualTo(new[] { "1" }));
        Assert.That(await _bench.QueryAsync<string>("select last_error from work"), Is.EqualTo(new[] { "InvalidOperationException" }));
    }

    [Test]
    public async Task A_rate_limit_puts_the_item_back_holds_its_workspace_and_costs_no_try()
    {
        _bench.Slack.Faults.RateLimited("chat.postMessage", retryAfter: 60);
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, Bob));
        _bench.Pump();
        await _bench.UntilAsync(async () => (await _bench.QueryAsync<string>("select last_error from work"))[0] is not null, "the limit");
        Assert.That(await _bench.StateAsync(), Is.EqualTo(WorkState.Pending));
        Assert.That(await _bench.QueryAsync<int>("select attempts from work"), Is.EqualTo(new[] { 0 }));
        Assert.That(await _bench.QueryAsync<bool>("select next_claim_at > now() + interval '50 seconds' from workspace"), Is.EqualTo(new[] { true }));

        await _bench.QueryAsync<int>("update workspace set next_claim_at = 'epoch'");
        _bench.Wake();
        await Bob.ReceivesAsync("Message 1");
        await _bench.UntilStateAsync(WorkState.Done);
    }

    [TestCase(FaultKind.HangAfter)]
    [TestCase(FaultKind.ResetAfter)]
    [TestCase(FaultKind.ServerError)]
    [TestCase(FaultKind.Hang)]
    [TestCase(FaultKind.ResetBefore)]
    public async Task An_unclear_answer_ends_in_exactly_one_message(FaultKind fault)
    {
        _bench.Slack.Faults.Add(new Fault("chat.postMessage", fault));
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, Bob));
        _bench.Pump();
        await _bench.UntilAsync(
            async () =>
            {
                await HurryLooksAsync();
                return await _bench.StateAsync() is WorkState.Done;
            },
            "the look-ups to tell");
        Assert.That(Bob.Messages, Has.Count.EqualTo(1));
        Assert.That(_bench.Script.Sent, Is.EqualTo(1));
    }

    [Test]
    public async Task A_node_that_died_before_sending_leaves_one_message()
    {
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, Bob));
        await _bench.QueryAsync<int>("update work set state = 1, fence = 7, attempts = 1, claimed_at = now() - interval '1 minute', lease_until = now() - interval '1 second'");
        _bench.Pump();
        await Bob.ReceivesAsync("Message 1");
        await _bench.UntilStateAsync(WorkState.Done);
        Assert.That(Bob.Messages, Has.Count.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_node_that_died_while_sending_leaves_one_message(bool hadPosted)
    {
        _bench.Pump();
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, Bob));
        await _bench.UntilStateAsync(WorkState.Done);
        // As if the node had died right after, or right before, the call.
        if (!hadPosted) lock (_bench.Slack.World.Gate) _bench.Slack.Workspace.BotDirect(Bob.Id).Messages.Clear();
        await _bench.QueryAsync<int>("update work set state = 2, settled_at = null, slack_ts = null, lease_until = now() - interval '1 second'");
        _bench.Wake();

        await _bench.UntilAsync(
            async () =>
            {
                await HurryLooksAsync();
                return await _bench.StateAsync() is WorkState.Done;
            },
            "the look-ups to tell");

        Assert.That(Bob.Messages, Has.Count.EqualTo(1));
        Assert.That(_bench.Script.Sent, Is.EqualTo(2), "the slice is told by whoever takes over");
    }

    [Test]
    public async Task Work_asked_for_again_while_it_runs_runs_again_afterwards()
    {
        using var first = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        _bench.Script.OnRun = async run =>
        {
            if (run > 1) return;
            first.Release();
            await mayEnd.WaitAsync();
        };
        var item = _bench.Item(WorkBench.Repeatable, Bob);
        await _bench.EnqueueAgainAsync(item);
        _bench.Pump();
        await first.WaitAsync();
        await _bench.EnqueueAgainAsync(item);
        await _bench.EnqueueAgainAsync(item);
        mayEnd.Release();

        await _bench.UntilAsync(async () => _bench.Script.Runs == 2 && await _bench.StateAsync() is WorkState.Done, "the second run");

        Assert.That(_bench.Script.MostAtOnce, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_message_whose_slice_stumbles_afterwards_is_not_sent_again(bool wasOvertaken)
    {
        // Someone answers in the very moment in which the delivery is written down; or the slice has a bug.
        _bench.Script.OnSent = run => run > 1 ? Task.CompletedTask : throw (wasOvertaken ? new StaleWriteException() : new InvalidOperationException());
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, Bob));
        _bench.Pump();
        await _bench.UntilAsync(
            async () =>
            {
                await HurryLooksAsync();
                return await _bench.StateAsync() is WorkState.Done;
            },
            "it to be written down");
        Assert.That(_bench.Script.Sent, Is.EqualTo(2));
        Assert.That(Bob.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_person_gets_their_messages_one_after_the_other()
    {
        for (var n = 1; n <= 3; n++) await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, Bob, $"{n}"));
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, _bench.Slack.Person("cleo"), "4"));
        _bench.Pump();
        await _bench.UntilAsync(async () => (await _bench.QueryAsync<int>("select state from work")).All(state => state == (int)WorkState.Done), "all four");
        Assert.That(Bob.Messages.Select(message => message.Text), Is.EqualTo(new[] { "Message 1", "Message 2", "Message 3" }));
    }

    [Test]
    public async Task Work_of_an_unknown_kind_is_dead_and_stops_nothing()
    {
        await _bench.EnqueueAsync(_bench.Item("bench.nobody_knows", Bob));
        _bench.Pump();
        await _bench.UntilStateAsync(WorkState.Dead);
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, Bob));
        await Bob.ReceivesAsync("Message 1");
    }

    /// <summary>Only look-ups that are waiting: a lease of a running send stays.</summary>
    private async Task HurryLooksAsync()
    {
        await _bench.QueryAsync<int>("update work set look_at = now() where state = 2 and look_at > now()");
        _bench.Wake();
    }
}
