using Microsoft.Playwright;
using SlackPartner.Tests.Journeys;
using SlackPartner.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SlackPartner.Tests.Browser;

/// <summary>A browser on the simulated Slack's page, and what journeys do in it: found by roles and labels, as a person finds it.</summary>
[Category("Browser")]
internal abstract class BrowserPlay() : FeedbackPlay(Transport.SocketMode)
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly List<string> _complaints = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    protected IPage Page { get; private set; } = null!; // set before each test

    [SetUp]
    public async Task OpenAsync()
    {
        if (!File.Exists(Chromium)) Assert.Ignore($"{Chromium} is not installed; nothing was tried in a browser.");
        _complaints.Clear();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Quiet });
        Page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        Page.SetDefaultTimeout(20_000);
        SetDefaultExpectTimeout(20_000);
        Page.PageError += (_, error) => _complaints.Add(error);
        Page.Console += (_, line) => { if (line.Type == "error") _complaints.Add(line.Text); };
    }

    [TearDown]
    public async Task CloseAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        Assert.That(_complaints, Is.Empty, "the page complained");
    }

    protected ILocator Log => Page.GetByRole(AriaRole.Log);

    protected ILocator Dialog(string name) => Page.GetByRole(AriaRole.Dialog, new() { Name = name });

    protected static Task Press(ILocator within, string button) => within.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    protected async Task TypesAsync(string line)
    {
        await Page.GetByLabel("Message #general").FillAsync(line + " "); // the space closes the suggestions
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Someone else, in their messages with the bot.</summary>
    protected async Task BecomesAsync(string who)
    {
        await Page.GetByLabel("You are").SelectOptionAsync(who);
        await Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Button, new() { Name = "Partner" }).ClickAsync();
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Messages" }).ClickAsync();
    }

    /// <summary>Until it is closed: what is typed before goes into it.</summary>
    protected async Task ClosesDialogAsync()
    {
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    protected async Task TabsToAsync(string button)
    {
        for (var n = 0; n < 30; n++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<string>("document.activeElement.textContent.trim()") == button) return;
        }
        Assert.Fail($"Tab does not lead to {button}.");
    }

    protected async Task ShotAsync(string name)
    {
        var folder = Directory.CreateDirectory(Repository.PathTo("TestResults", "screens")).FullName;
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
