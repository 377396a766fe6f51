using System.Text;
using SlackPartner.Kernel;

namespace SlackPartner.OneOnOnes;

/// <summary>Whether two people mean the same place, written as people write.</summary>
internal static class PlaceNames
{
    // .NET takes letters apart only with the data we leave out; these are the ones in names of cities.
    private const string Accented = "àáâãäåāăąçćčďđðèéêëēėęěğìíîïīįıłľñńňòóôõöøōőŕřśšşșťţțùúûüūůűųýÿźżž";
    private const string Plain = "aaaaaaaaacccdddeeeeeeeegiiiiiiillnnnoooooooorrsssstttuuuuuuuuyyzzz";

    /// <summary>"São Paulo, Brazil" and "sao  paulo" are one place: the words before a comma, whatever the case, accents and signs.</summary>
    public static bool AreSame(PrivateText one, PrivateText other) => Fold(one.Reveal()) is { Length: > 0 } folded && folded == Fold(other.Reveal());

    private static string Fold(string place)
    {
        StringBuilder folded = new();
        foreach (var letter in place.Split(',')[0].Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant))
        {
            var accented = Accented.IndexOf(letter, StringComparison.Ordinal);
            folded.Append(accented < 0 ? letter : Plain[accented]);
        }
        return folded.ToString();
    }
}
