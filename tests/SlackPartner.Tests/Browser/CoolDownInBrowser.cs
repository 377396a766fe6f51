using Microsoft.Playwright;
using SlackPartner.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SlackPartner.Tests.Browser;

/// <summary>A pause through a browser, from the command to the words that mend.</summary>
[TestFixture]
internal sealed class CoolDownInBrowser : BrowserPlay
{
    [Test]
    public async Task Two_people_step_back_and_come_back()
    {
        await Ann.RunsAsync("/partner @bob");
        await Bob.ReceivesAsync("would like to be your partner");
        await Bob.ClicksAsync("Accept");
        await Ann.ReceivesAsync("you are partners now");
        await Page.GotoAsync($"{Slack.Url}/?as=ann&open=general");
        await Page.GetByLabel("You are").SelectOptionAsync("ann");
        await TypesAsync("/cooldown @bob");
        await Expect(Dialog("Start a cool-down").GetByLabel("With")).ToHaveValueAsync("Bob Brandt");
        await ShotAsync("20-cooldown-form");
        await Dialog("Start a cool-down").GetByLabel("Or another time").FillAsync("5m");
        await Press(Dialog("Start a cool-down"), "Start");
        await Expect(Dialog("Start a cool-down")).ToContainTextAsync("at least 20 minutes");
        await Dialog("Start a cool-down").GetByLabel("Or another time").FillAsync("");
        await Press(Dialog("Start a cool-down"), "Start");
        await Expect(Dialog("Cool-down")).ToContainTextAsync("They see only that time");
        await ClosesDialogAsync();

        await BecomesAsync("bob");
        await Expect(Log).ToContainTextAsync("paused until");
        await ShotAsync("21-cooldown-partner");
        await Log.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await Expect(Log).ToContainTextAsync("What helps now");
        await ShotAsync("22-cooldown-agreed");
        await PassesAsync(TimeSpan.FromMinutes(21));
        await Log.GetByRole(AriaRole.Button, new() { Name = "I'm Ready" }).ClickAsync();
        await Expect(Log).ToContainTextAsync("nobody is hurried");
        await BecomesAsync("ann");
        await Expect(Log).ToContainTextAsync("ends now");
        await ShotAsync("23-cooldown-asked");
        await Log.GetByRole(AriaRole.Button, new() { Name = "I'd Rather Write" }).ClickAsync();
        await Dialog("Write it out").GetByLabel("What happened").FillAsync("On Monday two people talked at once. I lost my point.");
        await ShotAsync("24-write-out");
        await Press(Dialog("Write it out"), "Save");
        await Expect(Dialog("Written out")).ToContainTextAsync("Only you can read this");
        await ShotAsync("25-written-out");
        await ClosesDialogAsync();

        await BecomesAsync("bob");
        await Expect(Log).ToContainTextAsync("Words that mend");
        await ShotAsync("26-begin-again");
        await Log.GetByRole(AriaRole.Button, new() { Name = "Look Back" }).ClickAsync();
        await Expect(Dialog("Look back")).ToContainTextAsync("Only you see this");
        await ShotAsync("27-look-back");
    }
}
