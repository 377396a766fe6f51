using Microsoft.Extensions.DependencyInjection;
using SlackPartner.Jobs;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Action = SlackPartner.Nudges.NudgeIds.Action;

namespace SlackPartner.Nudges;

/// <summary>The table of contents: every way into this slice.</summary>
public static class NudgesSlice
{
    public static void Map(SlackRoutes routes)
    {
        routes
            .OnAction<AnswerNudge>(Action.Helpful)
            .OnAction<AnswerNudge>(Action.NotNow)
            .OnAction<AnswerNudge>(Action.Stop)
            .OnAction<ForkMirror>(Action.ItIsMe)
            .OnAction<ForkMirror>(Action.HowWeArgue);
        routes.OnCommand(routes.Names.CoolDown).Word<RunWatch>("watch");
        routes
            .OnAction<RunWatch>(Action.ShowWatched)
            .OnAction<AnswerWatch>(Action.AcceptWatching)
            .OnAction<AnswerWatch>(Action.DeclineWatching)
            .OnAction<AnswerWatch>(Action.StopAsking)
            .OnAction<AnswerWatch>(Action.StopWatching);
        routes.OnCommand(routes.Names.CoolDown).Word<OpenThirdWay>("third");
        routes
            .OnAction<OpenThirdWay>(ThirdWayIds.Action.Start)
            .OnSubmit<BeginThirdWay>(ThirdWayIds.View.Begin)
            .OnAction<OpenThirdWayForm>(ThirdWayIds.Action.WriteMine)
            .OnSubmit<SubmitThirdWay>(ThirdWayIds.View.Answer)
            .OnAction<OpenThirdWayForm>(ThirdWayIds.Action.Settle)
            .OnSubmit<SubmitThirdWay>(ThirdWayIds.View.Settle)
            .OnAction<CloseThirdWay>(ThirdWayIds.Action.NotNow)
            .OnAction<CloseThirdWay>(ThirdWayIds.Action.TakeBack)
            .OnAction<CloseThirdWay>(ThirdWayIds.Action.Stop);
    }

    public static void Map(WorkRoutes work)
    {
        work
            .Message<BringNudge>(NudgeIds.Work.Card)
            .Repeatable<RedrawNudge>(NudgeIds.Work.Redraw)
            .Repeatable<WhisperHeat>(NudgeIds.Work.Whisper)
            .Message<TellAskedToWatch>(NudgeIds.Work.AskToWatch)
            .Message<TellWatchBegan>(NudgeIds.Work.WatchBegan)
            .Message<TellWatchEnded>(NudgeIds.Work.WatchEnded);
        foreach (var kind in new[] { ThirdWayIds.Work.Ask, ThirdWayIds.Work.Wait, ThirdWayIds.Work.ShowBoth, ThirdWayIds.Work.Outcome, ThirdWayIds.Work.LookAgain, ThirdWayIds.Work.Undelivered })
            work.Message<TellThirdWay>(kind);
    }

    public static void Map(TickRoutes ticks) => ticks
        .Every<PlanNudges>("nudges", TimeSpan.FromMinutes(15));

    public static void AddServices(IServiceCollection services)
    {
        DapperTypes.AddId<NudgeId, Guid>();
        DapperTypes.AddId<WatchId, Guid>();
        DapperTypes.AddId<DisagreementId, Guid>();
        services.AddSingleton(new MessageKind(ThirdWayIds.Kind, "Looking for a third way", "A partner asks for your side of a disagreement that is stuck."));
        services.AddSingleton(new MessageKind(NudgeIds.WatchKind, "Watched conversations", "A partner asks whether a conversation of you two may be watched for heat."));
        services.AddScoped<IPersonalData, PersonalNudges>();
        services.AddScoped<IPartnershipListener, EndThirdWays>().AddScoped<HoldThirdWays>().AddScoped<IHoldListener, HoldThirdWays>();
        services.AddSingleton<WatchList>().AddSingleton<WhisperReasons>().AddSingleton<IChannelEar, HearConversation>();
        services.AddScoped<IPartnershipListener, EndWatching>();
        foreach (var kind in NudgeKinds.All) services.AddSingleton(kind);
    }
}
