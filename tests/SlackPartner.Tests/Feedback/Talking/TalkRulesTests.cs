using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using SlackPartner.Feedback;
using SlackPartner.Feedback.Talking;
using SlackPartner.Kernel;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Feedback;

/// <summary>The conversation's steps, and what holds for any sequence of them.</summary>
internal sealed class TalkRulesTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    private static FeedbackNote Draft(UserId? recipient = null) =>
        TalkRules.Begin(FeedbackRules.Begin(FeedbackId.New(), A.Ann, recipient, null, FeedbackText.Empty, A.Noon), A.Noon);

    private static PrivateText Text(string text) => new(text);

    [Test]
    public void It_asks_for_each_part_in_turn_and_ends_in_Review()
    {
        List<TalkStep> asked = [];
        var draft = Draft();
        for (asked.Add(TalkRules.StepOf(draft)); asked[^1] is not TalkStep.Review; asked.Add(TalkRules.StepOf(draft)))
            draft = asked[^1] is TalkStep.Who ? TalkRules.Choose(draft, A.Bob.User, A.Noon) : TalkRules.Answer(draft, Text($"{asked[^1]}"), Today, A.Noon);

        Assert.That(asked, Is.EqualTo(Enum.GetValues<TalkStep>()));
        Assert.That(draft.Text, Is.EqualTo(new FeedbackText(Text("Situation"), Text("Behavior"), Text("Impact"), Text("Question"), default)));
    }

    [Test]
    public void Parts_that_are_there_are_not_asked_for()
    {
        var draft = TalkRules.Begin(A.Note(A.Words with { Behavior = default }), A.Noon);
        Assert.That(TalkRules.StepOf(draft), Is.EqualTo(TalkStep.Behavior));

        Assert.That(TalkRules.StepOf(TalkRules.Answer(draft, Text("You waited."), Today, A.Noon)), Is.EqualTo(TalkStep.Review));
    }

    [Test]
    public void A_part_said_anew_takes_the_place_of_the_old_and_the_rest_stays()
    {
        var draft = TalkRules.Answer(TalkRules.AskAgain(A.Note(), TalkStep.Behavior, A.Noon), Text("You waited."), Today, A.Noon);

        Assert.That(draft.Text, Is.EqualTo(A.Words with { Behavior = Text("You waited.") }));
    }

    [Test]
    public void A_part_emptied_by_a_deletion_is_asked_for_again()
    {
        var draft = TalkRules.Answer(TalkRules.Answer(Draft(A.Bob.User), Text("On Monday"), Today, A.Noon), Text("You left."), Today, A.Noon);

        var changed = TalkRules.Change(draft, TalkStep.Situation, Text("On Monday"), default, A.Noon);

        Assert.That((changed?.Talk?.Step, changed?.Text.Behavior), Is.EqualTo((TalkStep.Situation, Text("You left."))));
    }

    [Test]
    public void An_edit_after_Review_voids_the_Review_that_was_shown()
    {
        var draft = TalkRules.Filled(A.Note() with { Talk = new Talk(TalkStep.Impact, A.Noon) }, A.Noon);

        var changed = TalkRules.Change(draft, TalkStep.Impact, A.Words.Impact, Text("I was glad."), A.Noon);

        Assert.That((changed?.Turn > draft.Turn, changed?.Text.Impact), Is.EqualTo((true, Text("I was glad."))));
    }

    [Test]
    public void An_edit_of_words_that_are_gone_changes_nothing() =>
        Assert.That(TalkRules.Change(A.Note(), TalkStep.Impact, Text("other words"), Text("new"), A.Noon), Is.Null);

    [Test]
    public void A_sentence_of_the_first_guess_moves_whole()
    {
        var draft = TalkRules.Begin(A.Note(FeedbackText.Empty with { Situation = Text("On Monday. You left early. It rained.") }), A.Noon);

        var moved = TalkRules.Move(draft, new Place(TalkStep.Situation, 11, 15), TalkStep.Behavior, A.Noon);

        Assert.That((moved.Text.Situation, moved.Text.Behavior), Is.EqualTo((Text("On Monday. It rained."), Text("You left early."))));
        Assert.That(TalkRules.Move(draft, new Place(TalkStep.Situation, 30, 15), TalkStep.Behavior, A.Noon), Is.EqualTo(draft));
    }

    [Test]
    public void Unsure_sentences_are_where_the_sorting_put_them()
    {
        var text = Text("On Monday we met. You shrugged and I stopped talking. Something else was odd. You closed the laptop. I felt lost.");
        var sorted = FirstGuess.Sort(text);
        var note = A.Note(sorted);

        foreach (var place in FirstGuess.Unsure(text))
            Assert.That(TalkRules.PartOf(note.Text, place.Part).Cut(place.Start, place.Length).Passage.Reveal(), Does.EndWith("."));
        Assert.That(FirstGuess.Unsure(text), Is.Not.Empty);
    }

    [Test]
    public void A_message_is_named_and_read_back()
    {
        var message = new TalkMessage(FeedbackId.New(), 7)
        {
            Hint = TalkHint.SeveralPeople, Answered = TalkStep.Impact, Guess = [new Place(TalkStep.Situation, 0, 9), new Place(TalkStep.Impact, 10, 4)],
            Several = [A.Bob.User, A.Cleo.User], Paused = A.Cleo.User, TellsOfExports = true, Cause = "1795521600.000100",
        };

        Assert.That(TalkMessage.Read(message.Subject)?.Subject, Is.EqualTo(message.Subject));
        Assert.That(TalkMessage.Read(message.Subject)?.Guess, Is.EqualTo(message.Guess));
        Assert.That(TalkMessage.Read("anything"), Is.Null);
    }

    /// <summary>Words, buttons, edits and late messages in any order.</summary>
    [Test]
    public void No_sequence_loses_text_or_shares() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 8)).ToArbitrary(), steps =>
        {
            var draft = Draft();
            List<(TalkStep Part, string Words)> said = [];
            foreach (var (number, step) in steps.Index())
            {
                var (before, part, words) = (draft, TalkRules.StepOf(draft), $"words number {number} end");
                draft = step switch
                {
                    0 or 1 or 2 => TalkRules.Answer(draft, Text(words), Today, A.Noon),
                    3 => TalkRules.Skip(draft, A.Noon),
                    4 => TalkRules.Back(draft, A.Noon),
                    5 => TalkRules.Choose(draft, A.Bob.User, A.Noon),
                    6 when said.Count > 0 => TalkRules.Change(draft, said[^1].Part, Text(said[^1].Words), Text($"edited {said[^1].Words}"), A.Noon) ?? draft,
                    7 when said.Count > 0 => TalkRules.Precede(draft, said[^1].Part, Text(words), A.Noon),
                    _ => TalkRules.Leave(draft, A.Noon) with { Talk = draft.Talk ?? new Talk(TalkStep.Situation, A.Noon) },
                };
                if (step < 3 && part is not (TalkStep.Who or TalkStep.Review))
                {
                    said.RemoveAll(one => one.Part == part); // said anew
                    said.Add((part, words));
                }
                if (step == 6 && said.Count > 0) said[^1] = (said[^1].Part, $"edited {said[^1].Words}");
                if (step == 7 && said.Count > 0) said.Insert(0, (said[^1].Part, words));
                if (draft.Turn < before.Turn || draft.Status is not FeedbackStatus.Draft) return false;
            }
            return said.All(one => TalkRules.PartOf(draft.Text, one.Part).Reveal().Contains(one.Words, StringComparison.Ordinal));
        }));
}
