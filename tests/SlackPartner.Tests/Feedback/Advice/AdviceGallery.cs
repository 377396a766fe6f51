using SlackPartner.Coach;
using SlackPartner.Feedback;
using SlackPartner.Feedback.Advice;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Feedback.Advice;

/// <summary>Everything about asking for advice and calm replies, drawn with any words.</summary>
internal static class AdviceGallery
{
    private static readonly CommandNames Names = new();

    public static IReadOnlyList<Drawn> All(FeedbackText text, IReadOnlyList<Finding> findings)
    {
        var request = A.Request() with { Topic = text.Question };
        var reply = new CalmReply(text.Behavior, findings, ["talking down to a person"], text.Impact);
        return
        [
            new("AdviceViews.Form", AdviceViews.Form(request.Id, request.AskedUser, text.Question)),
            new("AdviceViews.Form.empty", AdviceViews.Form(request.Id, null, default, AdviceViews.TakenForAName(text.Question))),
            new("AdviceViews.Asked", AdviceViews.Asked(request, isHeld: false)),
            new("AdviceViews.Asked.held", AdviceViews.Asked(request, isHeld: true)),
            new("AdviceViews.AskedNotice", AdviceViews.AskedNotice(request, isHeld: false)),
            new("AdviceViews.Card", AdviceViews.Card(request, isFirst: false)),
            new("AdviceViews.Card.first", AdviceViews.Card(request, isFirst: true)),
            new("AdviceViews.Settled.given", AdviceViews.Settled(request with { Status = AdviceStatus.Given }, Names)),
            new("AdviceViews.Settled.later", AdviceViews.Settled(request with { Status = AdviceStatus.NotNow }, Names)),
            new("AdviceViews.Settled.stopped", AdviceViews.Settled(request with { Status = AdviceStatus.Stopped }, Names)),
            new("AdviceViews.Undelivered", AdviceViews.Undelivered(request)),
            .. Enum.GetValues<AdviceRefusal>().Select(refusal => new Drawn($"AdviceViews.Refused.{refusal}", AdviceViews.Refused(refusal, text.Question))),
            new("ReplyViews.Form", ReplyViews.Form(text.Situation, A.Bob.User)),
            new("ReplyViews.Checked.calm", ReplyViews.Checked(text.Situation, author: null, new CalmReply(text.Behavior, [], [], default), "cooldown.start")),
            new("ReplyViews.Checked.hot", ReplyViews.Checked(text.Situation, A.Bob.User, reply, null)),
            new("ReplyViews.Checked.cooldown", ReplyViews.Checked(text.Situation, A.Bob.User, reply, "cooldown.start")),
        ];
    }
}
