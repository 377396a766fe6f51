namespace SlackPartner.Coach;

/// <summary>Which patterns a word can begin, indexed once so that loading the packs stays quick.</summary>
internal sealed class PatternBeginnings
{
    private readonly List<int>?[] _byClass = new List<int>?[ClassSet.Capacity];

    public PatternBeginnings(Pattern[] patterns)
    {
        var firsts = patterns.Select((pattern, index) => (First: Array.Find(pattern.Elements, element => element.Kind == ElementKind.Word)!, index)).ToArray();
        ByWord = firsts.SelectMany(entry => entry.First.Words.Select(word => (word, entry.index))).ToLookup(entry => entry.word, entry => entry.index);
        ByPhrase = firsts.SelectMany(entry => entry.First.Phrases.Select(phrase => (phrase, entry.index))).ToLookup(entry => entry.phrase, entry => entry.index);
        for (var bit = 0; bit < ClassSet.Capacity; bit++)
        {
            foreach (var (first, index) in firsts)
                if (first.Classes.Overlaps(ClassSet.Of(bit))) (_byClass[bit] ??= []).Add(index);
        }
    }

    public ILookup<int, int> ByWord { get; }

    public ILookup<int, int> ByPhrase { get; }

    /// <summary>In the order of the patterns: masks before facts before rules.</summary>
    public int[] Of(ClassSet classes, IEnumerable<int> named)
    {
        var found = new SortedSet<int>(named);
        for (var bit = 0; bit < ClassSet.Capacity; bit++)
            if (_byClass[bit] is { } patterns && classes.Overlaps(ClassSet.Of(bit))) found.UnionWith(patterns);
        return [.. found];
    }
}
