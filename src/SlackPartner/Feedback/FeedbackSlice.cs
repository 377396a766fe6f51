using Microsoft.Extensions.DependencyInjection;
using SlackPartner.Feedback.Advice;
using SlackPartner.Feedback.Talking;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Action = SlackPartner.Feedback.FeedbackIds.Action;
using View = SlackPartner.Feedback.FeedbackIds.View;
using Work = SlackPartner.Feedback.FeedbackIds.Work;

namespace SlackPartner.Feedback;

/// <summary>The table of contents: every way into this slice.</summary>
public static class FeedbackSlice
{
    public static void Map(SlackRoutes routes)
    {
        routes.OnCommand(routes.Names.Sbi, HelpViews.Help)
            .Word<ShowDrafts>("drafts")
            .Word<ShowInbox>("inbox")
            .Word<ShowSent>("sent")
            .Word<CheckText>("check")
            .Otherwise<OpenForm>();
        routes
            .OnAction<OpenForm>(Action.Write)
            .OnShortcut<OpenForm>(FeedbackIds.Shortcut.Draft)
            .OnMessageShortcut<DraftFromMessage>(FeedbackIds.Shortcut.DraftFromMessage)
            .OnSubmit<SubmitForm>(View.Form)
            .OnAction<ShareNow>(Action.ShareNow)
            .OnAction<SaveDraft>(Action.SaveDraft)
            .OnAction<EditDraft>(Action.Edit)
            .OnAction<DiscardDraft>(Action.Discard)
            .OnAction<KeepAsIs>(Action.KeepAsIs)
            .OnAction<MoveToQuestion>(Action.MoveToQuestion)
            .OnAction<MoveToQuestion>(Action.UndoMove)
            .OnAction<ShowReview>(Action.MoreFindings)
            .OnAction<ShowDrafts>(Action.ShowDrafts)
            .OnAction<ShowReview>(Action.Review)
            .OnAction<DiscardDraft>(Action.Delete)
            .OnAction<ShowInbox>(Action.ShowInbox)
            .OnAction<ReadNote>(Action.Read)
            .OnAction<ShowSent>(Action.ShowSent)
            .OnAction<TakeBack>(Action.TakeBack)
            .OnAction<SayThankYou>(Action.ThankYou)
            .OnAction<OpenAnswerForm>(Action.NeedTime)
            .OnSubmit<SubmitAnswer>(View.NeedTime)
            .OnAction<OpenAnswerForm>(Action.AskQuestion)
            .OnSubmit<SubmitAnswer>(View.AskQuestion)
            .OnAction<OpenAnswerForm>(Action.SeeDifferently)
            .OnSubmit<SubmitAnswer>(View.SeeDifferently)
            .OnAction<MuteAuthor>(Action.CardMenu)
            .OnAction<ShowMuted>(Action.ShowMuted)
            .OnAction<UnmuteAuthor>(Action.Unmute);
        AdviceSlice.Map(routes);
        TimingSlice.Map(routes);
        TalkSlice.Map(routes);
    }

    public static void Map(WorkRoutes work)
    {
        work
            .Message<DeliverNote>(Work.Deliver)
            .Message<TellDelivered>(Work.Delivered)
            .Message<TellUndelivered>(Work.Undelivered)
            .Message<TellAnswered>(Work.Answered)
            .Message<RemindReader>(Work.Remind)
            .Repeatable<RedrawCard>(Work.RedrawCard);
        AdviceSlice.Map(work);
        TimingSlice.Map(work);
        TalkSlice.Map(work);
    }

    public static void Map(TickRoutes ticks) => ticks.Every<RetireNotes>("feedback.retention", TimeSpan.FromHours(1));

    public static void AddServices(IServiceCollection services)
    {
        DapperTypes.AddId<FeedbackId, Guid>();
        services.AddScoped<IHomeCard, FeedbackHomeCard>();
        services.AddScoped<IPersonalData, PersonalFeedback>();
        services.AddScoped<AnswerDesk>().AddScoped<MeetingOf>();
        services.AddScoped<HoldNotes>().AddScoped<IHoldListener, HoldNotes>();
        services.AddSingleton<IFeedbackDrafts, DraftFromElsewhere>();
        TalkSlice.AddServices(services);
        services.AddScoped<IWarmUp, FeedbackWarmUp>();
        AdviceSlice.AddServices(services);
        TimingSlice.AddServices(services);
    }
}
