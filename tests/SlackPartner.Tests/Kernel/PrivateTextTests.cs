using System.Text.Json;
using SlackPartner.Feedback;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Kernel;

/// <summary>Private text does not come out by any door but <see cref="PrivateText.Reveal"/>.</summary>
internal sealed class PrivateTextTests
{
    private const string Canary = "quixotic-canary";
    private static readonly PrivateText Text = new(Canary);
    private static readonly FeedbackText Words = new(Text, Text, Text, Text, Text);

    [Test]
    public void It_prints_its_length() => Assert.That(Text.ToString(), Is.EqualTo("[private, 15 chars]"));

    [TestCaseSource(nameof(Holders))]
    public void Nothing_that_holds_it_prints_it(object holder) => Assert.That($"{holder} {string.Format(null, "{0}", holder)}", Does.Not.Contain(Canary));

    [TestCaseSource(nameof(Holders))]
    public void Nothing_that_holds_it_serializes_it(object holder) => Assert.That(JsonSerializer.Serialize(holder, holder.GetType()), Does.Not.Contain(Canary));

    [Test]
    public void A_serializer_that_could_read_it_would_be_seen() => Assert.That(JsonSerializer.Serialize(new { Text = Text.Reveal() }), Does.Contain(Canary));

    [Test]
    public async Task Dapper_refuses_it_as_a_parameter()
    {
        await using var database = await TestDatabase.CreateAsync();

        Assert.That(() => database.QueryAsync<string>("select @Text::text", new { Text }), Throws.InstanceOf<NotSupportedException>().With.Message.Not.Contains(Canary));
    }

    [TestCase("", true)]
    [TestCase(" \t\n\u00a0", true)]
    [TestCase("a", false)]
    public void White_space_is_nothing_written(string text, bool blank) => Assert.That(new PrivateText(text).IsBlank, Is.EqualTo(blank));

    [Test]
    public void Nothing_at_all_is_blank_and_equals_the_empty_text() => Assert.Multiple(() =>
    {
        Assert.That(default(PrivateText).IsBlank, Is.True);
        Assert.That(default(PrivateText), Is.EqualTo(new PrivateText("")));
        Assert.That(default(PrivateText).Reveal(), Is.Empty);
    });

    private static IEnumerable<object> Holders()
    {
        yield return Text;
        yield return Words;
        yield return A.Note(Words);
        yield return A.Note(Words).Answer(AnswerKind.Question, Words);
        yield return new SlashCommand(A.Ann, "/sbi", Text, new Trigger("t"), null);
        yield return new MessageShortcut(A.Ann, "id", new Trigger("t"), new MessageRef("C", "1"), A.Bob.User, Text, null);
        yield return new DirectMessage(A.Ann, new MessageRef("C", "1"), null, Text, HasFiles: false);
        yield return new ViewSubmission(A.Ann, "id", "V", "", new FormValues(new Dictionary<string, string> { ["a"] = Canary }), new Trigger("t"));
        yield return new Block.Quote(Text);
        yield return new Element.TextInput { Initial = Text };
    }
}
