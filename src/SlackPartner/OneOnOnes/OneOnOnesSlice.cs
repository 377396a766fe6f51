using Microsoft.Extensions.DependencyInjection;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Action = SlackPartner.OneOnOnes.OneOnOneIds.Action;
using View = SlackPartner.OneOnOnes.OneOnOneIds.View;
using Work = SlackPartner.OneOnOnes.OneOnOneIds.Work;

namespace SlackPartner.OneOnOnes;

/// <summary>The table of contents: every way into this slice.</summary>
public static class OneOnOnesSlice
{
    public static void Map(SlackRoutes routes)
    {
        routes.OnCommand(routes.Names.OneOnOne, OverviewViews.Help)
            .Word<AddItem>("add")
            .Word<ShowAgenda>("agenda")
            .Word<OpenTripForm>("trip")
            .Word<AskForCalendar>("ics")
            .Otherwise<RunOneOnOne>();
        routes
            .OnAction<ShowOverview>(Action.Overview)
            .OnAction<OpenSetUp>(Action.SetUp)
            .OnSubmit<SubmitSetUp>(View.SetUp)
            .OnAction<OpenProposal>(Action.OpenProposal)
            .OnAction<ConfirmPlan>(Action.Confirm)
            .OnAction<ProposeOther>(Action.ProposeOther)
            .OnAction<DeclinePlan>(Action.Decline)
            .OnAction<TakeBackPlan>(Action.TakeBack)
            .OnAction<OpenAgenda>(Action.OpenAgenda)
            .OnAction<AddItem>(Action.AddItem)
            .OnSubmit<SubmitItem>(View.AddItem)
            .OnMessageShortcut<AddItem>(OneOnOneIds.Shortcut.AddFromMessage)
            .OnAction<PressItemMenu>(Action.ItemMenu)
            .OnAction<OpenQuestion>(Action.AnswerQuestion)
            .OnSubmit<SubmitQuestionAnswer>(View.Answer)
            .OnAction<SkipQuestion>(Action.SkipQuestion)
            .OnAction<Snooze>(Action.Snooze)
            .OnAction<Snooze>(Action.ReminderMenu)
            .OnAction<AnswerAfter>(Action.Happened)
            .OnAction<AnswerAfter>(Action.DidNotHappen)
            .OnAction<OpenMoveForm>(Action.DidMove)
            .OnAction<OpenMoveForm>(Action.MoveOnce)
            .OnSubmit<SubmitMove>(View.Move)
            .OnAction<SkipOnce>(Action.SkipOnce)
            .OnAction<OpenPauseForm>(Action.Pause)
            .OnSubmit<SubmitPause>(View.Pause)
            .OnAction<ResumeSeries>(Action.Resume)
            .OnAction<CancelSeries>(Action.Cancel)
            .OnAction<AskForCalendar>(Action.Calendar)
            .OnAction<OpenTripForm>(Action.Trip)
            .OnSubmit<SubmitTrip>(View.Trip)
            .OnAction<RemoveTrip>(Action.RemoveTrip)
            .OnAction<ChooseMeetup>(Action.Lunch)
            .OnAction<ChooseMeetup>(Action.Coffee)
            .OnAction<ChooseMeetup>(Action.InPerson)
            .OnAction<ChooseMeetup>(Action.NotThisTime);
    }

    public static void Map(WorkRoutes work) => work
        .Message<DeliverProposal>(Work.Propose)
        .Message<TellConfirmed>(Work.Confirmed)
        .Message<TellDeclined>(Work.Declined)
        .Repeatable<RedrawProposal>(Work.RedrawProposal)
        .Message<RemindDayBefore>(Work.DayBefore)
        .Message<RemindSoon>(Work.Soon)
        .Message<AskAfter>(Work.After)
        .Repeatable<RedrawAfter>(Work.RedrawAfter)
        .Message<PromptMissed>(Work.Missed)
        .Message<TellChanged>(Work.Changed)
        .Message<TellCanceled>(Work.Canceled)
        .Message<RevealAnswers>(Work.Revealed)
        .Repeatable<SendCalendar>(Work.Calendar)
        .Message<ProposeMeetup>(Work.Meetup)
        .Message<TellMeetupChoice>(Work.MeetupChoice);

    public static void Map(TickRoutes ticks) => ticks
        .Every<MakeNextMeetings>("oneonone.next", TimeSpan.FromMinutes(1))
        .Every<MendMeetings>("oneonone.mend", TimeSpan.FromHours(1))
        .Every<ForgetOneOnOnes>("oneonone.forget", TimeSpan.FromHours(1));

    public static void AddServices(IServiceCollection services)
    {
        DapperTypes.AddId<SeriesId, Guid>();
        DapperTypes.AddId<PlanId, Guid>();
        DapperTypes.AddId<OccurrenceId, Guid>();
        DapperTypes.AddId<ItemId, Guid>();
        DapperTypes.AddId<TripId, Guid>();
        DapperTypes.AddId<MeetupId, Guid>();
        services.AddSingleton<MeetingReader>();
        services.AddScoped<SetUpDesk>().AddScoped<ProposalAnswers>().AddScoped<AgendaReader>().AddScoped<ItemDesk>();
        services.AddScoped<IAgenda, Agenda>().AddScoped<IAgendaHints, Agenda>().AddScoped<INextOneOnOne, NextOneOnOne>();
        services.AddScoped<IPartnershipListener, EndWithPartnership>().AddScoped<IScheduleListener, FollowSchedule>();
        services.AddScoped<IHomeCard, OneOnOnesHomeCard>();
        services.AddScoped<IPersonalData, PersonalOneOnOnes>();
        foreach (var kind in ReminderKinds.All) services.AddSingleton(kind);
    }
}
