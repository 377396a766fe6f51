using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Jobs;

/// <summary>What an operator wants to know of the queue: how much waits, how late it is, what died. Ids and counts only.</summary>
public static class WorkReport
{
    private const string Waiting =
        """
        select work.team_id, work.kind, count(*)::int as count, min(work.due_at) as oldest_due,
          count(*) filter (where work.due_at <= @now)::int as overdue, max(work.attempts) as most_attempts
        from work
        where work.state in (0, 1, 2)
        group by work.team_id, work.kind
        order by oldest_due
        """;

    private const string Dead =
        """
        select id, team_id, kind, attempts, coalesce(last_error, '') as error, settled_at
        from work
        where state = 5
        order by settled_at desc
        limit 100
        """;

    private const string Held =
        """
        select team_id, next_claim_at, now() as now
        from workspace
        where next_claim_at > now()
        order by next_claim_at desc
        limit 20
        """;

    private const string RetryOne =
        """
        update work
        set state = 0, attempts = 0, due_at = @now, settled_at = null, last_error = null
        where state = 5 and (@id = '' or id::text = @id)
        """;

    public static Task<IReadOnlyList<WaitingWork>> ListWaitingAsync(this Tx tx, Instant now) => tx.ListAsync<WaitingWork>(Waiting, new { now });

    public static Task<IReadOnlyList<DeadWork>> ListDeadAsync(this Tx tx) => tx.ListAsync<DeadWork>(Dead);

    public static Task<IReadOnlyList<HeldWorkspace>> ListHeldAsync(this Tx tx) => tx.ListAsync<HeldWorkspace>(Held);

    /// <summary>Takes dead work up again: one item, or all for an empty id. Says how many.</summary>
    public static Task<int> RetryDeadAsync(this Tx tx, string id, Instant now) => tx.ExecuteAsync(RetryOne, new { id, now });
}

public sealed record WaitingWork(TeamId TeamId, string Kind, int Count, Instant OldestDue, int Overdue, int MostAttempts);

public sealed record DeadWork(Guid Id, TeamId TeamId, string Kind, int Attempts, string Error, Instant SettledAt);

public sealed record HeldWorkspace(TeamId TeamId, Instant NextClaimAt, Instant Now);
