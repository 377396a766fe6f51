using System.Text.RegularExpressions;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Finds the person at the start of what was typed. Slack hands a mention over as <c>&lt;@U123|kim&gt;</c> and escapes the rest.</summary>
public static partial class Mentions
{
    /// <summary>Null where nobody is named; the rest is as the person typed it. A name Slack knows nobody by stays in the rest.</summary>
    public static (UserId? Person, PrivateText Words) ReadLeading(PrivateText typed)
    {
        var text = typed.Reveal();
        var mention = Leading().Match(text);
        var rest = new PrivateText(Mrkdwn.Unescape(text[mention.Length..]).Trim());
        return (mention.Success ? new UserId(mention.Groups["id"].Value) : null, rest);
    }

    [GeneratedRegex(@"^\s*<@(?<id>[A-Z0-9]{2,20})(\|[^>]*)?>\s*")]
    private static partial Regex Leading();
}
