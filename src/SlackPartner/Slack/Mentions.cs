using System.Text.RegularExpressions;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Finds the person at the start of what was typed. Slack hands a mention over as <c>&lt;@U123|kim&gt;</c> and escapes the rest.</summary>
public static partial class Mentions
{
    /// <summary>Null where nobody is named; the rest is as the person typed it. A name Slack knows nobody by stays in the rest.</summary>
    public static (UserId? Person, PrivateText Words) ReadLeading(PrivateText typed)
    {
        var (person, rest) = Split(typed.Reveal());
        return (person, new PrivateText(Mrkdwn.Unescape(rest).Trim()));
    }

    /// <summary>The same for words that are kept: people and links that are named in the rest read as a person would write them.</summary>
    public static (UserId? Person, PrivateText Words) ReadLeadingPlain(PrivateText typed)
    {
        var (person, rest) = Split(typed.Reveal());
        return (person, Mrkdwn.Plain(new PrivateText(rest), int.MaxValue));
    }

    private static (UserId? Person, string Remainder) Split(string text)
    {
        var mention = Leading().Match(text);
        return (mention.Success ? new UserId(mention.Groups["id"].Value) : null, text[mention.Length..]);
    }

    [GeneratedRegex(@"^\s*<@(?<id>[A-Z0-9]{2,20})(\|[^>]*)?>\s*")]
    private static partial Regex Leading();
}
