using System.Text.Json.Nodes;
using SlackPartner.Simulator.BlockKit;
using SlackPartner.Simulator.People;

namespace SlackPartner.Simulator.Driver;

/// <summary>Finds what a person means by the words on it.</summary>
internal static class Finder
{
    /// <summary>Exact words win over part of them.</summary>
    public static Pressable? Press(Place place, string words, int nth, Workspace workspace)
    {
        var all = BlockWords.Pressables(place.Blocks, workspace).ToList();
        var exact = all.Where(one => string.Equals(one.Words.Trim(), words.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        if (exact.Count > 0) return exact.ElementAtOrDefault(nth);
        return all.Where(one => one.Words.Contains(words, StringComparison.OrdinalIgnoreCase)).ElementAtOrDefault(nth);
    }

    public static (JsonObject Block, JsonObject Element)? Input(Place place, string label, Workspace workspace)
    {
        var all = new List<(JsonObject Block, JsonObject Element, string Words)>();
        foreach (var block in place.Blocks.OfType<JsonObject>())
            foreach (var element in Blocks.ElementsOf(block))
                if (ElementState.Property(element.Str("type")) is not null)
                    all.Add((block, element, block.Str("type") == "input" ? block.Obj("label").Text("text") : $"{BlockWords.Text(block.Obj("text"), workspace)} {element.Obj("placeholder").Text("text")}".Trim()));
        foreach (var (block, element, words) in all)
            if (string.Equals(words, label, StringComparison.OrdinalIgnoreCase)) return (block, element);
        foreach (var (block, element, words) in all)
            if (words.Contains(label, StringComparison.OrdinalIgnoreCase)) return (block, element);
        return null;
    }
}
