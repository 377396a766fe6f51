using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.Logging;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SlackPartner.Jobs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace SlackPartner.Hangfire;

/// <summary>
/// Hangfire, in a Postgres schema of its own. It holds nothing but the ticks: drop the schema and the next start makes it anew.
/// </summary>
internal sealed partial class HangfireEngine(IServiceScopeFactory scopes, ILoggerFactory loggers, ILogger<HangfireEngine> logger, NodeLock once, string postgres) : IJobEngine
{
    private const string Schema = "hangfire";
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly List<(string Name, TimeSpan Every, Job Job)> _ticks = [];

    /// <summary>Null until the engine runs.</summary>
    public JobStorage? Storage { get; private set; }

    public static void AddServices(IServiceCollection services, string postgres)
    {
        services.AddSingleton(new NodeLock(postgres));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<HangfireEngine>(provider, postgres));
        services.AddSingleton<IJobEngine>(provider => provider.GetRequiredService<HangfireEngine>());
    }

    public void AddTick<T>(string name, TimeSpan every) where T : class, ITick =>
        _ticks.Add((name, every, Job.FromExpression<HangfireTick<T>>(tick => tick.RunAsync(name, CancellationToken.None))));

    public async Task RunAsync(CancellationToken stopping)
    {
        LogProvider.SetCurrentLogProvider(new AspNetCoreLogProvider(loggers));
        var poll = Poll();
        PostgreSqlStorage storage;
        await using (await once.TakeAsync("hangfire", stopping)) // nodes that make the schema at once get in each other's way
        {
            storage = OpenStorage(poll);
            Schedule(storage);
        }
        using var server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                WorkerCount = 2,
                SchedulePollingInterval = poll,
                ShutdownTimeout = Farewell,
                Activator = new AspNetCoreJobActivator(scopes),
            },
            storage);
        Storage = storage;
        LogStarted(_ticks.Count);
        await Task.Delay(Timeout.Infinite, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        server.SendStop();
        using var patience = new CancellationTokenSource(Farewell);
        await server.WaitForShutdownAsync(patience.Token);
    }

    /// <summary>Looking four times within the shortest interval keeps a tick in time; looking more often only costs statements.</summary>
    private TimeSpan Poll()
    {
        var poll = _ticks.Select(tick => tick.Every).DefaultIfEmpty(LongestPoll).Min() / 4;
        return poll < ShortestPoll ? ShortestPoll : poll > LongestPoll ? LongestPoll : poll;
    }

    private PostgreSqlStorage OpenStorage(TimeSpan poll)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = Schema,
            QueuePollInterval = poll,
            // A node that was killed holds its locks and its running tick this long, instead of ten and thirty minutes.
            DistributedLockTimeout = TimeSpan.FromSeconds(30),
            InvisibilityTimeout = TimeSpan.FromMinutes(2),
            UseSlidingInvisibilityTimeout = true,
            EnableTransactionScopeEnlistment = false,
            StartupConnectionMaxRetries = 0, // whoever starts the engine tries again
        };
        var own = new NpgsqlConnectionStringBuilder(postgres) { MaxPoolSize = 12, Enlist = false, ApplicationName = "partner-hangfire" };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(own.ConnectionString, options), options);
    }

    private void Schedule(PostgreSqlStorage storage)
    {
        var manager = new RecurringJobManager(storage);
        try
        {
            foreach (var (name, every, job) in _ticks) manager.AddOrUpdate(name, job, TickTimes.CronOf(every), new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc });
        }
        catch (PostgreSqlDistributedLockException held)
        {
            throw new TimeoutException("Another node, perhaps a dead one, still holds the schedule.", held);
        }
    }

    [LoggerMessage(LogLevel.Information, "The engine ticks {Count} jobs")]
    private partial void LogStarted(int count);
}
