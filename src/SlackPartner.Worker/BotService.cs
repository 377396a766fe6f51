using NodaTime;
using Npgsql;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Worker;

/// <summary>Starts the bot in order (database, keys, Slack) and keeps it running; waits for whatever is not there yet.</summary>
internal sealed partial class BotService(
    Settings settings, Database database, Migrator migrator, TextCipher cipher, ISlackApi slack, Workspaces workspaces, GoneWorkspaces gone, SlackLink link, StartUp startUp,
    SocketMode sockets, InboxPump inbox, WorkPump pump, WorkGauges gauges, IJobEngine engine, TickRoutes ticks, IServiceScopeFactory scopes, IClock clock, IHostApplicationLifetime host, ILogger<BotService> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        try
        {
            await UntilDoneAsync("the database", () => PrepareDatabaseAsync(stopping), stopping);
            ticks.Register(engine);
            List<Task> running =
            [
                inbox.RunAsync(stopping),
                pump.RunAsync(stopping),
                gauges.RunAsync(stopping),
                gone.ListenAsync(stopping),
                UntilDoneAsync("the job engine", () => engine.RunAsync(stopping), stopping),
            ];
            startUp.IsDone();
            if (settings.Slack.BotToken is { } token) await UntilDoneAsync("Slack", () => TakeUpWorkspaceAsync(token, stopping), stopping);
            else link.Down("Slack__BotToken is not set");
            if (settings.Slack.AppToken is not null) running.Add(sockets.RunAsync(stopping));
            await Task.WhenAll(running);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // stopping before everything was there
        }
        catch (Exception refusal) when (refusal is KeyRingException or MigrationException)
        {
            LogRefused(refusal.Message); // written for the operator, holds no one's text
            Environment.ExitCode = 2;
            host.StopApplication();
        }
    }

    private async Task PrepareDatabaseAsync(CancellationToken cancel)
    {
        foreach (var name in await migrator.MigrateAsync(cancel)) LogMigrated(name);
        await database.ReadAsync(async tx => { await cipher.ProveAsync(tx); return true; }, cancel);
        await using var scope = scopes.CreateAsyncScope();
        foreach (var warmUp in scope.ServiceProvider.GetServices<IWarmUp>()) await warmUp.RunAsync(cancel);
        // The texts of the packs and the plans of the first queries have been read: that memory goes back to the machine.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private async Task TakeUpWorkspaceAsync(string token, CancellationToken cancel)
    {
        var identity = await slack.IdentifyAsync(team: null, cancel);
        if (!await workspaces.TakeUpAsync(identity, token, clock.GetCurrentInstant(), cancel))
        {
            link.Down("this workspace uninstalled the app; install it anew");
            return;
        }
        if (settings.Slack.AppToken is null) link.Ready(); // otherwise the first socket says so
    }

    /// <summary>Tries until it works: Postgres or Slack may come up after us.</summary>
    private async Task UntilDoneAsync(string what, Func<Task> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or SlackException or System.Net.Sockets.SocketException)
            {
                var error = (failure as SlackException)?.Error ?? (failure as PostgresException)?.SqlState;
                if (failure is SlackException) link.Down($"Slack does not take the token: {error}");
                else startUp.WaitsFor(what);
                LogWaiting(what, Failures.Describe(failure), error);
                var wait = TimeSpan.FromMilliseconds(200 * attempt);
                await Task.Delay(wait < Patience ? wait : Patience, cancel);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Applied migration {Name}")]
    private partial void LogMigrated(string name);

    [LoggerMessage(LogLevel.Warning, "Waiting for {What}: {Failure} {Error}")]
    private partial void LogWaiting(string what, string failure, string? error);

    [LoggerMessage(LogLevel.Critical, "Not starting: {Reason}")]
    private partial void LogRefused(string reason);
}
