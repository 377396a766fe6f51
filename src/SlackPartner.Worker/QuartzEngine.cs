using System.Net.Sockets;
using Npgsql;
using Quartz;
using SlackPartner.Jobs;
using SlackPartner.Kernel;

namespace SlackPartner.Worker;

/// <summary>
/// Quartz, clustered, in a Postgres schema of its own. It holds nothing but the ticks: drop the schema and the next start makes it anew.
/// Runs on the machine's clock, since a cluster whose node jumps ahead would declare the others dead.
/// </summary>
internal sealed partial class QuartzEngine(IServiceProvider services, string postgres, ILogger<QuartzEngine> logger) : IJobEngine
{
    private const string Schema = "quartz";

    private readonly List<(IJobDetail Job, TimeSpan Every)> _ticks = [];

    public static void AddServices(IServiceCollection services, string postgres)
    {
        var own = new NpgsqlConnectionStringBuilder(postgres) { SearchPath = Schema, MaxPoolSize = 6, ApplicationName = "partner-quartz" };
        services.AddSingleton<IJobEngine>(provider => new QuartzEngine(provider, postgres, provider.GetRequiredService<ILogger<QuartzEngine>>()));
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "partner");
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.UseDefaultThreadPool(2);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(own.ConnectionString);
                store.UseClustering();
                store.ProvisionSchema();
            });
        });
    }

    public void AddTick<T>(string name, TimeSpan every) where T : class, ITick =>
        _ticks.Add((JobBuilder.Create<QuartzTick<T>>().WithIdentity(name).StoreDurably().Build(), every));

    public async Task RunAsync(CancellationToken stopping)
    {
        var scheduler = await StartAsync(stopping);
        LogStarted(_ticks.Count);
        await Task.Delay(Timeout.Infinite, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await scheduler.Shutdown(true, CancellationToken.None);
    }

    private async Task<IScheduler> StartAsync(CancellationToken stopping)
    {
        try
        {
            await using var turn = await new NodeLock(postgres).TakeAsync(Schema, stopping); // nodes that make the schema at once get in each other's way
            await CreateSchemaAsync(stopping);
            // Asked for only now: resolving it earlier would reach for the database before it is there.
            var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(stopping);
            foreach (var (job, every) in _ticks) await ScheduleAsync(scheduler, job, every, stopping);
            await scheduler.Start(stopping);
            return scheduler;
        }
        catch (SchedulerException failure) // Quartz wraps whatever happens in its store
        {
            stopping.ThrowIfCancellationRequested();
            if (failure.GetBaseException() is NpgsqlException or TimeoutException or SocketException) throw new TimeoutException("The store does not answer.", failure);
            throw;
        }
    }

    /// <summary>A tick that is scheduled as it should be keeps its next time: nodes that start more often than it comes must not postpone it for ever.</summary>
    private static async Task ScheduleAsync(IScheduler scheduler, IJobDetail job, TimeSpan every, CancellationToken cancel)
    {
        var key = new TriggerKey(job.Key.Name);
        await scheduler.AddJob(job, new AddJobOptions { Replace = true }, cancel);
        if (await scheduler.GetTrigger(key, cancel) is ISimpleTrigger known && known.RepeatInterval == every && await scheduler.GetTriggerState(key, cancel) is not TriggerState.Error) return;
        var trigger = TriggerBuilder.Create()
            .WithIdentity(key)
            .ForJob(job)
            .StartAt(DateTimeOffset.UtcNow + every)
            .WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
            .Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancel);
    }

    private async Task CreateSchemaAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync(cancel);
        await using var create = new NpgsqlCommand($"create schema if not exists {Schema}", connection);
        await create.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(LogLevel.Information, "The engine ticks {Count} jobs")]
    private partial void LogStarted(int count);
}

/// <summary>Runs one tick in a scope of its own, on one node at a time. What it throws is logged here and tried again at its next time.</summary>
[DisallowConcurrentExecution]
internal sealed partial class QuartzTick<T>(IServiceScopeFactory scopes, ILogger<QuartzTick<T>> logger) : IJob where T : class, ITick
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<T>().RunAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(typeof(T).Name, Failures.Describe(failure), failure.StackTrace);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Tick {Name} failed: {Failure} {Stack}")]
    private partial void LogFailed(string name, string failure, string? stack);
}
