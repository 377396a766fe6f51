using Npgsql;
using SlackPartner.Coach;
using SlackPartner.Storage;

namespace SlackPartner.Worker;

/// <summary>What the executable does: the bot without a verb, otherwise one job.</summary>
internal static class CommandLine
{
    private const string Usage =
        """
        SlackPartner
          (nothing)         run the bot
          migrate           bring the database up to date
          coach [text]      check wording: one text, or JSON Lines on standard input
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case []:
            case [['-', '-', ..], ..]:
                await using (var app = WorkerHost.Build(args)) await app.RunAsync();
                return Environment.ExitCode;
            case ["migrate"]:
                return await MigrateAsync();
            case ["coach"]:
                CoachCommand.Run(Console.In, Console.Out);
                return 0;
            case ["coach", ..]:
                CoachCommand.Print(string.Join(' ', args[1..]), Console.Out);
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return args is ["help" or "-h"] ? 0 : 2;
        }
    }

    private static async Task<int> MigrateAsync()
    {
        var settings = Settings.Load();
        DapperTypes.Register();
        await using var source = NpgsqlDataSource.Create(settings.Postgres);
        var applied = await new Migrator(source).MigrateAsync(CancellationToken.None);
        Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied: {string.Join(", ", applied)}");
        return 0;
    }
}
