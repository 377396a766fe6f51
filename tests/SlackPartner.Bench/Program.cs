using Microsoft.Extensions.DependencyInjection;
using SlackPartner;
using SlackPartner.Bench;
using SlackPartner.Jobs;
using SlackPartner.Slack;
using SlackPartner.Tests.Jobs;

// Started by deploy/bench, which brings the database; see there for what the verbs are.
new ServiceCollection().AddPartner(new CommandNames(), new WorkPace()); // what Dapper reads and writes is known from here on
if (args is [EngineNode.Verb, ..]) return await EngineNode.ServeAsync(args);
if (args is ["pump-worker"]) return await PumpWorker.RunAsync();

if (args is ["learn"])
{
    WeightTrainer.WritePacks();
    return 0;
}

string[] known = ["events", "talk", "ack", "pump", "reminders", "idle", "watching", "coach", "start", "engines"];
var quick = args.Contains("--quick");
var asked = args.Where(arg => arg != "--quick").ToList();
if (asked.Except(known).Any())
{
    await Console.Error.WriteLineAsync($"Verbs: {string.Join(", ", known)} (all by default), and --quick for a trial too short to be believed.");
    return 2;
}

var bench = new BenchRun(Environment.GetEnvironmentVariable("BENCH_POSTGRES") ?? throw new InvalidOperationException("Run it by deploy/bench."), quick);
var report = new Report(await Machine.FactsAsync(bench), quick);
foreach (var verb in known.Where(verb => asked.Count == 0 || asked.Contains(verb)))
{
    Console.WriteLine($"· {verb}");
    report.Add(verb switch
    {
        "events" => await Events.RunAsync(bench),
        "talk" => await Talk.RunAsync(bench),
        "ack" => await Ack.RunAsync(bench),
        "pump" => await Pump.RunAsync(bench),
        "reminders" => await Reminders.RunAsync(bench),
        "idle" => await Idle.RunAsync(bench),
        "watching" => await Watching.RunAsync(bench),
        "coach" => [.. CoachBench.Run(), .. Quality.Run(bench.Root)],
        "engines" => await Engines.RunAsync(bench),
        _ => await Start.RunAsync(bench),
    });
}
report.Print(Console.Out);
report.Save(Path.Combine(bench.Root, "TestResults", "bench"));
return 0;
