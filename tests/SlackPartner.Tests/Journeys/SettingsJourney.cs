using NodaTime;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>A person's own hours: they count at once, for plans that are made already too.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class SettingsJourney(Transport transport) : FeedbackPlay(transport)
{
    [Test]
    public async Task Settings_open_from_home_and_by_command_and_stay_after_a_restart()
    {
        var home = await Bob.OpensHomeAsync();
        await Bob.ClicksAsync("Settings", within: home);
        var form = await Bob.SeesModalAsync(modal => modal.Title == "Settings");
        Assert.That(form.Text, Does.Contain("A nudge at 19:00 would wait until").And.Contain("in Berlin"));
        Assert.That(form.Values["Time zone"], Is.EqualTo("As in Slack (Berlin)"));

        await Bob.FillsAsync("Time zone", "Tokyo");
        await Bob.FillsAsync("Working days", "Monday, Wednesday");
        await Bob.FillsAsync("Work starts", "10:00");
        await Bob.SubmitsAsync();
        Assert.That((await Bob.SeesModalAsync("Saved.")).Text, Does.Contain("in Tokyo"));
        await Bob.ClosesModalAsync();
        await RestartAsync();

        var again = await OpensAsync(Bob, "/partner settings", "Settings");
        Assert.That((again.Values["Time zone"], again.Values["Working days"], again.Values["Work starts"]), Is.EqualTo(("Tokyo (UTC+9:00)", "Monday, Wednesday", "10:00")));
        await Bob.SeesHomeAsync(tab => tab.Contains("Updated"));
    }

    [Test]
    public async Task Hours_that_can_not_be_are_explained_and_nothing_else_is_lost()
    {
        await OpensAsync(Bob, "/partner settings", "Settings");
        await Bob.FillsAsync("Working days", "Saturday");
        await Bob.FillsAsync("Work ends", "08:00");
        await Bob.SubmitsAsync();
        var form = await Bob.SeesModalAsync(modal => modal.Errors.Count > 0);
        Assert.That(form.Errors["Work ends"], Does.Contain("later than the start"));
        Assert.That(form.Values["Working days"], Is.EqualTo("Saturday"));

        await Bob.FillsAsync("Work ends", "17:00");
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("Saved.");
    }

    [Test]
    public async Task A_new_zone_and_new_hours_move_plans_and_proposals()
    {
        await ReviewsAsync(Ann, Bob);
        await Ann.ClicksAsync("Pick a Time");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("It goes out");
        await Ann.ClosesModalAsync(all: true);

        await OpensAsync(Bob, "/partner settings", "Settings");
        await Bob.FillsAsync("Time zone", "Auckland");
        await Bob.FillsAsync("Work starts", "10:00");
        await Bob.FillsAsync("Quiet until", "10:00");
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("Saved.");

        var plan = (await Database.QueryAsync<Instant>("select send_at from feedback where status = 4"))[0];
        var there = plan.InZone(DateTimeZoneProviders.Tzdb["Pacific/Auckland"]);
        Assert.That(there.TimeOfDay, Is.InRange(new LocalTime(10, 0), new LocalTime(11, 30)));
        Assert.That(plan, Is.GreaterThan(Now));
        await PassesAsync((plan - Now + Duration.FromMinutes(1)).ToTimeSpan());
        await Bob.ReceivesAsync(Behavior);
        await EverythingIsDoneAsync();
        Assert.That(Bob.Messages, Has.Count.EqualTo(1));
    }
}
