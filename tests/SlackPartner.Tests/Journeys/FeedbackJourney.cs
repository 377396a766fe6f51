using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>From <c>/sbi</c> to the answer, over both transports.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class FeedbackJourney(Transport transport) : Journey(transport)
{
    private const string Situation = "In Monday's planning, when we went through the roadmap";
    private const string Behavior = "You asked Cleo for her view before you decided.";
    private const string Impact = "I learned about the risk in time and felt relieved.";

    [Test]
    public async Task A_note_goes_from_form_to_answer()
    {
        await Ann.RunsAsync("/sbi @bob");
        await WriteAsync(Ann);
        var review = await Ann.SeesModalAsync("will see exactly this");
        Assert.That(review.Text, Does.Contain(Behavior));
        Assert.That(review.Buttons, Is.SupersetOf(new[] { "Share Now", "Save Draft", "Edit", "Discard" }));

        await Ann.ClicksAsync("Share Now");
        await Ann.SeesModalAsync("on its way");
        var card = await Bob.ReceivesAsync(Behavior);
        Assert.That(card.Text, Does.Contain(Situation).And.Contain(Impact));
        Assert.That(card.Buttons, Is.SupersetOf(new[] { "Thank You", "I Need Time", "Ask a Question", "I See It Differently" }));
        await Ann.ReceivesAsync("done your part");

        await Bob.ClicksAsync("Thank You", within: card);
        var answered = await Bob.SeesChangeAsync(card, changed => changed.Contains("You said thank you"));
        Assert.That(answered.Buttons, Is.Empty);
        await Ann.ReceivesAsync("says thank you");
    }

    private static async Task WriteAsync(Person author)
    {
        await author.FillsAsync("Situation", Situation);
        await author.FillsAsync("Behavior", Behavior);
        await author.FillsAsync("Impact", Impact);
        await author.SubmitsAsync();
    }
}
