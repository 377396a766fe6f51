using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Home.Privacy;

/// <summary>A person's own words as a file: JSON for programs, Markdown for people.</summary>
internal static class ExportViews
{
    private const string Explanation =
        "What you wrote and chose in Partner. Of what others wrote to you it names only ids and dates. What was delivered, and what you wrote to Partner in messages, is also in Slack.";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Comment(string format) => format == ExportFormats.Json
        ? "Here is everything you wrote in Partner, for programs to read."
        : "Here is everything you wrote in Partner, for people to read.";

    public static string Write(string format, PersonId person, IReadOnlyList<ExportPart> parts, Instant now) =>
        format == ExportFormats.Json ? Json(person, parts, now) : Markdown(person, parts, now);

    private static string Json(PersonId person, IReadOnlyList<ExportPart> parts, Instant now)
    {
        var root = new JsonObject { ["about"] = Explanation, ["workspace"] = person.Team.Value, ["person"] = person.User.Value, ["made_at"] = InstantPattern.General.Format(now) };
        foreach (var part in parts)
        {
            var entries = new JsonArray();
            foreach (var entry in part.Entries)
            {
                var json = new JsonObject();
                foreach (var (name, value) in entry.Fields) json[name] = value.Reveal();
                entries.Add(json);
            }
            root[part.Kind] = entries;
        }
        return root.ToJsonString(Readable) + "\n";
    }

    private static string Markdown(PersonId person, IReadOnlyList<ExportPart> parts, Instant now)
    {
        var text = new StringBuilder($"# Your words in Partner\n\n{Explanation}\n\nPerson {person.User} in workspace {person.Team}, {InstantPattern.General.Format(now)}\n");
        foreach (var part in parts)
        {
            text.Append($"\n## {Heading(part.Kind)}\n\n");
            if (part.Entries.Count == 0) text.Append("Nothing.\n");
            foreach (var (number, entry) in part.Entries.Index())
            {
                text.Append($"### {number + 1}\n\n");
                foreach (var (name, value) in entry.Fields) text.Append($"- {name.Replace('_', ' ')}:\n{Quoted(value)}\n");
                text.Append('\n');
            }
        }
        return text.ToString();
    }

    private static string Heading(string kind) => char.ToUpperInvariant(kind[0]) + kind[1..].Replace('_', ' ');

    /// <summary>Indented as code: whatever is in it, it stays text.</summary>
    private static string Quoted(PrivateText value) => string.Join('\n', value.Reveal().ReplaceLineEndings("\n").Split('\n').Select(line => $"      {line}"));
}
