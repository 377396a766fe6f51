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

    [Test]
    public void Most_sentences_go_where_a_reader_would_put_them()
    {
        var development = Labelled.Shared("dev_sbi.jsonl") is { } path ? Labelled.Texts(path).ToDictionary(text => text.Id, text => text.Text) : [];
        var (right, all, sure, sureAndRight) = (0, 0, 0, 0);
        foreach (var (id, own, fields) in Labelled.DraftSentences)
        {
            if ((own ?? development.GetValueOrDefault(id)) is not { } text) continue;
            var sentences = Sort(text).Sentences;
            Assert.That(sentences, Has.Count.EqualTo(fields.Length), id);
            foreach (var (sentence, field) in sentences.Zip(fields))
            {
                var isRight = sentence.Field == field;
                all++;
                if (isRight) right++;
                if (sentence.Confidence != Confidence.Sure) continue;
                sure++;
                if (isRight) sureAndRight++;
            }
        }

        TestContext.Out.WriteLine($"{right} of {all} right; of the sure ones {sureAndRight} of {sure}");
        Assert.That(all, Is.GreaterThan(90));
        Assert.That((double)right / all, Is.GreaterThanOrEqualTo(0.9));
        Assert.That((double)sureAndRight / sure, Is.GreaterThanOrEqualTo(0.97));
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
