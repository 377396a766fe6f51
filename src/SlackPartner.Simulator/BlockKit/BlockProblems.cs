using System.Globalization;
using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.BlockKit;

/// <summary>Where blocks are shown; decides what they may hold.</summary>
internal enum Surface { Message, Modal, Home }

/// <summary>Collects what is wrong, in Slack's words, each with the place.</summary>
internal sealed class BlockProblems
{
    private readonly List<string> _messages = [];

    public string[] Messages => [.. _messages];
    public bool None => _messages.Count == 0;

    public void Add(string what, string pointer) => _messages.Add($"[ERROR] {what} [json-pointer:{pointer}]");

    /// <summary>Checks names: what may be there and what must be.</summary>
    public void Fields(JsonObject one, string pointer, string required, string optional = "")
    {
        var must = required.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var may = optional.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in must.Where(name => one[name] is null)) Add($"missing required field: {name}", pointer);
        foreach (var (name, _) in one)
            if (name != "type" && !must.Contains(name) && !may.Contains(name)) Add($"no more fields allowed: {name}", $"{pointer}/{name}");
    }

    public void Length(JsonObject one, string name, string pointer, int most, int least = 1)
    {
        if (one[name] is null) return;
        if (one.Str(name) is not { } text) Add("must be a string", $"{pointer}/{name}");
        else Length(text, $"{pointer}/{name}", most, least);
    }

    public void Length(string text, string pointer, int most, int least = 1)
    {
        if (text.Length > most) Add(string.Create(CultureInfo.InvariantCulture, $"must be less than {most + 1} characters"), pointer);
        if (text.Length < least) Add(string.Create(CultureInfo.InvariantCulture, $"must be more than {least - 1} characters"), pointer);
    }

    /// <summary>An array of objects with a size; null when it is missing or no such array.</summary>
    public IReadOnlyList<JsonObject>? Items(JsonObject one, string name, string pointer, int most, int least = 1)
    {
        if (one[name] is null) return null;
        if (one[name] is not JsonArray array || array.Any(item => item is not JsonObject))
        {
            Add("must be an array of objects", $"{pointer}/{name}");
            return null;
        }
        Count(array.Count, $"{pointer}/{name}", most, least);
        return [.. array.OfType<JsonObject>()];
    }

    public void Count(int count, string pointer, int most, int least = 1)
    {
        if (count > most) Add(string.Create(CultureInfo.InvariantCulture, $"no more than {most} items allowed"), pointer);
        if (count < least) Add("must provide an array with at least one item", pointer);
    }
}
