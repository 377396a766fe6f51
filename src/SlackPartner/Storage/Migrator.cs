using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace SlackPartner.Storage;

/// <summary>Brings the schema up to date: the embedded <c>NNNN_what.sql</c> files in order, each once, all nodes taking turns.</summary>
public sealed class Migrator(NpgsqlDataSource source)
{
    /// <summary>Any number will do as long as it is ours alone and never changes.</summary>
    private const long AdvisoryLock = 0x51AC_9A87;

    private const string CreateLedger =
        """
        create table if not exists migration (
          name text primary key,
          checksum text not null,
          applied_at timestamptz not null default now())
        """;

    private static readonly IReadOnlyList<Migration> All = Load();

    /// <summary>Applies what is missing and returns its names.</summary>
    /// <exception cref="MigrationException">A file that was applied has changed since, or the database is newer than this build.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync("select pg_advisory_lock(@AdvisoryLock)", new { AdvisoryLock });
        try
        {
            await connection.ExecuteAsync(CreateLedger);
            var missing = Missing(await AppliedAsync(connection));
            foreach (var migration in missing) await ApplyAsync(connection, migration, cancel);
            return [.. missing.Select(migration => migration.Name)];
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@AdvisoryLock)", new { AdvisoryLock });
        }
    }

    /// <summary>Whether every migration of this build is applied.</summary>
    public async Task<bool> IsUpToDateAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var ledger = await connection.ExecuteScalarAsync<string?>("select to_regclass('migration')::text");
        return ledger is not null && Missing(await AppliedAsync(connection)).Count == 0;
    }

    private static async Task<Dictionary<string, string>> AppliedAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<(string Name, string Checksum)>("select name, checksum from migration")).ToDictionary(row => row.Name, row => row.Checksum);

    private static List<Migration> Missing(Dictionary<string, string> applied)
    {
        foreach (var name in applied.Keys.Where(name => All.All(known => known.Name != name)))
            throw new MigrationException($"The database has migration {name}, which this build does not know. Run a newer build.");
        foreach (var known in All.Where(known => applied.TryGetValue(known.Name, out var checksum) && checksum != known.Checksum))
            throw new MigrationException($"Migration {known.Name} was changed after it had been applied.");
        return [.. All.Where(known => !applied.ContainsKey(known.Name))];
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(migration.Sql, transaction: transaction);
        await connection.ExecuteAsync("insert into migration (name, checksum) values (@Name, @Checksum)", migration, transaction);
        await transaction.CommitAsync(cancel);
    }

    private static IReadOnlyList<Migration> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. from name in assembly.GetManifestResourceNames()
               where name.EndsWith(".sql", StringComparison.Ordinal)
               orderby name
               select Migration.Read(name, assembly.GetManifestResourceStream(name)!), // the name was listed a line above
        ];
    }

    private sealed record Migration(string Name, string Sql, string Checksum)
    {
        public static Migration Read(string name, Stream stream)
        {
            using var reader = new StreamReader(stream);
            var sql = reader.ReadToEnd();
            return new(name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
        }
    }
}

/// <summary>The schema and this build do not fit together; the message says what to do.</summary>
public sealed class MigrationException(string message) : Exception(message);
