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
