using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SlackPartner.Tests.Browser;

/// <summary>Feedback through a browser: with the mouse, and with the keyboard alone.</summary>
internal sealed class BrowserJourney : BrowserPlay
{
    [Test]
    public async Task Feedback_goes_from_one_person_to_the_other_and_back()
    {
        await Page.GotoAsync($"{Slack.Url}/?as=ann&open=general");
        await Page.GetByLabel("You are").SelectOptionAsync("ann");
        await TypesAsync("/sbi @bob");
        var form = Dialog("Write feedback");
        await Expect(form.GetByLabel("To")).ToHaveValueAsync("Bob Brandt");
        await ShotAsync("1-form-empty");
        await form.GetByLabel("Situation").FillAsync(Situation);
        await form.GetByLabel("Behavior").FillAsync("You never listen to <Cleo> & the others.\nYou asked nobody.");
        await form.GetByLabel("Impact").FillAsync(Impact);
        await form.GetByLabel("Question").FillAsync("What were you aiming for?");
        await ShotAsync("2-form-filled");
        await Press(form, "Review");

        var review = Dialog("Review");
        await Expect(review).ToContainTextAsync("will see exactly this");
        await ShotAsync("3-review");
        await Press(review, "Share Now");
        await Expect(Dialog("Shared")).ToContainTextAsync("on its way");
        await ShotAsync("4-shared");
        await ClosesDialogAsync();

        await BecomesAsync("bob");
        await Expect(Log).ToContainTextAsync("You never listen to <Cleo> & the others.");
        await ShotAsync("5-card");
        await Log.GetByRole(AriaRole.Button, new() { Name = "Thank You" }).ClickAsync();
        await Expect(Log).ToContainTextAsync("You said thank you.");
        await Expect(Log.GetByRole(AriaRole.Button, new() { Name = "Thank You" })).ToHaveCountAsync(0);
        await ShotAsync("6-card-answered");

        await BecomesAsync("ann");
        await Expect(Log).ToContainTextAsync("You've done your part");
        await Expect(Log).ToContainTextAsync("says thank you for your note");
        await ShotAsync("7-author-hears");
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Home" }).ClickAsync();
        await Expect(Page.GetByText("1 note shared")).ToBeVisibleAsync();
        await ShotAsync("8-home");
    }

    [Test]
    public async Task A_form_is_opened_filled_and_closed_with_the_keyboard_alone()
    {
        await Page.GotoAsync($"{Slack.Url}/?as=ann&open=general");
        var field = Page.GetByLabel("Message #general");
        await field.FocusAsync();
        await Page.Keyboard.TypeAsync("/sbi @bob ");
        await Page.Keyboard.PressAsync("Enter");
        var form = Dialog("Write feedback");
        await Expect(form.GetByLabel("Situation")).ToBeFocusedAsync();

        await Page.Keyboard.TypeAsync("In Monday's planning");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.TypeAsync(Behavior);
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.TypeAsync(Impact);
        await Expect(form.GetByLabel("Behavior")).ToHaveValueAsync(Behavior);
        await Expect(form.GetByLabel("Impact")).ToHaveValueAsync(Impact);
        await TabsToAsync("Review");
        await Page.Keyboard.PressAsync("Enter");
        var review = Dialog("Review");
        await Expect(review).ToContainTextAsync("will see exactly this");
        await TabsToAsync("Save Draft");
        await ShotAsync("9-keyboard-focus");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Dialog("Saved")).ToContainTextAsync("is in Drafts");

        await ClosesDialogAsync();

        await Expect(field).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_other_views_look_as_they_should()
    {
        await BringsAsync(Ann, Bob, "You asked Cleo for her view before you decided. " + string.Concat(Enumerable.Repeat("Then you waited for her answer. ", 20)).Trim());
        await Ann.RunsAsync("/sbi @cleo Yesterday you closed the ticket. I was glad.");
        await Ann.ClosesModalAsync();
        await Page.GotoAsync($"{Slack.Url}/?as=ann&open=general");
        foreach (var (command, title, shot) in new[] { ("/sbi drafts", "Drafts", "10-drafts"), ("/sbi sent", "Shared by you", "11-sent"), ("/sbi inbox", "Feedback for you", "12-inbox-empty") })
        {
            await TypesAsync(command);
            await Expect(Dialog(title)).ToBeVisibleAsync();
            await ShotAsync(shot);
            await ClosesDialogAsync();
        }
        await TypesAsync("/sbi help");
        await Expect(Log).ToContainTextAsync("feedback that lands");
        await ShotAsync("13-help");

        await BecomesAsync("bob");
        foreach (var (button, title, shot) in new[] { ("I Need Time", "I need time", "14-time"), ("Ask a Question", "Ask a question", "15-question"), ("I See It Differently", "I see it differently", "16-differently") })
        {
            await Log.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await Expect(Dialog(title)).ToBeVisibleAsync();
            await ShotAsync(shot);
            await ClosesDialogAsync();
        }

        await Page.GetByLabel("You are").SelectOptionAsync("ann");
        await Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Button, new() { Name = "Partner" }).ClickAsync();
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Home" }).ClickAsync();
        await Expect(Page.GetByText("1 draft")).ToBeVisibleAsync();
        await EverythingIsDoneAsync(); // a view that is published anew under the mouse swallows the click
        await ShotAsync("17-home");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Privacy", Exact = true }).ClickAsync();
        await Expect(Dialog("Your privacy")).ToContainTextAsync("Drafts of feedback");
        await ShotAsync("18-privacy");
        await Press(Dialog("Your privacy"), "Erase Me");
        await Expect(Dialog("Erase me").GetByLabel("Type ERASE")).ToBeVisibleAsync();
        await ShotAsync("19-erase");
    }
}
