using Npgsql;

namespace SlackPartner.Hangfire;

/// <summary>
/// Keeps a slow tick from running twice at once. A lock of Postgres' own goes with its connection, and so at once with a node that dies;
/// Hangfire's lie in a table until they expire, however long the tick takes.
/// </summary>
internal sealed class TickLock(string postgres)
{
    private const string TryTake = "select pg_try_advisory_lock(hashtextextended('partner.tick.' || $1, 0))";

    // Not pooled: closing it is what releases the lock.
    private readonly string _connection = new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, ApplicationName = "partner-tick" }.ConnectionString;

    /// <summary>Null when the tick runs elsewhere; otherwise it is held until disposed.</summary>
    public async Task<IAsyncDisposable?> TryTakeAsync(string name, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(_connection);
        try
        {
            await connection.OpenAsync(cancel);
            await using var take = new NpgsqlCommand(TryTake, connection) { Parameters = { new() { Value = name } } };
            if (await take.ExecuteScalarAsync(cancel) is true) return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        await connection.DisposeAsync();
        return null;
    }
}
