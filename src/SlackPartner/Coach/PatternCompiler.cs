using System.Globalization;

namespace SlackPartner.Coach;

/// <summary>
/// Turns the pattern language of the packs into steps. <c>YOU FILL* BE (…)</c>: capitals are classes, lower case is a word,
/// <c>a|B</c> is a choice, <c>? * +</c> repeat, <c>~3</c> skips up to three tokens of the sentence, <c>~3-YOU</c> none of them YOU, <c>^</c> and <c>$</c> are its start and end,
/// <c>&amp;X</c>/<c>!X</c> look ahead, <c>&lt;X</c>/<c>&lt;!X</c> look behind, <c>[</c> and <c>]</c> mark the words to quote back; an underscore joins the words of a phrase.
/// </summary>
internal sealed class PatternCompiler(Func<string, int> classIndex, Func<string, int> wordIndex, Func<string, int> phraseIndex)
{
    private const byte Unbounded = 12;

    /// <summary>The pattern, and once more without each optional step it begins with: matching starts from a word that must be there.</summary>
    public IEnumerable<PatternElement[]> Compile(string source)
    {
        PatternElement[] elements = [.. source.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => Element(part, source))];
        while (true)
        {
            var first = Array.FindIndex(elements, element => element.Kind is ElementKind.Word or ElementKind.Gap);
            if (first < 0 || elements[first].Kind == ElementKind.Gap) throw new RulePackException($"Pattern \"{source}\" must begin with a word or class.");
            if (elements[first].Min > 0)
            {
                yield return elements;
                yield break;
            }
            yield return [.. elements.Select((element, index) => index == first ? element with { Min = 1 } : element)];
            elements = [.. elements.Where((_, index) => index != first)];
        }
    }

    private PatternElement Element(string part, string source)
    {
        switch (part)
        {
            case "^": return Simple(ElementKind.SentenceStart);
            case "$": return Simple(ElementKind.SentenceEnd);
            case "[": return Simple(ElementKind.FocusStart);
            case "]": return Simple(ElementKind.FocusEnd);
        }
        if (part[0] == '~')
        {
            var cut = part.IndexOf('-', StringComparison.Ordinal);
            var length = cut < 0 ? part.AsSpan(1) : part.AsSpan(1, cut - 1);
            if (!byte.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var gap) || gap is 0 or > 12)
                throw new RulePackException($"Gap \"{part}\" in pattern \"{source}\" must be ~1 to ~12.");
            return (cut < 0 ? Simple(ElementKind.Gap) : Choice(ElementKind.Gap, part[(cut + 1)..], source)) with { Max = gap };
        }
        if (part.StartsWith("<!", StringComparison.Ordinal)) return Choice(ElementKind.NotBehind, part[2..], source);
        return part[0] switch
        {
            '<' => Choice(ElementKind.Behind, part[1..], source),
            '!' => Choice(ElementKind.NotAhead, part[1..], source),
            '&' => Choice(ElementKind.Ahead, part[1..], source),
            _ => Choice(ElementKind.Word, part, source),
        };
    }

    private static PatternElement Simple(ElementKind kind) => new(kind, default, [], [], 1, 1);

    private PatternElement Choice(ElementKind kind, string part, string source)
    {
        var (body, min, max) = part[^1] switch
        {
            '?' => (part[..^1], (byte)0, (byte)1),
            '*' => (part[..^1], (byte)0, Unbounded),
            '+' => (part[..^1], (byte)1, Unbounded),
            _ => (part, (byte)1, (byte)1),
        };
        var classes = default(ClassSet);
        var words = new List<int>();
        var phrases = new List<int>();
        foreach (var name in body.Split('|'))
        {
            if (name.Length == 0) throw new RulePackException($"Pattern \"{source}\" has an empty choice in \"{part}\".");
            if (name.Contains('\'')) throw new RulePackException($"Pattern \"{source}\": write \"{name}\" the way it is taken apart, as in \"do not\".");
            if (char.IsAsciiLetterUpper(name[0]))
            {
                var index = classIndex(name);
                if (index < 0) throw new RulePackException($"Pattern \"{source}\" names the class {name}, which no pack defines.");
                classes |= ClassSet.Of(index);
            }
            else if (name.Contains('_'))
            {
                phrases.Add(phraseIndex(name));
            }
            else
            {
                words.Add(wordIndex(name));
            }
        }
        return new(kind, classes, [.. words], [.. phrases], min, max);
    }
}
