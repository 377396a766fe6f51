namespace SlackPartner.Coach;

/// <summary>The regular forms of English verbs, so that packs list a verb once.</summary>
internal static class Inflection
{
    public static string Third(string verb) => verb switch
    {
        _ when EndsInSibilant(verb) || verb.EndsWith('o') => verb + "es",
        _ when EndsInConsonantY(verb) => verb[..^1] + "ies",
        _ => verb + "s",
    };

    public static string Past(string verb) => verb switch
    {
        _ when verb.EndsWith('e') => verb + "d",
        _ when EndsInConsonantY(verb) => verb[..^1] + "ied",
        _ when DoublesLastLetter(verb) => verb + verb[^1] + "ed",
        _ => verb + "ed",
    };

    public static string Gerund(string verb) => verb switch
    {
        _ when verb.EndsWith("ie", StringComparison.Ordinal) => verb[..^2] + "ying",
        _ when verb.EndsWith('e') && verb.Length > 2 && !verb.EndsWith("ee", StringComparison.Ordinal) => verb[..^1] + "ing",
        _ when DoublesLastLetter(verb) => verb + verb[^1] + "ing",
        _ => verb + "ing",
    };

    public static string Comparative(string adjective) => Graded(adjective, "er");

    public static string Superlative(string adjective) => Graded(adjective, "est");

    public static string Adverb(string adjective) => adjective switch
    {
        _ when EndsInConsonantY(adjective) => adjective[..^1] + "ily",
        _ when adjective.EndsWith("le", StringComparison.Ordinal) => adjective[..^1] + "y",
        _ when adjective.EndsWith("ic", StringComparison.Ordinal) => adjective + "ally",
        _ => adjective + "ly",
    };

    public static string State(string adjective) => EndsInConsonantY(adjective) ? adjective[..^1] + "iness" : adjective + "ness";

    private static string Graded(string adjective, string ending) => adjective switch
    {
        _ when adjective.EndsWith('e') => adjective + ending[1..],
        _ when EndsInConsonantY(adjective) => adjective[..^1] + "i" + ending,
        _ when DoublesLastLetter(adjective) => adjective + adjective[^1] + ending,
        _ => adjective + ending,
    };

    private static bool EndsInSibilant(string verb) =>
        verb.EndsWith('s') || verb.EndsWith('x') || verb.EndsWith('z')
        || verb.EndsWith("ch", StringComparison.Ordinal) || verb.EndsWith("sh", StringComparison.Ordinal);

    private static bool EndsInConsonantY(string verb) => verb.Length > 1 && verb[^1] == 'y' && !IsVowel(verb[^2]);

    // Short verbs double ("stop"); longer ones double or not by stress, which spelling does not show, so those are listed as irregular.
    private static bool DoublesLastLetter(string verb) =>
        verb.Length is >= 3 and <= 5 && !IsVowel(verb[^1]) && verb[^1] is not ('w' or 'x' or 'y') && IsVowel(verb[^2])
        && !IsVowel(verb[^3]) && verb.Count(IsVowel) == 1;

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
