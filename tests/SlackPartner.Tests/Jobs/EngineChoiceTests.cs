using SlackPartner.Tests.Support;
using SlackPartner.Worker;

namespace SlackPartner.Tests.Jobs;

/// <summary>Engine and client are one word each; a word that means nothing here ends the start with a sentence.</summary>
internal sealed class EngineChoiceTests
{
    [TestCase("Jobs:Engine=cron", "quartz or hangfire")]
    [TestCase("Jobs:Dashboard=loopback", "Jobs__Engine=hangfire")]
    [TestCase("Slack:Client=curl", "own or slacknet")]
#if !HANGFIRE
    [TestCase("Jobs:Engine=hangfire", "-p:WithHangfire=true")]
#endif
#if !SLACKNET
    [TestCase("Slack:Client=SlackNet", "-p:WithSlackNet=true")]
#endif
    public void What_is_not_there_is_refused_with_the_way_to_have_it(string setting, string says) =>
        Assert.That(() => Build(setting), Throws.TypeOf<SettingException>().With.Message.Contains(says));

    [TestCase("Jobs:Engine=Quartz")]
    [TestCase("Slack:Client=OWN")]
    [TestCase("Jobs:Dashboard=")]
    public async Task What_is_there_is_taken_in_any_case(string setting)
    {
        var app = Build(setting);
        Assert.That(app, Is.Not.Null);
        await app.DisposeAsync();
    }

    private static Microsoft.AspNetCore.Builder.WebApplication Build(string setting) =>
        WorkerHost.Build([$"--{setting}", "--ConnectionStrings:Postgres=Host=127.0.0.1;Port=9", $"--Security:Keys={TestBot.Keys}"]);
}
