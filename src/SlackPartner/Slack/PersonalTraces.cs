using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Slack;

/// <summary>What Slack told the bot about a person, as part of what is kept about them.</summary>
internal sealed class PersonalProfile : IPersonalData
{
    private const string Count =
        """
        select count(*)::int as profiles, count(direct_channel)::int as channels
        from person
        where team_id = @Team and user_id = @User
        """;

    private const string Drop =
        """
        delete from person
        where team_id = @Team and user_id = @User
        """;

    public IReadOnlyList<string> Tables => ["person"];

    public async Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person)
    {
        var counts = await tx.FindAsync<ProfileCounts>(Count, new { person.Team, person.User }) ?? new ProfileCounts(0, 0);
        return
        [
            new StoredKind("Your profile as Slack gives it: your time zone, and whether you are an app or have left", counts.Profiles, "Nobody. Partner plans by it."),
            new StoredKind("The id of our direct messages", counts.Channels, "Nobody. Partner writes there."),
        ];
    }

    public Task EraseAsync(Tx tx, PersonId person, Instant now) => tx.ExecuteAsync(Drop, new { person.Team, person.User });

    /// <summary>Writing to someone remembers where.</summary>
    public Task EraseTracesAsync(Tx tx, PersonId person) => tx.ExecuteAsync(Drop, new { person.Team, person.User });

    private sealed record ProfileCounts(int Profiles, int Channels);
}

/// <summary>Events that came from a person, as part of what is kept about them.</summary>
internal sealed class PersonalEvents : IPersonalData
{
    private const string Count =
        """
        select count(*)::int as events
        from inbox
        where team_id = @Team and person = @User
        """;

    private const string Drop =
        """
        delete from inbox
        where team_id = @Team and person = @User
        """;

    public IReadOnlyList<string> Tables => ["inbox"];

    public async Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person) =>
    [
        new StoredKind(
            "Messages and clicks on their way in, and ids of those of the last two days", await tx.FindAsync<int>(Count, new { person.Team, person.User }),
            "Nobody. Sealed until handled, then emptied."),
    ];

    public Task EraseAsync(Tx tx, PersonId person, Instant now) => tx.ExecuteAsync(Drop, new { person.Team, person.User });
}
