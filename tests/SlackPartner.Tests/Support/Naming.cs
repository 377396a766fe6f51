namespace SlackPartner.Tests.Support;

/// <summary>Looks for ids in the whole database.</summary>
internal static class Naming
{
    /// <summary>Tables with a row that holds one of these words in any column.</summary>
    public static async Task<IReadOnlyList<string>> TablesNamingAsync(this TestDatabase database, params string[] ids)
    {
        List<string> found = [];
        foreach (var table in await database.QueryAsync<string>("select tablename from pg_tables where schemaname = 'public' order by 1"))
            if ((await database.QueryAsync<string>($"select row_to_json(whole)::text from \"{table}\" whole")).Any(row => ids.Any(id => row.Contains(id, StringComparison.Ordinal)))) found.Add(table);
        return found;
    }
}
