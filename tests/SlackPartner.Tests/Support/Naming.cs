using System.Text;

namespace SlackPartner.Tests.Support;

/// <summary>Looks for ids in the whole database.</summary>
internal static class Naming
{
    /// <summary>Tables with a row that holds one of these words in any column, plainly or as the bytes of its UTF-8.</summary>
    public static async Task<IReadOnlyList<string>> TablesNamingAsync(this TestDatabase database, params string[] words)
    {
        var looked = words.Concat(words.Select(word => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word)))).ToList();
        List<string> found = [];
        foreach (var table in await database.QueryAsync<string>("select tablename from pg_tables where schemaname = 'public' order by 1"))
            if ((await database.QueryAsync<string>($"select row_to_json(whole)::text from \"{table}\" whole")).Any(row => looked.Any(word => row.Contains(word, StringComparison.Ordinal)))) found.Add(table);
        return found;
    }
}
