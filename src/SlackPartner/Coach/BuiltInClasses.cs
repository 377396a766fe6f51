namespace SlackPartner.Coach;

/// <summary>Classes the reader itself gives to tokens. Packs may use them in patterns and add words to them.</summary>
internal static class BuiltInClasses
{
    public const int Number = 0;
    public const int Clock = 1;
    public const int Date = 2;
    public const int Ordinal = 3;
    public const int Name = 4;
    public const int Channel = 5;
    public const int Link = 6;
    public const int Code = 7;
    public const int Quoted = 8;
    public const int End = 9;
    public const int Question = 10;
    public const int Bang = 11;
    public const int Comma = 12;
    public const int Colon = 13;
    public const int Dash = 14;
    public const int Paren = 15;
    public const int Emoji = 16;
    public const int Unknown = 17;
    public const int Ly = 18;
    public const int Ed = 19;
    public const int Ing = 20;
    public const int Base = 21;
    public const int Past = 22;
    public const int Gerund = 23;
    public const int Third = 24;
    public const int Reference = 25;
    public const int Neutral = 26;

    /// <summary>Second halves of compounds that say what a person is: "-headed", "-minded".</summary>
    public const int CompoundHead = 27;

    /// <summary>In the order of the numbers above.</summary>
    public static readonly string[] Names =
    [
        "NUMBER", "CLOCK", "DATE", "ORDINAL", "NAME", "CHANNEL", "LINK", "CODE", "QUOTED", "END", "QUESTION", "BANG", "COMMA",
        "COLON", "DASH", "PAREN", "EMOJI", "UNKNOWN", "LY", "ED", "ING", "BASE", "PAST", "GERUND", "THIRD", "REF", "NEUTRAL", "COMPOUND_HEAD",
    ];
}
