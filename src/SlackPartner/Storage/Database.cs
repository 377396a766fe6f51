using Dapper;
using Npgsql;

namespace SlackPartner.Storage;

/// <summary>Opens transactions. Everything the bot remembers goes through one.</summary>
public sealed class Database(NpgsqlDataSource source)
{
    private const string PlansKept = "Max Auto Prepare";

    public NpgsqlDataSource Source => source;

    /// <summary>
    /// Connections that keep the plans of what they are asked often: planning the claim of due work takes as long as running it. A connection
    /// string that says its own number keeps it, since some poolers between the bot and Postgres need "Max Auto Prepare=0". They are not reset
    /// between transactions, which leave nothing behind but would pay seven statements for it.
    /// </summary>
    public static NpgsqlDataSource Connect(string postgres)
    {
        var own = new NpgsqlConnectionStringBuilder(postgres) { NoResetOnClose = true };
        if (!own.ShouldSerialize(PlansKept)) own.MaxAutoPrepare = 100;
        return NpgsqlDataSource.Create(own);
    }

    public async Task<Tx> BeginAsync(CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            return new Tx(connection, await connection.BeginTransactionAsync(cancel), cancel);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads and lets go of the connection, so that no transaction is held open across a call to Slack.</summary>
    public async Task<T> ReadAsync<T>(Func<Tx, Task<T>> read, CancellationToken cancel)
    {
        await using var tx = await BeginAsync(cancel);
        return await read(tx);
    }

    /// <summary>Writes all or nothing.</summary>
    public async Task<T> WriteAsync<T>(Func<Tx, Task<T>> write, CancellationToken cancel)
    {
        await using var tx = await BeginAsync(cancel);
        var result = await write(tx);
        await tx.CommitAsync();
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<Tx, Task> write, CancellationToken cancel) =>
        WriteAsync(async tx => { await write(tx); return true; }, cancel);
}

/// <summary>One transaction; rolls back unless committed.</summary>
public sealed class Tx(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancel) : IAsyncDisposable
{
    /// <exception cref="StaleWriteException">Postgres ended this transaction in favor of another one.</exception>
    public Task<T?> FindAsync<T>(string sql, object? args = null) => RunAsync(connection.QuerySingleOrDefaultAsync<T>(Command(sql, args)));

    /// <inheritdoc cref="FindAsync{T}"/>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? args = null) => (await RunAsync(connection.QueryAsync<T>(Command(sql, args)))).AsList();

    /// <inheritdoc cref="FindAsync{T}"/>
    public Task<int> ExecuteAsync(string sql, object? args = null) => RunAsync(connection.ExecuteAsync(Command(sql, args)));

    public Task CommitAsync() => transaction.CommitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <summary>Two that lock the same rows in another order deadlock; the one that loses has only to begin anew.</summary>
    private static async Task<T> RunAsync<T>(Task<T> statement)
    {
        try
        {
            return await statement;
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            throw new StaleWriteException(failure);
        }
    }

    private CommandDefinition Command(string sql, object? args) => new(sql, args, transaction, cancellationToken: cancel);
}

/// <summary>Someone else changed the row since it was read. Reading again and deciding anew is safe.</summary>
public sealed class StaleWriteException(Exception? inner = null) : Exception(null, inner);
