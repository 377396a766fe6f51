using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SlackPartner.Tests.Support;

/// <summary>Compares JSON with what was accepted before. <c>PARTNER_ACCEPT=1</c> accepts what is there now.</summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly bool Accept = Environment.GetEnvironmentVariable("PARTNER_ACCEPT") == "1";

    public static readonly string Folder = Repository.PathTo("tests", "SlackPartner.Tests", "Feedback", "Snapshots");

    public static void Match(string name, JsonNode json) => Match(Folder, name, json, Accept);

    /// <summary>Fails with the first lines that differ, and leaves what came beside what was expected.</summary>
    internal static void Match(string folder, string name, JsonNode json, bool accept)
    {
        var expectedPath = Path.Combine(folder, $"{name}.json");
        var receivedPath = Path.Combine(folder, $"{name}.received.json");
        var received = json.ToJsonString(Pretty).ReplaceLineEndings("\n") + "\n";
        if (accept) File.WriteAllText(expectedPath, received);
        var expected = File.Exists(expectedPath) ? File.ReadAllText(expectedPath).ReplaceLineEndings("\n") : "";
        if (expected == received)
        {
            File.Delete(receivedPath);
            return;
        }
        File.WriteAllText(receivedPath, received);
        Assert.Fail($"{name} changed (PARTNER_ACCEPT=1 accepts it):\n{Difference(expected.Split('\n'), received.Split('\n'))}");
    }

    private static string Difference(string[] expected, string[] received)
    {
        var first = 0;
        while (first < expected.Length && first < received.Length && expected[first] == received[first]) first++;
        var last = 0;
        while (last < expected.Length - first && last < received.Length - first && expected[^(last + 1)] == received[^(last + 1)]) last++;
        return string.Join(
            '\n',
            [
                $"  line {first + 1}",
                .. expected[first..^last].Take(20).Select(line => $"- {line}"),
                .. received[first..^last].Take(20).Select(line => $"+ {line}"),
            ]);
    }
}
