using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;

namespace SlackPartner.Tests.Slack;

/// <summary>Each limit has a view that keeps it by one character and a probe that breaks it by one.</summary>
internal sealed class BlockLimitsTests
{
    private static readonly Block Line = new Section("A line");

    [TestCaseSource(nameof(Kept))]
    public void What_keeps_the_limits_passes(Message message) => Assert.That(BlockLimits.Check(message), Is.Empty);

    [TestCaseSource(nameof(Broken))]
    public void A_message_over_a_limit_is_named_with_its_place(Message message, string pointer) =>
        Assert.That(BlockLimits.Check(message), Has.One.StartsWith(pointer + " "));

    [TestCaseSource(nameof(BrokenViews))]
    public void A_modal_over_a_limit_is_named_with_its_place(Modal view, string pointer) =>
        Assert.That(BlockLimits.Check(view), Has.One.StartsWith(pointer + " "));

    [Test]
    public void A_full_modal_passes() => Assert.That(
        BlockLimits.Check(View([.. Enumerable.Repeat(Line, 99), Input(new TextInput { Initial = Private(3000), MaxLength = 3000, Placeholder = Long(150) })]) with
        {
            Title = Long(24), Submit = Long(24), Close = Long(24), Metadata = Long(3000), CallbackId = Long(255),
        }),
        Is.Empty);

    [Test]
    public void A_home_tab_has_at_most_100_blocks() => Assert.Multiple(() =>
    {
        Assert.That(BlockLimits.Check(new HomeTab([.. Enumerable.Repeat(Line, 100)])), Is.Empty);
        Assert.That(BlockLimits.Check(new HomeTab([.. Enumerable.Repeat(Line, 101)])), Has.One.EqualTo("/blocks has 101 blocks; Slack takes 100."));
    });

    private static IEnumerable<TestCaseData> Kept()
    {
        yield return Case("the longest message", With([.. Enumerable.Repeat(Line, 50)]));
        yield return Case("the longest texts", With(new Header(Long(150)), new Section(Long(3000)), new Context(Long(3000))));
        yield return Case("the longest button", With(new Actions(Press() with
        {
            ActionId = Long(255), Text = Long(75), Value = Long(2000), Label = Long(75), Confirm = new Confirm(Long(100), Long(300), Long(30), Long(30)),
        })));
        yield return Case("the fullest menus", With(new Actions(Choices(5, count => new Overflow("menu", count)), Choices(10, count => new RadioButtons(count)), Choices(10, count => new Checkboxes(count)), Choices(100, count => new Select(count) { Placeholder = Long(150) }))));
        yield return Case("the fullest actions", With(new Actions([.. Enumerable.Range(0, 25).Select(n => Press($"a{n}"))])));
        yield return Case("one action id in two blocks", With(new Actions(Press()), new Actions(Press())));
        yield return Case("the most JSON", With(new Quote(Private(12_800))));
    }

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("no fallback", new Message("", [Line]), "/text");
        yield return Case("no blocks", With(), "/blocks");
        yield return Case("too many blocks", With([.. Enumerable.Repeat(Line, 51)]), "/blocks");
        yield return Case("too much JSON", With(new Quote(Private(13_000))), "/blocks");
        yield return Case("a block id twice", With(new Section("A") { BlockId = "x" }, new Section("B") { BlockId = "x" }), "/blocks");
        yield return Case("a long block id", With(new Section("A") { BlockId = Long(256) }), "/blocks/0/block_id");
        yield return Case("a long header", With(new Header(Long(151))), "/blocks/0/text");
        yield return Case("a long section", With(Line, new Section(Long(3001))), "/blocks/1/text");
        yield return Case("a section too long once escaped", With(new Section(Mrkdwn.Escape(new string('<', 751)))), "/blocks/0/text");
        yield return Case("an empty section", With(new Section("")), "/blocks/0/text");
        yield return Case("a long context", With(new Context(Long(3001))), "/blocks/0/elements/0");
        yield return Case("no elements", With(new Actions()), "/blocks/0/elements");
        yield return Case("too many elements", With(new Actions([.. Enumerable.Range(0, 26).Select(n => Press($"a{n}"))])), "/blocks/0/elements");
        yield return Case("an action id twice", With(new Actions(Press(), Press())), "/blocks/0/elements");
        yield return Case("a long action id", With(new Actions(Press(Long(256)))), "/blocks/0/elements/0/action_id");
        yield return Case("a long button", With(new Actions(Press() with { Text = Long(76) })), "/blocks/0/elements/0/text");
        yield return Case("a long value", With(new Section("A", Press() with { Value = Long(2001) })), "/blocks/0/accessory/value");
        yield return Case("a long spoken label", With(new Actions(Press() with { Label = Long(76) })), "/blocks/0/elements/0/accessibility_label");
        yield return Case("a long question before acting", With(new Actions(Press() with { Confirm = new Confirm(Long(101), "B", "C", "D") })), "/blocks/0/elements/0/confirm/title");
        yield return Case("a long text before acting", With(new Actions(Press() with { Confirm = new Confirm("A", Long(301), "C", "D") })), "/blocks/0/elements/0/confirm/text");
        yield return Case("a long yes", With(new Actions(Press() with { Confirm = new Confirm("A", "B", Long(31), "D") })), "/blocks/0/elements/0/confirm/confirm");
        yield return Case("a long no", With(new Actions(Press() with { Confirm = new Confirm("A", "B", "C", Long(31)) })), "/blocks/0/elements/0/confirm/deny");
        yield return Case("a full menu", With(new Actions(Choices(6, count => new Overflow("menu", count)))), "/blocks/0/elements/0/options");
        yield return Case("too long a menu", With(new Actions(Choices(101, count => new Select(count)))), "/blocks/0/elements/0/options");
        yield return Case("a long hint in a menu", With(new Actions(Choices(1, count => new Select(count) { Placeholder = Long(151) }))), "/blocks/0/elements/0/placeholder");
        yield return Case("too many radio buttons", With(new Actions(Choices(11, count => new RadioButtons(count)))), "/blocks/0/elements/0/options");
        yield return Case("too many check boxes", With(new Actions(Choices(11, count => new Checkboxes(count)))), "/blocks/0/elements/0/options");
        yield return Case("a long line below a choice", With(new Actions(new Checkboxes(new Option("A", "1") { Description = Long(76) }))), "/blocks/0/elements/0/options/0/description");
        yield return Case("no choice", With(new Actions(new Overflow("menu"))), "/blocks/0/elements/0/options");
        yield return Case("the same choice twice", With(new Actions(new Overflow("menu", new Option("A", "1"), new Option("B", "1")))), "/blocks/0/elements/0/options");
        yield return Case("a long choice", With(new Actions(new Overflow("menu", new Option(Long(76), "1")))), "/blocks/0/elements/0/options/0/text");
        yield return Case("a long value of a choice", With(new Actions(new Overflow("menu", new Option("A", Long(76))))), "/blocks/0/elements/0/options/0/value");
    }

    private static IEnumerable<TestCaseData> BrokenViews()
    {
        yield return Case("too many blocks in a view", View([.. Enumerable.Repeat(Line, 101)]), "/blocks");
        yield return Case("a long title", View(Line) with { Title = Long(25) }, "/title");
        yield return Case("a long submit", View(Line) with { Submit = Long(25) }, "/submit");
        yield return Case("a long close", View(Line) with { Close = Long(25) }, "/close");
        yield return Case("long metadata", View(Line) with { Metadata = Long(3001) }, "/private_metadata");
        yield return Case("a long callback id", View(Line) with { CallbackId = Long(256) }, "/callback_id");
        yield return Case("an input without submit", View(Input(new TextInput())) with { Submit = null }, "/submit");
        yield return Case("a field twice", View(Input(new TextInput()), Input(new TextInput())), "/blocks");
        yield return Case("a long label", View(Input(new TextInput()) with { Label = Long(2001) }), "/blocks/0/label");
        yield return Case("a long hint", View(Input(new TextInput()) with { Hint = Long(2001) }), "/blocks/0/hint");
        yield return Case("a long initial value", View(Input(new TextInput { Initial = Private(3001) })), "/blocks/0/element/initial_value");
        yield return Case("a value longer than the input takes", View(Input(new TextInput { Initial = Private(501), MaxLength = 500 })), "/blocks/0/element/initial_value");
        yield return Case("an input longer than Slack's", View(Input(new TextInput { MaxLength = 3001 })), "/blocks/0/element/max_length");
        yield return Case("a long placeholder", View(Input(new TextInput { Placeholder = Long(151) })), "/blocks/0/element/placeholder");
        yield return Case("two with the focus", View(Input(new TextInput { Focus = true }), Input(new TextInput { Focus = true }) with { Field = "other" }), "/blocks");
    }

    private static Message With(params Block[] blocks) => new("Fallback", blocks);
    private static Modal View(params Block[] blocks) => new("callback", "Title", blocks) { Submit = "Send" };
    private static Input Input(Element element) => new("field", "Label", element);
    private static Button Press(string id = "press") => new(id, "Press", "1");
    private static Element Choices(int count, Func<Option[], Element> build) => build([.. Enumerable.Range(0, count).Select(n => new Option("A", $"{n}"))]);
    private static string Long(int length) => new('a', length);
    private static PrivateText Private(int length) => new(Long(length));
    private static TestCaseData Case(string name, params object[] args) => new TestCaseData(args).SetArgDisplayNames(name);
}
