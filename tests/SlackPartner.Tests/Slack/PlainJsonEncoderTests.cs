using System.Text.Json;
using System.Text.Json.Nodes;
using SlackPartner.Slack;

namespace SlackPartner.Tests.Slack;

internal sealed class PlainJsonEncoderTests
{
    [TestCase("plain")]
    [TestCase("quote \" and backslash \\ and slash /")]
    [TestCase("line\nreturn\rtab\tbell\u0007 zero\u0000")]
    [TestCase("emoji 🎉👩‍💻 and العربية and 日本語 <!channel> & 'x'")]
    [TestCase("\u2028\u2029")]
    public void What_is_written_reads_back_the_same(string text) =>
        Assert.That(JsonNode.Parse(new JsonObject { ["text"] = text }.ToJsonString(BlockJson.Options))!["text"]!.GetValue<string>(), Is.EqualTo(text));

    [Test]
    public void An_emoji_is_as_long_as_it_is() =>
        Assert.That(JsonSerializer.Serialize("🎉", BlockJson.Options), Has.Length.EqualTo(4));

    [Test]
    public void Half_an_emoji_does_not_break_the_rest()
    {
        var written = JsonSerializer.Serialize("a\ud83cb", BlockJson.Options);

        Assert.That(JsonSerializer.Deserialize<string>(written), Does.StartWith("a").And.EndsWith("b"));
    }
}
