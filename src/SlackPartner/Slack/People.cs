using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Slack;

/// <summary>What Slack says about someone.</summary>
public sealed record Person(PersonId Id, DateTimeZone Zone, bool IsBot, bool IsDeleted, bool IsElsewhere)
{
    public bool CanBeWrittenTo => !IsBot && !IsDeleted && !IsElsewhere;
}

/// <summary>Looks people up in Slack and remembers the answer for an hour, or until Slack says it changed.</summary>
public sealed class People(Database database, ISlackApi slack, IClock clock)
{
    private const string Find =
        """
        select team_id, user_id, time_zone, is_bot, is_deleted, is_elsewhere, fetched_at
        from person
        where team_id = @Team and user_id = @User
        """;

    // Slack names no zone for someone who left, and may name one that means nothing here: the last one stays, so that nothing moves by it.
    private const string Save =
        """
        insert into person (team_id, user_id, time_zone, is_bot, is_deleted, is_elsewhere, fetched_at)
        values (@Team, @User, @TimeZone, @IsBot, @IsDeleted, @IsElsewhere, @now)
        on conflict (team_id, user_id) do update
        set time_zone = coalesce(excluded.time_zone, person.time_zone), is_bot = excluded.is_bot, is_deleted = excluded.is_deleted,
          is_elsewhere = excluded.is_elsewhere, fetched_at = excluded.fetched_at
        returning time_zone
        """;

    private const string FindChannel =
        """
        select direct_channel
        from person
        where team_id = @Team and user_id = @User
        """;

    private const string SaveChannel =
        """
        insert into person (team_id, user_id, direct_channel)
        values (@Team, @User, @channel)
        on conflict (team_id, user_id) do update set direct_channel = excluded.direct_channel
        """;

    private static readonly Duration Fresh = Duration.FromHours(1);

    /// <summary>Null when Slack knows nobody by that id.</summary>
    public async Task<Person?> FindAsync(PersonId id, CancellationToken cancel)
    {
        var row = await database.ReadAsync(tx => tx.FindAsync<PersonRow>(Find, new { id.Team, id.User }), cancel);
        if (row is not null && clock.GetCurrentInstant() - row.FetchedAt < Fresh) return row.ToPerson();
        try
        {
            return await RefreshAsync(id, cancel);
        }
        catch (SlackException) when (row is { TimeZone: not null })
        {
            return row.ToPerson(); // yesterday's answer is better than none while Slack is busy
        }
    }

    /// <summary>Asks Slack now: before something is shared, yesterday's answer is not good enough.</summary>
    public async Task<Person?> RefreshAsync(PersonId id, CancellationToken cancel)
    {
        SlackProfile profile;
        try
        {
            profile = await slack.ProfileAsync(id, cancel);
        }
        catch (SlackException refused) when (refused.Error is "user_not_found" or "user_not_visible")
        {
            return null;
        }
        var known = DateTimeZoneProviders.Tzdb.GetZoneOrNull(profile.TimeZone ?? "") is null ? null : profile.TimeZone;
        var zone = await database.WriteAsync(
            tx => tx.FindAsync<string>(
                Save,
                new { id.Team, id.User, TimeZone = known, profile.IsBot, profile.IsDeleted, profile.IsElsewhere, now = clock.GetCurrentInstant() }),
            cancel);
        return new Person(id, ZoneOf(zone), profile.IsBot, profile.IsDeleted, profile.IsElsewhere);
    }

    /// <summary>The zone a person's days are in; UTC while Slack cannot say.</summary>
    public async Task<DateTimeZone> ZoneAsync(PersonId id, CancellationToken cancel)
    {
        try
        {
            return (await FindAsync(id, cancel))?.Zone ?? DateTimeZone.Utc;
        }
        catch (SlackException)
        {
            return DateTimeZone.Utc;
        }
    }

    /// <summary>The direct message channel between the person and the bot.</summary>
    public async Task<string> DirectChannelAsync(PersonId id, CancellationToken cancel)
    {
        if (await database.ReadAsync(tx => tx.FindAsync<string>(FindChannel, new { id.Team, id.User }), cancel) is { } known) return known;
        var channel = await slack.OpenDirectChannelAsync(id, cancel);
        await database.WriteAsync(tx => tx.ExecuteAsync(SaveChannel, new { id.Team, id.User, channel }), cancel);
        return channel;
    }

    private static DateTimeZone ZoneOf(string? name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name ?? "") ?? DateTimeZone.Utc;

    private sealed record PersonRow(TeamId TeamId, UserId UserId, string? TimeZone, bool IsBot, bool IsDeleted, bool IsElsewhere, Instant FetchedAt)
    {
        public Person ToPerson() => new(new PersonId(TeamId, UserId), ZoneOf(TimeZone), IsBot, IsDeleted, IsElsewhere);
    }
}

/// <summary>Slack says someone's profile changed: read it anew.</summary>
internal sealed class RefreshPerson(People people) : IHandleEvent<UserChanged>
{
    public Task HandleAsync(UserChanged happened, CancellationToken cancel) => people.RefreshAsync(happened.Who, cancel);
}
