using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Jobs;

/// <summary>Who gets to do what next: turns of workspaces, claims with leases, and what was left over by a node that died.</summary>
internal static class WorkClaims
{
    /// <summary>
    /// Fair: workspaces take turns by next_claim_at, a token bucket shared by all nodes. A turn is a few messages, or as many as the
    /// workspace has saved up where few others wait. Its row stays locked until the claim is committed.
    /// </summary>
    /// <remarks>
    /// A queue's statistics are always out of date: they say that nothing waits, and then the planner reads all that waits once for each
    /// workspace or row. So nothing is left to it, here or in the claim: laterals and scalar queries run once for each row, work_due is the
    /// only index that knows "state = 0", and "state &lt; 1" keeps the update to the primary key. More workspaces are looked at than taken,
    /// because another node may be locking the first of them.
    /// </remarks>
    private const string TakeTurns =
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
        turn as (
          select team_id, now() - greatest(next_claim_at, now() - @burst) as saved
          from workspace
          where team_id = any(array(select team_id from ready)) and uninstalled_at is null and next_claim_at <= now()
          order by next_claim_at
          limit @workspaces
          for update skip locked
        )
        select team_id, greatest(@perTurn, least(@perWorkspace, @most / count(*) over (), extract(epoch from saved) / extract(epoch from @pace)))::integer as size
        from turn
        """;

    /// <summary>
    /// What these workspaces do in their turns; a person gets one message a second. Where much is due, each turn takes what waits longest and
    /// a little of what came last: somebody may be waiting for that answer while thousands of reminders go out.
    /// </summary>
    /// <remarks>
    /// A statement of its own, so that it sees what other nodes claimed before the workspaces were locked. Of what waits in a workspace no
    /// more is read than four times its turn: each row costs two looks at the index.
    /// </remarks>
    private const string Claim =
        """
        with due as (
          select one.id
          from unnest(@teams::text[], @sizes::integer[]) as turn (team_id, size)
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

    /// <param name="saturated">Workspaces of which this node has enough under way: a Slack that hangs for one must not use up every place.</param>
    internal static async Task<IReadOnlyList<ClaimedWork>> ClaimAsync(this Tx tx, Instant now, WorkPace pace, int most, string[] saturated)
    {
        var perTurn = Math.Min(most, pace.PerTurn);
        var turns = await tx.ListAsync<Turn>(
            TakeTurns,
            new
            {
                now,
                workspaces = Math.Max(1, most / pace.PerTurn),
                most,
                perTurn,
                perWorkspace = pace.ParallelPerWorkspace,
                burst = pace.Burst,
                pace = pace.BetweenMessages,
                saturated,
            });
        if (turns.Count == 0) return [];
        return await tx.ListAsync<ClaimedWork>(
            Claim,
            new
            {
                now,
                teams = turns.Select(turn => turn.TeamId.Value).ToArray(),
                sizes = turns.Select(turn => turn.Size).ToArray(),
                lookahead = 200,
                newest = perTurn / 2,
                lease = WorkPace.Lease,
                burst = pace.Burst,
                pace = pace.BetweenMessages,
            });
    }

    internal static Task<IReadOnlyList<ClaimedWork>> ClaimUnclearAsync(this Tx tx, int most) =>
        tx.ListAsync<ClaimedWork>(ClaimUnclear, new { most, lease = WorkPace.Lease });

    internal static Task FreeAbandonedAsync(this Tx tx) => tx.ExecuteAsync(FreeAbandoned);

    internal static Task HoldWorkspaceAsync(this Tx tx, TeamId team, TimeSpan wait) => tx.ExecuteAsync(HoldWorkspace, new { team, wait });

    internal static async Task<NextWork> NextAsync(this Tx tx) =>
        await tx.FindAsync<NextWork>(Next) ?? throw new InvalidOperationException("A select without from always has a row.");
}

/// <summary>How much one workspace may do now.</summary>
internal sealed record Turn(TeamId TeamId, int Size);

internal sealed record NextWork(Instant? DueAt, Instant Now, Instant? HeldUntil, Instant? TurnAt);
