using NodaTime;
using SlackPartner.Feedback;
using SlackPartner.Kernel;
using SlackPartner.Tests.Support;
using static SlackPartner.Tests.Support.A;

namespace SlackPartner.Tests.Feedback;

internal sealed class AskRulesTests
{
    private static readonly RecipientFacts Reachable = new(IsApp: false, CanBeReached: true, HasMutedAuthor: false);

    [Test]
    public void Asking_keeps_every_word_and_drops_a_plan()
    {
        var asking = Ok(Ask(Note().Scheduled()));

        Assert.That((asking.Status, asking.AskedAt, asking.Plan, asking.Text), Is.EqualTo((FeedbackStatus.Asking, (Instant?)Noon, (SendPlan?)null, Words)));
    }

    [Test]
    public void A_question_counts_as_one_of_three_and_of_ten() => Assert.Multiple(() =>
    {
        Assert.That(Refusal(Ask(Note(), new SharedLately(3, 3))), Is.EqualTo(FeedbackRefusal.PairLimit));
        Assert.That(Refusal(Ask(Note(), new SharedLately(0, 10))), Is.EqualTo(FeedbackRefusal.DayLimit));
    });

    [TestCase(6, FeedbackRefusal.AskedLately)]
    [TestCase(7, null)]
    public void The_same_is_asked_again_after_a_week(int days, FeedbackRefusal? refusal) => Assert.That(
        Refusal(Ask(Note() with { AskedAt = Noon - Duration.FromDays(days), Choice = AskChoice.NotThisWeek })), Is.EqualTo(refusal));

    [TestCase(AskChoice.Now, FeedbackStatus.Shared)]
    [TestCase(AskChoice.TomorrowMorning, FeedbackStatus.Scheduled)]
    [TestCase(AskChoice.InOurOneOnOne, FeedbackStatus.Draft)]
    [TestCase(AskChoice.NotThisWeek, FeedbackStatus.Draft)]
    public void What_was_chosen_happens(AskChoice choice, FeedbackStatus status)
    {
        var chosen = Ok(Choose(Note().Asked(), choice));

        Assert.That((chosen.Status, chosen.Choice, chosen.Text), Is.EqualTo((status, (AskChoice?)choice, Words)));
    }

    [Test]
    public void Tomorrow_morning_is_the_readers_next_working_morning() // a Friday in Berlin
    {
        var chosen = Ok(AskRules.Choose(Note().Asked(), Bob, AskChoice.TomorrowMorning, Hours(), Instant.FromUtc(2026, 11, 27, 12, 0)));

        Assert.That((chosen.Plan?.Local, chosen.Plan?.At), Is.EqualTo(((LocalDateTime?)new LocalDateTime(2026, 11, 30, 9, 30), (Instant?)Instant.FromUtc(2026, 11, 30, 8, 30))));
    }

    [Test]
    public void The_week_begins_when_the_reader_says_so() =>
        Assert.That(Ok(AskRules.Choose(Note().Asked(), Bob, AskChoice.NotThisWeek, Hours(), Noon + Duration.FromDays(6))).AskedAt, Is.EqualTo(Noon + Duration.FromDays(6)));

    [Test]
    public void Only_the_reader_chooses_once_and_only_when_asked() => Assert.Multiple(() =>
    {
        Assert.That(Refusal(AskRules.Choose(Note().Asked(), Cleo, AskChoice.Now, Hours(), Noon)), Is.EqualTo(FeedbackRefusal.NotYours));
        Assert.That(Refusal(AskRules.Choose(Note().Asked(), Ann, AskChoice.Now, Hours(), Noon)), Is.EqualTo(FeedbackRefusal.NotYours));
        Assert.That(Refusal(Choose(Note(), AskChoice.Now)), Is.EqualTo(FeedbackRefusal.NotFound));
        Assert.That(Refusal(Choose(Ok(Choose(Note().Asked(), AskChoice.NotThisWeek)), AskChoice.Now)), Is.EqualTo(FeedbackRefusal.NotAsked));
    });

    [Test]
    public void A_note_someone_was_asked_about_stays_with_them() =>
        Assert.That(FeedbackRules.Edit(Note().Asked(), Cleo.User, null, Words, Noon).RecipientUser, Is.EqualTo((UserId?)Bob.User));

    [Test]
    public void A_discarded_note_leaves_no_word_while_its_question_counts() => Assert.Multiple(() =>
    {
        Assert.That(AskRules.LeavesShell(Note(), Noon), Is.False);
        Assert.That(AskRules.LeavesShell(Note().Asked(), Noon + Duration.FromHours(23)), Is.True);
        Assert.That(AskRules.LeavesShell(Note().Asked(), Noon + Duration.FromHours(24)), Is.False);
        var shell = AskRules.Empty(Note().Asked() with { Evidence = new Evidence(Words.Behavior, Words.Impact) }, Noon);
        Assert.That(shell.Evidence, Is.EqualTo(Evidence.None));
        Assert.That((shell.Status, shell.Text, shell.OccurredOn, shell.AskedAt), Is.EqualTo((FeedbackStatus.TakenBack, FeedbackText.Empty, (LocalDate?)null, (Instant?)Noon)));
    });

    private static Result<FeedbackNote, FeedbackRefusal> Ask(FeedbackNote note, SharedLately? lately = null) => AskRules.Ask(note, Ann, Reachable, lately ?? SharedLately.Nothing, Noon);
    private static Result<FeedbackNote, FeedbackRefusal> Choose(FeedbackNote note, AskChoice choice) => AskRules.Choose(note, Bob, choice, Hours(), Noon);
    private static FeedbackNote Ok(Result<FeedbackNote, FeedbackRefusal> result) => result.Match(note => note, refusal => throw new AssertionException($"Refused: {refusal}"));
    private static FeedbackRefusal? Refusal(Result<FeedbackNote, FeedbackRefusal> result) => result.Match<FeedbackRefusal?>(_ => null, refusal => refusal);
}
