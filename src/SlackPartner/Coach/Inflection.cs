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
