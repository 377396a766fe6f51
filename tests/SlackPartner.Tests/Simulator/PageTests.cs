using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NUnit.Framework;
using SlackPartner.Simulator;
using SlackPartner.Simulator.Driver;
using static Microsoft.Playwright.Assertions;

namespace SlackPartner.Tests.Simulator;

/// <summary>The page as a person uses it: by roles and labels, with keyboard and mouse.</summary>
[Category("Browser")]
public sealed class PageTests
{
    private const string Chromium = "/usr/bin/chromium";

    private SimulatedSlack _slack = null!; // set before each test
    private RawApp _app = null!; // set before each test
    private IPlaywright _playwright = null!; // set before each test
    private IBrowser _browser = null!; // set before each test
    private IPage _page = null!; // set before each test
    private readonly List<string> _complaints = [];

    [SetUp]
    public async Task Start()
    {
        if (!File.Exists(Chromium)) Assert.Ignore($"{Chromium} is not installed; the page was not tried.");
        _slack = await SimulatedSlack.StartAsync(new SimulatorOptions { AckTimeout = TimeSpan.FromSeconds(20), TriggerLife = TimeSpan.FromSeconds(20), Patience = TimeSpan.FromSeconds(20), Manifest = SampleManifest.Write() });
        _app = new RawApp(_slack) { OnEnvelope = AnswerAsync };
        await _app.ConnectAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
        _page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 860 } });
        _page.SetDefaultTimeout(20_000);
        SetDefaultExpectTimeout(20_000);
        _page.PageError += (_, error) => _complaints.Add(error);
        _page.Console += (_, line) => { if (line.Type == "error") _complaints.Add(line.Text); };
    }

    [TearDown]
    public async Task Stop()
    {
        if (_page is null) return;
        await _browser.CloseAsync();
        _playwright.Dispose();
        await _app.DisposeAsync();
        await _slack.DisposeAsync();
        Assert.That(_complaints, Is.Empty, "the page complained");
        _complaints.Clear();
    }

    [Test]
    public async Task A_form_is_filled_by_its_labels_and_its_answer_is_read_by_another_person()
    {
        await OpenAsync("as=ann&open=general");
        await _page.GetByLabel("Message #general").FillAsync("/sbi @bo");
        await ShotAsync("completion");
        await _page.GetByRole(AriaRole.Listbox, new() { Name = "Suggestions" }).GetByRole(AriaRole.Option, new() { Name = "Bob Brandt" }).ClickAsync();
        await _page.Keyboard.PressAsync("Enter");

        var dialog = _page.GetByRole(AriaRole.Dialog, new() { Name = "Give feedback" });
        await dialog.GetByLabel("To").FillAsync("bob");
        await dialog.GetByRole(AriaRole.Option, new() { Name = "Bob Brandt" }).ClickAsync();
        await dialog.GetByLabel("When").FillAsync("2026-11-20");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Review" }).ClickAsync();
        await Expect(dialog.GetByText("Please complete this required field.")).ToBeVisibleAsync();
        await ShotAsync("modal");
        await dialog.GetByLabel("Situation").FillAsync("In the <b>planning</b> call & after");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Review" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        await _page.GetByLabel("You are").SelectOptionAsync("bob");
        await _page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Button, new() { Name = "Partner" }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Log)).ToContainTextAsync("In the <b>planning</b> call & after");
        await ShotAsync("received");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Thank You" }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Log)).ToContainTextAsync("You said thanks");
        await Expect(_page.GetByText("(edited)")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_message_shortcut_is_in_the_menu_of_the_message()
    {
        await OpenAsync("as=ann&open=planning");
        var message = _page.GetByRole(AriaRole.Article).Filter(new() { HasText = "roadmap slide" });
        await message.HoverAsync();
        await message.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await ShotAsync("shortcuts");
        await _page.GetByRole(AriaRole.Menuitem, new() { Name = "Draft Feedback From This" }).ClickAsync();

        var used = await _slack.DeliveredAsync(one => one.Payload["type"]?.GetValue<string>() == "message_action");

        Assert.That(used.Payload["message"]!["text"]!.GetValue<string>(), Does.Contain("roadmap slide"));
    }

    [Test]
    public async Task Escape_closes_the_modal_and_gives_the_focus_back()
    {
        await OpenAsync("as=ann&open=general");
        var field = _page.GetByLabel("Message #general");
        await field.FillAsync("/sbi");
        await field.PressAsync("Enter");
        await _page.GetByRole(AriaRole.Dialog).WaitForAsync();

        await _page.Keyboard.PressAsync("Escape");

        await Expect(_page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(field).ToBeFocusedAsync();
        Assert.That(_slack.Person("ann").Modal, Is.Null);
    }

    [Test]
    public async Task Tab_stays_inside_a_modal()
    {
        await OpenAsync("as=ann&open=general");
        await _page.GetByLabel("Message #general").FillAsync("/sbi");
        await _page.Keyboard.PressAsync("Enter");
        await _page.GetByRole(AriaRole.Dialog).WaitForAsync();

        for (var n = 0; n < 15; n++) await _page.Keyboard.PressAsync("Tab");

        Assert.That(await _page.EvaluateAsync<bool>("document.querySelector('[role=dialog]').contains(document.activeElement)"), Is.True);
    }

    [Test]
    public async Task Home_asks_before_a_button_with_a_confirmation_acts()
    {
        await OpenAsync("as=ann&open=partner&tab=home");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Start a Cool-Down" }).ClickAsync();
        var ask = _page.GetByRole(AriaRole.Dialog, new() { Name = "Pause?" });
        await Expect(ask).ToBeVisibleAsync();
        await ShotAsync("home");
        await ask.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();

        var pressed = await _slack.DeliveredAsync(one => one.Payload["type"]?.GetValue<string>() == "block_actions");

        Assert.That(pressed.Payload["actions"]![0]!["action_id"]!.GetValue<string>(), Is.EqualTo("pause"));
    }

    [Test]
    public async Task An_ephemeral_reply_is_marked_and_its_payload_can_be_shown()
    {
        await OpenAsync("as=cleo&open=general");
        await _page.GetByLabel("Message #general").FillAsync("/partner help");
        await _page.Keyboard.PressAsync("Enter");
        var reply = _page.GetByRole(AriaRole.Article).Filter(new() { HasText = "Only visible to you" });
        await Expect(reply).ToContainTextAsync("Try these");
        await reply.HoverAsync();
        await reply.GetByRole(AriaRole.Button, new() { Name = "JSON" }).ClickAsync();
        await Expect(reply).ToContainTextAsync("\"is_ephemeral\": true");
        await ShotAsync("ephemeral");
    }

    private async Task OpenAsync(string query)
    {
        await _page.GotoAsync($"{_slack.Url}/?{query}&nohint");
        await _page.GetByRole(AriaRole.Navigation).GetByText("planning").WaitForAsync();
    }

    /// <summary>Pictures for people who want to look; written only when asked for.</summary>
    private async Task ShotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder) await _page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    private async Task<JsonNode?> AnswerAsync(JsonObject envelope)
    {
        var payload = envelope["payload"]!;
        switch (payload["type"]?.GetValue<string>())
        {
            case "view_submission":
                var values = payload["view"]!["state"]!["values"]!;
                await _app.CallAsync("chat.postMessage", new JsonObject
                {
                    ["channel"] = values["to"]!["who"]!["selected_user"]!.GetValue<string>(), ["text"] = "New",
                    ["blocks"] = new JsonArray(
                        new JsonObject { ["type"] = "header", ["text"] = Say.Plain("Feedback for you") },
                        new JsonObject { ["type"] = "rich_text", ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_quote", ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = values["situation"]!["text"]!["value"]!.GetValue<string>() }) }) },
                        Say.Actions(Say.Button("Thank You", "thanks"), Say.Button("I Need Time", "time"))),
                });
                return null;
            case "block_actions" when payload["response_url"] is { } url:
                await _app.RespondAsync(url.GetValue<string>(), new JsonObject { ["replace_original"] = true, ["text"] = "You said thanks" });
                return null;
            case "event_callback" when payload["event"]!["type"]!.GetValue<string>() == "app_home_opened":
                var pause = Say.Button("Start a Cool-Down", "pause");
                pause["style"] = "danger";
                pause["confirm"] = new JsonObject { ["title"] = Say.Plain("Pause?"), ["text"] = Say.Plain("Both see only the return time."), ["confirm"] = Say.Plain("Pause"), ["deny"] = Say.Plain("Not Now") };
                await _app.CallAsync("views.publish", new JsonObject
                {
                    ["user_id"] = payload["event"]!["user"]!.GetValue<string>(),
                    ["view"] = new JsonObject { ["type"] = "home", ["blocks"] = new JsonArray(new JsonObject { ["type"] = "header", ["text"] = Say.Plain("What waits for you") }, Say.Section("*Next 1:1* with <@U0BOBBRANDT>\nThursday 10:00"), new JsonObject { ["type"] = "divider" }, Say.Actions(Say.Button("Add Item", "add"), pause)) },
                });
                return null;
        }
        if (envelope["type"]!.GetValue<string>() != "slash_commands") return null;
        if (payload["text"]!.GetValue<string>() == "help") return new JsonObject { ["text"] = "*Try these*: `/sbi @kim` or `/partner privacy`" };
        await _app.CallAsync("views.open", new JsonObject
        {
            ["trigger_id"] = payload["trigger_id"]!.GetValue<string>(),
            ["view"] = Say.Modal("Give feedback",
                Say.Input("to", "To", new JsonObject { ["type"] = "users_select", ["action_id"] = "who" }),
                Say.Input("when", "When", new JsonObject { ["type"] = "datepicker", ["action_id"] = "date", ["initial_date"] = "2026-11-22" }),
                Say.Input("situation", "Situation"),
                Say.Input("kind", "Kind", new JsonObject { ["type"] = "radio_buttons", ["action_id"] = "kind", ["options"] = new JsonArray(new JsonObject { ["text"] = Say.Plain("Once"), ["value"] = "once" }, new JsonObject { ["text"] = Say.Plain("A pattern"), ["value"] = "pattern" }) }, optional: true)),
        });
        return null;
    }
}
