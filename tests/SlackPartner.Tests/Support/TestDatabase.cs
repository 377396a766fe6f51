using System.Diagnostics;
using Dapper;
using Npgsql;
using SlackPartner.Storage;

namespace SlackPartner.Tests.Support;

/// <summary>One private Postgres for the run; each test gets a copy of the migrated template.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private const string Template = "partner_template";
    private static readonly Lazy<Task<Cluster>> Shared = new(StartAsync);
    private static int _count;

    private readonly string _name;

    private TestDatabase(Cluster cluster, string name)
    {
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = name, MaxPoolSize = 30, Timeout = 30 }.ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }
    public NpgsqlDataSource Source { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var cluster = await Shared.Value;
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await using var connection = new NpgsqlConnection(cluster.ConnectionString);
        await connection.ExecuteAsync($"create database {name} template {Template}");
        return new TestDatabase(cluster, name);
    }

    /// <summary>An empty database, for tests of the migrations themselves.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync()
    {
        var cluster = await Shared.Value;
        var name = $"empty_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await using var connection = new NpgsqlConnection(cluster.ConnectionString);
        await connection.ExecuteAsync($"create database {name}");
        return new TestDatabase(cluster, name);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql, args)).AsList();
    }

    /// <summary>Stops and starts a cluster of this test's own, as a crash would.</summary>
    public static async Task<OwnCluster> StartOwnAsync()
    {
        var folder = Directory.CreateTempSubdirectory("partner-cluster-").FullName;
        return new OwnCluster(folder, await PostgresAsync("start", folder, durable: true));
    }

    public static async Task StopAsync()
    {
        if (!Shared.IsValueCreated || (await Shared.Value).Folder is not { } folder) return;
        NpgsqlConnection.ClearAllPools();
        await PostgresAsync("stop", folder);
        Directory.Delete(folder, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await using var connection = new NpgsqlConnection((await Shared.Value).ConnectionString);
        await connection.ExecuteAsync($"drop database if exists {_name} with (force)");
    }

    /// <param name="durable">For a cluster that will crash: what it has committed must be there afterwards.</param>
    internal static async Task<string> PostgresAsync(string verb, string folder, int port = 0, bool durable = false)
    {
        var start = new ProcessStartInfo(Repository.PathTo("deploy", "postgres"), [verb, folder, $"{port}"]) { RedirectStandardOutput = true, Environment = { ["DURABLE"] = durable ? "1" : "0" } };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("deploy/postgres did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"deploy/postgres {verb} ended with {process.ExitCode}.");
    }

    private static async Task<Cluster> StartAsync()
    {
        string? folder = null;
        if (Environment.GetEnvironmentVariable("PARTNER_TEST_POSTGRES") is not { Length: > 0 } connectionString)
        {
            folder = Directory.CreateTempSubdirectory("partner-tests-").FullName;
            connectionString = await PostgresAsync("start", folder);
        }
        var cluster = new Cluster(connectionString, folder);
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.ExecuteAsync($"drop database if exists {Template}");
            await connection.ExecuteAsync($"create database {Template}");
        }
        DapperTypes.Register();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Database = Template, Pooling = false }.ConnectionString);
        await new Migrator(source).MigrateAsync(CancellationToken.None);
        return cluster;
    }

    private sealed record Cluster(string ConnectionString, string? Folder);
}

/// <summary>A Postgres of one test's own, to be restarted in the middle.</summary>
internal sealed record OwnCluster(string Folder, string ConnectionString) : IAsyncDisposable
{
    public Task RestartAsync() => TestDatabase.PostgresAsync("restart", Folder);
    public Task StopAsync() => TestDatabase.PostgresAsync("stop", Folder);
    public Task StartAsync() => TestDatabase.PostgresAsync("start", Folder, new NpgsqlConnectionStringBuilder(ConnectionString).Port, durable: true); // where the bot looks for it

    public async ValueTask DisposeAsync()
    {
        await TestDatabase.PostgresAsync("stop", Folder);
        Directory.Delete(Folder, recursive: true);
    }
}
