using Microsoft.Extensions.DependencyInjection;
using SlackPartner.Jobs;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using Action = SlackPartner.Feedback.FeedbackIds.Action;
using View = SlackPartner.Feedback.FeedbackIds.View;
using Work = SlackPartner.Feedback.FeedbackIds.Work;

namespace SlackPartner.Feedback;

/// <summary>The ways in that are about when a note arrives, and whether it is welcome.</summary>
internal static class TimingSlice
{
    public static void Map(SlackRoutes routes) => routes
        .OnAction<OpenPickTime>(Action.PickTime)
        .OnSubmit<PickTime>(View.PickTime)
        .OnAction<CancelSending>(Action.CancelSending)
        .OnAction<RemindTomorrow>(Action.RemindTomorrow)
        .OnAction<AskFirst>(Action.AskFirst)
        .OnAction<AnswerAsk>(Action.HearNow)
        .OnAction<AnswerAsk>(Action.HearTomorrow)
        .OnAction<AnswerAsk>(Action.HearInOneOnOne)
        .OnAction<AnswerAsk>(Action.HearNotThisWeek)
        .OnAction<ChooseInAskMenu>(Action.AskMenu);

    public static void Map(WorkRoutes work) => work
        .Repeatable<SendPlanned>(Work.SendPlanned)
        .Repeatable<RedrawReview>(Work.RedrawReview)
        .Message<TellNotSent>(Work.NotSent)
        .Message<RemindAuthor>(Work.RemindAuthor)
        .Message<AskReader>(Work.AskReader)
        .Message<TellChoice>(Work.TellChoice)
        .Repeatable<RedrawAsk>(Work.RedrawAsk);

    public static void AddServices(IServiceCollection services)
    {
        services.AddScoped<OpenQuestions>();
        services.AddSingleton<IScheduleListener, MovePlans>();
        services.AddSingleton(new MessageKind(AskRules.Kind, "Questions before feedback", "A colleague asks whether this is a good time for an observation."));
    }
}
