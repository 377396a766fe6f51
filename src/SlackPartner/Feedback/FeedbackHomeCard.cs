using NodaTime;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Feedback on Home: names and dates of the latest notes of each kind, never their words.</summary>
internal sealed class FeedbackHomeCard(CommandNames names, Retention retention) : IHomeCard
{
    public async Task<HomeCard> DrawAsync(Tx tx, PersonId person, ZonedDateTime now)
    {
        var notes = await tx.ListForHomeAsync(person);
        var leaving = await tx.FindLeavingAsync(person, retention, now.ToInstant());
        return HomeCardViews.Draw(notes, leaving, retention, now, names);
    }
}

/// <summary>The parts of Feedback's card, in their order. Stored nowhere.</summary>
internal enum HomePart { Waiting = 0, Drafts = 1, Scheduled = 2, Received = 3, Shared = 4 }

/// <summary>A row of Home.</summary>
/// <param name="Other">The one it is for, or from; nobody yet, or someone who left.</param>
/// <param name="InAll">How many notes its part has.</param>
internal sealed record HomeNote(
    FeedbackId Id, int Version, UserId? Other, FeedbackStatus Status, LocalDate? OccurredOn, LocalDateTime? SendLocal, bool IsDelivered, HomePart Part, int InAll);

/// <summary>What will be deleted within the week, and when it was last of use.</summary>
internal sealed record Leaving(int Drafts, Instant? FirstDraft, Instant? LastDraft, int Shared, Instant? FirstShared, Instant? LastShared);

internal static class HomeStore
{
    private const string ListForHome =
        """
        select id, version, other, status, occurred_on, send_local, is_delivered, part, in_all
        from (
          select id, version, other, status, occurred_on, send_local, is_delivered, part, at,
            row_number() over (partition by part order by at desc, id) as place, count(*) over (partition by part)::int as in_all
          from (
            select id, version, case when author = @User then recipient else author end as other, status, occurred_on, send_local,
              delivered_at is not null as is_delivered, coalesce(shared_at, updated_at) as at,
              case
                when recipient = @User and status = 1 and author <> '' then 0
                when recipient = @User then 3
                when status in (0, 5) then 1
                when status = 4 then 2
                else 4
              end as part
            from feedback
            where team_id = @Team
              and ((author = @User and (status in (0, 4, 5) or shared_at is not null)) or (recipient = @User and status in (1, 2) and delivered_at is not null))) mine) ranked
        where place <= @most
        order by part, place
        """;

    private const string FindLeaving =
        """
        select
          count(*) filter (where is_draft)::int as drafts, min(at) filter (where is_draft) as first_draft, max(at) filter (where is_draft) as last_draft,
          count(*) filter (where not is_draft)::int as shared, min(at) filter (where not is_draft) as first_shared, max(at) filter (where not is_draft) as last_shared
        from (
          select true as is_draft, greatest(updated_at, talked_at) as at
          from feedback
          where team_id = @Team and author = @User and status = 0 and greatest(updated_at, talked_at) < @draftsBefore
          union all
          select false, shared_at
          from feedback
          where team_id = @Team and (author = @User or (recipient = @User and delivered_at is not null)) and status in (1, 2, 3) and shared_at < @sharedBefore) leaving
        """;

    private const int MostOfEach = 3;

    public static async Task<IReadOnlyList<HomeNote>> ListForHomeAsync(this Tx tx, PersonId person) =>
        [.. (await tx.ListAsync<HomeRow>(ListForHome, new { person.Team, person.User, most = MostOfEach })).Select(row => row.Read())];

    public static async Task<Leaving> FindLeavingAsync(this Tx tx, PersonId person, Retention retention, Instant now) =>
        await tx.FindAsync<Leaving>(
            FindLeaving,
            new
            {
                person.Team,
                person.User,
                draftsBefore = now - Duration.FromDays(retention.Drafts - Retention.NoticeDays),
                sharedBefore = now - Duration.FromDays(retention.Shared - Retention.NoticeDays),
            }) ?? new Leaving(0, null, null, 0, null, null);

    private sealed record HomeRow(FeedbackId Id, int Version, UserId? Other, int Status, LocalDate? OccurredOn, LocalDateTime? SendLocal, bool IsDelivered, int Part, int InAll)
    {
        public HomeNote Read() => new(Id, Version, Other, (FeedbackStatus)Status, OccurredOn, SendLocal, IsDelivered, (HomePart)Part, InAll);
    }
}
