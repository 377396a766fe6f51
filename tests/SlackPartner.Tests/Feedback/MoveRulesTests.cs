using NodaTime;
using SlackPartner.Coach;
using SlackPartner.Feedback;
using SlackPartner.Kernel;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Feedback;

/// <summary>Move to Question takes out the guess and nothing else, and Undo restores the draft to the letter.</summary>
internal sealed class MoveRulesTests
{
    private static readonly Instant Later = A.Noon + Duration.FromMinutes(1);

    [TestCase("You interrupted me because you wanted to look good.", "You interrupted me.")]
    [TestCase("You interrupted me, because you wanted to look good. Then you left.", "You interrupted me. Then you left.")]
    [TestCase("Because you wanted to look good, you interrupted me.", "You interrupted me.")]
    [TestCase("You left me off the invite on purpose.", "You left me off the invite.")]
    [TestCase("You deliberately left me off the invite.", "You left me off the invite.")]
    [TestCase("You raised the delay in front of the board just to embarrass me!", "You raised the delay in front of the board!")]
    [TestCase("You sent the mail at 23:00 in order to look busy.", "You sent the mail at 23:00.")]
    [TestCase("You were trying to undermine me when you wrote to my boss.", "You wrote to my boss.")]
    [TestCase("You wrote to my boss. You wanted to undermine me.", "You wrote to my boss.")]
    [TestCase("You wanted to undermine me. You wrote to my boss.", "You wrote to my boss.")]
    [TestCase("You wanted to win, so you took my slide.", "You took my slide.")]
    [TestCase("You wanted to make me look bad.", "")]
    [TestCase("You did it to hurt me.", "")]
    [TestCase("It was on purpose.", "")]
    public void The_guess_goes_and_what_was_seen_stays(string behavior, string rest)
    {
        var note = Note(behavior);

        var moved = MoveRules.Move(note, Motive(note), Later)!; // null fails below

        Assert.That(moved, Is.Not.Null);
        Assert.Multiple(() =>
        {
            Assert.That(moved.Text, Is.EqualTo(note.Text with { Behavior = new PrivateText(rest), Question = new PrivateText("What were you aiming for?") }));
            Assert.That(MoveRules.Undo(moved, Later)?.Text, Is.EqualTo(note.Text));
            Assert.That(MoveRules.Undo(moved, Later)?.Lifted, Is.Null);
        });
    }

    [TestCase("You tried to undermine me by writing to my boss.")]
    [TestCase("Did you mean to leave me out?")]
    public void Where_the_two_are_one_there_is_nothing_to_move(string behavior)
    {
        var note = Note(behavior);

        Assert.That(NoteCoach.Check(note).Where(finding => finding.Check == "motive" && MoveRules.CanMove(note, finding)), Is.Empty);
    }

    [Test]
    public void A_guess_in_the_impact_moves_too_and_the_question_there_is_stays()
    {
        var note = A.Note(A.Words with { Impact = new PrivateText("I felt small, and you enjoyed it."), Question = new PrivateText("How was it for you?") });

        var moved = MoveRules.Move(note, Motive(note), Later)!; // asserted through its text

        Assert.Multiple(() =>
        {
            Assert.That(moved.Text.Impact.Reveal(), Is.EqualTo("I felt small."));
            Assert.That(moved.Text.Question.Reveal(), Is.EqualTo("How was it for you?\nWhat were you aiming for?"));
            Assert.That(MoveRules.Undo(moved, Later)!.Text, Is.EqualTo(note.Text));
        });
    }

    [Test]
    public void What_was_kept_stays_kept_behind_the_words_that_moved()
    {
        var note = Note("You left because you wanted to win. You never called.");
        var kept = note with { KeptFindings = [.. NoteCoach.Check(note).Where(finding => finding.Check == "absolute").Select(FindingKeys.Of)] };
        Assert.That(kept.KeptFindings, Is.Not.Empty);

        var moved = MoveRules.Move(kept, Motive(kept), Later)!; // asserted through its findings

        Assert.Multiple(() =>
        {
            Assert.That(NoteCoach.Check(moved).Select(finding => finding.Check), Has.None.EqualTo("absolute"));
            Assert.That(MoveRules.Undo(moved, Later)!.KeptFindings, Is.EqualTo(kept.KeptFindings));
        });
    }

    [Test]
    public void Another_change_to_the_text_ends_the_undo()
    {
        var note = Note("You left because you wanted to win.");
        var moved = MoveRules.Move(note, Motive(note), Later)!; // asserted by the cases above
        var edited = FeedbackRules.Edit(moved, moved.RecipientUser, moved.OccurredOn, moved.Text with { Behavior = new PrivateText("You left early.") }, Later);
        var reworded = moved with { Text = moved.Text with { Question = new PrivateText("Why?") } };

        Assert.Multiple(() =>
        {
            Assert.That(edited.Lifted, Is.Null);
            Assert.That(MoveRules.Undo(moved with { Text = edited.Text }, Later), Is.Null);
            Assert.That(MoveRules.Undo(reworded, Later)!.Text, Is.EqualTo(note.Text with { Question = new PrivateText("Why?") }));
        });
    }

    [Test]
    public void The_place_is_stored_without_words()
    {
        var note = Note("You left because you wanted to win.");
        var lifted = MoveRules.Move(note, Motive(note), Later)!.Lifted!; // asserted by the cases above

        Assert.Multiple(() =>
        {
            Assert.That(MoveRules.PlaceOf(lifted), Is.EqualTo("behavior 8 0 9 0"));
            Assert.That(MoveRules.ReadPlace(MoveRules.PlaceOf(lifted), lifted.Words), Is.EqualTo(lifted));
        });
    }

    private static FeedbackNote Note(string behavior) => A.Note(A.Words with { Behavior = new PrivateText(behavior), Question = default });

    private static Finding Motive(FeedbackNote note) =>
        NoteCoach.Check(note).FirstOrDefault(finding => finding.Check == "motive") ?? throw new AssertionException("The coach sees no motive here.");
}
