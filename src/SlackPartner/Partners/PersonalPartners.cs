using NodaTime;
using SlackPartner.Home;
using SlackPartner.Home.Privacy;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Partners;

/// <summary>Partnerships, as part of what is kept about a person. Erasing oneself ends them; the other one hears that a partner has left.</summary>
internal sealed class PersonalPartners(TextCipher cipher, IEnumerable<IPartnershipListener> listeners) : IPersonalData
{
    private const string Count =
        """
        select
          (select count(*) from partnership where team_id = @Team and (one = @User or other = @User))::int as partnerships,
          (select count(*) from partner_invitation where team_id = @Team and (inviter = @User or invitee = @User))::int as invitations,
          (select count(*) from partner_block where team_id = @Team and person = @User)::int as blocks
        """;

    private const string List =
        """
        select case when one = @User then other else one end as partner, inviter, status, invited_at, answered_at, ended_at, channel, ts
        from partnership
        where team_id = @Team and (one = @User or other = @User)
        order by invited_at, id
        """;

    private const string DropPartnerships =
        """
        delete from partnership
        where team_id = @Team and (one = @User or other = @User)
        """;

    private const string DropInvitations =
        """
        delete from partner_invitation
        where team_id = @Team and (inviter = @User or invitee = @User)
        """;

    private const string DropBlocks =
        """
        delete from partner_block
        where team_id = @Team and person = @User
        """;

    private const string ListBlocksOf =
        """
        select person
        from partner_block
        where team_id = @Team and blocked = @User
        """;

    private const string HideBlocked =
        """
        update partner_block
        set blocked = @hidden
        where team_id = @Team and blocked = @User and person = @by
        """;

    public IReadOnlyList<string> Tables => ["partnership", "partner_invitation", "partner_block"];

    public async Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person)
    {
        var counts = await tx.FindAsync<PartnerCounts>(Count, new { person.Team, person.User }) ?? new PartnerCounts(0, 0, 0);
        return
        [
            new StoredKind("Your partners and invitations", counts.Partnerships, "You and the other one of each."),
            new StoredKind("Invitations of the last day, for the limits", counts.Invitations, "Nobody. Ids and times, no words."),
            new StoredKind("People whose invitations you blocked", counts.Blocks, "Only you. They aren't told."),
        ];
    }

    public async Task<IReadOnlyList<ExportPart>> ExportAsync(Tx tx, PersonId person) =>
        [new ExportPart("partners", [.. (await tx.ListAsync<PartnerRow>(List, new { person.Team, person.User })).Select(row => row.Entry)])];

    public async Task EraseAsync(Tx tx, PersonId person, Instant now)
    {
        var known = await tx.ListAsync<PartnerRow>(List, new { person.Team, person.User });
        foreach (var row in known)
        {
            var partner = new PersonId(person.Team, row.Partner);
            foreach (var listener in listeners) await listener.EndedAsync(tx, Pair.Of(person, row.Partner), now);
            if (row.Status is (int)PartnershipStatus.Active) await tx.EnqueueAsync(new WorkItem(PartnerIds.Work.Left, $"{row.Partner}:{now.ToUnixTimeTicks()}", partner, now));
            await tx.RefreshHomeAsync(partner, now);
        }
        await tx.BlankCardsAsync(
            known.Where(row => row.Inviter == person.User).SelectMany(row => row.Cards.Select(card => (new PersonId(person.Team, row.Partner), card))), now);
        await tx.ExecuteAsync(DropPartnerships, new { person.Team, person.User });
        await tx.ExecuteAsync(DropInvitations, new { person.Team, person.User });
        await tx.ExecuteAsync(DropBlocks, new { person.Team, person.User });
        foreach (var by in await tx.ListAsync<UserId>(ListBlocksOf, new { person.Team, person.User }))
            await tx.ExecuteAsync(
                HideBlocked, new { person.Team, person.User, by, hidden = await tx.HideAsync(cipher, new PersonId(person.Team, by), person.User) });
    }

    private sealed record PartnerCounts(int Partnerships, int Invitations, int Blocks);

    private sealed record PartnerRow(
        UserId Partner, UserId Inviter, int Status, Instant InvitedAt, Instant? AnsweredAt, Instant? EndedAt, string? Channel, string? Ts)
    {
        public IEnumerable<MessageRef> Cards => Channel is not null && Ts is not null ? [new MessageRef(Channel, Ts)] : [];

        public ExportEntry Entry => new ExportEntry()
            .Add("person", Partner).Add("invited_by", Inviter).Add("status", ((PartnershipStatus)Status).ToString())
            .Add("invited_at", InvitedAt).Add("answered_at", AnsweredAt).Add("ended_at", EndedAt);
    }
}

/// <summary>Tells someone whose partner erased themselves. It does not say who: that is what they wanted.</summary>
internal sealed class TellLeft : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => Task.FromResult<Message?>(PartnerViews.Left);
}
