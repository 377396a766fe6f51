using System.Text.RegularExpressions;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Slack's markup. Only our own words are written in it; what people wrote goes through <see cref="Escape"/> or <see cref="Block.Quote"/>.</summary>
public static partial class Mrkdwn
{
    public static string Mention(UserId user) => $"<@{user.Value}>";

    /// <summary>
    /// Makes a person's words inert inside a markup string: they can neither mention a channel, forge a link nor switch on formatting.
    /// A zero-width word joiner behind each formatting mark keeps Slack from pairing it.
    /// </summary>
    public static string Escape(string text)
    {
        var result = new System.Text.StringBuilder(text.Length + 16);
        foreach (var c in text)
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '*' or '_' or '~' or '`' => result.Append(c).Append('\u2060'),
                _ => result.Append(c),
            };
        return result.ToString();
    }

    /// <summary>Undoes the escaping Slack applies to what people type (<c>&amp;amp;</c>, <c>&amp;lt;</c>, <c>&amp;gt;</c>).</summary>
    public static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    /// <summary>A message as it reads, from how Slack stores it: mentions, channels and links become their words. Nothing in it notifies anyone.</summary>
    public static PrivateText Plain(PrivateText message, int longest)
    {
        var text = Unescape(Token().Replace(message.Reveal(), token =>
        {
            var (mark, id, label) = (token.Groups["mark"].Value, token.Groups["id"].Value, token.Groups["label"].Value);
            return mark switch
            {
                "@" => label.Length > 0 ? $"@{label}" : "@someone",
                "#" => label.Length > 0 ? $"#{label}" : "#channel",
                "!" => label.Length > 0 ? label : $"@{id}",
                _ => label.Length > 0 && label != id ? $"{label} ({id})" : id,
            };
        })).Trim();
        if (text.Length <= longest) return new(text);
        var cut = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return new(text[..cut] + "…");
    }

    /// <summary>The first words of a text, on one line, for lists; the whole text is one click away.</summary>
    public static string Excerpt(PrivateText text, int length)
    {
        var line = text.Reveal().ReplaceLineEndings(" ").Trim();
        if (line.Length <= length) return Escape(line);
        var cut = char.IsHighSurrogate(line[length - 1]) ? length - 1 : length;
        return Escape(line[..cut]) + "…";
    }

    [GeneratedRegex(@"<(?<mark>[@#!]?)(?<id>[^<>|]+)(?:\|(?<label>[^<>]*))?>")]
    private static partial Regex Token();
}
