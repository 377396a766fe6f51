using NodaTime;
using Npgsql;
using SlackPartner.Coach;
using SlackPartner.Jobs;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Worker;

/// <summary>What the executable does: the bot without a verb, otherwise one job.</summary>
internal static class CommandLine
{
    private const string Usage =
        """
        SlackPartner
          (nothing)           run the bot
          migrate             bring the database up to date
          doctor              check tokens, scopes, database, clock and manifest, and say how to mend them
          coach [text]        check wording: one text, or JSON Lines on standard input
          heat                judge threads: JSON Lines on standard input
          work list           what waits, what is late, what died
          work retry ID|all   take dead work up again
          keys rotate         wrap every workspace's key under the first key of Security__Keys
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case [] or [['-', '-', ..], ..]:
                return await RunBotAsync(args);
            case ["migrate"]:
                return await WithDatabaseAsync(MigrateAsync);
            case ["doctor"]:
                return await Doctor.RunAsync(Settings.Load(), Console.Out);
            case ["coach"]:
                CoachCommand.Run(Console.In, Console.Out);
                return 0;
            case ["coach", ..]:
                CoachCommand.Print(string.Join(' ', args[1..]), Console.Out);
                return 0;
            case ["heat"]:
                HeatCommand.Run(Console.In, Console.Out);
                return 0;
            case ["work", "list"]:
                return await WithDatabaseAsync(ListWorkAsync);
            case ["work", "retry", var id]:
                return await WithDatabaseAsync(source => RetryWorkAsync(source, id));
            case ["keys", "rotate"]:
                return await WithDatabaseAsync(RotateKeysAsync);
            default:
                await Console.Error.WriteLineAsync(Usage);
                return args is ["help"] or ["-h"] ? 0 : 2;
        }
    }

    private static async Task<int> RunBotAsync(string[] args)
    {
        await using var app = WorkerHost.Build(args);
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException)
        {
            // Something took longer than a shutdown may: leases and Slack's own repetitions bring it back.
        }
        return Environment.ExitCode;
    }

    private static async Task<int> WithDatabaseAsync(Func<NpgsqlDataSource, Task<int>> run)
    {
        DapperTypes.Register();
        await using var source = NpgsqlDataSource.Create(Settings.Load().Postgres);
        try
        {
            return await run(source);
        }
        catch (NpgsqlException away)
        {
            await Console.Error.WriteLineAsync($"The database does not answer ({(away as PostgresException)?.SqlState ?? away.GetType().Name}). Check ConnectionStrings__Postgres.");
            return 1;
        }
    }

    private static async Task<int> MigrateAsync(NpgsqlDataSource source)
    {
        var applied = await new Migrator(source).MigrateAsync(CancellationToken.None);
        Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied: {string.Join(", ", applied)}");
        return 0;
    }

    private static async Task<int> ListWorkAsync(NpgsqlDataSource source)
    {
        await WorkListing.WriteAsync(new Database(source), SystemClock.Instance.GetCurrentInstant(), Settings.Load().Pace, Console.Out);
        return 0;
    }

    private static async Task<int> RetryWorkAsync(NpgsqlDataSource source, string id)
    {
        if (id != "all" && !Guid.TryParse(id, out _))
        {
            await Console.Error.WriteLineAsync("Name the item by the id that `work list` shows, or say all.");
            return 2;
        }
        var count = await new Database(source).WriteAsync(
            tx => tx.RetryDeadAsync(id == "all" ? "" : Guid.Parse(id).ToString(), SystemClock.Instance.GetCurrentInstant()), CancellationToken.None);
        Console.WriteLine($"Taken up again: {count}");
        return count > 0 || id == "all" ? 0 : 1;
    }

    private static async Task<int> RotateKeysAsync(NpgsqlDataSource source)
    {
        var ring = KeyRing.Parse(Settings.Load().Keys);
        var count = await new KeyRotation(new Database(source), ring).RunAsync(CancellationToken.None);
        Console.WriteLine($"Wrapped anew under {ring.CurrentId}: {count}. Once every node runs with it first, older keys may be removed.");
        return 0;
    }
}
