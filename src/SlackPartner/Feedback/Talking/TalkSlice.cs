using Microsoft.Extensions.DependencyInjection;
using SlackPartner.Jobs;
using SlackPartner.Slack;
using Action = SlackPartner.Feedback.Talking.TalkIds.Action;

namespace SlackPartner.Feedback.Talking;

/// <summary>Drafting by conversation: every way into it.</summary>
internal static class TalkSlice
{
    public static void Map(SlackRoutes routes) => routes
        .OnEvent<DirectMessage, HearMessage>()
        .OnEvent<DirectMessageChanged, FollowEdit>()
        .OnEvent<DirectMessageDeleted, FollowEdit>()
        .OnAction<PressTalkButton>(Action.Back)
        .OnAction<PressTalkButton>(Action.Skip)
        .OnAction<PressTalkButton>(Action.Show)
        .OnAction<PressTalkButton>(Action.Cancel)
        .OnAction<PressTalkButton>(Action.Rephrase)
        .OnAction<PressTalkButton>(Action.KeepAsIs)
        .OnAction<PressTalkButton>(Action.MoveToSituation)
        .OnAction<PressTalkButton>(Action.MoveToBehavior)
        .OnAction<PressTalkButton>(Action.MoveToImpact)
        .OnAction<PressTalkButton>(Action.ThisPerson)
        .OnAction<ChoosePerson>(Action.ChoosePerson);

    public static void Map(WorkRoutes work) => work
        .Message<SayNext>(TalkIds.Work.Say)
        .Message<TellTidings>(TalkIds.Work.Tell);

    public static void AddServices(IServiceCollection services) => services.AddScoped<WhoIsMeant>();
}
