using System.Text.Json.Nodes;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Whatever people write arrives whole, and nothing in it acts.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class TextJourney(Transport transport) : FeedbackPlay(transport)
{
    private static readonly string Tail = new('x', 80);

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["plain"] = Fill("All work and no play makes a long note. "),
        ["escaped"] = Fill("&<>"),
        ["marks"] = Fill("*bold* _it_ ~no~ `code` > quote\n"),
        ["lines"] = Fill("\n\n- one thing that happened\n  and what \"they\" said after it\\that\n"),
        ["right to left"] = Fill("שלום, ראיתי אותך בפגישה. رأيتك في الاجتماع. "),
        ["emoji"] = Fill(string.Concat(Enumerable.Repeat("Then everybody in the room laughed, and so did I. ", 6)) + "👩🏽‍🚀 🎉 :tada: :+1::skin-tone-3: "),
        ["nothing but emoji"] = Fill(":+1: "),
        ["code fence"] = Fill("```\nif (a < b && c > d) { return; }\n```\n"),
        ["mentions"] = Fill("<!channel> <!here> @channel <@U0BOBBRANDT> <#C0GENERAL01|general> <http://evil.example|your bank> https://evil.example "),
    };

    [TestCase("plain")]
    [TestCase("escaped")]
    [TestCase("marks")]
    [TestCase("lines")]
    [TestCase("right to left")]
    [TestCase("emoji")]
    [TestCase("nothing but emoji")]
    [TestCase("code fence")]
    [TestCase("mentions")]
    public async Task The_longest_texts_slack_allows_arrive_whole_and_inert(string what)
    {
        var (situation, behavior, impact) = ("1" + Texts[what][1..], "2" + Texts[what][1..], "3" + Texts[what][1..]);
        await Ann.RunsAsync("/sbi @bob");
        await FillsInAsync(Ann, situation, behavior, impact);
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("will see exactly this");
        await Ann.ClicksAsync("Edit");
        var form = await Ann.SeesModalAsync(modal => modal.Submit == "Review");
        Assert.That(new[] { form.Values["Situation"], form.Values["Behavior"], form.Values["Impact"] }, Is.EqualTo(new[] { situation, behavior, impact }));
        await Ann.SubmitsAsync();
        await Ann.ClicksAsync("Share Now");

        var card = await Bob.ReceivesAsync(message => message.Offers("Thank You"));

        Assert.That(string.Concat(card.Texts), Does.Contain(situation).And.Contain(behavior).And.Contain(impact));
        Assert.That(Acting(card), Is.Empty);
        Assert.That(card.Fallback, Does.Not.Contain(Tail));
        await Ann.ReceivesAsync("done your part");

        await Bob.ClicksAsync("I See It Differently", within: card);
        await FillsInAsync(Bob, situation, behavior, impact);
        await Bob.SubmitsAsync();
        var told = await Ann.ReceivesAsync("sees it differently");
        Assert.That(string.Concat(told.Texts), Does.Contain(situation).And.Contain(behavior).And.Contain(impact));
        Assert.That(Acting(told), Is.Empty);
        var answered = await Bob.SeesChangeAsync(card, changed => changed.Contains("that you see it differently"));
        Assert.That(string.Concat(answered.Texts), Does.Contain(situation).And.Contain(behavior).And.Contain(impact));
        Assert.That(answered.Text, Does.Contain("has your words whole"));
        Assert.That(answered.Buttons, Is.Empty);
    }

    [Test]
    public async Task The_longest_texts_fit_review_with_every_finding_and_the_lists()
    {
        var heated = Fill("You never listen. You always interrupt. You are lazy. You ignored me on purpose. ");
        await Ann.RunsAsync("/sbi @bob");
        await FillsInAsync(Ann, heated, heated, heated);
        await Ann.FillsAsync("Question", heated[..500]);
        await Ann.FillsAsync("Request", heated[..500]);
        await Ann.SubmitsAsync();
        var review = await Ann.SeesModalAsync("will see exactly this");
        await Ann.ClicksAsync(review.Buttons.Single(button => button.StartsWith("More (", StringComparison.Ordinal)));
        await Ann.SeesModalAsync(modal => !modal.Contains("More ("));
        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Share");
        await Ann.ClicksAsync("Share Now");
        var card = await Bob.ReceivesAsync(message => message.Offers("Thank You"));
        Assert.That(card.Text, Does.Contain(heated));
        await Ann.ReceivesAsync("done your part");
        Assert.That((await OpensAsync(Bob, "/sbi inbox", "Feedback for you")).Text, Does.Contain("You never listen."));
        await Bob.ClicksAsync("Read");
        await Bob.SeesModalAsync(heated);
    }

    [Test]
    public async Task A_long_text_pasted_after_the_command_is_kept_whole()
    {
        var sentence = "Yesterday you told the customer a date we had not agreed on. ";
        var pasted = string.Concat(Enumerable.Repeat(sentence, 150)).Trim(); // 9,000 characters, all of one kind
        await Ann.RunsAsync($"/sbi @bob {pasted}");
        var form = await Ann.SeesModalAsync(modal => modal.Submit == "Review");
        Assert.That(form.Text, Does.Contain("longer than Slack's form can hold"));
        foreach (var label in form.Labels.Where(label => label is "Situation" or "Behavior" or "Impact")) await Ann.FillsAsync(label, "Short.");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("will see exactly this");
        await Ann.ClicksAsync("Share Now");

        var card = await Bob.ReceivesAsync(message => message.Offers("Thank You"));

        Assert.That(System.Text.RegularExpressions.Regex.Count(card.Text, "Yesterday you told"), Is.EqualTo(150));
    }

    [Test]
    public async Task What_no_single_message_can_hold_is_whole_behind_read()
    {
        var text = string.Concat(Enumerable.Repeat("Yesterday you told the customer a date we had not agreed on. ", 250)).Trim();
        await Ann.RunsAsync($"/sbi @bob {text}");
        var form = await Ann.SeesModalAsync(modal => modal.Submit == "Review");
        foreach (var label in form.Labels.Where(label => label is "Situation" or "Behavior" or "Impact"))
            if (form.Values[label].Length == 0) await Ann.FillsAsync(label, "Short.");
        await Ann.SubmitsAsync();
        await Ann.ClicksAsync("Share Now");

        var card = await Bob.ReceivesAsync(message => message.Offers("Thank You"));
        await Bob.ClicksAsync("Read", within: card);

        Assert.That((await Bob.SeesModalAsync("Yesterday you told")).Text, Does.Contain(text));
    }

    /// <summary>Exactly as long as Slack's form lets it be, and recognizable at its end.</summary>
    private static string Fill(string piece)
    {
        var text = new System.Text.StringBuilder("#");
        while (text.Length + piece.Length <= 3000 - Tail.Length) text.Append(piece);
        text.Append(Tail);
        return text.Append('y', 3000 - text.Length).ToString();
    }

    /// <summary>What in a message would mention, link or notify, other than our own mention of the author or the reader.</summary>
    private static IEnumerable<string> Acting(Card card)
    {
        foreach (var block in card.Raw["blocks"]!.AsArray().OfType<JsonObject>())
        {
            if (block["type"]!.GetValue<string>() == "rich_text")
            {
                foreach (var inline in Inlines(block))
                    if (inline["type"]!.GetValue<string>() is not ("text" or "emoji")) yield return inline.ToJsonString();
            }
            else if (block["text"]?["text"]?.GetValue<string>() is { } markup && markup.Contains("evil", StringComparison.Ordinal))
            {
                yield return markup;
            }
        }
        if (card.Fallback.Contains("evil", StringComparison.Ordinal)) yield return card.Fallback;
    }

    private static IEnumerable<JsonObject> Inlines(JsonObject richText) =>
        from part in richText["elements"]!.AsArray().OfType<JsonObject>()
        from inline in part["elements"]!.AsArray().OfType<JsonObject>()
        select inline;
}
