using System.Text.Json.Nodes;
using NUnit.Framework;
using SlackPartner.Simulator;
using SlackPartner.Simulator.BlockKit;

namespace SlackPartner.Tests.Simulator;

public sealed class BlockKitRulesTests
{
    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("Unknown block", """{"type":"sectoin"}""", "/blocks/0/type");
        yield return Case("Unknown field", """{"type":"divider","text":"x"}""", "/blocks/0/text");
        yield return Case("Empty section", """{"type":"section"}""", "/blocks/0");
        yield return Case("Long section", """{"type":"section","text":{"type":"mrkdwn","text":"LONG3001"}}""", "/blocks/0/text/text");
        yield return Case("Empty text", """{"type":"section","text":{"type":"mrkdwn","text":""}}""", "/blocks/0/text/text");
        yield return Case("Mrkdwn header", """{"type":"header","text":{"type":"mrkdwn","text":"x"}}""", "/blocks/0/text/type");
        yield return Case("Long header", """{"type":"header","text":{"type":"plain_text","text":"LONG151"}}""", "/blocks/0/text/text");
        yield return Case("Long button", """{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"LONG76"}}]}""", "/blocks/0/elements/0/text/text");
        yield return Case("Bad style", """{"type":"actions","elements":[{"type":"button","style":"green","text":{"type":"plain_text","text":"x"}}]}""", "/blocks/0/elements/0/style");
        yield return Case("Same action twice", """{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"y"}}]}""", "/blocks/0/elements/1/action_id");
        yield return Case("No elements", """{"type":"actions","elements":[]}""", "/blocks/0/elements");
        yield return Case("Input in actions", """{"type":"actions","elements":[{"type":"plain_text_input","action_id":"a"}]}""", "/blocks/0/elements/0/type");
        yield return Case("Button in input", """{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"button","text":{"type":"plain_text","text":"x"}}}""", "/blocks/0/element/type");
        yield return Case("Six overflow options", """{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":{"type":"overflow","options":[OPTIONS6]}}""", "/blocks/0/accessory/options");
        yield return Case("Eleven radios", """{"type":"actions","elements":[{"type":"radio_buttons","options":[OPTIONS11]}]}""", "/blocks/0/elements/0/options");
        yield return Case("Strange preselection", """{"type":"actions","elements":[{"type":"radio_buttons","options":[OPTIONS2],"initial_option":{"text":{"type":"plain_text","text":"other"},"value":"1"}}]}""", "/blocks/0/elements/0/initial_option");
        yield return Case("Bad date", """{"type":"actions","elements":[{"type":"datepicker","initial_date":"24.11.2026"}]}""", "/blocks/0/elements/0/initial_date");
        yield return Case("Bad rich text", """{"type":"rich_text","elements":[{"type":"text","text":"x"}]}""", "/blocks/0/elements/0/type");
        yield return Case("List in quote", """{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_quote","elements":[]}]}]}""", "/blocks/0/elements/0/elements/0/type");
        yield return Case("Empty rich text", """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}""", "/blocks/0/elements/0/elements/0/text");
        yield return Case("Same block twice", """{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}""", "/blocks/1/block_id");
        yield return Case("Long initial value", """{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input","initial_value":"LONG3001"}}""", "/blocks/0/element/initial_value");

        static TestCaseData Case(string name, string blocks, string pointer) => new TestCaseData(blocks, pointer).SetName($"{{m}}({name})");
    }

    [TestCaseSource(nameof(Refused))]
    public void A_block_outside_the_rules_is_refused_with_its_place(string blocks, string pointer) =>
        Assert.That(() => BlockKitRules.Message(Parse(blocks)), Throws.TypeOf<SlackErrorException>().With.Property("Messages").Some.Contains($"[json-pointer:{pointer}]"));

    [Test]
    public void Fifty_one_blocks_are_too_many_for_a_message_but_not_for_a_view()
    {
        var blocks = Parse(string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", 51)));

        Assert.That(() => BlockKitRules.Message(blocks), Throws.TypeOf<SlackErrorException>());
        Assert.That(() => BlockKitRules.View(new JsonObject { ["type"] = "home", ["blocks"] = blocks }, home: true), Throws.Nothing);
    }

    [Test]
    public void Blocks_of_more_than_thirteen_thousand_characters_are_refused_as_a_whole()
    {
        var section = """{"type":"section","text":{"type":"mrkdwn","text":"LONG2900"}}""";

        Assert.That(() => BlockKitRules.Message(Parse($"{section},{section},{section},{section},{section}")), Throws.TypeOf<SlackErrorException>().With.Message.EqualTo("msg_blocks_too_long"));
    }

    [Test]
    public void A_modal_with_an_input_needs_a_submit_button()
    {
        var view = Say.Modal("Form", Say.Input("a", "A"));
        view.Remove("submit");

        Assert.That(() => BlockKitRules.View(view, home: false), Throws.TypeOf<SlackErrorException>().With.Property("Messages").Some.Contains("submit is required"));
    }

    [TestCase("title", 25)]
    [TestCase("submit", 25)]
    public void The_words_of_a_modals_frame_are_short(string name, int length)
    {
        var view = Say.Modal("Form", Say.Section("x"));
        view[name] = Say.Plain(new string('x', length));

        Assert.That(() => BlockKitRules.View(view, home: false), Throws.TypeOf<SlackErrorException>());
    }

    [Test]
    public void Private_metadata_holds_three_thousand_characters()
    {
        var view = Say.Modal("Form", Say.Section("x"));
        view["private_metadata"] = new string('x', 3001);

        Assert.That(() => BlockKitRules.View(view, home: false), Throws.TypeOf<SlackErrorException>());
    }

    [Test]
    public void Everything_within_the_rules_passes()
    {
        var blocks = Parse("""
            {"type":"header","text":{"type":"plain_text","text":"x","emoji":true}},
            {"type":"section","text":{"type":"mrkdwn","text":"x"},"fields":[{"type":"mrkdwn","text":"x"}],"accessory":{"type":"overflow","action_id":"o","options":[OPTIONS5]}},
            {"type":"context","elements":[{"type":"mrkdwn","text":"x"}]},
            {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"action_id":"a","value":"1","style":"primary","confirm":{"title":{"type":"plain_text","text":"x"},"text":{"type":"plain_text","text":"x"},"confirm":{"type":"plain_text","text":"x"},"deny":{"type":"plain_text","text":"x"}}},{"type":"static_select","action_id":"s","options":[OPTIONS2]}]},
            {"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input","action_id":"a","multiline":true,"max_length":3000},"hint":{"type":"plain_text","text":"x"},"optional":true},
            {"type":"rich_text","elements":[{"type":"rich_text_quote","elements":[{"type":"text","text":"x","style":{"bold":true}},{"type":"user","user_id":"U1"}]}]}
            """);

        Assert.That(() => BlockKitRules.Message(blocks), Throws.Nothing);
    }

    private static JsonArray Parse(string blocks)
    {
        foreach (var length in (int[])[3001, 2900, 151, 76]) blocks = blocks.Replace($"LONG{length}", new string('x', length), StringComparison.Ordinal);
        foreach (var count in (int[])[11, 6, 5, 2])
            blocks = blocks.Replace($"OPTIONS{count}", string.Join(',', Enumerable.Range(1, count).Select(n => $$$"""{"text":{"type":"plain_text","text":"{{{n}}}"},"value":"{{{n}}}"}""")), StringComparison.Ordinal);
        return JsonNode.Parse($"[{blocks}]")!.AsArray();
    }
}
