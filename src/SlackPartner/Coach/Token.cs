namespace SlackPartner.Coach;

/// <summary>Why a word may not count as the writer's own judgment.</summary>
[Flags]
internal enum TokenMarks : byte
{
    None = 0,

    /// <summary>Somebody's words, retold: "you said …".</summary>
    Reported = 1,

    /// <summary>Written with a capital first letter.</summary>
    Capital = 2,

    /// <summary>Written in capitals only, at least two letters.</summary>
    Shouted = 4,
}

/// <summary>A word, number, emoji or punctuation mark, with its place in the text as written.</summary>
internal struct Token
{
    public int Start;
    public int End;

    /// <summary>Index in the lexicon, or -1 for a word it does not know.</summary>
    public int Word;

    /// <summary>The longest lexicon phrase that begins here, or -1.</summary>
    public int Phrase;

    public int Sentence;
    public ClassSet Classes;
    public TokenMarks Marks;
}
