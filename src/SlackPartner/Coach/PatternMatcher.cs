namespace SlackPartner.Coach;

/// <summary>Where a pattern matched, as token numbers; the focus is the part worth quoting back.</summary>
internal struct PatternMatch
{
    public int First;
    public int End;
    public int FocusFirst;
    public int FocusEnd;
}

/// <summary>Matches one pattern at one token. Repeats and gaps are bounded, so the work per token is too.</summary>
internal readonly ref struct PatternMatcher(ReadOnlySpan<Token> tokens, Lexicon lexicon, Pattern pattern)
{
    private readonly ReadOnlySpan<Token> _tokens = tokens;
    private readonly PatternElement[] _elements = pattern.Elements;
    private readonly bool _seesReported = pattern.SeesReported;

    public bool TryAt(int first, out PatternMatch match)
    {
        match = new PatternMatch { First = first, FocusFirst = -1, FocusEnd = -1 };
        if (!Step(0, first, first, ref match)) return false;
        if (match.FocusFirst < 0) match.FocusFirst = first;
        if (match.FocusEnd < 0) match.FocusEnd = match.End;
        return true;
    }

    private bool Step(int element, int at, int first, ref PatternMatch match)
    {
        while (element < _elements.Length)
        {
            var step = _elements[element];
            switch (step.Kind)
            {
                case ElementKind.SentenceStart:
                    if (at > 0 && _tokens[at - 1].Sentence == SentenceAt(at)) return false;
                    break;
                case ElementKind.SentenceEnd:
                    if (!AtSentenceEnd(at, first)) return false;
                    break;
                case ElementKind.Ahead:
                    if (at >= _tokens.Length || !Fits(step, at)) return false;
                    break;
                case ElementKind.NotAhead:
                    if (at < _tokens.Length && Fits(step, at)) return false;
                    break;
                case ElementKind.Behind:
                    if (at == 0 || _tokens[at - 1].Sentence != SentenceAt(at) || !FitsWord(step, at - 1)) return false;
                    break;
                case ElementKind.NotBehind:
                    if (at > 0 && _tokens[at - 1].Sentence == SentenceAt(at) && FitsWord(step, at - 1)) return false;
                    break;
                case ElementKind.FocusStart:
                    match.FocusFirst = at;
                    break;
                case ElementKind.FocusEnd:
                    match.FocusEnd = at;
                    break;
                case ElementKind.Gap:
                    return Gap(element, step, at, first, ref match);
                default:
                    return Repeat(element, step, 0, at, first, ref match);
            }
            element++;
        }
        match.End = at;
        return true;
    }

    private bool Gap(int element, PatternElement step, int at, int first, ref PatternMatch match)
    {
        for (var skipped = 0; ; skipped++)
        {
            if (Step(element + 1, at + skipped, first, ref match)) return true;
            if (skipped == step.Max || !Usable(at + skipped, first)) return false;
            if (_tokens[at + skipped].Classes.Overlaps(SentenceBreak) || FitsWord(step, at + skipped)) return false;
        }
    }

    private bool Repeat(int element, PatternElement step, int used, int at, int first, ref PatternMatch match)
    {
        if (used < step.Max && Usable(at, first))
        {
            ref readonly var token = ref _tokens[at];
            if (token.Phrase >= 0)
            {
                foreach (var index in lexicon.Entries[token.Word].Phrases)
                {
                    var phrase = lexicon.Phrases[index];
                    if (Names(step, index, phrase) && phrase.IsAt(_tokens, at) && More(element, step, used, at + phrase.Words.Length, first, ref match)) return true;
                }
            }
            if (FitsWord(step, at) && More(element, step, used, at + 1, first, ref match)) return true;
        }
        return used >= step.Min && Step(element + 1, at, first, ref match);
    }

    private bool More(int element, PatternElement step, int used, int at, int first, ref PatternMatch match) =>
        step.Max == 1 ? Step(element + 1, at, first, ref match) : Repeat(element, step, used + 1, at, first, ref match);

    private bool Fits(PatternElement step, int at)
    {
        if (FitsWord(step, at)) return true;
        if (_tokens[at].Phrase < 0) return false;
        foreach (var index in lexicon.Entries[_tokens[at].Word].Phrases)
            if (Names(step, index, lexicon.Phrases[index]) && lexicon.Phrases[index].IsAt(_tokens, at)) return true;
        return false;
    }

    private static bool Names(PatternElement step, int index, LexiconPhrase phrase) =>
        phrase.Classes.Overlaps(step.Classes) || step.Phrases.AsSpan().Contains(index);

    private bool FitsWord(PatternElement step, int at)
    {
        ref readonly var token = ref _tokens[at];
        if (token.Classes.Overlaps(step.Classes)) return true;
        if (token.Word < 0) return false;
        foreach (var word in step.Words)
            if (word == token.Word) return true;
        return false;
    }

    private bool Usable(int at, int first) =>
        at < _tokens.Length && _tokens[at].Sentence == _tokens[first].Sentence
        && (_seesReported || (_tokens[at].Marks & TokenMarks.Reported) == 0);

    private int SentenceAt(int at) => at < _tokens.Length ? _tokens[at].Sentence : -1;

    private bool AtSentenceEnd(int at, int first)
    {
        for (; at < _tokens.Length && _tokens[at].Sentence == _tokens[first].Sentence; at++)
            if (!_tokens[at].Classes.Overlaps(Trailing)) return false;
        return true;
    }

    private static readonly ClassSet SentenceBreak = ClassSet.Of(BuiltInClasses.End);
    private static readonly ClassSet Trailing = ClassSet.Of(BuiltInClasses.End) | ClassSet.Of(BuiltInClasses.Emoji)
        | ClassSet.Of(BuiltInClasses.Comma) | ClassSet.Of(BuiltInClasses.Dash) | ClassSet.Of(BuiltInClasses.Paren);
}
