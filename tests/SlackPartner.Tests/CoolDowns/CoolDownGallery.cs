using NodaTime;
using SlackPartner.CoolDowns;
using SlackPartner.Feedback;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Tests.Feedback;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.CoolDowns;

/// <summary>Every view of this slice.</summary>
internal static class CoolDownGallery
{
    private static readonly CommandNames Names = new();
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public static IReadOnlyList<Drawn> All(FeedbackText text)
    {
        var (ann, bob) = (A.Ann.User, A.Bob.User);
        var person = new Preference(A.Ann, Berlin);
        var pause = A.Pause();
        var alone = pause with { Partner = null };
        var proposed = pause with { Answer = PartnerAnswer.Proposed, ProposedEnd = pause.EndsAt + Duration.FromHours(1) };
        var ended = pause with { Status = CoolDownStatus.Returning };
        var extended = pause with { IsExtended = true };
        var over = A.BothReady();
        var after = pause.EndsAt + Duration.FromMinutes(1);
        var page = new WriteOut(WriteOutId.From(new Guid(5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), A.Ann, bob, text.Situation, text.Behavior, text.Impact, A.Noon, A.Noon + WriteOut.Life, 1);
        var kept = page with { ExpiresAt = null, About = null, Hard = default };
        return
        [
            new("CoolDownViews.Form", CoolDownViews.Form(null, person, A.Noon)),
            new("CoolDownViews.Form.partner", CoolDownViews.Form(bob, person, A.Noon)),
            new("CoolDownViews.Said", CoolDownViews.Said(CoolDownViews.StartedSentence(pause, bob, A.Noon, Berlin))),
            new("CoolDownViews.Said.alone", CoolDownViews.Said(CoolDownViews.StartedSentence(alone, null, A.Noon, Berlin))),
            new("CoolDownViews.Said.no_partner", CoolDownViews.Said(CoolDownViews.StartedSentence(alone, bob, A.Noon, Berlin))),
            new("CoolDownViews.Helps", CoolDownViews.Helps(pause, ann, A.Noon, Berlin)),
            new("CoolDownViews.Helps.alone", CoolDownViews.Helps(alone, ann, A.Noon, Berlin)),
            new("CoolDownViews.Invitation", CoolDownViews.Invitation(pause, A.Noon, Berlin)),
            new("CoolDownViews.Invitation.tomorrow", CoolDownViews.Invitation(pause with { EndsAt = A.Noon + Duration.FromHours(21) }, A.Noon, Berlin)),
            new("CoolDownViews.Standing.agreed", CoolDownViews.Standing(pause with { Answer = PartnerAnswer.Agreed }, bob, A.Noon, Berlin)),
            new("CoolDownViews.Standing.proposed", CoolDownViews.Standing(proposed, bob, A.Noon, Berlin)),
            new("CoolDownViews.Standing.declined", CoolDownViews.Standing(proposed with { Answer = PartnerAnswer.ProposalDeclined }, bob, A.Noon, Berlin)),
            new("CoolDownViews.ProposeForm", CoolDownViews.ProposeForm(pause, person, A.Noon)),
            new("CoolDownViews.Proposal", CoolDownViews.Proposal(proposed, proposed.ProposedEnd ?? A.Noon, A.Noon, Berlin)),
            new("CoolDownViews.Until", CoolDownViews.Until(extended, bob, A.Noon, Berlin)),
            new("CoolDownViews.Agreed", CoolDownViews.Agreed(pause, bob, A.Noon, Berlin)),
            new("CoolDownViews.CalledOff", CoolDownViews.CalledOff(pause)),
            new("CoolDownViews.Over", CoolDownViews.Over(over)),
            new("CoolDownViews.Gone", CoolDownViews.Gone),
            new("CoolDownViews.AlreadyRunning", CoolDownViews.AlreadyRunning(pause, ann, A.Noon, Berlin)),
            new("CoolDownViews.Stopped", CoolDownViews.Stopped),
            .. Enum.GetValues<CoolDownRefusal>().Select(refusal => new Drawn($"CoolDownViews.Refused.{refusal}", CoolDownViews.Refused(refusal))),
            new("CoolDownViews.Notice", CoolDownViews.Notice("A sentence.")),
            new("CoolDownViews.Help", CoolDownViews.Help(Names)),

            new("ReturnViews.Ask", ReturnViews.Ask(ended, ann, again: false)),
            new("ReturnViews.Ask.again", ReturnViews.Ask(ended with { IsExtended = true }, ann, again: true)),
            new("ReturnViews.Answered.ready", ReturnViews.Answered(ended.With(ann, side => side with { CameBack = CameBack.Ready }), ann, after, Berlin)),
            new("ReturnViews.Answered.writing", ReturnViews.Answered(ended.With(ann, side => side with { CameBack = CameBack.Writing }), ann, after, Berlin)),
            new("ReturnViews.Answered.let_go", ReturnViews.Answered(ended with { Status = CoolDownStatus.Over }, ann, after, Berlin)),
            new("ReturnViews.BeginAgain", ReturnViews.BeginAgain(over, ann, A.Noon, Berlin, hasAgenda: true)),
            new("ReturnViews.BeginAgain.works", ReturnViews.BeginAgain(over.With(ann, side => side with { Talks = true }), ann, A.Noon, Berlin, hasAgenda: false)),
            new("ReturnViews.BeginAgain.agreed", ReturnViews.BeginAgain(over.With(ann, side => side with { Talks = true }).With(bob, side => side with { Talks = true }), ann, A.Noon, Berlin, hasAgenda: true)),
            new("ReturnViews.BeginAgain.alone", ReturnViews.BeginAgain(over with { Partner = null, TalkAt = null }, ann, A.Noon, Berlin, hasAgenda: true)),
            new("ReturnViews.LookBackForm", ReturnViews.LookBackForm(over)),
            new("ReturnViews.LookedBack.personal", ReturnViews.LookedBack(ClashTopic.Personal, ClashManner.FoughtToWin)),
            new("ReturnViews.LookedBack.won", ReturnViews.LookedBack(ClashTopic.Work, ClashManner.FoughtToWin)),
            new("ReturnViews.LookedBack.avoided", ReturnViews.LookedBack(ClashTopic.Work, ClashManner.AvoidedIt)),
            new("ReturnViews.LookedBack.third", ReturnViews.LookedBack(ClashTopic.HowWeWork, ClashManner.LookedForThird)),

            new("WriteOutViews.Form", WriteOutViews.Form(page.Id, bob)),
            new("WriteOutViews.Form.nobody", WriteOutViews.Form(page.Id, null)),
            new("WriteOutViews.Written", WriteOutViews.Written(page, Berlin, hasAgenda: true)),
            new("WriteOutViews.Written.kept", WriteOutViews.Written(kept, Berlin, hasAgenda: true)),
            new("WriteOutViews.Drafted", WriteOutViews.Drafted(page, Berlin, Names)),
            new("WriteOutViews.DraftedBefore", WriteOutViews.DraftedBefore(kept, Berlin, Names)),
            new("WriteOutViews.OnAgenda", WriteOutViews.OnAgenda(page, bob, Berlin)),
            new("WriteOutViews.OnAgendaBefore", WriteOutViews.OnAgendaBefore(page, bob, Berlin)),
            new("WriteOutViews.List", WriteOutViews.List([page, kept], Berlin)),
            new("WriteOutViews.List.empty", WriteOutViews.List([], Berlin)),

            new("HomeViews.Home.paused", Home([pause], 2, A.Noon)),
            new("HomeViews.Home.returning", Home([ended], 0, after)),
            new("HomeViews.Home.calm", Home([], 0, A.Noon)),
        ];
    }

    private static HomeTab Home(IReadOnlyList<CoolDown> open, int pages, Instant now) =>
        HomeViews.Home([CoolDownsHomeCard.Draw(open, pages, A.Ann.User, now, Berlin, Names)], now.InUtc());
}
