using Npgsql;

namespace SlackPartner.Jobs;

/// <summary>What only one node may do at a time. The lock is Postgres' own and lives on a connection, so it goes at once with a node that dies.</summary>
public sealed class NodeLock(string postgres)
{
    private const string TryTake = "select pg_try_advisory_lock(hashtextextended(@name, 0))";
    private const string Take = "select pg_advisory_lock(hashtextextended(@name, 0)) is null";

    // Not pooled: closing it is what releases the lock.
    private readonly string _connection = new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, ApplicationName = "partner-lock" }.ConnectionString;

    /// <summary>Waits for its turn; held until disposed.</summary>
    public async Task<IAsyncDisposable> TakeAsync(string name, CancellationToken cancel)
    {
        var (connection, _) = await AskAsync(Take, name, cancel);
        return connection;
    }

    /// <summary>Null when another holds it; otherwise it is held until disposed.</summary>
    public async Task<IAsyncDisposable?> TryTakeAsync(string name, CancellationToken cancel)
    {
        var (connection, isOurs) = await AskAsync(TryTake, name, cancel);
        if (isOurs) return connection;
        await connection.DisposeAsync();
        return null;
    }

    private async Task<(NpgsqlConnection Connection, bool Answer)> AskAsync(string sql, string name, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(_connection);
        try
        {
            await connection.OpenAsync(cancel);
            await using var ask = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
            ask.Parameters.AddWithValue("name", $"partner.{name}");
            return (connection, await ask.ExecuteScalarAsync(cancel) is true);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
