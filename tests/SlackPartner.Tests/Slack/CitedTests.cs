using System.Text.Json;
using System.Text.Json.Nodes;
using SlackPartner.Kernel;
using SlackPartner.Slack;

namespace SlackPartner.Tests.Slack;

/// <summary>A message cited in a form comes back with the form as it went out.</summary>
internal sealed class CitedTests
{
    private static readonly PrivateText Link = new("https://acme.slack.com/archives/C1/p1");

    [TestCase("It shipped :tada: on *Friday* <@U1> & more\nsecond line")]
    [TestCase("")]
    public void What_was_drawn_is_read_again(string words)
    {
        var cited = new Block.Cited(new PrivateText(words), Link);

        Assert.That(Submit(new Block.Divider(), cited)?.Cited, Is.EqualTo(cited));
    }

    [Test]
    public void A_form_without_one_cites_nothing() => Assert.That(Submit(new Block.Quote(new PrivateText("Words")))?.Cited, Is.Null);

    [TestCase("Ask <@U1|kim> or <@U2>", "Ask @kim or @someone")]
    [TestCase("<!here> see <#C1|planning> and <https://x.example|the plan>", "@here see #planning and the plan (https://x.example)")]
    [TestCase("<https://x.example> &lt;b&gt; &amp;amp;", "https://x.example <b> &amp;")]
    [TestCase("  twelve letters and more ", "twelve lette…")]
    public void A_message_is_cited_as_it_reads(string stored, string shown) =>
        Assert.That(Mrkdwn.Plain(new PrivateText(stored), longest: shown.EndsWith('…') ? 12 : 100).Reveal(), Is.EqualTo(shown));

    private static ViewSubmission? Submit(params Block[] blocks)
    {
        var payload = new JsonObject
        {
            ["type"] = "view_submission",
            ["team"] = new JsonObject { ["id"] = "T1" },
            ["user"] = new JsonObject { ["id"] = "U1" },
            ["view"] = new JsonObject { ["id"] = "V1", ["callback_id"] = "form", ["blocks"] = BlockJson.Write(blocks) },
        };
        return PayloadReader.ReadInteraction(JsonSerializer.SerializeToElement(payload)) as ViewSubmission;
    }
}
