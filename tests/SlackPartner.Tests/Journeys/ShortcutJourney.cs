using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>The shortcuts Slack shows for this app.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class ShortcutJourney(Transport transport) : Journey(transport)
{
    [Test]
    public async Task A_message_becomes_the_beginning_of_a_note_to_its_author()
    {
        var message = Ann.MessagesIn("#general").First(one => one.Contains("staging cluster"));

        await Ann.UsesShortcutAsync("Draft Feedback From This", message);

        var form = await Ann.SeesModalAsync(modal => modal.Submit == "Review");
        Assert.Multiple(() =>
        {
            Assert.That(form.Values["To"], Does.Contain("Cleo"));
            Assert.That(form.Values["Situation"], Does.Contain("staging cluster"));
        });
    }

    [Test]
    public async Task The_form_opens_from_anywhere()
    {
        await Ann.UsesShortcutAsync("Draft Feedback");

        await Ann.SeesModalAsync(modal => modal.Submit == "Review");
    }

    [TestCase("Start a Cool-Down")]
    public async Task What_is_not_there_yet_says_so(string shortcut)
    {
        await Ann.UsesShortcutAsync(shortcut);

        await Ann.SeesModalAsync("can't do that yet");
    }
}
