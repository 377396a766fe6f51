using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Home.Privacy;

/// <summary>All parts of the bot that keep something about people, taken together.</summary>
internal sealed class PersonalStore(IEnumerable<IPersonalData> parts)
{
    // Claims wait for this row: no work of the workspace starts while a person is being taken out of it.
    private const string HoldWork =
        """
        select team_id
        from workspace
        where team_id = @team
        for update
        """;

    public Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person) => CollectAsync(part => part.CountAsync(tx, person));

    public Task<IReadOnlyList<ExportPart>> ExportAsync(Tx tx, PersonId person) => CollectAsync(part => part.ExportAsync(tx, person));

    /// <summary>Everything about the person; harmless to run again.</summary>
    public async Task EraseAsync(Tx tx, PersonId person, Instant now)
    {
        await tx.FindAsync<string>(HoldWork, new { team = person.Team });
        foreach (var part in parts) await part.EraseAsync(tx, person, now);
    }

    /// <summary>What the farewell itself has left behind.</summary>
    public async Task EraseTracesAsync(Tx tx, PersonId person)
    {
        foreach (var part in parts) await part.EraseTracesAsync(tx, person);
    }

    private async Task<IReadOnlyList<T>> CollectAsync<T>(Func<IPersonalData, Task<IReadOnlyList<T>>> ask)
    {
        List<T> all = [];
        foreach (var part in parts) all.AddRange(await ask(part));
        return all;
    }
}
