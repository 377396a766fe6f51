using NodaTime;
using SlackPartner.Storage;

namespace SlackPartner.Jobs;

/// <summary>Work for many at once, as plans make it.</summary>
public static class WorkBatch
{
    // What was sent, dropped or died stays as it was: only what still waits moves, and what was canceled comes back.
    private const string InsertOrMove =
        """
        insert into work (id, key, kind, subject, team_id, person, due_at, not_after)
        select item.id, item.key, item.kind, item.subject, item.team_id, item.person, item.due_at, item.not_after
        from unnest(@ids::uuid[], @keys::text[], @kinds::text[], @subjects::text[], @teams::text[], @people::text[], @dueAt::timestamptz[], @notAfter::timestamptz[])
          as item (id, key, kind, subject, team_id, person, due_at, not_after)
        on conflict (key) do update
        set state = 0, due_at = excluded.due_at, not_after = excluded.not_after, fence = work.fence + 1, attempts = 0, settled_at = null
        where work.state in (0, 1, 4)
          and (work.state = 4 or work.due_at <> excluded.due_at or work.not_after is distinct from excluded.not_after)
        """;

    private const string CancelByKeys =
        """
        update work
        set state = 4, settled_at = now()
        where key = any(@keys) and state in (0, 1)
        """;

    private const string CancelLaterByKeys =
        """
        update work
        set state = 4, settled_at = now()
        where key = any(@keys) and state in (0, 1) and due_at > @now
        """;

    /// <summary>Queues many items, or moves those that still wait to their new time. What was sent already is not sent again.</summary>
    public static async Task RescheduleAsync(this Tx tx, IReadOnlyCollection<WorkItem> items)
    {
        if (items.Count == 0) return;
        await tx.ExecuteAsync(
            InsertOrMove,
            new
            {
                ids = items.Select(_ => Guid.CreateVersion7()).ToArray(),
                keys = items.Select(item => item.Key).ToArray(),
                kinds = items.Select(item => item.Kind).ToArray(),
                subjects = items.Select(item => item.Subject).ToArray(),
                teams = items.Select(item => item.Person.Team.Value).ToArray(),
                people = items.Select(item => item.Person.User.Value).ToArray(),
                dueAt = items.Select(item => item.DueAt.ToDateTimeUtc()).ToArray(),
                notAfter = items.Select(item => item.NotAfter?.ToDateTimeUtc()).ToArray(),
            });
        await tx.ExecuteAsync(WorkQueue.Notify);
    }

    /// <summary>Cancels what still waits under these keys.</summary>
    public static Task<int> CancelWorkAsync(this Tx tx, IReadOnlyCollection<string> keys) =>
        tx.ExecuteAsync(CancelByKeys, new { keys = keys.ToArray() });

    /// <summary>The same for what is not due yet: what is due and merely waits its turn stays.</summary>
    public static async Task CancelLaterWorkAsync(this Tx tx, IReadOnlyCollection<string> keys, Instant now)
    {
        if (keys.Count > 0) await tx.ExecuteAsync(CancelLaterByKeys, new { keys = keys.ToArray(), now });
    }
}
