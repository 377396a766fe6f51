using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Home.Privacy;

/// <summary>Who uses Home, as part of what is kept about a person.</summary>
internal sealed class PersonalHome : IPersonalData
{
    private const string Count =
        """
        select count(*)::int as viewers
        from home_viewer
        where team_id = @Team and user_id = @User
        """;

    private const string Drop =
        """
        delete from home_viewer
        where team_id = @Team and user_id = @User
        """;

    public IReadOnlyList<string> Tables => ["home_viewer"];

    public async Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person) =>
        [new StoredKind("That you use Home, and when you last opened it", await tx.FindAsync<int>(Count, new { person.Team, person.User }), "Nobody. Partner redraws it by this.")];

    public Task EraseAsync(Tx tx, PersonId person, Instant now) => tx.ExecuteAsync(Drop, new { person.Team, person.User });
}
