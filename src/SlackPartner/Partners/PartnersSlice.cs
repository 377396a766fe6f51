using Microsoft.Extensions.DependencyInjection;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Action = SlackPartner.Partners.PartnerIds.Action;
using Work = SlackPartner.Partners.PartnerIds.Work;

namespace SlackPartner.Partners;

/// <summary>The table of contents: every way into this slice.</summary>
public static class PartnersSlice
{
    public static void Map(SlackRoutes routes)
    {
        routes.OnCommand(routes.Names.Partner, PartnerViews.Help).Otherwise<RunPartner>();
        routes.OnEvent<UserChanged, LetGoOfLeaver>();
        routes
            .OnAction<OpenInviteForm>(Action.Invite)
            .OnSubmit<SubmitInvitation>(PartnerIds.View.Invite)
            .OnAction<ShowPartners>(Action.Show)
            .OnAction<OpenInvitation>(Action.OpenInvitation)
            .OnAction<AcceptInvitation>(Action.Accept)
            .OnAction<DeclineInvitation>(Action.Decline)
            .OnAction<BlockInviter>(Action.Block)
            .OnAction<EndPartnership>(Action.End);
    }

    public static void Map(WorkRoutes work) => work
        .Message<DeliverInvitation>(Work.Invite)
        .Message<TellUnreachable>(Work.Unreachable)
        .Message<TellAccepted>(Work.Accepted)
        .Message<TellEnded>(Work.Ended)
        .Repeatable<RedrawInvitation>(Work.RedrawCard);

    public static void AddServices(IServiceCollection services)
    {
        DapperTypes.AddId<PartnershipId, Guid>();
        services.AddSingleton<IPartnerDirectory, PartnerDirectory>();
        services.AddScoped<IHomeCard, PartnersHomeCard>();
        services.AddScoped<InvitationDesk>().AddScoped<InvitationAnswers>();
    }
}
