namespace SlackPartner.Bench;

/// <summary>From the start of the process, with the database there, to the first answer that it is ready.</summary>
internal static class Start
{
    public static async Task<IEnumerable<Figure>> RunAsync(BenchRun bench)
    {
        var database = await bench.CreateDatabaseAsync(migrated: false);
        await using var slack = await NoOpSlack.StartAsync();
        var first = await MeasureAsync(bench, database, slack);
        List<double> again = [];
        for (var i = 0; i < 3; i++) again.Add(await MeasureAsync(bench, database, slack));
        again.Sort();
        return [Figure.AtMost("Start: ready on an empty database", 3, first, "s", $"migrations included; again {again[again.Count / 2]:0.0} s (median of {again.Count})")];
    }

    private static async Task<double> MeasureAsync(BenchRun bench, string database, NoOpSlack slack)
    {
        await using var worker = Child.Worker(bench, database, slack);
        return (await worker.ReadyAsync()).TotalSeconds;
    }
}
