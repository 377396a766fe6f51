using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Jobs;

/// <summary>Work for a person, as part of what is kept about them.</summary>
internal sealed class PersonalWork : IPersonalData
{
    private const string Count =
        """
        select count(*) filter (where state in (0, 1, 2))::int as waiting, count(*) filter (where state not in (0, 1, 2))::int as done
        from work
        where team_id = @Team and person = @User
        """;

    // What is under way ends first; until then nothing else is sent to the person, so it is settled before the farewell is.
    private const string DropWaiting =
        """
        delete from work
        where team_id = @Team and (person = @User or position(@User in subject) > 0) and state not in (1, 2)
        """;

    private const string DropSettled =
        """
        delete from work
        where team_id = @Team and person = @User and state in (3, 4, 5, 6)
        """;

    public IReadOnlyList<string> Tables => ["work"];

    public async Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person)
    {
        var counts = await tx.FindAsync<WorkCounts>(Count, new { person.Team, person.User }) ?? new WorkCounts(0, 0);
        return
        [
            new StoredKind("Things Partner still has to do for you", counts.Waiting, "Nobody. Ids and times, no words."),
            new StoredKind("Things Partner did for you in the last 30 days", counts.Done, "Nobody. Ids and times, no words."),
        ];
    }

    public Task EraseAsync(Tx tx, PersonId person, Instant now) => tx.ExecuteAsync(DropWaiting, new { person.Team, person.User });

    public Task EraseTracesAsync(Tx tx, PersonId person) => tx.ExecuteAsync(DropSettled, new { person.Team, person.User });

    private sealed record WorkCounts(int Waiting, int Done);
}
