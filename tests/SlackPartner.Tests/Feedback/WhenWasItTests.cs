using NodaTime;
using NodaTime.Text;
using SlackPartner.Feedback;
using SlackPartner.Kernel;

namespace SlackPartner.Tests.Feedback;

/// <summary>The day a text speaks of, said on Sunday, November 22, 2026.</summary>
internal sealed class WhenWasItTests
{
    private static readonly LocalDate Today = new(2026, 11, 22);

    [TestCase("In Monday's planning, when we went through the roadmap", "2026-11-16")]
    [TestCase("On Friday you said it", "2026-11-20")]
    [TestCase("In Tue's sync", "2026-11-17")]
    [TestCase("on sunday", "2026-11-22")]
    [TestCase("last Sunday", "2026-11-15")]
    [TestCase("this morning at standup", "2026-11-22")]
    [TestCase("yesterday in the retro", "2026-11-21")]
    [TestCase("the day before yesterday", "2026-11-20")]
    [TestCase("3 days ago", "2026-11-19")]
    [TestCase("a week ago", "2026-11-15")]
    [TestCase("on November 3rd", "2026-11-03")]
    [TestCase("on 3 Nov. in Berlin", "2026-11-03")]
    [TestCase("on the 14th, in the demo", "2026-11-14")]
    [TestCase("on the 28th", "2026-10-28")]
    [TestCase("Dec 12", "2025-12-12")]
    [TestCase("2026-10-01 at noon", "2026-10-01")]
    public void A_day_is_found(string text, string day) =>
        Assert.That(WhenWasIt.DayIn(new PrivateText(text), Today), Is.EqualTo(LocalDatePattern.Iso.Parse(day).Value));

    [TestCase("when we met at the coffee machine")]
    [TestCase("next Monday's planning")]
    [TestCase("in our Mondays")]
    [TestCase("in PR 90")]
    [TestCase("you may ask")]
    [TestCase("2027-01-01")]
    [TestCase("February 30")]
    [TestCase("the sun was out")]
    public void No_day_is_made_up(string text) => Assert.That(WhenWasIt.DayIn(new PrivateText(text), Today), Is.Null);
}
