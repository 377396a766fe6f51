using NodaTime;
using SlackPartner.Feedback;
using SlackPartner.Kernel;
using SlackPartner.Nudges;
using SlackPartner.Slack;
using SlackPartner.Tests.Feedback;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Nudges;

/// <summary>Every view of this slice.</summary>
internal static class NudgeGallery
{
    private static readonly CommandNames Names = new();
    private static readonly LocalDate Since = new(2026, 11, 10);

    public static IReadOnlyList<Drawn> All(FeedbackText text)
    {
        var (ann, bob) = (A.Ann.User, A.Bob.User);
        var heat = A.Nudge(NudgeKind.Heat);
        var watch = new Watch(WatchId.From(new Guid(7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), Pair.Of(A.Ann, bob), new Place("C0PLAN", ""), ann, WatchStatus.Asked, A.Noon, null, null, 1);
        var on = watch with { Status = WatchStatus.On };
        var thread = on with { Place = new Place("C0PLAN", "1795521600.000100"), Asker = bob };
        var waiting = new Disagreement(
            DisagreementId.From(new Guid(8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), A.Team, ann, bob, Short(text.Question, 200), ThirdWayStatus.Waiting,
            new Stand(Short(text.Situation, 1000), Short(text.Behavior, 1000), A.Noon), Stand.None, Outcome.None, A.Noon, A.Noon, 1);
        var revealed = waiting with { Status = ThirdWayStatus.Revealed, OfOther = new Stand(Short(text.Impact, 1000), default, A.Noon) };
        var settled = revealed with { Status = ThirdWayStatus.Settled, Outcome = new Outcome(Short(text.Behavior, 1000), Short(text.Impact, 1000), Short(text.Request, 1000), Since) };
        return
        [
            .. new[] { NudgeKind.NoReturn, NudgeKind.SkippedTwice, NudgeKind.PutOffThrice, NudgeKind.OldDraft }.Select(kind => new Drawn($"NudgeViews.Card.{kind}", NudgeViews.Card(A.Nudge(kind), Since, Names))),
            new("NudgeViews.Card.nobody", NudgeViews.Card(A.Nudge(NudgeKind.OldDraft) with { Other = null }, Since, Names)),
            .. Enum.GetValues<NudgeAnswer>().Select(answer => new Drawn($"NudgeViews.Answered.{answer}", NudgeViews.Answered(NudgeKind.OldDraft, answer, isMuted: false))),
            new("NudgeViews.Answered.muted", NudgeViews.Answered(NudgeKind.OldDraft, NudgeAnswer.NotNow, isMuted: true)),
            new("NudgeViews.Answered.heat", NudgeViews.Answered(NudgeKind.Heat, NudgeAnswer.Stopped, isMuted: false)),
            new("NudgeViews.Gone", NudgeViews.Gone),
            new("MirrorViews.Card", MirrorViews.Card(A.Nudge(NudgeKind.Mirror), new MirrorNumbers(A.Team, ann, 2, 1, 3, 1, 0, 2, bob))),
            new("MirrorViews.Card.little", MirrorViews.Card(A.Nudge(NudgeKind.Mirror), new MirrorNumbers(A.Team, ann, 1, 0, 0, 0, 0, 0, null))),
            new("MirrorViews.ItIsMe", MirrorViews.ItIsMe),
            new("MirrorViews.HowWeArgue", MirrorViews.HowWeArgue(Names)),

            .. Enum.GetValues<WatchRefusal>().Select(refusal => new Drawn($"WatchViews.Refused.{refusal}", WatchViews.Refused(refusal))),
            new("WatchViews.Notice", WatchViews.Notice(WatchRefusal.NotYours)),
            new("WatchViews.StoppedAsking", WatchViews.StoppedAsking),
            new("WatchViews.EndedSomewhere", WatchViews.EndedSomewhere),
            new("WatchViews.Asking", WatchViews.Asking(watch)),
            new("WatchViews.Card", WatchViews.Card(watch)),
            new("WatchViews.Began", WatchViews.Began(on, ann)),
            new("WatchViews.Declined", WatchViews.Declined(watch)),
            new("WatchViews.Ended", WatchViews.Ended(thread, ann)),
            new("WatchViews.List", WatchViews.List([on, watch, thread, thread with { Status = WatchStatus.Asked }], ann, Names)),
            new("WatchViews.List.empty", WatchViews.List([], ann, Names)),
            new("WatchViews.Whisper", WatchViews.Whisper(heat, ["a personal insult", "a harsh choice of words", "an attack answered with an attack"], hasCalmReply: true)),
            new("WatchViews.Whisper.plain", WatchViews.Whisper(heat with { Other = null }, [], hasCalmReply: false)),

            .. Enum.GetValues<ThirdWayRefusal>().Select(refusal => new Drawn($"ThirdWayViews.Refused.{refusal}", ThirdWayViews.Refused(refusal))),
            new("ThirdWayViews.BeginForm", ThirdWayViews.BeginForm(waiting.Id, bob)),
            new("ThirdWayViews.AnswerForm", ThirdWayViews.AnswerForm(waiting)),
            new("ThirdWayViews.SettleForm", ThirdWayViews.SettleForm(settled)),
            new("ThirdWayViews.Waiting", ThirdWayViews.Waiting(waiting, isHeld: false)),
            new("ThirdWayViews.Waiting.held", ThirdWayViews.Waiting(waiting, isHeld: true)),
            new("ThirdWayViews.Waits", ThirdWayViews.Waits),
            new("ThirdWayViews.Undelivered", ThirdWayViews.Undelivered(waiting)),
            new("ThirdWayViews.Ask", ThirdWayViews.Ask(waiting)),
            new("ThirdWayViews.BothSides", ThirdWayViews.BothSides(revealed, ann)),
            new("ThirdWayViews.Settled", ThirdWayViews.Settled(settled, again: false)),
            new("ThirdWayViews.Settled.again", ThirdWayViews.Settled(settled, again: true)),
            new("ThirdWayViews.TakenBack", ThirdWayViews.TakenBack(waiting)),
            new("ThirdWayViews.NotNow", ThirdWayViews.NotNow),
            new("ThirdWayViews.Stopped", ThirdWayViews.Stopped),
        ];
    }

    private static PrivateText Short(PrivateText text, int length) => text.Length <= length ? text : text.Cut(0, length).Passage;
}
