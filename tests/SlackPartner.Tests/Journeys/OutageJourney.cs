using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Postgres goes away and comes back.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
[NonParallelizable]
internal sealed class OutageJourney(Transport transport)
{
    private const string Behavior = "You asked Cleo for her view before you decided.";
    private const string TryAgain = "try again in a minute";

    [Test]
    public async Task While_postgres_is_away_people_are_asked_to_try_again_and_afterwards_everything_works()
    {
        await using var postgres = await TestDatabase.StartOwnAsync();
        await using var slack = await SimulatedSlack.StartAsync(Journey.Options);
        await using var bot = await TestBot.StartAsync(slack, postgres.ConnectionString, transport);
        var (ann, bob) = (slack.Person("ann"), slack.Person("bob"));
        await ann.RunsAsync("/sbi @bob");
        await ann.FillsAsync("Situation", "In Monday's planning");
        await ann.FillsAsync("Behavior", Behavior);
        await ann.FillsAsync("Impact", "I felt relieved.");

        await postgres.StopAsync();
        await ann.SubmitsAsync();
        Assert.That(ann.Modal!.Errors.Values.Single(), Does.Contain(TryAgain).And.Contain("What you wrote is still here."));
        Assert.That(ann.Modal!.Values["Behavior"], Is.EqualTo(Behavior));
        Assert.That((await bob.RunsAsync("/sbi drafts"))!.Text, Does.Contain(TryAgain));
        Assert.That((await bob.RunsAsync("/sbi help"))!.Text, Does.Contain("opens the form"), "help needs no database");
        Assert.That(await HealthAsync(bot, "live"), Is.EqualTo((200, "{\"status\":\"alive\"}")));
        var (status, why) = await HealthAsync(bot, "ready");
        Assert.That(status, Is.EqualTo(503));
        Assert.That(why, Does.Contain("the database does not answer"));

        await postgres.StartAsync();
        await UntilReadyAsync(bot);
        await ann.SubmitsAsync();
        var review = await ann.SeesModalAsync("will see exactly this");

        await postgres.StopAsync();
        await ann.ClicksAsync("Share Now", within: review);
        Assert.That((await ann.SeesModalAsync(TryAgain)).Depth, Is.EqualTo(2));
        await ann.ClosesModalAsync();
        await postgres.StartAsync();
        await UntilReadyAsync(bot);
        await ann.ClicksAsync("Share Now", within: review);
        await ann.SeesModalAsync("on its way");
        var card = await bob.ReceivesAsync(Behavior);
        await ann.ReceivesAsync("done your part");

        await postgres.StopAsync();
        await bob.ClicksAsync("Thank You", within: card);
        await bob.SeesAsync(TryAgain);
        Assert.That(bob.Look(card).Offers("Thank You"), Is.True);
        await postgres.StartAsync();
        await UntilReadyAsync(bot);
        await bob.ClicksAsync("Thank You", within: card);
        await ann.ReceivesAsync("says thank you");
        Assert.That(ann.Messages, Has.Count.EqualTo(2));
        Assert.That(bob.Messages.Count(message => message.Contains(Behavior)), Is.EqualTo(1));
        await bot.StopAsync();
    }

    private static async Task<(int Status, string Body)> HealthAsync(TestBot bot, string which)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{bot.Url}/health/{which}"));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task UntilReadyAsync(TestBot bot)
    {
        for (var attempt = 0; (await HealthAsync(bot, "ready")).Status != 200; attempt++)
        {
            if (attempt > 400) Assert.Fail($"Not ready again: {await HealthAsync(bot, "ready")}");
            await Task.Delay(50);
        }
    }
}
