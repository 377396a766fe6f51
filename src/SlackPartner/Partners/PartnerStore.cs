using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Partners;

/// <summary>Partnerships in Postgres. There is no text in them.</summary>
internal static class PartnerStore
{
    private const string FindById =
        """
        select id, team_id, one, other, inviter, status, invited_at, answered_at, ended_at, declined_at, channel, ts, version
        from partnership
        where id = @id and team_id = @team
        """;

    private const string FindPair =
        """
        select id, team_id, one, other, inviter, status, invited_at, answered_at, ended_at, declined_at, channel, ts, version
        from partnership
        where team_id = @Team and one = @One and other = @Other
        """;

    private const string ListOfPerson =
        """
        select id, team_id, one, other, inviter, status, invited_at, answered_at, ended_at, declined_at, channel, ts, version
        from partnership
        where team_id = @Team and (one = @User or other = @User)
          and (status = 1 or (status = 0 and inviter <> @User) or (status in (0, 2) and inviter = @User))
        order by status <> 0, answered_at, invited_at, id
        limit 200
        """;

    private const string Insert =
        """
        insert into partnership (id, team_id, one, other, inviter, status, invited_at, answered_at, ended_at, declined_at, channel, ts, version)
        values (@Id, @TeamId, @One, @Other, @Inviter, @Status, @InvitedAt, @AnsweredAt, @EndedAt, @DeclinedAt, @Channel, @Ts, 1)
        on conflict (team_id, one, other) do nothing
        """;

    private const string Update =
        """
        update partnership
        set inviter = @Inviter, status = @Status, invited_at = @InvitedAt, answered_at = @AnsweredAt, ended_at = @EndedAt, declined_at = @DeclinedAt, channel = @Channel,
          ts = @Ts, version = version + 1
        where id = @Id and team_id = @TeamId and version = @Version
        """;

    // Acts of one person at once are counted one after the other; Feedback takes the same lock for notes.
    private const string LockActs = "select pg_advisory_xact_lock(hashtext(@team || ':' || @actor))";

    private const string CountActs =
        """
        select count(*) filter (where act.person = @other)::int as with_person, count(*)::int as in_all
        from (
          select invitee as person
          from partner_invitation
          where team_id = @team and inviter = @actor and invited_at > @since
          union all
          select recipient
          from feedback_facts
          where team_id = @team and author = @actor and status in (1, 2, 3) and shared_at > @since) act
        """;

    private const string ForgetInvitations =
        """
        delete from partner_invitation
        where team_id = @team and inviter = @actor and invited_at <= @since
        """;

    private const string AddInvitation =
        """
        insert into partner_invitation (id, team_id, inviter, invitee, invited_at)
        values (@id, @team, @actor, @other, @now)
        """;

    public static async Task<Partnership?> FindPartnershipAsync(this Tx tx, TeamId team, PartnershipId id) =>
        (await tx.FindAsync<PartnershipRow>(FindById, new { id, team }))?.Read();

    /// <summary>The partnership a button or a work item names; null for anything that is none of this workspace.</summary>
    public static async Task<Partnership?> FindPartnershipAsync(this Tx tx, TeamId team, string claimedId) =>
        PartnershipId.TryParse(claimedId) is { } id ? await tx.FindPartnershipAsync(team, id) : null;

    public static async Task<Partnership?> FindPairAsync(this Tx tx, Pair pair) =>
        (await tx.FindAsync<PartnershipRow>(FindPair, new { pair.Team, pair.One, pair.Other }))?.Read();

    /// <summary>Partners, invitations to answer, and one's own invitations. An invitation one declined is not among them.</summary>
    public static async Task<IReadOnlyList<Partnership>> ListPartnershipsAsync(this Tx tx, PersonId person) =>
        [.. (await tx.ListAsync<PartnershipRow>(ListOfPerson, new { person.Team, person.User })).Select(row => row.Read())];

    /// <exception cref="StaleWriteException">Someone else was faster.</exception>
    public static async Task SaveAsync(this Tx tx, Partnership partnership)
    {
        if (await tx.ExecuteAsync(partnership.Version == 0 ? Insert : Update, PartnershipRow.Of(partnership)) == 0) throw new StaleWriteException();
    }

    /// <summary>Holds up the actor's other acts until this transaction ends.</summary>
    public static async Task<ActsLately> CountActsAsync(this Tx tx, PersonId actor, UserId other, Instant since)
    {
        await tx.ExecuteAsync(LockActs, new { team = actor.Team, actor = actor.User });
        return await tx.FindAsync<ActsLately>(CountActs, new { team = actor.Team, actor = actor.User, other, since }) ?? new ActsLately(0, 0);
    }

    public static async Task AddInvitationAsync(this Tx tx, PersonId actor, UserId other, Instant now, Instant since)
    {
        await tx.ExecuteAsync(ForgetInvitations, new { team = actor.Team, actor = actor.User, since });
        await tx.ExecuteAsync(AddInvitation, new { id = Guid.CreateVersion7(), team = actor.Team, actor = actor.User, other, now });
    }

    private sealed record PartnershipRow(
        PartnershipId Id, TeamId TeamId, UserId One, UserId Other, UserId Inviter, int Status, Instant InvitedAt, Instant? AnsweredAt, Instant? EndedAt,
        Instant? DeclinedAt, string? Channel, string? Ts, int Version)
    {
        public static PartnershipRow Of(Partnership from) => new(
            from.Id, from.Team, from.Pair.One, from.Pair.Other, from.Inviter, (int)from.Status, from.InvitedAt, from.AnsweredAt, from.EndedAt,
            from.DeclinedAt, from.Card?.Channel, from.Card?.Ts, from.Version);

        public Partnership Read() => new(
            Id, Pair.Of(TeamId, One, Other), Inviter, (PartnershipStatus)Status, InvitedAt, AnsweredAt, EndedAt, DeclinedAt,
            Channel is not null && Ts is not null ? new MessageRef(Channel, Ts) : null, Version);
    }
}

/// <summary>What the other slices may ask.</summary>
internal sealed class PartnerDirectory(TextCipher cipher) : IPartnerDirectory
{
    public async Task<Partner?> FindAsync(Tx tx, PersonId person, UserId other) =>
        person.User != other && await tx.FindPairAsync(Pair.Of(person, other)) is { Status: PartnershipStatus.Active } found ? See(found, person.User) : null;

    public async Task<IReadOnlyList<Partner>> ListAsync(Tx tx, PersonId person) =>
        [.. (await tx.ListPartnershipsAsync(person)).Where(one => one.Status is PartnershipStatus.Active).Select(one => See(one, person.User))];

    public Task<bool> HasBlockedAsync(Tx tx, PersonId person, UserId other) => tx.HasBlockedAsync(cipher, person, other);

    private static Partner See(Partnership partnership, UserId by) => new(partnership.Id.Value, partnership.Pair.Beside(by), partnership.AnsweredAt ?? partnership.InvitedAt);
}
