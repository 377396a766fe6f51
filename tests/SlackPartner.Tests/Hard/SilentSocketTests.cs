using Microsoft.Extensions.DependencyInjection;
using SlackPartner.Simulator.Driver;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Hard;

/// <summary>Sockets die without a close frame, and then only a missing pong tells.</summary>
internal sealed class SilentSocketTests
{
    [Test]
    public async Task A_socket_that_died_without_a_word_is_replaced()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var slack = await SimulatedSlack.StartAsync(Journey.Options);
        await using var bot = await TestBot.StartAsync(
            slack, database.ConnectionString, Transport.SocketMode, services => services.AddSingleton(new SocketWatch(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))));
        await slack.ConnectedAsync();

        slack.SilenceSockets();

        await slack.CalledAsync("apps.connections.open", _ => slack.Calls.Count(call => call.Method == "apps.connections.open") > 1);
        await slack.ConnectedAsync();
        Assert.That((await slack.Person("ann").RunsAsync("/sbi help"))?.Text, Does.Contain("drafts"));
        await bot.StopAsync();
    }
}
