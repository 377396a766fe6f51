using SlackPartner.Coach;
using SlackPartner.Feedback;
using SlackPartner.Kernel;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Feedback;

internal sealed class FindingKeysTests
{
    private static readonly Finding Found = new("absolute", SbiField.Behavior, 4, 5, 3, Confidence.Sure, "absolute.never", "Reason", "Question", "Say “never” otherwise");

    [Test]
    public void A_key_names_field_check_and_place_and_no_words() => Assert.That(FindingKeys.Of(Found), Is.EqualTo("behavior:absolute:4"));

    [TestCase("behavior:absolute:4", "behavior")]
    [TestCase("situation:x", "situation")]
    [TestCase("nothing", "")]
    [TestCase("", "")]
    [TestCase(":x", "")]
    public void The_field_is_what_stands_before_the_first_colon(string key, string field) => Assert.That(FindingKeys.FieldOf(key), Is.EqualTo(field));

    [TestCase(SbiField.Situation)]
    [TestCase(SbiField.Behavior)]
    [TestCase(SbiField.Impact)]
    public void Every_field_of_the_form_is_found_again(SbiField field) =>
        Assert.That(FindingKeys.FieldOf(FindingKeys.Of(Found with { Field = field })), Is.EqualTo(field.ToString().ToLowerInvariant()));

    [Test]
    public void What_was_kept_is_not_mentioned_again()
    {
        var note = A.Note(A.Words with { Behavior = new PrivateText("You never listen.") });
        var first = NoteCoach.Check(note);
        Assume.That(first, Is.Not.Empty);

        var kept = FeedbackRules.KeepAsIs(note, FindingKeys.Of(first[0]), A.Noon);

        Assert.That(NoteCoach.Check(kept).Select(FindingKeys.Of), Is.EqualTo(first.Skip(1).Select(FindingKeys.Of)));
    }

    [Test]
    public void The_strongest_finding_comes_first()
    {
        var findings = NoteCoach.Check(A.Note(A.Words with { Situation = new PrivateText("You always do this."), Behavior = new PrivateText("You are an idiot and you never listen.") }));

        Assert.That(findings.Select(finding => finding.Severity), Is.Ordered.Descending.And.Not.Empty);
    }

    [Test]
    public void A_finding_prints_no_words_of_the_writer() => Assert.That($"{Found}", Does.Not.Contain("never”"));
}
