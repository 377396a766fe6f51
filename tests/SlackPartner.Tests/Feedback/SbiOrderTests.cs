using SlackPartner.Feedback;
using SlackPartner.Kernel;

namespace SlackPartner.Tests.Feedback;

/// <summary>What stands behind the command.</summary>
internal sealed class SbiOrderTests
{
    [TestCase("", null, "", "")]
    [TestCase("<@U0KIM|kim> In Monday&amp;s planning", "U0KIM", "", "In Monday&s planning")]
    [TestCase("<@U0KIM>", "U0KIM", "", "")]
    [TestCase("@kimm You left early.", null, "@kimm", "You left early.")]
    [TestCase("You told <@U0BOB|bob> first.", null, "", "You told <@U0BOB|bob> first.")]
    public void A_person_stands_in_front(string typed, string? person, string unknown, string text) =>
        Assert.That(SbiOrder.Read(new PrivateText(typed)), Is.EqualTo(Order(person, unknown, text)));

    [TestCase("<@U0KIM|kim> our planning", "U0KIM", "", "our planning")]
    [TestCase("kim our planning", null, "kim", "our planning")]
    [TestCase("kim", null, "kim", "")]
    [TestCase("the planning on Monday", null, "", "the planning on Monday")]
    [TestCase("@kimm planning", null, "@kimm", "planning")]
    public void Behind_ask_a_bare_word_is_taken_for_a_name(string typed, string? person, string unknown, string text) =>
        Assert.That(SbiOrder.ReadAsk(new PrivateText(typed)), Is.EqualTo(Order(person, unknown, text)));

    private static SbiOrder Order(string? person, string unknown, string text) =>
        new(person is null ? null : new UserId(person), new PrivateText(unknown), new PrivateText(text));
}
