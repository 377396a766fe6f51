using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SlackPartner.Jobs;
using SlackPartner.Storage;
using SlackPartner.Worker;

namespace SlackPartner.Tests.Jobs;

/// <summary>A node that does nothing but tick and write that down. As a process of its own it can be killed.</summary>
internal sealed class EngineNode : IAsyncDisposable
{
    public const string Table = "create table tick (id bigint generated always as identity primary key, node text not null, began_at timestamptz not null default clock_timestamp(), ended_at timestamptz)";

    public const string Verb = "engine-node";

    private readonly Process _process;
    private bool _killed;

    private EngineNode(Process process, string name) => (_process, Name) = (process, name);

    public string Name { get; }

    /// <summary>What the process does. Its arguments: this verb, engine, database, name, seconds between ticks, seconds a tick takes.</summary>
    public static async Task<int> ServeAsync(string[] args)
    {
        if (args is not [Verb, var engine, var postgres, var name, var every, var lasts]) return 2;
        using var stop = new CancellationTokenSource();
        var running = RunAsync(engine, postgres, name, Seconds(every), Seconds(lasts), stop.Token);
        await Console.In.ReadToEndAsync(); // ends with whoever started it
        await stop.CancelAsync();
        await running;
        return 0;
    }

    public static async Task RunAsync(string engine, string postgres, string name, TimeSpan every, TimeSpan lasts, CancellationToken stopping)
    {
        await using var source = Database.Connect(postgres);
        var services = new ServiceCollection().AddLogging().AddSingleton(source).AddSingleton(new TickRun(name, lasts)).AddScoped<RecordTick>();
        JobEngines.AddServices(services, new JobSettings(engine, Dashboard: null), postgres);
        await using var provider = services.BuildServiceProvider();
        var ticking = provider.GetRequiredService<IJobEngine>();
        ticking.AddTick<RecordTick>("record", every);
        try
        {
            await ticking.RunAsync(stopping);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // stopped while it was still starting
        }
    }

    public static EngineNode Start(string engine, string postgres, string name, TimeSpan every, TimeSpan lasts)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EngineNode).Assembly.Location, Verb, engine, postgres, name, Text(every), Text(lasts)]) { RedirectStandardInput = true };
        return new EngineNode(Process.Start(start) ?? throw new InvalidOperationException("The node did not start."), name);
    }

    /// <summary>As a power failure would.</summary>
    public async Task KillAsync()
    {
        _killed = true;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Throws when it had ended by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process.HasExited && !_killed) throw new InvalidOperationException($"The node {Name} ended by itself.");
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }
        _process.Dispose();
    }

    private static string Text(TimeSpan span) => span.TotalSeconds.ToString(CultureInfo.InvariantCulture);
    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}

/// <summary>Whose ticks these are and how long each takes.</summary>
internal sealed record TickRun(string Node, TimeSpan Lasts);

/// <summary>Writes down when it began and when it ended, by Postgres' clock.</summary>
internal sealed class RecordTick(NpgsqlDataSource source, TickRun run) : ITick
{
    public async Task RunAsync(CancellationToken cancel)
    {
        await using var begin = source.CreateCommand("insert into tick (node) values ($1) returning id");
        begin.Parameters.AddWithValue(run.Node);
        var id = await begin.ExecuteScalarAsync(cancel) ?? throw new InvalidOperationException("An insert that returns nothing.");
        await Task.Delay(run.Lasts, cancel);
        await using var end = source.CreateCommand("update tick set ended_at = clock_timestamp() where id = $1");
        end.Parameters.AddWithValue(id);
        await end.ExecuteNonQueryAsync(cancel);
    }
}
