namespace SlackPartner.Coach;

/// <summary>Collects words, verb forms and phrases of all packs, then freezes them with the patterns each can begin.</summary>
internal sealed class LexiconBuilder
{
    private const char PhraseMark = '_';
    private readonly List<string> _classes = [.. BuiltInClasses.Names];
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly List<ClassSet> _wordClasses = [];
    private readonly Dictionary<string, int> _phrases = new(StringComparer.Ordinal);
    private readonly List<ClassSet> _phraseClasses = [];
    private readonly Dictionary<string, string[]> _irregular = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _expansions = new(StringComparer.Ordinal);
    private readonly List<(string Class, string Included)> _includes = [];

    public LexiconBuilder()
    {
        // The tokenizer writes these itself when it takes contractions apart.
        foreach (var word in (string[])["not", "are", "am", "have", "will", "would"]) WordIndex(word);
    }

    public void AddIrregular(string verb, IEnumerable<string> forms) => _irregular[verb] = [.. forms];

    public void AddExpansion(string word, string expansion)
    {
        WordIndex(word);
        _expansions[word] = expansion;
    }

    public void AddWords(string className, IEnumerable<string> words)
    {
        var bit = ClassSet.Of(Define(className));
        foreach (var word in words) AddTo(word, bit);
    }

    /// <summary>Adds each verb in all its forms. A verb of several words inflects its first: "show_off".</summary>
    public void AddVerbs(string className, IEnumerable<string> verbs)
    {
        var bit = ClassSet.Of(Define(className));
        foreach (var verb in verbs)
        {
            var cut = verb.IndexOf(PhraseMark, StringComparison.Ordinal);
            var (head, tail) = cut < 0 ? (verb, "") : (verb[..cut], verb[cut..]);
            var past = _irregular.TryGetValue(head, out var forms) ? forms : [Inflection.Past(head)];
            AddTo(head + tail, bit | ClassSet.Of(BuiltInClasses.Base));
            AddTo((forms is { Length: > 3 } ? forms[3] : Inflection.Third(head)) + tail, bit | ClassSet.Of(BuiltInClasses.Third));
            AddTo((forms is { Length: > 2 } ? forms[2] : Inflection.Gerund(head)) + tail, bit | ClassSet.Of(BuiltInClasses.Gerund));
            foreach (var form in past.Take(2)) AddTo(form + tail, bit | ClassSet.Of(BuiltInClasses.Past));
        }
    }

    /// <summary>Adds each adjective with its comparative and superlative.</summary>
    public void AddAdjectives(string className, IEnumerable<string> adjectives)
    {
        var bit = ClassSet.Of(Define(className));
        foreach (var adjective in adjectives)
        {
            AddTo(adjective, bit);
            if (adjective.Contains(PhraseMark, StringComparison.Ordinal)) continue;
            AddTo(Inflection.Comparative(adjective), bit);
            AddTo(Inflection.Superlative(adjective), bit);
        }
    }

    public void AddAdverbsOf(string className, IEnumerable<string> adjectives)
    {
        var bit = ClassSet.Of(Define(className));
        foreach (var adjective in adjectives) AddTo(Inflection.Adverb(adjective), bit);
    }

    public void AddStatesOf(string className, IEnumerable<string> adjectives)
    {
        var bit = ClassSet.Of(Define(className));
        foreach (var adjective in adjectives) AddTo(Inflection.State(adjective), bit);
    }

    public void Include(string className, IEnumerable<string> included)
    {
        Define(className);
        foreach (var other in included) _includes.Add((className, other));
    }

    public string[] ClassNames => [.. _classes];

    public int ClassIndex(string name) => _classes.IndexOf(name);

    public int WordIndex(string word)
    {
        if (_words.TryGetValue(word, out var index)) return index;
        _words[word] = _wordClasses.Count;
        _wordClasses.Add(default);
        return _wordClasses.Count - 1;
    }

    public int PhraseIndex(string phrase)
    {
        if (_phrases.TryGetValue(phrase, out var index)) return index;
        _phrases[phrase] = _phraseClasses.Count;
        _phraseClasses.Add(default);
        return _phraseClasses.Count - 1;
    }

    public (Lexicon Lexicon, int[][] PatternsByBuiltIn) Build(Pattern[] patterns)
    {
        ApplyIncludes();
        var beginnings = new PatternBeginnings(patterns);
        // A phrase is spelled the way the tokenizer will have taken its words apart.
        var phrases = _phrases.OrderBy(phrase => phrase.Value).Select(phrase => Spelled(phrase.Key)).ToArray();
        var expansions = _expansions.ToDictionary(entry => WordIndex(entry.Key), entry => entry.Value.Split(' ').Select(WordIndex).ToArray());
        var phrasesByFirst = phrases.Select((words, index) => (words, index)).ToLookup(entry => entry.words[0], entry => entry.index);
        var entries = new LexiconEntry[_wordClasses.Count];
        foreach (var (word, index) in _words)
        {
            entries[index] = new(
                word,
                _wordClasses[index],
                beginnings.Of(_wordClasses[index], beginnings.ByWord[index]),
                [.. phrasesByFirst[index]],
                expansions.GetValueOrDefault(index, []));
        }
        foreach (var pattern in patterns)
            pattern.OrderNeeds(need => _wordClasses.Count(classes => classes.Overlaps(need.Classes)) + (need.Classes.Overlaps(Everywhere) ? _wordClasses.Count : 0));
        var neutral = ClassSet.Of(BuiltInClasses.Neutral);
        LexiconPhrase[] built = 
        [
            .. phrases.Select((words, index) => new LexiconPhrase(
                words, _phraseClasses[index], beginnings.Of(_phraseClasses[index], beginnings.ByPhrase[index]), _phraseClasses[index].Overlaps(neutral))),
        ];
        ClassSet[] guessed = [.. Enumerable.Range(0, BuiltInClasses.Names.Length).Select(Including)];
        int[][] byBuiltIn = [.. guessed.Select(classes => beginnings.Of(classes, []))];
        return (new Lexicon(_words, entries, built, guessed), byBuiltIn);
    }

    private void AddTo(string word, ClassSet classes)
    {
        if (word.Contains(PhraseMark, StringComparison.Ordinal)) _phraseClasses[PhraseIndex(word)] |= classes;
        else _wordClasses[WordIndex(word)] |= classes;
    }

    private int Define(string className)
    {
        var index = _classes.IndexOf(className);
        if (index >= 0) return index;
        if (_classes.Count == ClassSet.Capacity) throw new RulePackException($"More than {ClassSet.Capacity} classes; {className} is one too many.");
        _classes.Add(className);
        return _classes.Count - 1;
    }

    private static readonly ClassSet Everywhere = ClassSet.Of(BuiltInClasses.Unknown) | ClassSet.Of(BuiltInClasses.End) | ClassSet.Of(BuiltInClasses.Comma) | ClassSet.Of(BuiltInClasses.Name);

    private ClassSet Including(int builtIn)
    {
        var classes = ClassSet.Of(builtIn);
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var (className, included) in _includes)
                if (classes.Overlaps(ClassSet.Of(_classes.IndexOf(included)))) classes |= ClassSet.Of(_classes.IndexOf(className));
        }
        return classes;
    }

    private void ApplyIncludes()
    {
        // Twice, so that a class may include one that itself includes others.
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var (className, included) in _includes)
            {
                var source = _classes.IndexOf(included);
                if (source < 0) throw new RulePackException($"The class {className} includes {included}, which no pack defines.");
                var (from, to) = (ClassSet.Of(source), ClassSet.Of(_classes.IndexOf(className)));
                for (var i = 0; i < _wordClasses.Count; i++)
                    if (_wordClasses[i].Overlaps(from)) _wordClasses[i] |= to;
                for (var i = 0; i < _phraseClasses.Count; i++)
                    if (_phraseClasses[i].Overlaps(from)) _phraseClasses[i] |= to;
            }
        }
    }

    private int[] Spelled(string phrase) =>
        [.. phrase.Split(PhraseMark).SelectMany(word => _expansions.TryGetValue(word, out var parts) ? parts.Split(' ') : [word]).Select(WordIndex)];
}
