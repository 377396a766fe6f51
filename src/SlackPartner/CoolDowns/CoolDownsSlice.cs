using Microsoft.Extensions.DependencyInjection;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Action = SlackPartner.CoolDowns.CoolDownIds.Action;
using View = SlackPartner.CoolDowns.CoolDownIds.View;
using Work = SlackPartner.CoolDowns.CoolDownIds.Work;

namespace SlackPartner.CoolDowns;

/// <summary>The table of contents: every way into this slice.</summary>
public static class CoolDownsSlice
{
    public static void Map(SlackRoutes routes)
    {
        routes.OnCommand(routes.Names.CoolDown, CoolDownViews.Help)
            .Word<OpenWriteOut>("write")
            .Otherwise<RunCoolDown>(understands: PauseLength.LooksLikeOne);
        routes
            .OnShortcut<OpenCoolDownForm>(CoolDownIds.Shortcut.Start)
            .OnAction<OpenCoolDownForm>(Action.Start)
            .OnSubmit<SubmitCoolDown>(View.Form)
            .OnAction<AgreeToPause>(Action.Agree)
            .OnAction<OpenProposal>(Action.Propose)
            .OnSubmit<SubmitProposal>(View.Propose)
            .OnAction<AnswerProposal>(Action.AgreeToProposal)
            .OnAction<AnswerProposal>(Action.KeepTime)
            .OnAction<CallOffPause>(Action.CallOff)
            .OnAction<AnswerReady>(Action.Ready)
            .OnAction<AnswerReady>(Action.Longer)
            .OnAction<OpenWriteOut>(Action.RatherWrite)
            .OnAction<AgreeToTalk>(Action.TalkThen)
            .OnAction<BringUp>(Action.BringUp)
            .OnAction<OpenLookBack>(Action.LookBack)
            .OnSubmit<SubmitLookBack>(View.LookBack)
            .OnAction<StopCoolDowns>(Action.Menu);
        routes
            .OnAction<OpenWriteOut>(Action.Write)
            .OnSubmit<SubmitWriteOut>(View.WriteOut)
            .OnAction<ShowWriteOuts>(Action.ShowWritten)
            .OnAction<ShowWriteOuts>(Action.OpenWritten)
            .OnAction<UseWriteOut>(Action.MakeDraft)
            .OnAction<UseWriteOut>(Action.AddToAgenda)
            .OnAction<UseWriteOut>(Action.Keep)
            .OnAction<UseWriteOut>(Action.Delete);
    }

    public static void Map(WorkRoutes work) => work
        .Message<TellWhatHelps>(Work.Helps)
        .Message<TellPartner>(Work.Invite)
        .Message<TellAgreed>(Work.Agreed)
        .Message<TellProposed>(Work.Proposed)
        .Message<TellMoved>(Work.Moved)
        .Message<TellCalledOff>(Work.CalledOff)
        .Repeatable<EndPause>(Work.End)
        .Message<AskWhetherReady>(Work.Ask)
        .Message<BeginAgain>(Work.BeginAgain)
        .Repeatable<LetGo>(Work.LetGo)
        .Repeatable<RedrawCoolDown>(Work.Redraw);

    public static void Map(TickRoutes ticks) => ticks
        .Every<ForgetCoolDowns>("cool-downs", TimeSpan.FromHours(1));

    public static void AddServices(IServiceCollection services)
    {
        DapperTypes.AddId<CoolDownId, Guid>();
        DapperTypes.AddId<WriteOutId, Guid>();
        services.AddSingleton(new MessageKind(CoolDownIds.Kind, "Cool-downs", "A partner takes a pause, and how to come back from it."));
        services.AddScoped<IHomeCard, CoolDownsHomeCard>();
        services.AddScoped<IPersonalData, PersonalCoolDowns>();
        services.AddScoped<IPartnershipListener, LeavePauseAlone>();
        services.AddSingleton<INotBefore, PausesHold>();
        services.AddScoped<IWarmUp, CoolDownsWarmUp>();
        services.AddScoped<CoolDownDesk>().AddScoped<ReturnDesk>().AddScoped<AgendaSeam>();
    }
}
