using System.Collections.Concurrent;
using NodaTime;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Someone in a workspace and the names people call them by.</summary>
public sealed record Colleague(UserId Id, string Handle, string RealName, string DisplayName)
{
    /// <summary>What Slack shows.</summary>
    public string Name => DisplayName.Length > 0 ? DisplayName : RealName.Length > 0 ? RealName : Handle;

    public bool IsCalled(string name) =>
        Same(name, Handle) || Same(name, RealName) || Same(name, DisplayName) || Same(name, FirstOf(RealName)) || Same(name, FirstOf(DisplayName));

    public override string ToString() => $"Colleague {Id}";

    private static bool Same(string left, string right) => right.Length > 0 && string.Compare(left, right, System.Globalization.CultureInfo.InvariantCulture,
        System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace) == 0;

    private static string FirstOf(string name) => name.Split(' ', 2)[0];
}

/// <summary>Who is meant by a name. Names are kept in memory for a few minutes and never stored.</summary>
public sealed class Colleagues(ISlackApi slack, IClock clock)
{
    private static readonly Duration Fresh = Duration.FromMinutes(10);
    private readonly ConcurrentDictionary<TeamId, (Instant At, IReadOnlyList<Colleague> People)> _known = [];

    /// <summary>Empty while Slack does not say: a name is then a question to the person, not an error.</summary>
    public async Task<IReadOnlyList<Colleague>> OfAsync(TeamId team, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (_known.TryGetValue(team, out var known) && now - known.At < Fresh) return known.People;
        try
        {
            var people = await slack.ListPeopleAsync(team, cancel);
            _known[team] = (now, people);
            return people;
        }
        catch (SlackException)
        {
            return known.People ?? [];
        }
    }

    /// <summary>Everyone who is called that.</summary>
    public async Task<IReadOnlyList<UserId>> CalledAsync(TeamId team, string name, CancellationToken cancel) =>
        [.. from colleague in await OfAsync(team, cancel) where colleague.IsCalled(name) select colleague.Id];
}
