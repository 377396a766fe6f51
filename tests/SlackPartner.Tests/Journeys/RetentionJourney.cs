using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>What nobody touches for long goes, after Home has said so.</summary>
[TestFixture(Transport.SocketMode)]
internal sealed class RetentionJourney(Transport transport) : FeedbackPlay(transport)
{
    [Test]
    public async Task Drafts_go_after_thirty_days_unless_they_are_opened_or_wait_for_their_time()
    {
        foreach (var behavior in new[] { "You closed the planned ticket.", "You closed the forgotten ticket.", "You closed the opened ticket." })
        {
            await Ann.RunsAsync($"/sbi @bob {behavior}");
            await Ann.ClosesModalAsync();
        }
        await Database.QueryAsync<int>("update feedback set status = 4, send_local = '2030-01-01', send_at = '2030-01-01' where created_at = (select min(created_at) from feedback)");

        await PassesAsync(TimeSpan.FromDays(22));
        await Ann.OpensHomeAsync();
        Assert.That((await Ann.SeesHomeAsync(tab => tab.Contains("2 drafts"))).Text, Does.Not.Contain("unless you open"));

        await PassesAsync(TimeSpan.FromDays(2));
        var day = (Now.InZone(NodaTime.DateTimeZoneProviders.Tzdb["America/New_York"]).Date + NodaTime.Period.FromDays(6)).ToString("MMMM d", System.Globalization.CultureInfo.InvariantCulture);
        await Ann.OpensHomeAsync();
        var home = await Ann.SeesHomeAsync(tab => tab.Contains($"2 drafts go on {day} unless you open them."));
        await Ann.ClicksAsync("Open", within: home); // the newest is on top
        await Ann.SeesModalAsync("the opened ticket");
        await Ann.ClosesModalAsync();
        await Ann.SeesHomeAsync(tab => tab.Contains($"1 draft goes on {day} unless you open it."));

        await PassesAsync(TimeSpan.FromDays(7));
        var left = await OpensDraftsAsync(Ann);
        Assert.That(left.Text, Does.Contain("the opened ticket").And.Contain("the planned ticket").And.Not.Contain("the forgotten ticket"));
        await Ann.ClosesModalAsync();
        await Ann.SeesHomeAsync(tab => tab.Contains("1 draft") && !tab.Contains("unless you open"));
    }

    [Test]
    public async Task What_two_people_told_each_other_goes_when_the_admin_says()
    {
        foreach (var days in new[] { 9, 11 })
            await Database.QueryAsync<int>(
                """
                insert into one_on_one_item (id, team_id, one, other, author, status, created_at, closed_at)
                values (@id, @team, 'U0A', 'U0B', 'U0A', 1, now() - interval '20 days', now() - make_interval(days => @days))
                """,
                new { id = Guid.CreateVersion7(), team = Slack.TeamId, days });
        await using var other = await TestBot.StartAsync(Slack, Database.ConnectionString, Transport.SocketMode, "--Retention:Shared=10");
        await other.MoveClockAsync(TimeSpan.FromMinutes(1));
        Assert.That(await Database.QueryAsync<int>("select (now()::date - closed_at::date)::int from one_on_one_item"), Is.EqualTo(new[] { 9 }));
        await other.StopAsync();
    }

    [Test]
    public async Task Shared_notes_go_after_half_a_year_answered_or_not()
    {
        var first = await BringsAsync(Ann, Bob);
        var second = await BringsAsync(Ann, Bob, "You closed the ticket.");
        await Bob.ClicksAsync("Thank You", within: second);
        await Ann.ReceivesAsync("says thank you");

        await PassesAsync(TimeSpan.FromDays(174));
        foreach (var person in new[] { Ann, Bob })
        {
            await person.OpensHomeAsync();
            await person.SeesHomeAsync(tab => tab.Contains("2 shared notes go on"));
        }

        await PassesAsync(TimeSpan.FromDays(7));
        Assert.That((await OpensAsync(Ann, "/sbi sent", "Shared by you")).Text, Does.Contain("haven't shared a note yet"));
        Assert.That((await OpensAsync(Bob, "/sbi inbox", "Feedback for you")).Text, Does.Contain("Nothing here yet"));
        Assert.That(await Database.QueryAsync<Guid>("select id from feedback union all select id from feedback_answer"), Is.Empty);
        await Bob.ClosesModalAsync();
        await Bob.ClicksAsync("Thank You", within: first);
        await Bob.SeesAsync("isn't here any more");
    }
}
