using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Home;

/// <summary>Someone opened Home: remember that they use it and draw it.</summary>
internal sealed class OpenHome(Database database, IClock clock) : IHandleEvent<AppHomeOpened>
{
    private const string Remember =
        """
        insert into home_viewer (team_id, user_id, opened_at)
        values (@Team, @User, @now)
        on conflict (team_id, user_id) do update set opened_at = excluded.opened_at
        """;

    public Task HandleAsync(AppHomeOpened happened, CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            var now = clock.GetCurrentInstant();
            await tx.ExecuteAsync(Remember, new { happened.Who.Team, happened.Who.User, now });
            await tx.RefreshHomeAsync(happened.Who, now);
        },
        cancel);
}

/// <summary>How any slice says that someone's Home has changed.</summary>
public static class HomeRefresh
{
    private const string FindViewer =
        """
        select user_id
        from home_viewer
        where team_id = @Team and user_id = @User
        """;

    private const string FindViewers =
        """
        select viewer.team_id, viewer.user_id
        from unnest(@teams::text[], @users::text[]) as person (team_id, user_id)
        join home_viewer viewer on viewer.team_id = person.team_id and viewer.user_id = person.user_id
        """;

    /// <summary>The same for many at once.</summary>
    public static async Task RefreshHomesAsync(this Tx tx, IReadOnlyCollection<PersonId> people, Instant now)
    {
        var viewers = await tx.ListAsync<ViewerRow>(
            FindViewers, new { teams = people.Select(person => person.Team.Value).ToArray(), users = people.Select(person => person.User.Value).ToArray() });
        foreach (var viewer in viewers)
            await tx.EnqueueAgainAsync(new WorkItem(HomeIds.Work.Publish, viewer.UserId.Value, new PersonId(viewer.TeamId, viewer.UserId), now));
    }

    /// <summary>Draws it anew after the transaction, for people who have opened it at least once.</summary>
    public static async Task RefreshHomeAsync(this Tx tx, PersonId person, Instant now)
    {
        if (await tx.FindAsync<string>(FindViewer, new { person.Team, person.User }) is null) return;
        await tx.EnqueueAgainAsync(new WorkItem(HomeIds.Work.Publish, person.User.Value, person, now));
    }

    private sealed record ViewerRow(TeamId TeamId, UserId UserId);
}

/// <summary>Draws Home from what every slice has to show.</summary>
internal sealed class PublishHome(Database database, IEnumerable<IHomeCard> cards, ISlackApi slack, Schedules schedules, IClock clock) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        var drawn = await database.ReadAsync(
            async tx =>
            {
                List<HomeCard> drawn = [];
                foreach (var card in cards) drawn.Add(await card.DrawAsync(tx, work.To));
                return drawn;
            },
            cancel);
        var zone = await schedules.ZoneAsync(work.To, cancel);
        await slack.PublishHomeAsync(work.To, HomeViews.Home(drawn, clock.GetCurrentInstant().InZone(zone)), cancel);
    }
}
