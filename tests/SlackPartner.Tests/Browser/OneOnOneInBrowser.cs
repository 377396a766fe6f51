using Microsoft.Playwright;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace SlackPartner.Tests.Browser;

/// <summary>From an invitation to the reminder minutes before, in the page.</summary>
internal sealed class OneOnOneInBrowser : BrowserPlay
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Test]
    public async Task Two_become_partners_plan_their_hour_and_are_reminded_of_it()
    {
        await Page.GotoAsync($"{Slack.Url}/?as=ann&open=general&nohint");
        await TypesAsync("/partner @bob");
        await Expect(Log).ToContainTextAsync("Your invitation is on its way");
        await BecomesAsync("bob");
        await Expect(Log).ToContainTextAsync("would like to be your partner here");
        await ShotAsync("30-invitation");
        await Press(Log, "Accept");
        await Expect(Log).ToContainTextAsync("are partners now");

        await BecomesAsync("ann");
        await Expect(Log).ToContainTextAsync("you are partners now");
        await Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Button, new() { Name = "general" }).ClickAsync();
        await TypesAsync("/1on1 @bob");
        var form = Dialog("One-on-one");
        await form.GetByLabel("Day", new() { Exact = true }).SelectOptionAsync("Tuesday");
        await form.GetByLabel("Place or link").FillAsync("https://meet.example/ann-bob");
        await ShotAsync("31-set-up");
        await Press(form, "Propose");
        await Expect(Dialog("Proposed")).ToContainTextAsync("on its way");
        await ShotAsync("32-proposed");
        await ClosesDialogAsync();

        await BecomesAsync("bob");
        await Expect(Log).ToContainTextAsync("proposes a one-on-one");
        await ShotAsync("33-proposal");
        await Press(Log, "Confirm");
        await Expect(Log).ToContainTextAsync("You confirmed");

        await Ann.RunsAsync("/1on1 add Who owns the rollout, and who backs it up?");
        await Bob.RunsAsync("/1on1 add The hiring plan for spring");
        var start = Instant.FromDateTimeUtc((await Database.QueryAsync<DateTime>("select min(starts_at) from one_on_one_occurrence"))[0]);
        var dayBefore = Berlin.AtStrictly(start.InZone(Berlin).Date.PlusDays(-1).At(new LocalTime(16, 0))).ToInstant();
        await PassesAsync((dayBefore - Now).ToTimeSpan());
        await Expect(Log).ToContainTextAsync("The question this time");
        await ShotAsync("34-day-before");
        await Press(Log, "Open Agenda");
        await Expect(Dialog("One-on-one")).ToContainTextAsync("Who owns the rollout");
        await ShotAsync("35-agenda");
        await ClosesDialogAsync();
        await PassesAsync((start - Duration.FromMinutes(10) - Now).ToTimeSpan());
        await Expect(Log).ToContainTextAsync($"starts at {start.InZone(Berlin).ToString("HH:mm", null)}");
        await ShotAsync("36-soon");
        await PassesAsync(TimeSpan.FromMinutes(55));
        await Expect(Log).ToContainTextAsync("happen?");
        await ShotAsync("37-after");
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Home" }).ClickAsync();
        await Expect(Page.GetByText("One-on-ones").First).ToBeVisibleAsync();
        await ShotAsync("38-home");
    }
}
