using System.Reflection;
using System.Text.Json;

namespace SlackPartner.OneOnOnes;

/// <summary>The questions two people may be asked, in three levels. Data, so that other decks can take its place.</summary>
internal static class QuestionDeck
{
    /// <summary>So many were answered by both before the next level begins.</summary>
    public const int AnsweredToRise = 4;

    private static readonly IReadOnlyList<DeckQuestion> All = Load("OneOnOnes.Questions.en.json");
    private static readonly IReadOnlyDictionary<string, DeckQuestion> ById = All.ToDictionary(question => question.Id);

    public static IReadOnlyList<DeckQuestion> Questions => All;

    /// <summary>Null for a question that is no longer in the deck.</summary>
    public static DeckQuestion? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The level rises slowly: with what both answered, never with time alone.</summary>
    /// <param name="asked">What was asked so far, oldest first, and whether both answered.</param>
    /// <param name="seed">Each pair goes through a level in an order of its own.</param>
    public static DeckQuestion Next(IReadOnlyList<AskedQuestion> asked, Guid seed)
    {
        var level = 1;
        while (level < 3 && asked.Count(one => one.WasAnswered && Find(one.Question)?.Level == level) >= AnsweredToRise) level++;
        var seen = asked.Select(one => one.Question).ToHashSet();
        return InOrder(seed).Where(question => question.Level <= level && !seen.Contains(question.Id)).OrderByDescending(question => question.Level).FirstOrDefault()
            // All of them: the one whose turn was longest ago.
            ?? All.Where(question => question.Level <= level).OrderBy(question => Last(asked, question.Id)).First();
    }

    private static IEnumerable<DeckQuestion> InOrder(Guid seed) => All.OrderBy(question => Mix(seed, question.Id));

    private static int Last(IReadOnlyList<AskedQuestion> asked, string id)
    {
        for (var i = asked.Count - 1; i >= 0; i--)
            if (asked[i].Question == id) return i;
        return -1;
    }

    /// <summary>The same on every node and after every restart, unlike .NET's own hash codes.</summary>
    private static uint Mix(Guid seed, string id)
    {
        var hash = 2166136261u;
        foreach (var b in seed.ToByteArray()) hash = (hash ^ b) * 16777619;
        foreach (var c in id) hash = (hash ^ c) * 16777619;
        return hash ^ (hash >> 15);
    }

    private static IReadOnlyList<DeckQuestion> Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is missing.");
        var levels = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream) ?? throw new InvalidOperationException($"{name} is empty.");
        return [.. levels.SelectMany((level, index) => level.Value.Select(question => new DeckQuestion(question.Key, index + 1, question.Value)))];
    }
}

/// <summary>One question. The id is stored: never renamed.</summary>
internal sealed record DeckQuestion(string Id, int Level, string Text);

/// <summary>A question that was asked before.</summary>
internal sealed record AskedQuestion(string Question, bool WasAnswered);
