using SlackPartner.Slack;

namespace SlackPartner.Tests.Slack;

internal sealed class NearestWordTests
{
    private static readonly string[] Known = ["drafts", "inbox", "sent", "check", "help"];

    [TestCase("draft", "drafts")]
    [TestCase("DRAFTS", "drafts")]
    [TestCase("dratfs", "drafts")]
    [TestCase("inbux", "inbox")]
    [TestCase("hlp", "help")]
    [TestCase("hepl", "help")]
    public void A_slip_of_the_keyboard_is_understood(string typed, string meant) => Assert.That(NearestWord.To(typed, Known), Is.EqualTo(meant));

    [TestCase("")]
    [TestCase("weather")]
    [TestCase("x")]
    public void A_word_like_none_is_not_guessed_at(string typed) => Assert.That(NearestWord.To(typed, Known), Is.Null);

    [Test]
    public void The_closest_of_several_wins() => Assert.That(NearestWord.To("sent", ["send", "sent"]), Is.EqualTo("sent"));

    [Test]
    public void A_wall_of_letters_is_nobodys_word() => Assert.That(NearestWord.To(new string('a', 100_000), Known), Is.Null);
}
