using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Partners.PartnerIds.Action;

namespace SlackPartner.Partners;

/// <summary>Partners on Home: the list.</summary>
internal sealed class ShowPartners(Database database, CommandNames names) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) =>
        new Reply.Open(PartnerViews.List(await database.ReadAsync(tx => tx.ListPartnershipsAsync(action.Actor), cancel), action.Actor, names));
}

/// <summary>Answer in the list or on Home: what the card said, with the same three ways.</summary>
internal sealed class OpenInvitation(Database database) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var known = await database.ReadAsync(tx => tx.FindPartnershipAsync(action.Actor.Team, action.Value), cancel);
        return known is { Status: PartnershipStatus.Invited } && known.Invitee == action.Actor.User
            ? new Reply.Open(PartnerViews.OpenInvitation(known))
            : action.Refuse(PartnerRefusal.NotFound);
    }
}

/// <summary>Partners on Home: invitations that wait, and who there is.</summary>
internal sealed class PartnersHomeCard(CommandNames names) : IHomeCard
{
    private const int MostNamed = 10;

    public async Task<HomeCard> DrawAsync(Tx tx, PersonId person) => Draw(await tx.ListPartnershipsAsync(person), person, names);

    internal static HomeCard Draw(IReadOnlyList<Partnership> partnerships, PersonId person, CommandNames names)
    {
        var partners = partnerships.Where(one => one.Status is PartnershipStatus.Active).Select(one => Mrkdwn.Mention(one.Pair.Beside(person.User))).ToList();
        var invitations = partnerships.Where(one => one.Status is PartnershipStatus.Invited && one.Inviter != person.User).ToList();
        return new(
            Waiting:
            [
                .. invitations.Take(MostNamed).Select(one =>
                    new Section($"*{Mrkdwn.Mention(one.Inviter)}* would like to be your partner", new Button(Action.OpenInvitation, "Answer", one.Id.ToString()))),
            ],
            Standing:
            [
                new Header("Partners"),
                new Section(partners.Count == 0 ? PartnerViews.Empty(names)
                    : partners.Count <= MostNamed ? string.Join(" · ", partners)
                    : $"{string.Join(" · ", partners.Take(MostNamed))} and {partners.Count - MostNamed} more"),
                new Actions(PartnerViews.InviteButton, new Button(Action.Show, "Partners", "all")),
            ]);
    }
}
