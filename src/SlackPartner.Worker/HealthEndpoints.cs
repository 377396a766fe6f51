using Npgsql;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Worker;

/// <summary>Alive: the process answers. Ready: database, migrations and the link to Slack are there, or why not.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { status = "alive" }));
        app.MapGet("/health/ready", async (StartUp startUp, Migrator migrator, SlackLink link, CancellationToken cancel) =>
        {
            var database = await CheckDatabaseAsync(startUp, migrator, cancel);
            var slack = link.Trouble;
            var isReady = database is null && slack is null;
            return Results.Json(
                new { status = isReady ? "ready" : "not ready", database = database ?? "ok", slack = slack ?? "ok" },
                statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }

    private static async Task<string?> CheckDatabaseAsync(StartUp startUp, Migrator migrator, CancellationToken cancel)
    {
        if (startUp.Missing is { } missing) return missing;
        try
        {
            return await migrator.IsUpToDateAsync(cancel).WaitAsync(Patience, cancel) ? null : "migrations are missing";
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or MigrationException)
        {
            return away is MigrationException newer ? newer.Message : "the database does not answer";
        }
    }
}
