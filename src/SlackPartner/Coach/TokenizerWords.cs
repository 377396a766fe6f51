namespace SlackPartner.Coach;

// How a word is recognized: as it is spelled, taken apart, or by what it looks like.
internal ref partial struct Tokenizer
{
    private void AddSpelled(int start, int end)
    {
        var word = _lexicon.Find(_chars[start..end]);
        if (word >= 0)
        {
            AddKnown(start, end, word);
            return;
        }
        if (char.IsAsciiDigit(_chars[start]))
        {
            Add(start, end, NumberClasses(_chars[start..end]));
            return;
        }
        if (_chars[start..end].Contains('\'') && Contraction(start, end)) return;
        AddWord(start, end, default);
    }

    /// <summary>"don't" is read as "do not", "Kim's" as "Kim".</summary>
    private bool Contraction(int start, int end)
    {
        var mark = start + _chars[start..end].LastIndexOf('\'');
        if (_chars[(mark - 1)..end] is "n't")
        {
            AddWord(start, mark - 1, default, start, end);
            AddKnown(start, end, _lexicon.Find("not"));
            return true;
        }
        var second = _chars[(mark + 1)..end] switch
        {
            "re" => "are",
            "m" => "am",
            "ve" => "have",
            "ll" => "will",
            "d" => "would",
            "s" => "",
            _ => null,
        };
        if (second is null) return false;
        AddWord(start, mark, default, start, end);
        if (second.Length > 0) AddKnown(start, end, _lexicon.Find(second));
        return true;
    }

    private static ClassSet NumberClasses(ReadOnlySpan<char> number)
    {
        var classes = ClassSet.Of(BuiltInClasses.Number);
        var digits = number.Length;
        for (var i = 0; i < number.Length; i++)
        {
            if (!char.IsLetter(number[i])) continue;
            digits = i;
            break;
        }
        var suffix = number[digits..];
        if (suffix is "st" or "nd" or "rd" or "th") classes |= ClassSet.Of(BuiltInClasses.Ordinal);
        else if (suffix is "am" or "pm" or "h" && digits <= 5) classes |= ClassSet.Of(BuiltInClasses.Clock);
        else if (suffix.IsEmpty && number.Contains(':')) classes |= ClassSet.Of(BuiltInClasses.Clock);
        else if (suffix.IsEmpty && (number.Contains('/') || number.Count('-') == 2 || number.Count('.') == 2)) classes |= ClassSet.Of(BuiltInClasses.Date);
        return classes;
    }

    private void AddWord(int start, int end, ClassSet classes) => AddWord(start, end, classes, start, end);

    private void AddWord(int start, int end, ClassSet classes, int spanStart, int spanEnd)
    {
        var word = FindInAnySpelling(start, end);
        if (word >= 0)
        {
            AddKnown(spanStart, spanEnd, word, classes);
            return;
        }
        if (classes.IsEmpty) classes = Guess(_chars[start..end], _written[_folded.OriginOf(start)]);
        Add(spanStart, spanEnd, classes);
    }

    private readonly int FindInAnySpelling(int start, int end)
    {
        var word = _lexicon.Find(_chars[start..end]);
        if (word >= 0 || end - start > LongestWord) return word;
        Span<char> other = stackalloc char[LongestWord];
        var length = 0;
        for (var i = start; i < end; i++)
            if (!_folded.WasDrawnOut(i) && _chars[i] != '-') other[length++] = _chars[i];
        return length == end - start ? -1 : _lexicon.Find(other[..length]);
    }

    /// <summary>What an unknown word looks like: a name, an adverb, a verb form, a compound such as "thick-headed".</summary>
    private readonly ClassSet Guess(ReadOnlySpan<char> word, char written)
    {
        var startsSentence = _count == 0 || _tokens[_count - 1].Sentence != _sentence;
        var classes = _lexicon.Guessed[BuiltInClasses.Unknown];
        if (word.IndexOfAnyInRange('0', '9') >= 0) classes |= _lexicon.Guessed[BuiltInClasses.Reference];
        if (char.IsUpper(written) && !startsSentence) return classes | _lexicon.Guessed[BuiltInClasses.Name];
        if (word.Length > 4 && word.EndsWith("ly")) classes |= _lexicon.Guessed[BuiltInClasses.Ly];
        else if (word.Length > 3 && word.EndsWith("ed")) classes |= _lexicon.Guessed[BuiltInClasses.Ed];
        else if (word.Length > 4 && word.EndsWith("ing")) classes |= _lexicon.Guessed[BuiltInClasses.Ing];
        if (word.LastIndexOf('-') is var hyphen and > 0) classes |= Compound(word[(hyphen + 1)..]);
        return classes;
    }

    private readonly ClassSet Compound(ReadOnlySpan<char> lastPart)
    {
        var word = _lexicon.Find(lastPart);
        return word >= 0 && _lexicon.Entries[word].Classes.Overlaps(ClassSet.Of(BuiltInClasses.CompoundHead))
            ? _lexicon.Guessed[BuiltInClasses.CompoundHead]
            : default;
    }

    private void AddKnown(int start, int end, int word, ClassSet extra = default)
    {
        var entry = _lexicon.Entries[word];
        if (entry.Expansion.Length == 0)
        {
            // A word that only a pattern names is otherwise as unknown as any.
            if (entry.Classes.IsEmpty && extra.IsEmpty) extra = Guess(_chars[start..end], _written[_folded.OriginOf(start)]);
            Add(start, end, entry.Classes | extra, word);
            return;
        }
        foreach (var part in entry.Expansion) Add(start, end, _lexicon.Entries[part].Classes, part);
    }
}
