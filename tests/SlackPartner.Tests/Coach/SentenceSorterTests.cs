using NUnit.Framework;
using SlackPartner.Coach;
using SlackPartner.Kernel;

namespace SlackPartner.Tests.Coach;

public sealed class SentenceSorterTests
{
    private static SortedText Sort(string text) => SentenceSorter.Sort(new PrivateText(text));

    [Test]
    public void Sentences_go_to_the_field_they_speak_of()
    {
        var sorted = Sort("It was Tuesday's design review. You interrupted Ana twice. I lost the thread and booked another hour.");

        Assert.That(sorted.Situation.Reveal(), Is.EqualTo("It was Tuesday's design review."));
        Assert.That(sorted.Behavior.Reveal(), Is.EqualTo("You interrupted Ana twice."));
        Assert.That(sorted.Impact.Reveal(), Is.EqualTo("I lost the thread and booked another hour."));
        Assert.That(sorted.Unsure, Is.Empty);
    }

    [Test]
    public void A_sentence_that_holds_two_parts_is_a_guess()
    {
        var sorted = Sort("On Monday you left the call. I was annoyed.");

        Assert.That(sorted.Unsure.Single().Text.Reveal(), Is.EqualTo("On Monday you left the call."));
        Assert.That(sorted.Unsure.Single().Why, Does.Contain("when"));
    }

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("🙂")]
    [TestCase("Hm. \"You are late,\" you said! (On Monday?) ok\n\n- I left\n- you stayed...")]
    [TestCase("no punctuation at all\nand a second line")]
    public void Nothing_is_dropped(string text)
    {
        var sorted = Sort(text);
        var kept = string.Concat(sorted.Sentences.Select(sentence => sentence.Text.Reveal()));

        Assert.That(Squeezed(kept), Is.EqualTo(Squeezed(text)));
        Assert.That(Squeezed(sorted.Situation.Reveal() + sorted.Behavior.Reveal() + sorted.Impact.Reveal()), Has.Length.EqualTo(Squeezed(text).Length));
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
