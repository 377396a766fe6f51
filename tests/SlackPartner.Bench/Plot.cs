using System.Globalization;
using System.Net;
using System.Text;

namespace SlackPartner.Bench;

/// <summary>One bar per figure on a logarithmic axis: to the right of the line the target is met.</summary>
internal static class Plot
{
    private const double Lowest = 0.1;
    private const double Highest = 100;
    private const int Left = 330;
    private const int Width = 420;
    private const int Row = 26;
    private const int Top = 44;

    public static string Draw(IReadOnlyList<Figure> figures, IReadOnlyDictionary<string, string> machine)
    {
        var height = Top + (figures.Count * Row) + 46;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="960" height="{height}" font-family="system-ui, sans-serif" font-size="13">""");
        svg.Append("""<rect width="100%" height="100%" fill="#fff"/><title>Figures against their targets</title>""");
        foreach (var tick in (double[])[0.1, 1, 10, 100])
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{X(tick):0}" x2="{X(tick):0}" y1="{Top - 8}" y2="{height - 40}" stroke="{(tick == 1 ? "#333" : "#ddd")}"/>""");
            Text(svg, X(tick), Top - 14, "middle", tick == 1 ? "target" : string.Create(CultureInfo.InvariantCulture, $"{tick} ×"), "#555");
        }
        foreach (var (index, figure) in figures.Index())
        {
            var y = Top + (index * Row);
            var (from, to) = (Math.Min(X(1), X(figure.Ratio)), Math.Max(X(1), X(figure.Ratio)));
            svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{from:0}" y="{y}" width="{Math.Max(1, to - from):0}" height="16" fill="{(figure.IsMet ? "#2a7f62" : "#c2452d")}"/>""");
            Text(svg, Left - 12, y + 13, "end", figure.Name, "#222");
            Text(svg, to + 6, y + 13, "start", $"{figure.Measured} ({figure.Target})", "#222");
        }
        Text(svg, 12, height - 14, "start", string.Join(" · ", machine.Values), "#777", size: 10);
        return svg.Append("</svg>\n").ToString();
    }

    private static double X(double ratio) => Left + (Width * Math.Log10(Math.Clamp(ratio, Lowest, Highest) / Lowest) / Math.Log10(Highest / Lowest));

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text, string color, int size = 13) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x:0}" y="{y:0}" text-anchor="{anchor}" fill="{color}" font-size="{size}">{WebUtility.HtmlEncode(text)}</text>""");
}
