using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using SlackPartner.Coach;
using SlackPartner.Kernel;

namespace SlackPartner.Tests.Coach;

public sealed class WordingCoachTests
{
    private static IReadOnlyList<Finding> Check(SbiField field, string text) => WordingCoach.Check(field, new PrivateText(text));

    private static string[] Labels(SbiField field, string text) => [.. Check(field, text).Select(finding => finding.Check).Distinct()];

    [Test]
    public void A_finding_points_at_the_words_as_they_were_written()
    {
        const string text = "Honestly\u200b, you\u2019re   sooooo l\u0430zy 🙂";

        var finding = Check(SbiField.Behavior, text).Single(found => found.Check == "label");

        Assert.That(text.Substring(finding.Start, finding.Length), Is.EqualTo("l\u0430zy"));
        Assert.That(finding.Rewrite, Does.Contain("l\u0430zy"));
    }

    [Test]
    public void A_finding_about_something_missing_covers_the_whole_text()
    {
        var finding = Check(SbiField.Situation, "Recently").Single();

        Assert.That((finding.Check, finding.Start, finding.Length), Is.EqualTo(("vague_situation", 0, 8)));
    }

    [Test]
    public void The_strongest_finding_comes_first()
    {
        var severities = Check(SbiField.Draft, "You are lazy and you always forget the tests.").Select(finding => finding.Severity).ToArray();

        Assert.That(severities, Is.Ordered.Descending);
        Assert.That(severities[0], Is.EqualTo(3));
    }

    [TestCase("You said \"you are lazy\" to Ben.")]
    [TestCase("You told me that I was lazy.")]
    [TestCase("You wrote `lazy` in line 4.")]
    [TestCase("You pasted this under my post:\n> you are all lazy")]
    [TestCase("You called me an idiot in front of the client.")]
    public void What_somebody_said_is_not_the_writers_judgment(string text) =>
        Assert.That(Labels(SbiField.Behavior, text), Is.Empty);

    [TestCase("You added lazy loading to the list.", "You were lazy with the list.")]
    [TestCase("You turned on aggressive caching for the shop.", "You were aggressive with the shop.")]
    [TestCase("You ran git blame and posted the line.", "You are a liar about the line.")]
    [TestCase("You asked ops to kill the process on node 3.", "You were cruel to ops on node 3.")]
    [TestCase("You cleaned up the toxic queue at nine.", "You were toxic at nine.")]
    public void Engineering_words_are_not_about_people(string technical, string personal)
    {
        Assert.That(Labels(SbiField.Behavior, technical), Is.Empty);
        Assert.That(Labels(SbiField.Behavior, personal), Does.Contain("label"));
    }

    [TestCase("You didn't answer my two messages on Monday.", "You ain't answered my two messages on Monday.")]
    [TestCase("You were typing while Ana presented.", "You was typing while Ana presented.")]
    [TestCase("You left the call at ten without a word.", "You done left the call at ten without a word.")]
    [TestCase("You have not sent the file since Tuesday.", "You no send the file since Tuesday.")]
    [TestCase("You fixed the pipeline at six.", "You fixed the damn pipeline at six.")]
    [TestCase("You all changed the date in the doc.", "Y'all changed the date in the doc.")]
    public void Dialect_spelling_and_swearing_alone_find_nothing(string standard, string other)
    {
        Assert.That(Labels(SbiField.Behavior, standard), Is.Empty);
        Assert.That(Labels(SbiField.Behavior, other), Is.Empty);
    }

    [TestCase("You are lazy.")]
    [TestCase("you r lazy")]
    [TestCase("U are lazy")]
    [TestCase("YOU ARE LAZY")]
    [TestCase("You're l\u200bazy")]
    [TestCase("you’re *lazy*")]
    public void Spelling_does_not_hide_a_label(string text) =>
        Assert.That(Labels(SbiField.Behavior, text), Is.EqualTo(new[] { "label" }));

    [Test]
    public void Empty_praise_around_criticism_is_one_finding()
    {
        var labels = Labels(SbiField.Draft, "Great work! You missed the review on Monday. Still, great work!");

        Assert.That(labels, Does.Contain("sandwich").And.Not.Contain("generic_praise"));
    }

    [Test]
    public void Each_finding_asks_one_question_and_shows_one_way()
    {
        foreach (var text in Labelled.OwnTexts)
        {
            foreach (var finding in Check(text.Field, text.Text))
            {
                Assert.That(finding.Question, Does.EndWith("?"), finding.Rule);
                Assert.That(finding.Reason, Does.EndWith("."), finding.Rule);
                Assert.That(finding.Rewrite, Is.Not.Empty.And.Not.Contain("{words}"), finding.Rule);
                Assert.That(finding.Start + finding.Length, Is.LessThanOrEqualTo(text.Text.Length), finding.Rule);
                Assert.That(finding.Field, Is.EqualTo(text.Field));
            }
        }
    }

    [Test]
    public void Blank_text_finds_nothing() =>
        Assert.That(Check(SbiField.Draft, " \n\u200b "), Is.Empty);

    [Test]
    [NonParallelizable] // while other tests still compile their code, this one's is not compiled for good
    public void Saying_nothing_allocates_nothing()
    {
        var text = new PrivateText("In Tuesday's design review you interrupted Ana twice. I lost track and we booked another hour.");
        IReadOnlyList<Finding> found = [];
        var least = long.MaxValue;
        // Freshly compiled code still boxes, and the shared pool may hand out a fresh buffer once: the quietest round shows what a check takes.
        for (var round = 0; round < 400 && least > 0; round++)
        {
            Thread.Sleep(10); // the compiler's second look comes in a quiet moment
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++) found = WordingCoach.Check(SbiField.Draft, text);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(found, Is.Empty);
        Assert.That(least, Is.Zero);
    }

    [TestCase("\ud83d")]
    [TestCase("``` never closed")]
    [TestCase("\"never closed, you are")]
    [TestCase("<@U123> <https://x.test|you> :clap: @ # ' - … \u2028 you're")]
    public void Odd_input_is_read_without_trouble(string text) =>
        Assert.That(() => Check(SbiField.Draft, text), Throws.Nothing);

    [Test]
    public void Any_text_is_read_without_trouble() =>
        Prop.ForAll<string?>(text =>
        {
            var written = text ?? "";
            return Check(SbiField.Draft, written).All(finding => finding.Start >= 0 && finding.Start + finding.Length <= written.Length);
        }).QuickCheckThrowOnFailure();
}
