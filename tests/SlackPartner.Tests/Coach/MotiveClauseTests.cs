using NUnit.Framework;
using SlackPartner.Coach;
using SlackPartner.Kernel;

namespace SlackPartner.Tests.Coach;

public sealed class MotiveClauseTests
{
    private static LiftedMotive? Lift(string text)
    {
        var written = new PrivateText(text);
        var finding = WordingCoach.Check(SbiField.Behavior, written).FirstOrDefault(found => found.Check == "motive");
        Assert.That(finding, Is.Not.Null, text);
        return MotiveClause.Lift(finding!, written);
    }

    [TestCase("You skipped the review because you wanted to look good.", "You skipped the review.", "What were you aiming for?")]
    [TestCase("You left early because you were bored.", "You left early.", "What led to it?")]
    [TestCase("On Friday you hid the numbers from me because you don't trust anybody.", "On Friday you hid the numbers from me.", "What led to it?")]
    [TestCase("You only asked that question to embarrass me.", "You asked that question.", "What were you aiming for?")]
    [TestCase("You moved the meeting so that I couldn't attend.", "You moved the meeting.", "What were you aiming for?")]
    [TestCase("You deliberately left me out of the invite.", "You left me out of the invite.", "What led to it?")]
    [TestCase("You took my slot because you wanted the applause, and I sat there.", "You took my slot, and I sat there.", "What were you aiming for?")]
    [TestCase("You closed the ticket at nine. You don't care about quality.", "You closed the ticket at nine.", "What were you aiming for?")]
    public void A_guess_with_a_clause_of_its_own_becomes_a_question(string text, string remaining, string question)
    {
        var lifted = Lift(text);

        Assert.That((lifted?.Remaining.Reveal(), lifted?.Question), Is.EqualTo((remaining, question)));
    }

    [TestCase("You don't want this project to succeed.")]
    [TestCase("You hate refactoring.")]
    [TestCase("It was on purpose.")]
    public void A_guess_that_is_all_there_is_stays_for_the_writer(string text) =>
        Assert.That(Lift(text), Is.Null);

    [Test]
    public void What_is_left_of_any_labelled_text_is_part_of_it()
    {
        foreach (var text in Labelled.OwnTexts)
        {
            var written = new PrivateText(text.Text);
            foreach (var finding in WordingCoach.Check(text.Field, written))
            {
                if (MotiveClause.Lift(finding, written) is not { } lifted) continue;
                Assert.That(finding.Check, Is.EqualTo("motive"), text.Id);
                Assert.That(lifted.Remaining.Reveal(), Is.Not.Empty.And.Not.Contain("  "), text.Id);
                Assert.That(lifted.Remaining.Reveal(), Has.Length.LessThan(text.Text.Length), text.Id);
                Assert.That(lifted.Question, Does.EndWith("?"), text.Id);
            }
        }
    }
}
