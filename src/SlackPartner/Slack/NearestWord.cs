namespace SlackPartner.Slack;

/// <summary>Finds what someone probably meant to type.</summary>
internal static class NearestWord
{
    /// <summary>The closest known word, if it is closer than a third of its letters plus one.</summary>
    public static string? To(string typed, IEnumerable<string> known) => known
        .Select(word => (Word: word, Distance: Distance(typed.ToLowerInvariant(), word)))
        .Where(match => match.Distance <= 1 + (match.Word.Length / 3))
        .OrderBy(match => match.Distance)
        .Select(match => match.Word)
        .FirstOrDefault();

    /// <summary>Levenshtein: letters to add, drop or change.</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length > 40) return int.MaxValue;
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            previous = current;
        }
        return previous[b.Length];
    }
}
