using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Jobs;

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum WorkState { Pending = 0, Claimed = 1, Sending = 2, Done = 3, Canceled = 4, Dead = 5, Expired = 6 }

/// <summary>
/// The work table: outbox and queue in one. pending → claimed → sending (committed before the call) → done. Leases and claims go by
/// Postgres' clock, due times by the bot's.
/// </summary>
public static class WorkQueue
{
    /// <summary>The channel that wakes the pumps.</summary>
    public const string Wakeup = "partner_work";

    private const string Insert =
        """
        insert into work (id, key, kind, subject, team_id, person, due_at, not_after)
        values (@id, @Key, @Kind, @Subject, @Team, @User, @DueAt, @NotAfter)
        on conflict (key) do nothing
        """;

    // Whoever runs it now holds an older fence: their settle changes nothing but the lease, which stays until then,
    // so that an older run never ends after a newer one.
    private const string InsertOrRearm =
        """
        insert into work (id, key, kind, subject, team_id, person, due_at, not_after)
        values (@id, @Key, @Kind, @Subject, @Team, @User, @DueAt, @NotAfter)
        on conflict (key) do update
        set state = 0, due_at = excluded.due_at, not_after = excluded.not_after, fence = work.fence + 1, attempts = 0, settled_at = null
        """;

    private const string InsertOrRearmAll =
        """
        insert into work (id, key, kind, subject, team_id, person, due_at)
        select item.id, item.key, item.kind, item.subject, item.team_id, item.person, item.due_at
        from unnest(@ids::uuid[], @keys::text[], @kinds::text[], @subjects::text[], @teams::text[], @persons::text[], @times::timestamptz[])
          as item (id, key, kind, subject, team_id, person, due_at)
        on conflict (key) do update
        set state = 0, due_at = excluded.due_at, fence = work.fence + 1, attempts = 0, settled_at = null
        """;

    private const string ListBusy =
        """
        select distinct person
        from work
        where team_id = @team and state in (1, 2)
        """;

    private const string Hasten =
        """
        update work
        set due_at = @now
        where team_id = @Team and person = @User and kind = @kind and state = 0 and due_at > @now and split_part(subject, ':', 1) = any(@ids)
        """;

    internal const string Notify = "select pg_notify('partner_work', '')";

    private const string FindByKey =
        """
        select key
        from work
        where key = @key
        """;

    private const string CancelByKey =
        """
        update work
        set state = 4, settled_at = now()
        where key = @key and state in (0, 1)
        """;

    /// <summary>
    /// Fair: workspaces take turns by next_claim_at, a token bucket shared by all nodes, and a person gets one message a second.
    /// Locking the workspace row first means that no two nodes choose for the same person at once. A turn is a few messages, or as many
    /// as the workspace has saved up where few others wait. Where much is due, each turn takes
    /// what waits longest and a little of what came last: somebody may be waiting for that answer while thousands of reminders go out.
    /// </summary>
    /// <remarks>
    /// A queue's statistics are always out of date: they say that nothing waits, and then the planner reads all that waits once for each
    /// workspace or row. So nothing is left to it: laterals and scalar queries run once for each row, work_due is the only index that
    /// knows "state = 0", and "state &lt; 1" keeps the update to the primary key. More workspaces are looked at than taken, because
    /// another node may be locking the first of them. Of what waits in a workspace no more is read than four times its turn: each row
    /// costs two looks at the index.
    /// </remarks>
    private const string Claim =
        """
        with ready as (
          select ordered.team_id
          from (
            select team_id
            from workspace
            where uninstalled_at is null and next_claim_at <= now() and team_id <> all(@saturated)
            order by next_claim_at
            offset 0) ordered
          cross join lateral (
            select 1
            from work
            where work.team_id = ordered.team_id and work.state = 0 and work.due_at <= @now
            order by work.due_at, work.id
            limit 1) waiting
          limit 4 * @workspaces
        ),
        locked as (
          select team_id, now() - greatest(next_claim_at, now() - @burst) as saved
          from workspace
          where team_id = any(array(select team_id from ready)) and uninstalled_at is null and next_claim_at <= now()
          order by next_claim_at
          limit @workspaces
          for update skip locked
        ),
        turn as (
          select team_id, greatest(@perTurn, least(@perWorkspace, @most / count(*) over (), extract(epoch from saved) / extract(epoch from @pace)))::integer as size
          from locked
        ),
        due as (
          select one.id
          from turn
          cross join lateral (
            select candidate.id
            from (
              select distinct on (free.person) free.id, free.due_at, bool_or(free.is_newest) over (partition by free.person) as is_awaited
              from (
                select waiting.id, waiting.person, waiting.due_at, waiting.is_newest
                from (
                  (select id, person, due_at, true as is_newest
                  from work
                  where team_id = turn.team_id and state = 0 and due_at <= @now
                    and (lease_until is null or lease_until <= now())
                  order by due_at desc, id desc
                  limit @newest)
                  union all
                  (select id, person, due_at, false
                  from work
                  where team_id = turn.team_id and state = 0 and due_at <= @now
                    and (lease_until is null or lease_until <= now())
                  order by due_at, id
                  limit @lookahead)) waiting
                where (
                    select busy.id
                    from work busy
                    where busy.team_id = turn.team_id and busy.person = waiting.person and busy.state in (1, 2)
                    limit 1) is null
                  and (
                    select recent.id
                    from work recent
                    where recent.team_id = turn.team_id and recent.person = waiting.person and recent.state = 3
                      and recent.channel is not null and recent.settled_at > now() - interval '1 second'
                    limit 1) is null
                limit 4 * turn.size) free
              order by free.person, free.due_at, free.id) candidate
            order by candidate.is_awaited desc, candidate.due_at, candidate.id
            limit turn.size) one
        ),
        claimed as (
          update work
          set state = 1, fence = fence + 1, attempts = attempts + 1, claimed_at = now(), lease_until = now() + @lease, looks = 0
          where work.id = any(array(select id from due)) and work.state < 1
          returning work.id, work.kind, work.subject, work.team_id, work.person, work.channel, work.due_at, work.not_after,
            work.state, work.fence, work.attempts, work.looks, work.claimed_at
        ),
        paced as (
          update workspace
          set next_claim_at = greatest(workspace.next_claim_at, now() - @burst) + taken.count * @pace
          from (select team_id, count(*) as count from claimed group by team_id) taken
          where workspace.team_id = taken.team_id
        )
        select claimed.id, claimed.kind, claimed.subject, claimed.team_id, claimed.person, coalesce(claimed.channel, person.direct_channel) as channel,
          claimed.due_at, claimed.not_after, claimed.state, claimed.fence, claimed.attempts, claimed.looks, claimed.claimed_at
        from claimed
        left join person on person.team_id = claimed.team_id and person.user_id = claimed.person
        """;

    /// <summary>Sends whose outcome nobody knows: their node died, or the answer was unclear. State stays sending.</summary>
    private const string ClaimUnclear =
        """
        update work
        set fence = fence + 1, lease_until = now() + @lease, look_at = null
        where id in (
          select id
          from work
          where state = 2 and coalesce(look_at, lease_until) <= now()
          order by lease_until
          limit @most
          for update skip locked)
        returning id, kind, subject, team_id, person, channel, due_at, not_after, state, fence, attempts, looks, claimed_at
        """;

    private const string FreeAbandoned =
        """
        update work
        set state = 0, lease_until = null
        where state = 1 and lease_until < now()
        """;

    private const string MarkSending =
        """
        update work
        set state = 2, channel = sending.channel
        from unnest(@ids::uuid[], @fences::integer[], @channels::text[]) as sending (id, fence, channel)
        where work.id = sending.id and work.fence = sending.fence and work.state = 1 and work.lease_until > now() + interval '15 seconds'
        returning work.id
        """;

    private const string Settle =
        """
        update work
        set state = settled.state, settled_at = now(), lease_until = null, look_at = null, slack_ts = settled.ts, last_error = settled.error
        from unnest(@ids::uuid[], @fences::integer[], @states::integer[], @timestamps::text[], @errors::text[]) as settled (id, fence, state, ts, error)
        where work.id = settled.id and work.fence = settled.fence and work.state in (1, 2)
        returning work.id
        """;

    private const string PutBack =
        """
        update work
        set state = 0, due_at = @dueAt, lease_until = null, look_at = null, attempts = attempts - @refund, last_error = @error
        where id = @Id and fence = @Fence and state in (1, 2)
        """;

    /// <summary>It was asked for again while it ran: now it may.</summary>
    private const string ReleaseRearmed =
        """
        update work
        set lease_until = null
        where id = @Id and fence > @Fence and state = 0
        """;

    private const string LookLater =
        """
        update work
        set look_at = now() + @wait, lease_until = now(), looks = @looks
        where id = @Id and fence = @Fence and state = 2
        """;

    private const string HoldWorkspace =
        """
        update workspace
        set next_claim_at = greatest(next_claim_at, now() + @wait)
        where team_id = @team
        """;

    /// <summary>When there is something to do next: due work by the bot's clock; turns, leases and look-ups by Postgres'.</summary>
    private const string Next =
        """
        select
          (select min(due_at) from work where state + 0 = 0) as due_at,
          now() as now,
          (select min(coalesce(look_at, lease_until)) from work where state in (1, 2)) as held_until,
          (select min(next_claim_at) from workspace where uninstalled_at is null and next_claim_at > now()) as turn_at
        """;

    /// <summary>Queues work in the caller's transaction; a second item of the same key changes nothing.</summary>
    public static Task EnqueueAsync(this Tx tx, WorkItem item) => AddAsync(tx, Insert, item);

    /// <summary>Queues work that is done anew each time it is asked for, such as redrawing a card.</summary>
    public static Task EnqueueAgainAsync(this Tx tx, WorkItem item) => AddAsync(tx, InsertOrRearm, item);

    /// <summary>The same for many at once; none of them twice.</summary>
    public static async Task EnqueueAllAgainAsync(this Tx tx, IReadOnlyList<WorkItem> items)
    {
        if (items.Count == 0) return;
        await tx.ExecuteAsync(
            InsertOrRearmAll,
            new
            {
                ids = items.Select(_ => Guid.CreateVersion7()).ToArray(),
                keys = items.Select(item => item.Key).ToArray(),
                kinds = items.Select(item => item.Kind).ToArray(),
                subjects = items.Select(item => item.Subject).ToArray(),
                teams = items.Select(item => item.Person.Team.Value).ToArray(),
                persons = items.Select(item => item.Person.User.Value).ToArray(),
                times = items.Select(item => item.DueAt.ToDateTimeUtc()).ToArray(),
            });
        await tx.ExecuteAsync(Notify);
    }

    /// <summary>Who has something on its way right now.</summary>
    public static async Task<string[]> ListBusyAsync(this Tx tx, TeamId team) => [.. await tx.ListAsync<string>(ListBusy, new { team })];

    /// <summary>Whether such work is or was there, as far back as finished work is kept.</summary>
    public static async Task<bool> HasWorkAsync(this Tx tx, TeamId team, string kind, string subject) =>
        await tx.FindAsync<string>(FindByKey, new { key = WorkItem.KeyOf(team, kind, subject) }) is not null;

    /// <summary>What waits for later is due now: items of that kind for that person whose subject begins with one of these ids.</summary>
    public static async Task HastenAsync<TId>(this Tx tx, string kind, PersonId person, IReadOnlyCollection<TId> ids, Instant now) where TId : struct
    {
        if (ids.Count == 0) return;
        await tx.ExecuteAsync(Hasten, new { person.Team, person.User, kind, ids = ids.Select(id => id.ToString()).ToArray(), now });
        await tx.ExecuteAsync(Notify);
    }

    public static Task<int> CancelWorkAsync(this Tx tx, TeamId team, string kind, string subject) =>
        tx.ExecuteAsync(CancelByKey, new { key = WorkItem.KeyOf(team, kind, subject) });

    /// <param name="saturated">Workspaces of which this node has enough under way: a Slack that hangs for one must not use up every place.</param>
    internal static Task<IReadOnlyList<ClaimedWork>> ClaimAsync(this Tx tx, Instant now, WorkPace pace, int most, string[] saturated) => tx.ListAsync<ClaimedWork>(
        Claim,
        new
        {
            now,
            workspaces = Math.Max(1, most / pace.PerTurn),
            most,
            perTurn = Math.Min(most, pace.PerTurn),
            perWorkspace = pace.ParallelPerWorkspace,
            lookahead = 200,
            newest = Math.Min(most, pace.PerTurn) / 2,
            lease = WorkPace.Lease,
            burst = pace.Burst,
            pace = pace.BetweenMessages,
            saturated,
        });

    internal static Task<IReadOnlyList<ClaimedWork>> ClaimUnclearAsync(this Tx tx, int most) =>
        tx.ListAsync<ClaimedWork>(ClaimUnclear, new { most, lease = WorkPace.Lease });

    internal static Task FreeAbandonedAsync(this Tx tx) => tx.ExecuteAsync(FreeAbandoned);

    /// <summary>False where the lease is nearly over or someone else holds it: then it must not be sent.</summary>
    internal static async Task<IReadOnlyList<bool>> MarkSendingAsync(this Tx tx, IReadOnlyList<SendingWork> sending)
    {
        var marked = await tx.ListAsync<Guid>(
            MarkSending,
            new
            {
                ids = sending.Select(one => one.Work.Id).ToArray(),
                fences = sending.Select(one => one.Work.Fence).ToArray(),
                channels = sending.Select(one => one.Channel).ToArray(),
            });
        return [.. sending.Select(one => marked.Contains(one.Work.Id))];
    }

    /// <summary>False where someone else holds it by now.</summary>
    internal static async Task<IReadOnlyList<bool>> SettleAsync(this Tx tx, IReadOnlyList<SettledWork> settling)
    {
        var settled = await tx.ListAsync<Guid>(
            Settle,
            new
            {
                ids = settling.Select(one => one.Work.Id).ToArray(),
                fences = settling.Select(one => one.Work.Fence).ToArray(),
                states = settling.Select(one => (int)one.State).ToArray(),
                timestamps = settling.Select(one => one.Ts).ToArray(),
                errors = settling.Select(one => one.Error).ToArray(),
            });
        foreach (var (work, _, _, _) in settling.Where(one => !settled.Contains(one.Work.Id))) await tx.ExecuteAsync(ReleaseRearmed, new { work.Id, work.Fence });
        return [.. settling.Select(one => settled.Contains(one.Work.Id))];
    }

    internal static async Task<bool> SettleAsync(this Tx tx, ClaimedWork work, WorkState state, string? error) =>
        (await tx.SettleAsync([new SettledWork(work, state, null, error)]))[0];

    internal static async Task PutBackAsync(this Tx tx, ClaimedWork work, Instant dueAt, string? error, bool refundAttempt)
    {
        var isOurs = await tx.ExecuteAsync(PutBack, new { work.Id, work.Fence, dueAt, error, refund = refundAttempt ? 1 : 0 }) == 1;
        if (!isOurs) await tx.ExecuteAsync(ReleaseRearmed, new { work.Id, work.Fence });
    }

    internal static Task LookLaterAsync(this Tx tx, ClaimedWork work, TimeSpan wait, int looks) =>
        tx.ExecuteAsync(LookLater, new { work.Id, work.Fence, wait, looks });

    internal static Task HoldWorkspaceAsync(this Tx tx, TeamId team, TimeSpan wait) => tx.ExecuteAsync(HoldWorkspace, new { team, wait });

    internal static async Task<NextWork> NextAsync(this Tx tx) =>
        await tx.FindAsync<NextWork>(Next) ?? throw new InvalidOperationException("A select without from always has a row.");

    private static async Task AddAsync(Tx tx, string sql, WorkItem item)
    {
        if (item.Person.User.IsGone) return; // nobody is left to do it for
        await tx.ExecuteAsync(
            sql, new { id = Guid.CreateVersion7(), item.Key, item.Kind, item.Subject, item.Person.Team, item.Person.User, item.DueAt, item.NotAfter });
        await tx.ExecuteAsync(Notify);
    }
}

/// <summary>About to be sent, and where to.</summary>
internal sealed record SendingWork(ClaimedWork Work, string Channel);

/// <summary>How an item ended.</summary>
/// <param name="At">Where it was posted, if it was.</param>
internal sealed record SettledWork(ClaimedWork Work, WorkState State, MessageRef? At, string? Error)
{
    public string? Ts => At?.Ts;
}

internal sealed record NextWork(Instant? DueAt, Instant Now, Instant? HeldUntil, Instant? TurnAt);

/// <summary>How fast Slack may be called.</summary>
public sealed record WorkPace(int MessagesPerMinute = 200, int PerTurn = 5, int Parallel = 64)
{
    /// <summary>After this, work of a node that died is taken over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    /// <summary>A node that has this much of one workspace under way claims none of it, and never claims more of it at once: so it holds less than half of the places.</summary>
    public int ParallelPerWorkspace => Math.Max(PerTurn, Parallel / 4);

    public TimeSpan BetweenMessages => TimeSpan.FromMinutes(1) / MessagesPerMinute;

    /// <summary>What a quiet workspace has saved up: ten messages at once, or those of a second.</summary>
    public TimeSpan Burst => 10 * BetweenMessages > OneSecond ? 10 * BetweenMessages : OneSecond;

    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
}
