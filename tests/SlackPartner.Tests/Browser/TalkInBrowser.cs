using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SlackPartner.Tests.Browser;

/// <summary>A draft by conversation, in the page from the first word to the answer.</summary>
internal sealed class TalkInBrowser : BrowserPlay
{
    [Test]
    public async Task A_conversation_becomes_a_note_and_the_note_an_answer()
    {
        await Page.GotoAsync($"{Slack.Url}/?as=ann&open=partner&nohint");
        await WritesAsync("feedback for @bob", "when and where was it?");
        await WritesAsync(Situation, "what you saw or heard");
        await WritesAsync("You are careless with estimates and you never ask anyone.", "Keep As Is");
        await ShotAsync("20-talk-coached");
        await Press(Log, "Rephrase");
        await Expect(Log).ToContainTextAsync("they take the place of the first ones");
        await WritesAsync(Behavior, "the effect");
        await WritesAsync(Impact, "anything to ask");
        await WritesAsync("What made you ask her?", "will see exactly this");
        await ShotAsync("21-talk-review");
        await Press(Log, "Share Now");
        await Expect(Log).ToContainTextAsync("You've done your part");
        await ShotAsync("22-talk-shared");

        await BecomesAsync("bob");
        await Expect(Log).ToContainTextAsync(Behavior);
        await Press(Log, "Thank You");
        await Expect(Log).ToContainTextAsync("You said thank you.");

        await BecomesAsync("ann");
        await Expect(Log).ToContainTextAsync("says thank you for your note");
        await ShotAsync("23-talk-answered");
    }

    private async Task WritesAsync(string text, string answer)
    {
        var field = Page.GetByLabel("Message Partner");
        await field.FillAsync(text + " "); // the space closes the suggestions
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Log).ToContainTextAsync(answer);
    }
}
