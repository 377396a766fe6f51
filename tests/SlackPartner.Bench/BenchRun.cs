using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;
using SlackPartner.Storage;

namespace SlackPartner.Bench;

/// <summary>What all measurements share: where things are, databases of their own, and how long to measure.</summary>
internal sealed class BenchRun(string postgres, bool quick)
{
    public const int Connections = 32;
    public const string SigningSecret = "bench-signing-secret";
    public const string Team = "TBENCH";

    private int _databases;

    public string Root { get; } = FindRoot();

    /// <summary>For what needs no database of its own.</summary>
    public string Postgres => postgres;

    /// <summary>A quick trial shows that everything runs; its figures mean nothing.</summary>
    public int Quick(int usual, int inTrial) => quick ? inTrial : usual;

    /// <summary>A new database, migrated or empty.</summary>
    public async Task<string> CreateDatabaseAsync(bool migrated = true)
    {
        var name = $"bench_{++_databases}";
        await ExecuteAsync(postgres, $"create database {name}");
        var own = new NpgsqlConnectionStringBuilder(postgres) { Database = name }.ConnectionString;
        if (!migrated) return own;
        await using var source = NpgsqlDataSource.Create(own);
        await new Migrator(source).MigrateAsync(CancellationToken.None);
        return own;
    }

    /// <summary>As a crash would.</summary>
    public async Task RestartPostgresAsync()
    {
        var folder = Environment.GetEnvironmentVariable("BENCH_FOLDER") ?? throw new InvalidOperationException("Run it by deploy/bench.");
        using var restart = Process.Start(Path.Combine(Root, "deploy", "postgres"), ["restart", folder]);
        await restart.WaitForExitAsync();
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>One word alone would be taken for a procedure: end it with a semicolon.</summary>
    public static async Task ExecuteAsync(string database, string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync(sql, args, commandTimeout: 60);
    }

    public static async Task<T> AskAsync<T>(string database, string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(database);
        return await connection.QuerySingleAsync<T>(sql, args);
    }

    /// <summary>Commits per second of pgbench inserting one row each, from as many clients as requests come from.</summary>
    public async Task<double> PgBenchAsync(string database, int payloadBytes, int seconds)
    {
        await ExecuteAsync(database, "create table if not exists bench_row (team_id text, event_id text, payload bytea, primary key (team_id, event_id))");
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            script, $"insert into bench_row (team_id, event_id, payload) values ('{Team}', gen_random_uuid()::text, decode(repeat('ab', {payloadBytes}), 'hex'));\n");
        try
        {
            var at = new NpgsqlConnectionStringBuilder(database);
            var start = new ProcessStartInfo(
                "pgbench",
                ["-n", "-M", "prepared", "-c", $"{Connections}", "-j", "2", "-T", $"{seconds}", "-f", script, "-h", at.Host!, "-p", $"{at.Port}", "-U", at.Username!, at.Database!]) // ours names all of them
            {
                RedirectStandardOutput = true,
            };
            using var process = Process.Start(start) ?? throw new InvalidOperationException("pgbench did not start.");
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var tps = output.Split('\n').Single(line => line.StartsWith("tps = ", StringComparison.Ordinal)).Split(' ')[2];
            return double.Parse(tps, CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SlackPartner.sln"))) return folder.FullName;
        throw new InvalidOperationException("The measurements run inside the repository.");
    }
}
