using NodaTime;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Slack;
using SlackPartner.Tests.Feedback;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Partners;

/// <summary>Every view of this slice.</summary>
internal static class PartnerGallery
{
    private static readonly CommandNames Names = new();

    public static IReadOnlyList<Drawn> All()
    {
        var invited = A.Invitation();
        var declined = invited with { Status = PartnershipStatus.Declined };
        var active = invited with { Status = PartnershipStatus.Active, AnsweredAt = A.Noon };
        var ended = active with { Status = PartnershipStatus.Ended };
        var fromCleo = A.Invitation(A.Cleo, A.Ann.User);
        return
        [
            new("PartnerViews.Invitation", PartnerViews.Invitation(invited)),
            new("PartnerViews.OpenInvitation", PartnerViews.OpenInvitation(invited)),
            new("PartnerViews.Left", PartnerViews.Left),
            new("PartnerViews.Settled", PartnerViews.Settled(active)),
            new("PartnerViews.Settled.declined", PartnerViews.Settled(declined)),
            new("PartnerViews.Settled.ended", PartnerViews.Settled(ended)),
            new("PartnerViews.Blocked", PartnerViews.Blocked(declined, new HelpTexts("Talk to People Operations: people@example.com"))),
            new("PartnerViews.Accepted", PartnerViews.Accepted(A.Bob.User, Names)),
            new("PartnerViews.Ended", PartnerViews.Ended(A.Ann.User)),
            new("PartnerViews.Gone", PartnerViews.Gone(A.Ann.User)),
            new("PartnerViews.NoOrder", PartnerViews.NoOrder(Names)),
            new("PartnerViews.Unreachable", PartnerViews.Unreachable(A.Bob.User)),
            new("PartnerViews.Sent", PartnerViews.Sent(invited)),
            new("PartnerViews.Sent.mutual", PartnerViews.Sent(active)),
            new("PartnerViews.SentNotice", PartnerViews.SentNotice(invited)),
            .. Enum.GetValues<PartnerRefusal>().Select(refusal => new Drawn($"PartnerViews.Refused.{refusal}", PartnerViews.Refused(refusal))),
            new("PartnerViews.Notice", PartnerViews.Notice("A sentence.")),
            new("PartnerViews.InviteForm", PartnerViews.InviteForm()),
            new("PartnerViews.List", PartnerViews.List([fromCleo, active, invited], A.Ann, Names)),
            new("PartnerViews.List.full", PartnerViews.List([.. Enumerable.Repeat(active, 60)], A.Ann, Names)),
            new("PartnerViews.List.empty", PartnerViews.List([], A.Ann, Names)),
            new("PartnerViews.Help", PartnerViews.Help(Names)),
            new("HomeViews.Home.partners", Home([fromCleo, active, invited])),
            new("HomeViews.Home.alone", Home([])),
        ];
    }

    private static HomeTab Home(IReadOnlyList<Partnership> partnerships) => HomeViews.Home([PartnersHomeCard.Draw(partnerships, A.Ann, Names)], A.Noon.InUtc());
}
