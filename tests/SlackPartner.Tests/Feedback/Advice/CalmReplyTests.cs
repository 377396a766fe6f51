using SlackPartner.Feedback.Advice;
using SlackPartner.Kernel;

namespace SlackPartner.Tests.Feedback.Advice;

/// <summary>What a reply is told, and the calmer one that is made of it.</summary>
internal sealed class CalmReplyTests
{
    private static readonly PrivateText Message = new("It was on the roadmap slide for two weeks. Someone has to commit to something.");

    [Test]
    public void A_calm_reply_is_left_alone()
    {
        var check = CalmReply.Check(Message, new PrivateText("I count three tickets. Can we look at them together at 3?"));

        Assert.That((check.IsCalm, check.Calmer.IsBlank), Is.EqualTo((true, true)));
    }

    [Test]
    public void What_is_hot_is_left_out_of_the_calmer_one()
    {
        var check = CalmReply.Check(Message, new PrivateText("You are a liar. I count three tickets. You never listen."));

        Assert.Multiple(() =>
        {
            Assert.That(check.IsCalm, Is.False);
            Assert.That(check.Calmer.Reveal(), Is.EqualTo("I count three tickets."));
        });
    }

    [Test]
    public void Where_everything_is_hot_there_is_still_something_to_say() =>
        Assert.That(CalmReply.Check(Message, new PrivateText("You are a liar.")).Calmer.Reveal(), Does.Contain("understand your side"));

    [Test]
    public void The_heat_of_the_message_is_not_held_against_the_reply() =>
        Assert.That(CalmReply.Check(new PrivateText("You are an idiot and you always were! Shut up, you idiot!"), new PrivateText("I'd like to talk about this tomorrow.")).IsCalm, Is.True);
}
