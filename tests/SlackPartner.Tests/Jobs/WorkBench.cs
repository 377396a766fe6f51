using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Simulator.Driver;
using SlackPartner.Slack;
using SlackPartner.Storage;
using SlackPartner.Tests.Support;
using Person = SlackPartner.Simulator.Driver.Person;

namespace SlackPartner.Tests.Jobs;

/// <summary>The work queue and its pump on a real database and a simulated Slack, with handlers a test decides about.</summary>
internal sealed class WorkBench : IAsyncDisposable
{
    public const string Message = "bench.message";
    public const string Repeatable = "bench.repeatable";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly NpgsqlDataSource _source;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly CancellationTokenSource _stop = new();
    private Task _pumping = Task.CompletedTask;

    private WorkBench(TestDatabase database, SimulatedSlack slack, WorkPace pace)
    {
        (_database, Slack) = (database, slack);
        _source = Database.Connect(database.ConnectionString);
        var options = new SlackOptions(new Uri(slack.ApiUrl), slack.BotToken, AppToken: null);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(_source)
            .AddSingleton(options)
            .AddSingleton(KeyRing.Parse(TestBot.Keys))
            .AddSingleton<IClock>(Clock)
            .AddSingleton<ISlackApi>(new SlackApi(_http, options))
            .AddSingleton(Script)
            .AddScoped<BenchMessage>()
            .AddScoped<BenchWork>()
            .AddPartner(new CommandNames(), pace)
            .BuildServiceProvider();
        _services.GetRequiredService<WorkRoutes>().Message<BenchMessage>(Message).Repeatable<BenchWork>(Repeatable);
    }

    public SimulatedSlack Slack { get; }
    public BenchClock Clock { get; } = new();
    public Script Script { get; } = new();
    public Database Database => _services.GetRequiredService<Database>();

    public static async Task<WorkBench> StartAsync(WorkPace? pace = null)
    {
        var bench = new WorkBench(await TestDatabase.CreateAsync(), await SimulatedSlack.StartAsync(Journey.Options), pace ?? new WorkPace());
        var identity = await bench._services.GetRequiredService<ISlackApi>().IdentifyAsync(team: null, CancellationToken.None);
        await bench._services.GetRequiredService<Workspaces>().TakeUpAsync(identity, bench.Slack.BotToken, bench.Clock.GetCurrentInstant(), CancellationToken.None);
        return bench;
    }

    public PersonId Id(Person person) => new(new TeamId(Slack.TeamId), new UserId(person.Id));

    public WorkItem Item(string kind, Person person, string subject = "1") => new(kind, subject, Id(person), Clock.GetCurrentInstant());

    public Task EnqueueAsync(WorkItem item) => Database.WriteAsync(tx => tx.EnqueueAsync(item), CancellationToken.None);

    public Task EnqueueAgainAsync(WorkItem item) => Database.WriteAsync(tx => tx.EnqueueAgainAsync(item), CancellationToken.None);

    public void Pump() => _pumping = _services.GetRequiredService<WorkPump>().RunAsync(_stop.Token);

    public void Wake() => _services.GetRequiredService<WorkPump>().Wake();

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null) => _database.QueryAsync<T>(sql, args);

    public async Task<WorkState> StateAsync() => (WorkState)(await QueryAsync<int>("select state from work"))[0];

    public Task UntilStateAsync(WorkState state) => UntilAsync(async () => await StateAsync() == state, $"the work to be {state}");


    public async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var waited = TimeSpan.Zero; !await isSo(); waited += TimeSpan.FromMilliseconds(30))
        {
            if (waited > Patience) Assert.Fail($"Waited in vain for {what}: {string.Join(", ", await QueryAsync<string>("select kind || ' ' || state || ' ' || coalesce(last_error, '') from work"))}");
            await Task.Delay(30);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pumping;
        await _services.DisposeAsync();
        await _source.DisposeAsync();
        await Slack.DisposeAsync();
        await _database.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
    }
}

internal sealed class BenchClock : IClock
{
    private Duration _ahead;

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + _ahead;
    public void Advance(Duration by) => _ahead += by;
}

/// <summary>What the handlers of a test do, and what happened to them.</summary>
internal sealed class Script
{
    public Func<int, Task> OnRun { get; set; } = _ => Task.CompletedTask;
    public Func<int, Task> OnSent { get; set; } = _ => Task.CompletedTask;
    public int Runs;
    public int Sent;
    public int Running;
    public int MostAtOnce;
    public ConcurrentQueue<string> Undeliverable { get; } = [];
}

internal sealed class BenchMessage(Script script) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        await script.OnRun(Interlocked.Increment(ref script.Runs));
        return new Message($"Message {work.Subject}");
    }

    public Task SentAsync(Tx tx, ClaimedWork work, MessageRef at) => script.OnSent(Interlocked.Increment(ref script.Sent));

    public Task UndeliverableAsync(Tx tx, ClaimedWork work)
    {
        script.Undeliverable.Enqueue(work.Subject);
        return Task.CompletedTask;
    }
}

internal sealed class BenchWork(Script script) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        var running = Interlocked.Increment(ref script.Running);
        script.MostAtOnce = Math.Max(script.MostAtOnce, running);
        await script.OnRun(Interlocked.Increment(ref script.Runs));
        Interlocked.Decrement(ref script.Running);
    }
}
