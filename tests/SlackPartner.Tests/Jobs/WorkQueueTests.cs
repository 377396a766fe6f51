using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;

namespace SlackPartner.Tests.Jobs;

/// <summary>The work table: who gets what, and when.</summary>
internal sealed class WorkQueueTests
{
    private WorkBench _bench = null!; // set before each test

    [SetUp]
    public async Task StartAsync() => _bench = await WorkBench.StartAsync(new WorkPace(MessagesPerMinute: 60_000, PerTurn: 50));

    [TearDown]
    public async Task EndAsync() => await _bench.DisposeAsync();

    [Test]
    public async Task The_same_key_is_queued_once()
    {
        var item = _bench.Item(WorkBench.Message, _bench.Slack.Person("bob"));
        await Task.WhenAll(_bench.EnqueueAsync(item), _bench.EnqueueAsync(item), _bench.EnqueueAsync(item));
        Assert.That(await _bench.QueryAsync<string>("select key from work"), Is.EqualTo(new[] { item.Key }));
    }

    [Test]
    public async Task Claims_at_the_same_time_never_share_an_item_or_a_person()
    {
        for (var n = 0; n < 60; n++)
            await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, _bench.Slack.Person("bob"), $"{n}") with { Person = new PersonId(new TeamId(_bench.Slack.TeamId), new UserId($"U{n % 20}")) });

        var claimed = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ClaimAsync(most: 5)));
        claimed = [.. claimed, .. await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ClaimAsync(most: 5)))];

        var all = claimed.SelectMany(batch => batch).ToList();
        Assert.That(all.Select(work => work.Id), Is.Unique);
        Assert.That(all.Select(work => work.Person), Is.Unique, "one at a time for each person");
        Assert.That(all, Is.Not.Empty);
    }

    [Test]
    public async Task An_answer_does_not_wait_until_thousands_of_reminders_are_out()
    {
        await _bench.QueryAsync<int>(
            """
            insert into work (id, key, kind, subject, team_id, person, due_at)
            select gen_random_uuid(), 'flood' || n, @kind, n::text, @team, 'U' || n, @due from generate_series(1, 2000) n
            """,
            new { kind = WorkBench.Message, team = _bench.Slack.TeamId, due = _bench.Clock.GetCurrentInstant().ToDateTimeUtc() });
        _bench.Clock.Advance(Duration.FromMinutes(1));
        var answers = Enumerable.Range(1, 3).Select(n => _bench.Item(WorkBench.Message, _bench.Slack.Person("bob"), $"answer {n}")).ToList();
        foreach (var answer in answers) await _bench.EnqueueAsync(answer);

        var turn = await ClaimAsync(most: 10);
        Assert.That(turn.Select(work => work.Subject), Has.One.EqualTo("answer 1").And.Exactly(9).Not.StartsWith("answer"), "one at a time, in order, beside what waits longest");
    }

    [Test]
    public async Task Where_nobody_else_waits_a_workspace_gets_what_it_saved_up_at_once()
    {
        for (var n = 0; n < 30; n++)
            await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, _bench.Slack.Person("bob"), $"{n}") with { Person = new PersonId(new TeamId(_bench.Slack.TeamId), new UserId($"U{n}")) });
        await _bench.QueryAsync<int>("update workspace set next_claim_at = now() - interval '1 hour'");

        Assert.That(await ClaimAsync(new WorkPace(), most: 64), Has.Count.EqualTo(10), "ten messages at 200 a minute");
        Assert.That(await ClaimAsync(new WorkPace(), most: 64), Has.Count.LessThanOrEqualTo(new WorkPace().PerTurn), "and then no more than a turn");
    }

    [Test]
    public async Task What_is_not_due_or_of_a_gone_workspace_is_not_claimed()
    {
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, _bench.Slack.Person("bob")) with { DueAt = _bench.Clock.GetCurrentInstant() + Duration.FromMinutes(1) });
        Assert.That(await ClaimAsync(), Is.Empty);
        _bench.Clock.Advance(Duration.FromMinutes(2));
        await _bench.QueryAsync<int>("update workspace set uninstalled_at = now()");
        Assert.That(await ClaimAsync(), Is.Empty);
        await _bench.QueryAsync<int>("update workspace set uninstalled_at = null");
        Assert.That(await ClaimAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_older_holder_can_not_settle_what_a_newer_one_holds()
    {
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, _bench.Slack.Person("bob")));
        var older = (await ClaimAsync())[0];
        await _bench.QueryAsync<int>("update work set lease_until = now() - interval '1 second'");
        await _bench.Database.WriteAsync(tx => tx.FreeAbandonedAsync(), CancellationToken.None);
        var newer = (await ClaimAsync())[0];

        Assert.That(await SettleAsync(older), Is.False);
        Assert.That(await MarkSendingAsync(older), Is.False);
        Assert.That(await SettleAsync(newer), Is.True);
    }

    [Test]
    public async Task A_claim_that_is_nearly_over_is_not_sent()
    {
        await _bench.EnqueueAsync(_bench.Item(WorkBench.Message, _bench.Slack.Person("bob")));
        var work = (await ClaimAsync())[0];
        await _bench.QueryAsync<int>("update work set lease_until = now() + interval '5 seconds'");
        Assert.That(await MarkSendingAsync(work), Is.False);
    }

    private Task<IReadOnlyList<ClaimedWork>> ClaimAsync(int most = 50) => ClaimAsync(new WorkPace(60_000, 50), most);

    private Task<IReadOnlyList<ClaimedWork>> ClaimAsync(WorkPace pace, int most) =>
        _bench.Database.WriteAsync(tx => tx.ClaimAsync(_bench.Clock.GetCurrentInstant(), pace, most, saturated: []), CancellationToken.None);

    private Task<bool> SettleAsync(ClaimedWork work) => _bench.Database.WriteAsync(tx => tx.SettleAsync(work, WorkState.Done, error: null), CancellationToken.None);

    private async Task<bool> MarkSendingAsync(ClaimedWork work) =>
        (await _bench.Database.WriteAsync(tx => tx.MarkSendingAsync([new SendingWork(work, "D1")]), CancellationToken.None))[0];
}
