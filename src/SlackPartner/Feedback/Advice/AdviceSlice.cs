using Microsoft.Extensions.DependencyInjection;
using SlackPartner.Jobs;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Action = SlackPartner.Feedback.Advice.AdviceIds.Action;
using View = SlackPartner.Feedback.Advice.AdviceIds.View;
using Work = SlackPartner.Feedback.Advice.AdviceIds.Work;

namespace SlackPartner.Feedback.Advice;

/// <summary>Asking for advice, and help with a reply: the ways into this part of the slice.</summary>
internal static class AdviceSlice
{
    public static void Map(SlackRoutes routes)
    {
        routes.OnCommand(routes.Names.Sbi).Word<AskAdvice>("ask");
        routes
            .OnSubmit<SubmitAsk>(View.Ask)
            .OnAction<GiveAdvice>(Action.Give)
            .OnAction<DeclineRequest>(Action.NotNow)
            .OnAction<DeclineRequest>(Action.Stop)
            .OnAction<ReplyCalmly>(Action.ReplyCalmly)
            .OnMessageShortcut<ReplyCalmly>(AdviceIds.Shortcut.ReplyCalmly)
            .OnSubmit<CheckReply>(View.CalmReply);
    }

    public static void Map(WorkRoutes work) => work
        .Message<DeliverRequest>(Work.Deliver)
        .Message<TellNotAsked>(Work.Undelivered)
        .Repeatable<RedrawRequest>(Work.RedrawCard);

    public static void AddServices(IServiceCollection services)
    {
        DapperTypes.AddId<AdviceId, Guid>();
        services.AddScoped<AskingDesk>();
        services.AddSingleton(new MessageKind(AdviceIds.Kind, "Requests for advice", "A colleague asks you for one thing they could do differently."));
    }
}
