using System.Text.RegularExpressions;
using SlackPartner.Kernel;
using SlackPartner.Slack;

namespace SlackPartner.Feedback;

/// <summary>What stands behind <c>/sbi</c> and <c>/sbi ask</c>: a person, and words.</summary>
/// <param name="Unknown">A name Slack knows nobody by, as it was typed.</param>
internal readonly partial record struct SbiOrder(UserId? Person, PrivateText Unknown, PrivateText Text)
{
    /// <summary>A person in front, named by a mention or by a name Slack knows nobody by.</summary>
    public static SbiOrder Read(PrivateText typed)
    {
        var (person, words) = Mentions.ReadLeading(typed);
        if (person is not null) return new(person, default, words);
        var name = AtName().Match(words.Reveal());
        return name.Success ? new(null, new PrivateText(name.Groups["name"].Value), new PrivateText(words.Reveal()[name.Length..])) : new(null, default, words);
    }

    /// <summary>Behind <c>ask</c> a person comes first, so a bare word in that place is taken for a name: there may be two of them, and only a menu can tell.</summary>
    public static SbiOrder ReadAsk(PrivateText typed)
    {
        var order = Read(typed);
        if (order.Person is not null || !order.Unknown.IsBlank) return order;
        var name = BareName().Match(order.Text.Reveal());
        return name.Success ? new(null, new PrivateText(name.Groups["name"].Value), new PrivateText(order.Text.Reveal()[name.Length..])) : order;
    }

    [GeneratedRegex(@"^(?<name>@\S+)\s*")]
    private static partial Regex AtName();

    /// <summary>Not a word topics begin with.</summary>
    [GeneratedRegex(@"^(?!(?:a|an|the|in|on|at|for|with|about|during|when|how|what|why|where|which|my|our|your|their|this|that|these|those|me|us|i|we)\b)(?<name>\p{L}[\p{L}\p{M}'’.-]*)(?:\s+|$)", RegexOptions.IgnoreCase)]
    private static partial Regex BareName();
}
