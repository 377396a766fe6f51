using Microsoft.Playwright;
using SlackPartner.Tests.Journeys;
using SlackPartner.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SlackPartner.Tests.Browser;

/// <summary>Feedback through a browser, found by roles and labels: with the mouse, and with the keyboard alone.</summary>
[TestFixture]
[Category("Browser")]
internal sealed class BrowserJourney() : FeedbackPlay(Transport.SocketMode)
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly List<string> _complaints = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage _page = null!; // set before each test

    [SetUp]
    public async Task OpenAsync()
    {
        if (!File.Exists(Chromium)) Assert.Ignore($"{Chromium} is not installed; nothing was tried in a browser.");
        _complaints.Clear();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Quiet });
        _page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        _page.SetDefaultTimeout(20_000);
        SetDefaultExpectTimeout(20_000);
        _page.PageError += (_, error) => _complaints.Add(error);
        _page.Console += (_, line) => { if (line.Type == "error") _complaints.Add(line.Text); };
    }

    [TearDown]
    public async Task CloseAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        Assert.That(_complaints, Is.Empty, "the page complained");
    }

    [Test]
    public async Task Feedback_goes_from_one_person_to_the_other_and_back()
    {
        await _page.GotoAsync($"{Slack.Url}/?as=ann&open=general");
        await _page.GetByLabel("You are").SelectOptionAsync("ann");
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
        await _page.Keyboard.PressAsync("Escape");

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
        await _page.GetByRole(AriaRole.Tab, new() { Name = "Home" }).ClickAsync();
        await Expect(_page.GetByText("1 note shared")).ToBeVisibleAsync();
        await ShotAsync("8-home");
    }

    [Test]
    public async Task A_form_is_opened_filled_and_closed_with_the_keyboard_alone()
    {
        await _page.GotoAsync($"{Slack.Url}/?as=ann&open=general");
        var field = _page.GetByLabel("Message #general");
        await field.FocusAsync();
        await _page.Keyboard.TypeAsync("/sbi @bob ");
        await _page.Keyboard.PressAsync("Enter");
        var form = Dialog("Write feedback");
        await Expect(form.GetByLabel("Situation")).ToBeFocusedAsync();

        await _page.Keyboard.TypeAsync("In Monday's planning");
        await _page.Keyboard.PressAsync("Tab");
        await _page.Keyboard.TypeAsync(Behavior);
        await _page.Keyboard.PressAsync("Tab");
        await _page.Keyboard.TypeAsync(Impact);
        await Expect(form.GetByLabel("Behavior")).ToHaveValueAsync(Behavior);
        await Expect(form.GetByLabel("Impact")).ToHaveValueAsync(Impact);
        await TabsToAsync("Review");
        await _page.Keyboard.PressAsync("Enter");
        var review = Dialog("Review");
        await Expect(review).ToContainTextAsync("will see exactly this");
        await TabsToAsync("Save Draft");
        await ShotAsync("9-keyboard-focus");
        await _page.Keyboard.PressAsync("Enter");
        await Expect(Dialog("Saved")).ToContainTextAsync("is in Drafts");

        await _page.Keyboard.PressAsync("Escape");

        await Expect(_page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(field).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_other_views_look_as_they_should()
    {
        await BringsAsync(Ann, Bob, "You asked Cleo for her view before you decided. " + string.Concat(Enumerable.Repeat("Then you waited for her answer. ", 20)).Trim());
        await Ann.RunsAsync("/sbi @cleo Yesterday you closed the ticket. I was glad.");
        await Ann.ClosesModalAsync();
        await _page.GotoAsync($"{Slack.Url}/?as=ann&open=general");
        foreach (var (command, title, shot) in new[] { ("/sbi drafts", "Drafts", "10-drafts"), ("/sbi sent", "Shared by you", "11-sent"), ("/sbi inbox", "Feedback for you", "12-inbox-empty") })
        {
            await TypesAsync(command);
            await Expect(Dialog(title)).ToBeVisibleAsync();
            await ShotAsync(shot);
            await _page.Keyboard.PressAsync("Escape");
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
            await _page.Keyboard.PressAsync("Escape");
        }

        await _page.GetByLabel("You are").SelectOptionAsync("ann");
        await _page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Button, new() { Name = "Partner" }).ClickAsync();
        await _page.GetByRole(AriaRole.Tab, new() { Name = "Home" }).ClickAsync();
        await Expect(_page.GetByText("1 draft")).ToBeVisibleAsync();
        await ShotAsync("17-home");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Privacy", Exact = true }).ClickAsync();
        await Expect(Dialog("Your privacy")).ToContainTextAsync("Drafts of feedback");
        await ShotAsync("18-privacy");
        await Press(Dialog("Your privacy"), "Erase Me");
        await Expect(Dialog("Erase me").GetByLabel("Type ERASE")).ToBeVisibleAsync();
        await ShotAsync("19-erase");
    }

    private ILocator Log => _page.GetByRole(AriaRole.Log);

    private ILocator Dialog(string name) => _page.GetByRole(AriaRole.Dialog, new() { Name = name });

    private static Task Press(ILocator within, string button) => within.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private async Task TypesAsync(string line)
    {
        await _page.GetByLabel("Message #general").FillAsync(line + " "); // the space closes the suggestions
        await _page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Someone else, in their messages with the bot.</summary>
    private async Task BecomesAsync(string who)
    {
        await _page.GetByLabel("You are").SelectOptionAsync(who);
        await _page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Button, new() { Name = "Partner" }).ClickAsync();
        await _page.GetByRole(AriaRole.Tab, new() { Name = "Messages" }).ClickAsync();
    }

    private async Task TabsToAsync(string button)
    {
        for (var n = 0; n < 30; n++)
        {
            await _page.Keyboard.PressAsync("Tab");
            if (await _page.EvaluateAsync<string>("document.activeElement.textContent.trim()") == button) return;
        }
        Assert.Fail($"Tab does not lead to {button}.");
    }

    private async Task ShotAsync(string name)
    {
        var folder = Directory.CreateDirectory(Repository.PathTo("TestResults", "screens")).FullName;
        await _page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
