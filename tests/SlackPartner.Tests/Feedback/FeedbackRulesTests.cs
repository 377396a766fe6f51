using NodaTime;
using SlackPartner.Feedback;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;
using static SlackPartner.Tests.Support.A;

namespace SlackPartner.Tests.Feedback;

internal sealed class FeedbackRulesTests
{
    private static readonly RecipientFacts Reachable = new(IsApp: false, CanBeReached: true, HasMutedAuthor: false);
    private static readonly SharedLately Nothing = new(0, 0);
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Test]
    public void A_draft_can_be_shared_by_its_author()
    {
        var shared = Ok(FeedbackRules.Share(Note(), Ann, Reachable, Nothing, Noon));

        Assert.That((shared.Status, shared.SharedAt, shared.UpdatedAt), Is.EqualTo((FeedbackStatus.Shared, (Instant?)Noon, Noon)));
    }

    [Test]
    public void Sharing_twice_is_refused() => Assert.That(Refusal(Share(Note().Shared())), Is.EqualTo(FeedbackRefusal.AlreadyShared));

    [Test]
    public void Sharing_an_answered_note_is_refused() => Assert.That(Refusal(Share(Note().Answered())), Is.EqualTo(FeedbackRefusal.AlreadyShared));

    [Test]
    public void Sharing_a_note_that_was_taken_back_is_refused() => Assert.That(Refusal(Share(Note().TakenBack())), Is.EqualTo(FeedbackRefusal.TakenBack));

    [TestCase(AnswerKind.ThankYou)]
    [TestCase(AnswerKind.NeedTime)]
    public void There_is_nobody_to_answer_where_the_author_left(AnswerKind kind) =>
        Assert.That(Refusal(FeedbackRules.Answer(Note().Delivered().Orphan(), Bob, kind, Noon)), Is.EqualTo(FeedbackRefusal.AuthorGone));

    [Test]
    public void There_is_nothing_to_take_back_where_the_reader_left() =>
        Assert.That(Refusal(FeedbackRules.TakeBack(Note().Delivered() with { RecipientUser = null }, Ann, hasAnswer: false, Noon)), Is.EqualTo(FeedbackRefusal.ReaderGone));

    [Test]
    public void A_stranger_cannot_tell_whether_there_is_a_note() =>
        Assert.That(FeedbackSentences.Of(FeedbackRefusal.NotYours), Is.EqualTo(FeedbackSentences.Of(FeedbackRefusal.NotFound)));

    [Test]
    public void Only_the_author_may_share() => Assert.That(Refusal(FeedbackRules.Share(Note(), Bob, Reachable, Nothing, Noon)), Is.EqualTo(FeedbackRefusal.NotYours));

    [Test]
    public void Someone_of_the_same_id_in_another_workspace_is_someone_else() =>
        Assert.That(Refusal(FeedbackRules.Share(Note(), Ann with { Team = new TeamId("T0OTHER") }, Reachable, Nothing, Noon)), Is.EqualTo(FeedbackRefusal.NotYours));

    [Test]
    public void Sharing_with_nobody_is_refused() => Assert.That(Refusal(Share(Note() with { RecipientUser = null })), Is.EqualTo(FeedbackRefusal.NobodyChosen));

    [Test]
    public void Sharing_with_oneself_is_refused() => Assert.That(Refusal(Share(Note() with { RecipientUser = Ann.User })), Is.EqualTo(FeedbackRefusal.ToYourself));

    [Test]
    public void Sharing_with_an_app_is_refused() => Assert.That(Refusal(Share(Note(), Reachable with { IsApp = true })), Is.EqualTo(FeedbackRefusal.ToAnApp));

    [Test]
    public void Sharing_without_a_behavior_is_refused() =>
        Assert.That(Refusal(Share(Note(Words with { Behavior = new PrivateText(" \n ") }))), Is.EqualTo(FeedbackRefusal.NothingWritten));

    [Test]
    public void Someone_who_left_and_someone_who_muted_look_the_same() => Assert.Multiple(() =>
    {
        Assert.That(Refusal(Share(Note(), Reachable with { CanBeReached = false })), Is.EqualTo(FeedbackRefusal.OutOfReach));
        Assert.That(Refusal(Share(Note(), Reachable with { HasMutedAuthor = true })), Is.EqualTo(FeedbackRefusal.OutOfReach));
    });

    [TestCase(0, true)]
    [TestCase(2, true)]
    [TestCase(3, false)]
    [TestCase(4, false)]
    public void Three_notes_a_day_reach_one_person(int already, bool passes) =>
        Assert.That(Refusal(Share(Note(), lately: new SharedLately(already, already))), Is.EqualTo(passes ? (FeedbackRefusal?)null : FeedbackRefusal.PairLimit));

    [TestCase(9, true)]
    [TestCase(10, false)]
    public void Ten_notes_a_day_leave_one_person(int already, bool passes) =>
        Assert.That(Refusal(Share(Note(), lately: new SharedLately(0, already))), Is.EqualTo(passes ? (FeedbackRefusal?)null : FeedbackRefusal.DayLimit));

    [Test]
    public void A_limit_says_nothing_of_whether_someone_is_reached() => // else the limit would tell a muted author from another
        Assert.That(Refusal(Share(Note(), Reachable with { HasMutedAuthor = true }, new SharedLately(3, 3))), Is.EqualTo(FeedbackRefusal.OutOfReach));

    [Test]
    public void A_note_that_could_not_be_brought_is_a_draft_again_with_every_word()
    {
        var back = FeedbackRules.ReturnToDrafts(Note().Shared(), Noon);

        Assert.That((back.Status, back.SharedAt, back.Text), Is.EqualTo((FeedbackStatus.Draft, (Instant?)null, Words)));
    }

    [Test]
    public void Only_the_author_sees_a_draft() => Assert.Multiple(() =>
    {
        Assert.That(Refusal(FeedbackRules.OwnDraft(Note(), Ann)), Is.Null);
        Assert.That(Refusal(FeedbackRules.OwnDraft(Note(), Bob)), Is.EqualTo(FeedbackRefusal.NotYours));
        Assert.That(Refusal(FeedbackRules.OwnDraft(Note().Shared(), Ann)), Is.EqualTo(FeedbackRefusal.AlreadyShared));
        Assert.That(Refusal(FeedbackRules.OwnDraft(null, Ann)), Is.EqualTo(FeedbackRefusal.NotFound));
    });

    [Test]
    public void Nobody_is_chosen_before_anything_else_is_said_of_them() => Assert.Multiple(() =>
    {
        Assert.That(FeedbackRules.CheckRecipient(Ann, null, isApp: false), Is.EqualTo(FeedbackRefusal.NobodyChosen));
        Assert.That(FeedbackRules.CheckRecipient(Ann, Ann.User, isApp: false), Is.EqualTo(FeedbackRefusal.ToYourself));
        Assert.That(FeedbackRules.CheckRecipient(Ann, Bob.User, isApp: true), Is.EqualTo(FeedbackRefusal.ToAnApp));
        Assert.That(FeedbackRules.CheckRecipient(Ann, Bob.User, isApp: false), Is.Null);
    });

    [TestCase(AnswerKind.ThankYou, FeedbackStatus.Answered)]
    [TestCase(AnswerKind.Question, FeedbackStatus.Answered)]
    [TestCase(AnswerKind.Differently, FeedbackStatus.Answered)]
    [TestCase(AnswerKind.NeedTime, FeedbackStatus.Shared)]
    public void Asking_for_time_leaves_the_note_open_and_any_other_answer_closes_it(AnswerKind kind, FeedbackStatus status) =>
        Assert.That(Ok(FeedbackRules.Answer(Note().Delivered(), Bob, kind, Noon)).Status, Is.EqualTo(status));

    [Test]
    public void Only_the_recipient_answers() => Assert.Multiple(() =>
    {
        Assert.That(Refusal(FeedbackRules.Answer(Note().Delivered(), Ann, AnswerKind.ThankYou, Noon)), Is.EqualTo(FeedbackRefusal.NotYours));
        Assert.That(Refusal(FeedbackRules.Answer(Note().Delivered(), Cleo, AnswerKind.ThankYou, Noon)), Is.EqualTo(FeedbackRefusal.NotYours));
    });

    [Test]
    public void Answering_what_is_not_open_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(Refusal(FeedbackRules.Answer(Note().Answered(), Bob, AnswerKind.NeedTime, Noon)), Is.EqualTo(FeedbackRefusal.AlreadyAnswered));
        Assert.That(Refusal(FeedbackRules.Answer(Note().TakenBack(), Bob, AnswerKind.ThankYou, Noon)), Is.EqualTo(FeedbackRefusal.TakenBack));
        Assert.That(Refusal(FeedbackRules.Answer(Note(), Bob, AnswerKind.ThankYou, Noon)), Is.EqualTo(FeedbackRefusal.NotFound));
    });

    [Test]
    public void A_note_can_be_taken_back_while_unanswered() =>
        Assert.That(Ok(FeedbackRules.TakeBack(Note().Delivered(), Ann, hasAnswer: false, Noon)).Status, Is.EqualTo(FeedbackStatus.TakenBack));

    [Test]
    public void A_note_can_be_taken_back_on_its_way() =>
        Assert.That(Ok(FeedbackRules.TakeBack(Note().Shared(), Ann, hasAnswer: false, Noon)).Status, Is.EqualTo(FeedbackStatus.TakenBack));

    [Test]
    public void Taking_back_is_refused_once_answered_in_any_way() => Assert.Multiple(() =>
    {
        Assert.That(Refusal(FeedbackRules.TakeBack(Note().Answered(), Ann, hasAnswer: true, Noon)), Is.EqualTo(FeedbackRefusal.AlreadyAnswered));
        Assert.That(Refusal(FeedbackRules.TakeBack(Note().Delivered(), Ann, hasAnswer: true, Noon)), Is.EqualTo(FeedbackRefusal.AlreadyAnswered));
    });

    [Test]
    public void Taking_back_is_refused_to_others_twice_and_before_sharing() => Assert.Multiple(() =>
    {
        Assert.That(Refusal(FeedbackRules.TakeBack(Note().Delivered(), Bob, hasAnswer: false, Noon)), Is.EqualTo(FeedbackRefusal.NotYours));
        Assert.That(Refusal(FeedbackRules.TakeBack(Note().TakenBack(), Ann, hasAnswer: false, Noon)), Is.EqualTo(FeedbackRefusal.TakenBack));
        Assert.That(Refusal(FeedbackRules.TakeBack(Note(), Ann, hasAnswer: false, Noon)), Is.EqualTo(FeedbackRefusal.NotShared));
    });

    [Test]
    public void In_two_hours_is_two_hours_also_over_a_clock_change() =>
        Assert.That(FeedbackRules.RemindAt(RemindWish.TwoHours, Instant.FromUtc(2026, 3, 29, 0, 30), In(Berlin), meeting: null), Is.EqualTo(Instant.FromUtc(2026, 3, 29, 2, 30)));

    [TestCase("Europe/Berlin", "2026-11-24T12:00:00Z", "2026-11-25T08:30:00Z")]
    [TestCase("Europe/Berlin", "2026-11-24T23:30:00Z", "2026-11-26T08:30:00Z", Description = "There it is the next day already")]
    [TestCase("Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T07:30:00Z", Description = "Summer time begins in the night")]
    [TestCase("Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T08:30:00Z", Description = "Summer time ends in the night")]
    [TestCase("America/New_York", "2026-03-07T17:00:00Z", "2026-03-08T13:30:00Z", Description = "Summer time begins in the night")]
    [TestCase("America/New_York", "2026-11-24T04:30:00Z", "2026-11-24T14:30:00Z", Description = "There it is still the day before")]
    [TestCase("Asia/Kolkata", "2026-11-24T12:00:00Z", "2026-11-25T04:00:00Z")]
    public void Tomorrow_is_half_past_nine_where_the_reader_is(string zone, string now, string expected) => Assert.That(
        FeedbackRules.RemindAt(RemindWish.Tomorrow, Parse(now), In(DateTimeZoneProviders.Tzdb[zone]) with { Days = WorkDays.None }, meeting: null), Is.EqualTo(Parse(expected)));

    [TestCase("2026-11-27T12:00:00Z", "2026-11-30T08:30:00Z", Description = "Friday: on Monday")]
    [TestCase("2026-11-28T12:00:00Z", "2026-11-30T08:30:00Z", Description = "Saturday: on Monday")]
    [TestCase("2026-11-29T12:00:00Z", "2026-11-30T08:30:00Z", Description = "Sunday")]
    public void Tomorrow_waits_for_a_working_day(string now, string expected) =>
        Assert.That(FeedbackRules.RemindAt(RemindWish.Tomorrow, Parse(now), In(Berlin), meeting: null), Is.EqualTo(Parse(expected)));

    [TestCase("2026-11-24T14:00:00Z", "2026-11-24T13:48:00Z")]
    [TestCase("2026-11-24T12:10:00Z", "2026-11-24T12:07:00Z", Description = "They meet in ten minutes: not in the minute of that reminder")]
    [TestCase("2026-11-24T12:02:00Z", "2026-11-24T12:00:00Z", Description = "They meet in two minutes: now")]
    [TestCase(null, "2026-11-24T14:00:00Z", Description = "Called off meanwhile: in two hours")]
    public void Before_the_next_one_on_one_is_never_in_the_minute_of_its_reminder(string? meeting, string expected) => Assert.That(
        FeedbackRules.RemindAt(RemindWish.NextOneOnOne, Parse("2026-11-24T12:00:00Z"), In(Berlin), meeting is null ? null : Parse(meeting)), Is.EqualTo(Parse(expected)));

    [Test]
    public void Editing_keeps_findings_of_parts_that_stayed_as_they_were()
    {
        var draft = Note() with { KeptFindings = ["situation:judgment:0", "behavior:judgment:4", "impact:absolute:9"] };

        var edited = FeedbackRules.Edit(draft, Cleo.User, null, Words with { Behavior = new PrivateText("Something else") }, Noon);

        Assert.Multiple(() =>
        {
            Assert.That(edited.KeptFindings, Is.EqualTo(new[] { "situation:judgment:0", "impact:absolute:9" }));
            Assert.That((edited.RecipientUser, edited.OccurredOn, edited.UpdatedAt, edited.CreatedAt), Is.EqualTo(((UserId?)Cleo.User, (LocalDate?)null, Noon, draft.CreatedAt)));
        });
    }

    [Test]
    public void Keeping_a_finding_twice_changes_nothing()
    {
        var once = FeedbackRules.KeepAsIs(Note(), "behavior:judgment:4", Noon);

        Assert.That(FeedbackRules.KeepAsIs(once, "behavior:judgment:4", Noon + Duration.FromHours(1)), Is.EqualTo(once));
    }

    [TestCaseSource(nameof(Refusals))]
    public void Each_refusal_has_one_sentence_that_blames_nobody(FeedbackRefusal refusal) => Assert.That(
        FeedbackSentences.Of(refusal), Does.EndWith(".").And.Not.Contains("failed to").And.Not.Contains("muted"));

    private static FeedbackRefusal[] Refusals() => Enum.GetValues<FeedbackRefusal>();

    private static Result<FeedbackNote, FeedbackRefusal> Share(FeedbackNote note, RecipientFacts? recipient = null, SharedLately? lately = null) =>
        FeedbackRules.Share(note, Ann, recipient ?? Reachable, lately ?? Nothing, Noon);

    private static FeedbackNote Ok(Result<FeedbackNote, FeedbackRefusal> result) =>
        result.Match(note => note, refusal => throw new AssertionException($"Refused: {refusal}"));

    private static FeedbackRefusal? Refusal(Result<FeedbackNote, FeedbackRefusal> result) => result.Match<FeedbackRefusal?>(_ => null, refusal => refusal);

    private static Preference In(DateTimeZone zone) => new(Bob, zone);

    private static Instant Parse(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;
}
