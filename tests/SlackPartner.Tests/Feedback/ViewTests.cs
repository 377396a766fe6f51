using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SlackPartner.Feedback;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Feedback;

/// <summary>How every view reads, what Slack takes, and where private words may be.</summary>
internal sealed partial class ViewTests
{
    private const string Canary = "quixotic-canary";
    private static readonly string[] SmallWords = ["a", "an", "the", "of", "to", "in", "on", "for", "and", "or"];
    private static readonly IReadOnlyList<Drawn> Usual = Gallery.All(A.Words);

    private static IEnumerable<TestCaseData> Views() => Usual.Select(drawn => new TestCaseData(drawn).SetArgDisplayNames(drawn.Name));

    private static IEnumerable<TestCaseData> LongWords()
    {
        yield return Long("angle brackets", "<");
        yield return Long("ampersands", "&");
        yield return Long("emoji", "🙂");
        yield return Long("right to left", "שלום ");
        yield return Long("code fences", "```x``` ");
        yield return Long("formatting", "*_~` ");
        yield return Long("whole-channel mentions", "<!channel> <!here> <!everyone> ");
        yield return Long("mentions", "<@U1> <#C1|x> <!subteam^S1> ");
        yield return Long("forged links", "<http://evil.example|your bank> ");
    }

    [TestCaseSource(nameof(Views))]
    public void Every_view_reads_as_accepted(Drawn drawn) => Snapshot.Match(drawn.Name, drawn.Json);

    [Test]
    public void No_accepted_view_is_left_over() => Assert.That(
        Directory.GetFiles(Snapshot.Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => !name.EndsWith(".received", StringComparison.Ordinal)),
        Is.EquivalentTo(Usual.Select(drawn => drawn.Name)));

    [TestCaseSource(nameof(Views))]
    public void Every_view_keeps_Slacks_limits(Drawn drawn) => Assert.That(drawn.Problems, Is.Empty);

    [TestCaseSource(nameof(LongWords))]
    public void The_longest_words_keep_Slacks_limits(FeedbackText text) => Assert.Multiple(() =>
    {
        foreach (var drawn in Gallery.All(text)) Assert.That(drawn.Problems, Is.Empty, drawn.Name);
    });

    [TestCaseSource(nameof(LongWords))]
    public void What_a_person_wrote_arrives_whole_and_as_they_wrote_it(FeedbackText text) => Assert.Multiple(() =>
    {
        var gallery = Gallery.All(text);
        Assert.That(gallery.Where(drawn => drawn.Name is "CardViews.Read" or "ReviewViews.Review").SelectMany(Buttons), Has.None.EqualTo("Read"));
        foreach (var drawn in gallery.Where(drawn => ShowsTheNote(drawn.Name) && !Buttons(drawn).Contains("Read"))) // what one message cannot hold is a click away
            foreach (var part in new[] { text.Situation, text.Behavior, text.Impact, text.Question, text.Request })
                Assert.That(Quotes(drawn), Has.Member(part.Reveal()), drawn.Name);
    });

    [TestCaseSource(nameof(LongWords))]
    public void What_a_person_wrote_is_inert_in_markup(FeedbackText text) => Assert.Multiple(() =>
    {
        foreach (var drawn in Gallery.All(text))
            foreach (var markup in Markup(drawn.Json))
                Assert.That(OurMentions().Replace(markup, ""), Does.Not.Contain("<").And.Not.Contain("```"), drawn.Name);
    });

    [Test]
    public void Markup_that_is_not_escaped_is_found()
    {
        var careless = new Drawn("careless", new Message("A note", [new Block.Section("Look: <!channel>")]));

        Assert.That(OurMentions().Replace(Markup(careless.Json).Single(), ""), Does.Contain("<"));
    }

    [Test]
    public void Private_words_are_only_where_they_are_read() => Assert.That(Gallery.All(AllCanaries).SelectMany(Leaks), Is.Empty);

    [TestCaseSource(nameof(LeakyViews))]
    public void A_leak_of_private_words_is_found(object view) => Assert.That(Leaks(new Drawn("leaky", view)), Is.Not.Empty);

    private static IEnumerable<TestCaseData> LeakyViews()
    {
        Block line = new Block.Section("A line");
        yield return Case("the fallback", new Message($"Ann says {Canary}", [line]));
        yield return Case("metadata", new Modal("id", "Title", [line]) { Metadata = Canary });
        yield return Case("a title", new Modal("id", Canary, [line]));
        yield return Case("a button's value", new Message("A note", [new Block.Actions(new Element.Button("id", "Press", Canary))]));
        yield return Case("a choice's value", new Message("A note", [new Block.Actions(new Element.Overflow("id", new Option("Press", Canary)))]));
        yield return Case("a block id", new Message("A note", [line with { BlockId = Canary }]));
        yield return Case("an action id", new Message("A note", [new Block.Actions(new Element.Button(Canary, "Press", "1"))]));
    }

    [TestCaseSource(nameof(Views))]
    public void Every_message_has_a_fallback(Drawn drawn)
    {
        if (drawn.View is Message message) Assert.That(message.Fallback, Is.Not.Empty.And.Not.StartsWith(" "));
    }

    [Test]
    public void Review_offers_the_ways_on_and_only_sharing_is_primary()
    {
        var review = View("ReviewViews.Review.findings");

        Assert.Multiple(() =>
        {
            Assert.That(Buttons(review), Is.SupersetOf(new[] { "Share Now", "Pick a Time", "Ask First", "Save Draft", "Edit", "Discard" }));
            Assert.That(Buttons(review).Count(words => words == "Keep As Is"), Is.EqualTo(3));
            Assert.That(Buttons(review), Has.One.EqualTo("More (1)"));
            Assert.That(review.Nodes.Single(one => Says(one.Node, "style", "primary")).Node["text"]!["text"]!.GetValue<string>(), Is.EqualTo("Share Now"));
        });
    }

    [TestCase("CardViews.Delivery")]
    [TestCase("CardViews.Delivery.first")]
    [TestCase("CardViews.Reminder")]
    [TestCase("CardViews.Read")]
    public void The_card_offers_four_answers_and_to_mute(string name) => Assert.That(
        Buttons(View(name)), Is.EqualTo(new[] { "Thank You", "I Need Time", "Ask a Question", "I See It Differently", "Mute This Person" }));

    [TestCase("AskViews.Card")]
    [TestCase("AskViews.Card.first")]
    public void The_question_offers_four_choices_and_to_stop(string name) => Assert.That(
        Buttons(View(name)), Is.EqualTo(new[] { "Now", "Tomorrow Morning", "In Our 1:1", "Not This Week", "Mute This Person", "Stop These" }));

    [TestCase("AskViews.Card.first")]
    [TestCase("AskViews.Settled.Now")]
    [TestCase("AskViews.Told.Now")]
    public void A_question_holds_nothing_of_the_note(string name) =>
        Assert.That(Gallery.All(AllCanaries).Single(drawn => drawn.Name == name).Json.ToJsonString(), Does.Not.Contain(Canary));

    [TestCase("CardViews.Settled.thanked")]
    [TestCase("AskViews.Settled.TomorrowMorning")]
    [TestCase("AskViews.Closed")]
    [TestCase("CardViews.Settled.waits")]
    [TestCase("CardViews.TakenBack")]
    public void A_settled_card_has_no_buttons(string name) => Assert.That(Buttons(View(name)), Is.Empty);

    [TestCase("FormViews.Form")]
    [TestCase("CardViews.DifferentlyForm")]
    public void Labels_name_situation_behavior_and_impact(string name)
    {
        var labels = View(name).Nodes.Where(one => one.Property == "label").Select(one => one.Node["text"]!.GetValue<string>()).ToList();

        Assert.That(labels, Has.Some.Contains("Situation").And.Some.Contains("Behavior").And.Some.Contains("Impact"));
    }

    [TestCaseSource(nameof(Views))]
    public void Buttons_are_in_title_case(Drawn drawn) => Assert.That(Buttons(drawn).Concat(Submits(drawn)).Where(words => !IsTitleCase(words)), Is.Empty);

    [TestCaseSource(nameof(Views))]
    public void Titles_labels_and_headers_are_in_sentence_case(Drawn drawn) => Assert.That(Headings(drawn).Where(words => !IsSentenceCase(words)), Is.Empty);

    [TestCaseSource(nameof(Views))]
    public void Buttons_labels_and_headers_have_no_emoji(Drawn drawn) =>
        Assert.That(Buttons(drawn).Concat(Submits(drawn)).Concat(Headings(drawn)).Where(HasEmoji), Is.Empty);

    [TestCaseSource(nameof(Views))]
    public void At_most_one_button_is_primary(Drawn drawn) => Assert.That(drawn.Nodes.Count(one => Says(one.Node, "style", "primary")), Is.AtMost(1));

    [Test]
    public void The_checks_of_words_find_what_they_look_for() => Assert.Multiple(() =>
    {
        Assert.That(IsTitleCase("Ask a Question"), Is.True);
        Assert.That(IsTitleCase("Share now"), Is.False);
        Assert.That(IsSentenceCase("I see it differently"), Is.True);
        Assert.That(IsSentenceCase("Write Feedback"), Is.False);
        Assert.That(HasEmoji("Thanks :tada:"), Is.True);
        Assert.That(HasEmoji("Thanks 🎉"), Is.True);
        Assert.That(HasEmoji("Thanks ✅"), Is.True);
        Assert.That(HasEmoji("Situation: when?"), Is.False);
    });

    [Test]
    public void Every_function_that_draws_is_in_the_gallery() => Assert.That(Undrawn(Usual.Select(drawn => drawn.Name)), Is.Empty);

    [Test]
    public void A_function_missing_from_the_gallery_is_found() =>
        Assert.That(Undrawn(Usual.Select(drawn => drawn.Name).Where(name => name != "ReviewViews.OnItsWay")), Is.EqualTo(new[] { "ReviewViews.OnItsWay" }));

    private static FeedbackText AllCanaries { get; } = new(
        new PrivateText($"{Canary} one"), new PrivateText($"{Canary} two"), new PrivateText($"{Canary} three"), new PrivateText($"{Canary} four"), new PrivateText($"{Canary} five"));

    private static IEnumerable<string> Undrawn(IEnumerable<string> drawn)
    {
        var seen = drawn.Select(name => string.Join('.', name.Split('.').Take(2))).ToHashSet();
        const BindingFlags all = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return
            from type in typeof(FeedbackSlice).Assembly.GetTypes()
            where type.Name.EndsWith("Views", StringComparison.Ordinal)
            from member in type.GetMethods(all).Where(method => !method.IsPrivate && IsDrawn(method.ReturnType)).Cast<MemberInfo>()
                .Concat(type.GetFields(all).Where(field => !field.IsPrivate && IsDrawn(field.FieldType)))
            let name = $"{type.Name}.{member.Name}"
            where !seen.Contains(name)
            select name;
    }

    private static bool IsDrawn(Type type) => type == typeof(Modal) || type == typeof(Message) || type == typeof(HomeTab);

    private static Drawn View(string name) => Usual.Single(drawn => drawn.Name == name);

    private static bool ShowsTheNote(string name) =>
        name.StartsWith("ReviewViews.Review", StringComparison.Ordinal) || name.StartsWith("CardViews.Delivery", StringComparison.Ordinal)
        || name is "CardViews.Read" or "CardViews.Reminder" || name.StartsWith("CardViews.Read.", StringComparison.Ordinal) || name.StartsWith("CardViews.Settled", StringComparison.Ordinal);

    /// <summary>What each rich text block says.</summary>
    private static IEnumerable<string> Quotes(Drawn drawn) => drawn.Nodes
        .Where(one => Says(one.Node, "type", "rich_text_quote"))
        .Select(one => string.Concat(one.Node["elements"]!.AsArray().Select(element =>
            Says(element!.AsObject(), "type", "emoji") ? $":{element["name"]}:" : element["text"]!.GetValue<string>())));

    private static IEnumerable<string> Markup(JsonObject json) => Drawn.Walk("", json).Select(one => one.Node)
        .Where(node => Says(node, "type", "mrkdwn"))
        .Select(node => node["text"]!.GetValue<string>());

    /// <summary>Where a machine, a notification or a log may see it: everything but the words of blocks.</summary>
    private static IEnumerable<string> Leaks(Drawn drawn)
    {
        foreach (var (property, node) in drawn.Nodes)
            foreach (var (name, value) in node)
                if (value is JsonValue text && text.TryGetValue<string>(out var words) && words.Contains(Canary, StringComparison.Ordinal)
                    && (name is not "text" || property is "" or "title" or "close" or "submit" or "label" or "placeholder" || Says(node, "type", "button"))
                    && !(name is "initial_value" && Says(node, "type", "plain_text_input")))
                    yield return $"{drawn.Name}: {property}.{name}";
    }

    private static IEnumerable<string> Buttons(Drawn drawn) => drawn.Nodes
        .Where(one => Says(one.Node, "type", "button") || (one.Property == "options" && drawn.Nodes.Any(menu => Says(menu.Node, "type", "overflow") && menu.Node["options"]!.AsArray().Contains(one.Node))))
        .Select(one => one.Node["text"]!["text"]!.GetValue<string>());

    private static IEnumerable<string> Submits(Drawn drawn) => drawn.Nodes
        .Where(one => one.Property is "submit" or "close" or "confirm" or "deny" && Says(one.Node, "type", "plain_text"))
        .Select(one => one.Node["text"]!.GetValue<string>());

    private static IEnumerable<string> Headings(Drawn drawn) => drawn.Nodes
        .Where(one => Says(one.Node, "type", "plain_text") && one.Property is "title" or "label")
        .Select(one => one.Node)
        .Concat(drawn.Nodes.Where(one => Says(one.Node, "type", "header")).Select(one => one.Node["text"]!.AsObject()))
        .Select(node => node["text"]!.GetValue<string>());

    private static bool IsTitleCase(string words) => words.Split(' ').All(word => SmallWords.Contains(word) || !char.IsLower(word[0])) && !char.IsLower(words[0]);

    private static bool IsSentenceCase(string words) => words.Split(' ') is [var first, .. var rest] && !char.IsLower(first[0]) && rest.All(word => word is "I" || !char.IsUpper(word[0]));

    private static bool HasEmoji(string words) => EmojiName().IsMatch(words) || words.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.OtherSymbol);

    private static bool Says(JsonObject node, string property, string value) =>
        node[property] is JsonValue found && found.TryGetValue<string>(out var text) && text == value;

    /// <summary>Exactly as long as the form takes: three parts of 3,000 and two of 500.</summary>
    private static TestCaseData Long(string name, string piece)
    {
        PrivateText Fill(int length) => new(string.Concat(Enumerable.Repeat(piece, length / piece.Length)).Trim().PadRight(length, 'x'));
        return new TestCaseData(new FeedbackText(Fill(3000), Fill(3000), Fill(3000), Fill(500), Fill(500))).SetArgDisplayNames(name);
    }

    private static TestCaseData Case(string name, object view) => new TestCaseData(view).SetArgDisplayNames(name);

    [GeneratedRegex("<@U0(ANN|BOB|CLEO)>|<#C0PLAN>")]
    private static partial Regex OurMentions();

    [GeneratedRegex(":[a-z0-9_+-]+:")]
    private static partial Regex EmojiName();
}
