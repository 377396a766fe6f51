using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SlackPartner.Bench;

/// <summary>One figure and how it stands to its target.</summary>
/// <param name="Ratio">How many times as good as the target: from 1 on it is met, whichever way the target points.</param>
internal sealed record Figure(string Name, string Target, string Measured, double Ratio, string Note)
{
    public bool IsMet => Ratio >= 1;

    public static Figure AtLeast(string name, double target, double measured, string unit, string note) =>
        new(name, $"≥ {Number(target)} {unit}", $"{Number(measured)} {unit}", measured / target, note);

    public static Figure AtMost(string name, double target, double measured, string unit, string note) =>
        new(name, $"≤ {Number(target)} {unit}", $"{Number(measured)} {unit}", measured <= 0 ? double.MaxValue : target / measured, note);

    /// <summary>Three digits are as many as such a measurement is worth.</summary>
    private static string Number(double value) => value switch
    {
        0 => "0",
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}

/// <summary>All figures of a run with the machine they were taken on: as a table, as JSON and as a plot.</summary>
internal sealed class Report(IReadOnlyDictionary<string, string> machine, bool quick)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly List<Figure> _figures = [];

    public void Add(IEnumerable<Figure> figures) => _figures.AddRange(figures);

    public void Print(TextWriter output)
    {
        List<string[]> rows =
        [
            ["Figure", "Target", "Measured", "Of target", "Met", "Detail"],
            .. _figures.Select(figure => new[] { figure.Name, figure.Target, figure.Measured, Share(figure.Ratio), figure.IsMet ? "yes" : "NO", figure.Note }),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        output.WriteLine();
        foreach (var (index, row) in rows.Index())
        {
            output.WriteLine("| " + string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column]))) + " |");
            if (index == 0) output.WriteLine("|" + string.Join("|", widths.Select(width => new string('-', width + 2))) + "|");
        }
        output.WriteLine();
        output.WriteLine(string.Join(" · ", machine.Select(fact => $"{fact.Key} {fact.Value}")));
        if (quick) output.WriteLine("A trial: too short for its figures to mean anything.");
    }

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "figures.json"),
            JsonSerializer.Serialize(
                new
                {
                    TakenAt = DateTimeOffset.UtcNow,
                    Trial = quick,
                    Machine = machine,
                    Figures = _figures.Select(figure => new { figure.Name, figure.Target, figure.Measured, TimesTarget = Math.Round(Math.Min(figure.Ratio, 1e6), 3), Met = figure.IsMet, figure.Note }),
                },
                Json));
        File.WriteAllText(Path.Combine(folder, "figures.svg"), Plot.Draw(_figures, machine));
        Console.WriteLine($"Written to {folder}: figures.json, figures.svg");
    }

    public static string Share(double ratio) => ratio > 100 ? "> 100 ×" : ratio.ToString("0.00", CultureInfo.InvariantCulture) + " ×";
}
