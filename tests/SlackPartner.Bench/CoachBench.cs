using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SlackPartner.Coach;
using SlackPartner.Kernel;

namespace SlackPartner.Bench;

/// <summary>One draft through the coach: quiet and with findings, and ten and a hundred times as long to see that it grows no faster than the text.</summary>
public class CoachBench
{
    private const string Quiet =
        "In Monday's planning at 10:00 you presented the new estimates before the design review had ended. I had to rework the slides during the meeting, and two questions of the team stayed open.";
    private const string Busy =
        "You always ignore my messages and never prepare. Yesterday you were obviously lazy and did not care about the release, so everyone was annoyed.";

    private const string Message = "I merged the fix for the login page, could you have a look at the second commit before lunch?";

    private PrivateText _text;

    [Params(1, 10, 100)]
    public int Times { get; set; }

    [Params(false, true)]
    public bool WithFindings { get; set; }

    [GlobalSetup]
    public void Repeat() => _text = new PrivateText(string.Join(' ', Enumerable.Repeat(WithFindings ? Busy : Quiet, Times)));

    [Benchmark]
    public int Check() => WordingCoach.Check(SbiField.Draft, _text).Count;

    /// <summary>One message of a thread: what the heat meter takes of it.</summary>
    internal static double MicrosecondsOfMessage(string text)
    {
        const int rounds = 20_000;
        for (var i = 0; i < rounds; i++) HeatSigns.Of(RulePack.English, text);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < rounds; i++) HeatSigns.Of(RulePack.English, text);
        return watch.Elapsed.TotalMicroseconds / rounds;
    }

    /// <summary>The benchmark counts the whole process, which at this length also shows others' few bytes.</summary>
    private static long BytesOfThread(int times)
    {
        var draft = new CoachBench { Times = times };
        draft.Repeat();
        for (var i = 0; i < 20; i++) draft.Check();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) draft.Check();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
    }

    internal static IEnumerable<Figure> Run()
    {
        // In this process: a generated project for each run would build longer than it measures.
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance);
        var reports = BenchmarkRunner.Run<CoachBench>(config).Reports.ToDictionary(
            report => ((int)report.BenchmarkCase.Parameters[nameof(Times)], (bool)report.BenchmarkCase.Parameters[nameof(WithFindings)]));
        double Microseconds(int times, bool withFindings) =>
            (reports[(times, withFindings)].ResultStatistics?.Mean ?? throw new InvalidOperationException("The coach was not measured.")) / 1000;
        long Bytes(bool withFindings) => reports[(1, withFindings)].GcStats.GetBytesAllocatedPerOperation(reports[(1, withFindings)].BenchmarkCase) ?? 0;
        var growth = Microseconds(100, false) / Microseconds(10, false) / 10;
        return
        [
            Figure.AtMost("Coach: a draft with findings", 50, Microseconds(1, true), "µs", $"{Busy.Length} characters, {Bytes(true)} bytes allocated"),
            Figure.AtMost("Coach: a quiet draft", 50, Microseconds(1, false), "µs", $"{Quiet.Length} characters; ten times {Microseconds(10, false):0} µs, a hundred times {Microseconds(100, false):0} µs: {growth:0.00} of linear"),
            Figure.AtMost("Heat: a message", 20, MicrosecondsOfMessage(Message), "µs", $"{Message.Length} characters"),
            Figure.AtMost("Coach: allocated where nothing is found", 0, Bytes(false), "bytes", $"a hundred times as long, on its thread: {BytesOfThread(100)}"),
        ];
    }
}
