using NodaTime;
using SlackPartner.Feedback;
using SlackPartner.Feedback.Talking;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Feedback;

/// <summary>Every message of the conversation about a draft.</summary>
internal static class TalkGallery
{
    private static readonly CommandNames Names = new();
    private static readonly LocalDate Today = new(2026, 11, 24);

    public static IReadOnlyList<Drawn> All(FeedbackNote note)
    {
        FeedbackNote At(TalkStep step) => note with { Talk = new Talk(step, A.Noon), Turn = 4 };
        TalkMessage Say(FeedbackNote draft) => new(draft.Id, draft.Turn);
        var (who, behavior, review) = (At(TalkStep.Who) with { RecipientUser = null }, At(TalkStep.Behavior), At(TalkStep.Review));
        var first = note with { Text = FeedbackText.Empty, Talk = new Talk(TalkStep.Situation, A.Noon), Turn = 1 };
        Place[] places = [new(TalkStep.Situation, 0, Math.Min(12, note.Text.Situation.Length)), new(TalkStep.Impact, 0, Math.Min(9, note.Text.Impact.Length))];
        return
        [
            new("TalkViews.Ask", TalkViews.Ask(first, Say(first) with { TellsOfExports = true, Paused = A.Cleo.User })),
            new("TalkViews.Ask.who", TalkViews.Ask(who, Say(who) with { Hint = TalkHint.SeveralPeople, Several = [A.Bob.User, A.Cleo.User] })),
            new("TalkViews.Ask.again", TalkViews.Ask(behavior, Say(behavior) with { Hint = TalkHint.SayAgain, Answered = TalkStep.Situation })),
            new("TalkViews.Ask.guess", TalkViews.Ask(At(TalkStep.Question), Say(behavior) with { Guess = places })),
            .. Enum.GetValues<TalkHint>().Select(hint => new Drawn($"TalkViews.Ask.{hint}", TalkViews.Ask(first, Say(first) with { Hint = hint }))),
            new("TalkViews.Ask.shown", TalkViews.Ask(behavior, Say(behavior) with { Hint = TalkHint.Show })),
            new("TalkViews.Review", TalkViews.Review(review, Say(review), Today)),
            new("TalkViews.Review.notAdded", TalkViews.Review(review, Say(review) with { Hint = TalkHint.NotAdded }, Today)),
            new("TalkViews.Settled", TalkViews.Settled(behavior, TalkStep.Situation)),
            new("TalkViews.MovedOn", TalkViews.MovedOn(behavior)),
            new("TalkViews.PutAway", TalkViews.PutAway(behavior)),
            .. Enum.GetValues<Tidings>().Select(tidings => new Drawn($"TalkViews.Tell.{tidings}", TalkViews.Tell(tidings, note, Names))),
        ];
    }
}
