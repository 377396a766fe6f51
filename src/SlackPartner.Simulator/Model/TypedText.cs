using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SlackPartner.Simulator;

/// <summary>What Slack's client makes of text a person types: mentions, channels and links become tokens, the rest is escaped once.</summary>
internal static partial class TypedText
{
    /// <summary>For a slash command with should_escape: mentions carry the name.</summary>
    public static string ForCommand(string typed, Workspace workspace) => Render(typed, workspace, withNames: true);

    /// <summary>For a message: mentions carry no name.</summary>
    public static string ForMessage(string typed, Workspace workspace) => Render(typed, workspace, withNames: false);

    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    public static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    /// <summary>The rich_text block Slack adds to typed messages.</summary>
    public static JsonArray RichText(string typed, Workspace workspace)
    {
        var elements = new JsonArray();
        foreach (var (kind, value, shown) in Parts(typed, workspace))
        {
            elements.Add(kind switch
            {
                PartKind.User => new JsonObject { ["type"] = "user", ["user_id"] = value },
                PartKind.Channel => new JsonObject { ["type"] = "channel", ["channel_id"] = value },
                PartKind.Link => new JsonObject { ["type"] = "link", ["url"] = value },
                PartKind.Broadcast => new JsonObject { ["type"] = "broadcast", ["range"] = value },
                _ => new JsonObject { ["type"] = "text", ["text"] = shown },
            });
        }
        return [new JsonObject { ["type"] = "rich_text", ["block_id"] = Ids.Block(), ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_section", ["elements"] = elements }) }];
    }

    private static string Render(string typed, Workspace workspace, bool withNames)
    {
        var text = new StringBuilder();
        foreach (var (kind, value, shown) in Parts(typed, workspace))
        {
            text.Append(kind switch
            {
                PartKind.User => withNames ? $"<@{value}|{shown}>" : $"<@{value}>",
                PartKind.Channel => $"<#{value}|{shown}>",
                PartKind.Link => $"<{Escape(value)}>",
                PartKind.Broadcast => $"<!{value}>",
                _ => Escape(shown),
            });
        }
        return text.ToString();
    }

    private enum PartKind { Text, User, Channel, Link, Broadcast }

    private static IEnumerable<(PartKind Kind, string Value, string Shown)> Parts(string typed, Workspace workspace)
    {
        var done = 0;
        foreach (Match match in Token().Matches(typed))
        {
            if (match.Index < done) continue;
            if (Resolve(match, typed, workspace) is not { } part) continue;
            if (match.Index > done) yield return (PartKind.Text, "", typed[done..match.Index]);
            yield return (part.Kind, part.Value, part.Shown);
            done = match.Index + part.Length;
        }
        if (done < typed.Length) yield return (PartKind.Text, "", typed[done..]);
    }

    private static (PartKind Kind, string Value, string Shown, int Length)? Resolve(Match match, string typed, Workspace workspace)
    {
        if (match.Groups["url"] is { Success: true } url) return (PartKind.Link, url.Value, url.Value, url.Length);
        if (match.Groups["channel"] is { Success: true } channel)
        {
            var found = workspace.Conversations.Values.FirstOrDefault(one => one.Kind == ConversationKind.Channel && one.Name == channel.Value);
            return found is null ? null : (PartKind.Channel, found.Id, found.Name, match.Length);
        }
        var rest = typed[(match.Index + 1)..];
        if (match.Groups["user"].Value is "here" or "channel" or "everyone") return (PartKind.Broadcast, match.Groups["user"].Value, "", match.Length);
        // The longest name wins: "@Kim Lee" over "@kim", "@kim.lee" over "@kim".
        var member = workspace.Members
            .SelectMany(one => new[] { (Member: one, Called: one.Name), (Member: one, Called: one.RealName), (Member: one, Called: one.Id) })
            .Where(one => rest.StartsWith(one.Called, StringComparison.OrdinalIgnoreCase) && EndsAfter(rest, one.Called.Length))
            .OrderByDescending(one => one.Called.Length)
            .Select(one => ((Member Member, string Called)?)one)
            .FirstOrDefault();
        return member is { } hit ? (PartKind.User, hit.Member.Id, hit.Member.Name, hit.Called.Length + 1) : null;
    }

    private static bool EndsAfter(string text, int length) => text.Length == length || !(char.IsLetterOrDigit(text[length]) || text[length] == '_');

    [GeneratedRegex(@"(?<url>https?://[^\s<>]+)|(?<![\w@])@(?<user>[\w.-]+)|(?<![\w#])#(?<channel>[\w-]+)")]
    private static partial Regex Token();
}
