using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SlackPartner.Tests.Browser;

/// <summary>Asking first, choosing a time and one's own hours, in the page.</summary>
internal sealed class TimingInBrowser : BrowserPlay
{
    [Test]
    public async Task A_note_waits_for_its_time_and_another_for_an_invitation()
    {
        await Page.GotoAsync($"{Slack.Url}/?as=ann&open=general");
        await WritesNoteAsync("You asked Cleo for her view before you decided.");
        await Press(Dialog("Review"), "Pick a Time");
        var form = Dialog("Pick a time");
        await Expect(form).ToContainTextAsync("A good moment");
        await ShotAsync("30-pick-a-time");
        await form.GetByLabel("Time").FillAsync("23:30");
        await Press(form, "Set Time");
        await Expect(form).ToContainTextAsync("They want quiet from 20:00 to 08:00");
        await ShotAsync("31-quiet");
        await form.GetByLabel("Time").FillAsync("10:30");
        await Press(form, "Set Time");
        await Expect(Dialog("Time set")).ToContainTextAsync("It goes out");
        await ClosesDialogAsync();
        await TypesAsync("/sbi drafts");
        await Expect(Dialog("Drafts")).ToContainTextAsync("their time");
        await ShotAsync("32-planned");
        await ClosesDialogAsync();

        await WritesNoteAsync("You NEVER listen!! This is the last time, or I'll go to your boss.");
        await Expect(Dialog("Review")).ToContainTextAsync("a night's sleep");
        await ShotAsync("33-hot");
        await Press(Dialog("Review"), "Ask First");
        await Expect(Dialog("Asked")).ToContainTextAsync("with nothing of your text");

        await BecomesAsync("bob");
        await Expect(Log).ToContainTextAsync("Could I share an observation about");
        await ShotAsync("34-asked");
        await Press(Log, "Not This Week");
        await Expect(Log).ToContainTextAsync("You chose Not This Week");
        await Expect(Log.GetByRole(AriaRole.Button, new() { Name = "Now", Exact = true })).ToBeHiddenAsync();
    }

    [Test]
    public async Task Hours_are_set_on_home()
    {
        await Bob.OpensHomeAsync();
        await Page.GotoAsync($"{Slack.Url}/?as=bob&open=partner");
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Home" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Settings", Exact = true })).ToBeVisibleAsync();
        await EverythingIsDoneAsync(); // a view that is published anew under the mouse swallows the click
        await Page.GetByRole(AriaRole.Button, new() { Name = "Settings", Exact = true }).ClickAsync();
        var form = Dialog("Settings");
        await Expect(form).ToContainTextAsync("What this means tonight, in Berlin");
        await ShotAsync("35-settings");
        await form.GetByLabel("Work ends").FillAsync("08:00");
        await Press(form, "Save Settings");
        await Expect(form).ToContainTextAsync("later than the start");
        await form.GetByLabel("Work ends").FillAsync("19:30");
        await form.GetByLabel("Sunday").CheckAsync();
        await ShotAsync("36-settings-below");
        await Press(form, "Save Settings");
        await Expect(Dialog("Settings")).ToContainTextAsync("Saved.");
        await ShotAsync("37-settings-saved");
    }

    private async Task WritesNoteAsync(string behavior)
    {
        await TypesAsync("/sbi @bob");
        var form = Dialog("Write feedback");
        await form.GetByLabel("Situation").FillAsync(Situation);
        await form.GetByLabel("Behavior").FillAsync(behavior);
        await form.GetByLabel("Impact").FillAsync(Impact);
        await Press(form, "Review");
        await Expect(Dialog("Review")).ToContainTextAsync("will see exactly this");
    }
}
