using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using SlackPartner.Slack;
using static SlackPartner.Slack.Element;

namespace SlackPartner.Tests.Slack;

/// <summary>What is drawn in a form and how the answer is read.</summary>
internal sealed class FormElementTests
{
    private static readonly Option[] Days = [new("Monday", "monday"), new("Tuesday", "tuesday") { Description = "After Monday" }];

    [TestCaseSource(nameof(Drawings))]
    public void An_element_starts_with_what_is_chosen(Element element, string json) =>
        Assert.That(JsonNode.DeepEquals(Draw(element), JsonNode.Parse(json)), Is.True, Draw(element).ToJsonString());

    [Test]
    public void What_is_chosen_is_read() // as Slack's clients send it
    {
        var form = Read(
            """
            {"days":{"days":{"type":"checkboxes","selected_options":[{"text":{"type":"plain_text","text":"Monday"},"value":"monday"},{"value":"tuesday"}]}},
             "none":{"none":{"type":"checkboxes","selected_options":[]}},
             "start":{"start":{"type":"timepicker","selected_time":"09:30"}},
             "zone":{"zone":{"type":"static_select","selected_option":{"text":{"type":"plain_text","text":"Berlin"},"value":"Europe/Berlin"}}}}
            """);

        Assert.Multiple(() =>
        {
            Assert.That(form.Choices("days"), Is.EqualTo(new[] { "monday", "tuesday" }));
            Assert.That((form.Has("none"), form.Choices("none").Count), Is.EqualTo((true, 0)));
            Assert.That(form.Time("start"), Is.EqualTo(new LocalTime(9, 30)));
            Assert.That(form.Choice("zone"), Is.EqualTo("Europe/Berlin"));
        });
    }

    [TestCase("\"25:00\"")]
    [TestCase("\"9\"")]
    [TestCase("null")]
    [TestCase("{}")]
    public void A_time_that_is_none_is_no_time(string time) =>
        Assert.That(Read("""{"start":{"start":{"type":"timepicker","selected_time":TIME}}}""".Replace("TIME", time, StringComparison.Ordinal)).Time("start"), Is.Null);

    private static IEnumerable<TestCaseData> Drawings()
    {
        yield return Case("a time", new TimePicker(new LocalTime(9, 5)), """{"type":"timepicker","action_id":"field","initial_time":"09:05"}""");
        yield return Case("no time", new TimePicker(null), """{"type":"timepicker","action_id":"field"}""");
        yield return Case("a list", new Select(Days) { Initial = "tuesday" }, """{"type":"static_select","action_id":"field","options":[MONDAY,TUESDAY],"initial_option":TUESDAY}""");
        yield return Case("a list without a choice", new Select(Days) { Initial = "sunday" }, """{"type":"static_select","action_id":"field","options":[MONDAY,TUESDAY]}""");
        yield return Case("boxes", new Checkboxes(Days) { Initial = ["tuesday"] }, """{"type":"checkboxes","action_id":"field","options":[MONDAY,TUESDAY],"initial_options":[TUESDAY]}""");
        yield return Case("no box", new Checkboxes(Days), """{"type":"checkboxes","action_id":"field","options":[MONDAY,TUESDAY]}""");
    }

    private static TestCaseData Case(string name, Element element, string json) => new TestCaseData(
        element,
        json.Replace("MONDAY", """{"text":{"type":"plain_text","text":"Monday","emoji":false},"value":"monday"}""", StringComparison.Ordinal)
            .Replace("TUESDAY", """{"text":{"type":"plain_text","text":"Tuesday","emoji":false},"value":"tuesday","description":{"type":"plain_text","text":"After Monday","emoji":false}}""", StringComparison.Ordinal))
        .SetArgDisplayNames(name);

    private static JsonNode Draw(Element element) => BlockJson.Write([new Block.Input("field", "Label", element)])[0]!["element"]!; // what was written a moment ago

    private static FormValues Read(string values)
    {
        using var payload = JsonDocument.Parse(
            """{"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1"},"view":{"id":"V1","callback_id":"form","state":{"values":VALUES}}}"""
                .Replace("VALUES", values, StringComparison.Ordinal));
        return ((ViewSubmission)PayloadReader.ReadInteraction(payload.RootElement)!).Form; // it is one
    }
}
