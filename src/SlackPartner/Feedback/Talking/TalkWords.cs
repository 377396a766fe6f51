using System.Text;
using System.Text.RegularExpressions;
using SlackPartner.Kernel;
using SlackPartner.Slack;

namespace SlackPartner.Feedback.Talking;

/// <summary>Words with a meaning of their own in the conversation.</summary>
internal enum TalkWord { Back, Skip, Show, Help, Cancel, Stop, Continue }

/// <summary>Who somebody named: by a mention, or by a name several may have.</summary>
internal sealed record Named(UserId? User, string Name)
{
    public override string ToString() => "Named";
}

/// <summary>What a message to the bot means.</summary>
internal abstract record Heard
{
    /// <summary>Nothing to take: blank, emoji only, a file.</summary>
    public sealed record Nothing : Heard;

    public sealed record Word(TalkWord What) : Heard;

    /// <summary>Asks for a new draft, perhaps for someone and perhaps with a text already.</summary>
    public sealed record Opening(Named? For, PrivateText Text) : Heard
    {
        /// <summary>Nothing says so but that it is long.</summary>
        public bool IsGuess { get; init; }
    }

    /// <summary>Anything else: an answer while a question waits.</summary>
    public sealed record Words(PrivateText Text) : Heard;

    public sealed override string ToString() => GetType().Name;
}

/// <summary>Reads what a person writes to the bot.</summary>
internal static partial class TalkWords
{
    /// <summary>This many words without a question before them are a story, not small talk.</summary>
    private const int WordsOfAStory = 8;

    /// <summary>Reads a message; <paramref name="waiting"/> is the question that waits for an answer, if one does.</summary>
    public static Heard Read(PrivateText message, TalkStep? waiting)
    {
        var text = message.Reveal().Trim();
        if (IsEmpty(text)) return new Heard.Nothing();
        if (WordOf(text) is { } word) return new Heard.Word(word);
        if (waiting is TalkStep.Question && Nope().IsMatch(text)) return new Heard.Word(TalkWord.Skip);
        if (BareOpening().IsMatch(text)) return new Heard.Opening(null, default);
        if (OpeningOf(text, waiting) is { } opening) return opening;
        if (waiting is null && IsStory(text)) return new Heard.Opening(null, new PrivateText(text)) { IsGuess = true };
        return new Heard.Words(new PrivateText(text));
    }

    /// <summary>Whom an answer to "who is this for?" names.</summary>
    public static Named NameIn(PrivateText answer)
    {
        var text = answer.Reveal().Trim();
        return Mention().Match(text) is { Success: true } mention ? new Named(new UserId(mention.Groups["id"].Value), "") : new Named(null, text.TrimStart('@').Trim(' ', '.', '!', ','));
    }

    /// <summary>People mentioned in a text.</summary>
    public static bool MentionsAnyone(PrivateText text) => Mention().IsMatch(text.Reveal());

    /// <summary>Slack's tokens as a person reads them: names instead of ids, plain links.</summary>
    public static PrivateText Readable(PrivateText text, IReadOnlyList<Colleague> people)
    {
        var named = Mention().Replace(text.Reveal(), mention =>
            people.FirstOrDefault(one => one.Id.Value == mention.Groups["id"].Value) is { } found ? $"@{found.Name}" : mention.Value);
        var linked = Link().Replace(named, link => link.Groups["label"] is { Success: true } label && label.Value != link.Groups["url"].Value
            ? $"{label.Value} ({link.Groups["url"].Value})"
            : link.Groups["url"].Value);
        return new PrivateText(Channel().Replace(linked, "#${name}").Trim());
    }

    private static TalkWord? WordOf(string text) => text.Trim(' ', '.', '!', '?', '`', '*', '_', '"').ToLowerInvariant() switch
    {
        "back" or "go back" => TalkWord.Back,
        "skip" or "skip it" or "skip this" => TalkWord.Skip,
        "show" or "show me" => TalkWord.Show,
        "help" => TalkWord.Help,
        "" when text.All(letter => letter == '?') => TalkWord.Help,
        "cancel" => TalkWord.Cancel,
        "stop" => TalkWord.Stop,
        "continue" or "go on" or "resume" => TalkWord.Continue,
        _ => null,
    };

    /// <summary>While a question waits, only an unmistakable opening counts: a sentence may begin with the same words.</summary>
    private static Heard.Opening? OpeningOf(string text, TalkStep? waiting)
    {
        var asked = FeedbackFor().Match(text);
        var match = asked.Success ? asked : WantToTell().Match(text);
        if (!match.Success) return null;
        var who = match.Groups["who"].Value.Trim();
        var story = match.Groups["rest"].Value.Trim().TrimStart(':', ',', '.', '!', '?', '-', '–', '—', ' ', '\n');
        var rest = story.Any(char.IsLetterOrDigit) ? new PrivateText(story) : default;
        if (Mention().IsMatch(who)) return new Heard.Opening(NameIn(new PrivateText(who)), rest);
        if (waiting is not null && who[0] != '@' && !(asked.Success && rest.IsBlank)) return null;
        var name = who.Trim('@', ' ', '.', ',', ':', '!', '?');
        var isName = name.Length > 0 && char.IsLetter(name[0]) && !NoNames.Contains(name.Split(' ')[0])
            && (who[0] == '@' || match.Groups["to"].Success || !asked.Success || rest.IsBlank || char.IsUpper(name[0]));
        if (isName) return new Heard.Opening(new Named(null, name), rest);
        return asked.Success ? new Heard.Opening(null, IsStory(text) ? new PrivateText($"{who}{match.Groups["rest"].Value}") : default) : null;
    }

    private static bool IsStory(string text) => text.Count(char.IsWhiteSpace) >= WordsOfAStory - 1;

    private static bool IsEmpty(string text)
    {
        foreach (var rune in EmojiName().Replace(text, "").EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '?') return false;
        return true;
    }

    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "the", "my", "our", "your", "his", "her", "their", "this", "that", "these", "those", "it", "him", "them", "me", "us", "you", "myself",
        "someone", "somebody", "anyone", "everyone", "everybody", "people", "one", "two", "some", "about", "what", "how", "when", "please", "today",
        "yesterday", "in", "on", "at", "being", "last",
    };

    private const string Who = @"(?<who><@[A-Z0-9]+(?:\|[^>]*)?>|@[\p{L}\d._'’-]+|[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’.-]*){0,2})";

    [GeneratedRegex(@"<@(?<id>[A-Z0-9]{2,20})(?:\|[^>]*)?>", RegexOptions.CultureInvariant)]
    private static partial Regex Mention();

    [GeneratedRegex(@"<(?<url>(?:https?|mailto):[^|>\s]+)(?:\|(?<label>[^>]*))?>", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"<#[A-Z0-9]+\|(?<name>[^>]*)>", RegexOptions.CultureInvariant)]
    private static partial Regex Channel();

    [GeneratedRegex(@":[a-z0-9_+'-]+:", RegexOptions.CultureInvariant)]
    private static partial Regex EmojiName();

    [GeneratedRegex(@"^(?:no|nope|no thanks|no thank you|none|nothing|nothing to ask|not really|n/a|-)[.!]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Nope();

    [GeneratedRegex(@"^/?(?:(?:i (?:want|would like|'d like) to |i’d like to |i'd like to |can i |please |let me )?(?:give |write |draft |share |start |new )?(?:some |a |new )*(?:feedback|draft|sbi)(?: note)?|draft|write)[.!]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BareOpening();

    // The names' capitals count, so only the phrase around them ignores case.
    [GeneratedRegex(@"^(?i:/?(?:(?:hi|hello|hey)[,!]? )?(?:i (?:want|would like|need) to |i['’]d like to |can i |please |let me )?(?:give |write |draft |share |start )?(?:(?:some|a|new|my) )*(?:(?:sbi )?feedback|draft|sbi)(?: note)?(?:\s+(?<to>for|to|about|on))?)\s+" + Who + @"(?<rest>[\s\S]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex FeedbackFor();

    [GeneratedRegex(@"^(?i:(?:i (?:want|would like|need|have) to|i['’]d like to) (?:tell|let|say to|talk to|write to|thank))\s+" + Who + @"(?i:\s+know)?(?i:\s+(?:that|about|for))?\b(?<rest>[\s\S]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex WantToTell();
}
