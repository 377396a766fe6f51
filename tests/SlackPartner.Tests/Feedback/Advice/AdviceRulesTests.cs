using NodaTime;
using SlackPartner.Feedback;
using SlackPartner.Feedback.Advice;
using SlackPartner.Kernel;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Feedback.Advice;

internal sealed class AdviceRulesTests
{
    private static readonly PrivateText Topic = new("our planning");
    private static readonly AskedFacts Reachable = new(CanBeReached: true, HasMutedAsker: false, WantsRequests: true);

    [Test]
    public void Asking_makes_an_open_request()
    {
        var request = Ask().Match(made => made, refusal => throw new AssertionException($"{refusal}"));

        Assert.That((request.Asker, request.Asked, request.Status), Is.EqualTo((A.Ann, A.Bob, AdviceStatus.Open)));
    }

    [TestCase(false, false, true)]
    [TestCase(true, true, true)]
    [TestCase(true, false, false)]
    public void Left_muted_and_stopped_look_the_same(bool canBeReached, bool hasMuted, bool wants) =>
        Assert.That(RefusalOf(Ask(new AskedFacts(canBeReached, hasMuted, wants))), Is.EqualTo(AdviceRefusal.OutOfReach));

    [Test]
    public void The_same_topic_waits_only_once() => Assert.Multiple(() =>
    {
        Assert.That(RefusalOf(Ask(open: "  Our   PLANNING? ")), Is.EqualTo(AdviceRefusal.AlreadyAsked));
        Assert.That(RefusalOf(Ask(open: "our plans")), Is.Null);
    });

    [TestCase(3, 3, AdviceRefusal.PairLimit)]
    [TestCase(0, 10, AdviceRefusal.DayLimit)]
    public void Requests_count_like_notes(int withPerson, int inAll, AdviceRefusal refusal) =>
        Assert.That(RefusalOf(Ask(lately: new SharedLately(withPerson, inAll))), Is.EqualTo(refusal));

    [Test]
    public void What_is_missing_is_said_before_anyone_is_looked_up() => Assert.Multiple(() =>
    {
        Assert.That(AdviceRules.Check(A.Ann, null, Topic), Is.EqualTo(AdviceRefusal.NobodyChosen));
        Assert.That(AdviceRules.Check(A.Ann, A.Ann.User, Topic), Is.EqualTo(AdviceRefusal.ToYourself));
        Assert.That(AdviceRules.Check(A.Ann, A.Bob.User, new PrivateText(" ")), Is.EqualTo(AdviceRefusal.NoTopic));
        Assert.That(AdviceRules.Check(A.Ann, A.Bob.User, new PrivateText(new string('x', 1001))), Is.EqualTo(AdviceRefusal.TopicTooLong));
        Assert.That(AdviceRules.Check(A.Ann, A.Bob.User, Topic), Is.Null);
    });

    [Test]
    public void Only_the_one_who_is_asked_can_answer_and_only_once()
    {
        var request = A.Request();

        Assert.Multiple(() =>
        {
            Assert.That(RefusalOf(AdviceRules.OpenFor(request, A.Bob)), Is.Null);
            Assert.That(RefusalOf(AdviceRules.OpenFor(request, A.Ann)), Is.EqualTo(AdviceRefusal.NotFound));
            Assert.That(RefusalOf(AdviceRules.OpenFor(request, A.Cleo)), Is.EqualTo(AdviceRefusal.NotFound));
            Assert.That(RefusalOf(AdviceRules.OpenFor(null, A.Bob)), Is.EqualTo(AdviceRefusal.NotFound));
            Assert.That(RefusalOf(AdviceRules.OpenFor(request with { Status = AdviceStatus.NotNow }, A.Bob)), Is.EqualTo(AdviceRefusal.AlreadyAnswered));
            Assert.That(RefusalOf(AdviceRules.OpenFor(request with { Status = AdviceStatus.Undelivered }, A.Bob)), Is.EqualTo(AdviceRefusal.NotFound));
        });
    }

    [TestCase("our planning.", "In our planning")]
    [TestCase("during the demo", "During the demo")]
    [TestCase("how do I run a better retro?", "You asked: how do I run a better retro?")]
    public void The_topic_begins_the_situation(string topic, string situation) =>
        Assert.That(AdviceViews.SituationFor(A.Request(topic)).Reveal(), Is.EqualTo(situation));

    private static Result<AdviceRequest, AdviceRefusal> Ask(AskedFacts? facts = null, string? open = null, SharedLately? lately = null) => AdviceRules.Ask(
        AdviceId.New(), A.Ann, A.Bob.User, Topic, facts ?? Reachable, open is null ? [] : [A.Request(open)], lately ?? new SharedLately(2, 9), A.Noon);

    private static AdviceRefusal? RefusalOf(Result<AdviceRequest, AdviceRefusal> result) => result.Succeeded(out _, out var refusal) ? null : refusal;
}
