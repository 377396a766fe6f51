using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Jobs;

/// <summary>What an operator wants to know of the queue: how much waits, how late it is, what died. Ids and counts only.</summary>
public static class WorkReport
{
    /// <summary>Asked every few seconds where metrics are wanted, so each part is one the indexes answer.</summary>
    private const string Depth =
        """
        select
          (select count(*) from work where state = 0) as waiting,
          (select count(*) from work where state + 0 = 0 and due_at <= @now) as due,
          (select count(*) from work where state in (1, 2)) as under_way,
          (select count(*) from work where state = 5) as dead,
          (select min(due_at) from work where state + 0 = 0 and due_at <= @now) as oldest_due
        """;

    private const string Kinds =
        """
        select kind, count(*)::int as count, min(due_at) as oldest_due, count(*) filter (where due_at <= @now)::int as due, max(attempts) as most_attempts
        from work
        where state in (0, 1, 2)
        group by kind
        order by oldest_due
        """;

    private const string Turns =
        """
        select waiting.team_id, waiting.due, waiting.oldest_due, greatest(workspace.next_claim_at - now(), interval '0') as turn_in
        from (
          select team_id, count(*)::int as due, min(due_at) as oldest_due
          from work
          where state + 0 = 0 and due_at <= @now
          group by team_id) waiting
        join workspace on workspace.team_id = waiting.team_id
        order by waiting.oldest_due
        limit 20
        """;

    private const string Dead =
        """
        select id, team_id, kind, attempts, coalesce(last_error, '') as error, settled_at
        from work
        where state = 5
        order by settled_at desc
        limit 100
        """;

    private const string RetryOne =
        """
        update work
        set state = 0, attempts = 0, due_at = @now, settled_at = null, last_error = null
        where state = 5 and (@id = '' or id::text = @id)
        """;

    public static async Task<QueueDepth> DepthAsync(this Tx tx, Instant now) =>
        await tx.FindAsync<QueueDepth>(Depth, new { now }) ?? throw new InvalidOperationException("A select without from always has a row.");

    public static Task<IReadOnlyList<WaitingKind>> ListKindsAsync(this Tx tx, Instant now) => tx.ListAsync<WaitingKind>(Kinds, new { now });

    /// <summary>The workspaces whose work is due, whoever waits longest first: how much, and when each may send again.</summary>
    public static Task<IReadOnlyList<WorkspaceTurn>> ListTurnsAsync(this Tx tx, Instant now) => tx.ListAsync<WorkspaceTurn>(Turns, new { now });

    /// <summary>The newest hundred.</summary>
    public static Task<IReadOnlyList<DeadWork>> ListDeadAsync(this Tx tx) => tx.ListAsync<DeadWork>(Dead);

    /// <summary>Takes dead work up again: one item, or all for an empty id. Says how many.</summary>
    public static Task<int> RetryDeadAsync(this Tx tx, string id, Instant now) => tx.ExecuteAsync(RetryOne, new { id, now });
}

/// <param name="UnderWay">Claimed or being sent.</param>
/// <param name="OldestDue">Null when nothing is due.</param>
public sealed record QueueDepth(long Waiting, long Due, long UnderWay, long Dead, Instant? OldestDue)
{
    /// <summary>How long what waits longest has been due.</summary>
    public Duration Lag(Instant now) => OldestDue is { } oldest ? now - oldest : Duration.Zero;
}

public sealed record WaitingKind(string Kind, int Count, Instant OldestDue, int Due, int MostAttempts);

public sealed record WorkspaceTurn(TeamId TeamId, int Due, Instant OldestDue, TimeSpan TurnIn);

public sealed record DeadWork(Guid Id, TeamId TeamId, string Kind, int Attempts, string Error, Instant SettledAt);
