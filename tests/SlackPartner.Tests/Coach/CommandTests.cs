using System.Text.Json;
using NUnit.Framework;
using SlackPartner.Coach;

namespace SlackPartner.Tests.Coach;

public sealed class CommandTests
{
    private static JsonElement[] Run(Action<TextReader, TextWriter> command, string input)
    {
        using var output = new StringWriter();
        command(new StringReader(input), output);
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    [Test]
    public void Each_line_is_answered_with_labels_and_findings()
    {
        var answers = Run(CoachCommand.Run, """
            {"id":"1","field":"behavior","text":"You are lazy 🙂"}
            {"id":"2","field":"impact","text":"I redid it on Sunday."}
            """);

        Assert.That(answers.Select(answer => answer.GetProperty("id").GetString()), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(answers[0].GetProperty("labels")[0].GetString(), Is.EqualTo("label"));
        Assert.That(answers[0].GetProperty("findings")[0].GetProperty("words").GetString(), Is.EqualTo("lazy"));
        Assert.That(answers[1].GetProperty("labels").GetArrayLength(), Is.Zero);
    }

    [TestCase("not json")]
    [TestCase("[1]")]
    [TestCase("""{"id":"x","field":"mood","text":"a"}""")]
    [TestCase("""{"id":"x","field":"7","text":"a"}""")]
    [TestCase("""{"id":"x","field":"draft"}""")]
    [TestCase("""{"id":"x","field":"draft","text":"\ud800"}""")]
    public void A_line_it_cannot_read_gets_an_error_and_the_rest_go_on(string line)
    {
        var answers = Run(CoachCommand.Run, line + "\n" + """{"id":"2","field":"situation","text":"Recently"}""");

        Assert.That(answers[0].GetProperty("error").GetString(), Does.EndWith("."));
        Assert.That(answers[1].GetProperty("labels").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public void One_text_is_printed_for_people()
    {
        using var output = new StringWriter();

        CoachCommand.Print("You are lazy.", output);

        Assert.That(output.ToString(), Does.Contain("label: \"lazy\"").And.Contain("?"));
    }

    [Test]
    public void Threads_are_answered_even_without_users_and_offsets()
    {
        var answers = Run(HeatCommand.Run, """
            {"id":"1","messages":[{"user":"A","text":"you are pathetic","t_offset_s":0}]}
            {"id":2,"messages":[{"text":"Thanks, merged."},{"text":"great"}]}
            {"id":"3"}
            nonsense
            """);

        Assert.That(answers[0].GetProperty("nudge").GetBoolean());
        Assert.That(answers[0].GetProperty("who")[0].GetString(), Is.EqualTo("A"));
        Assert.That(answers[1].GetProperty("nudge").GetBoolean(), Is.False);
        Assert.That(answers[2].TryGetProperty("error", out _));
        Assert.That(answers[3].TryGetProperty("error", out _));
    }
}
