using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Nudges;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Nudges;

internal sealed class WatchRulesTests
{
    private static readonly Place Planning = new("C0PLAN", "");
    private static readonly Watch Asked = Value(Ask(null, A.Ann, A.Bob));

    [Test]
    public void It_takes_a_yes_from_both()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Asked.Status, Is.EqualTo(WatchStatus.Asked));
            Assert.That(Refusal(WatchRules.Accept(Asked, A.Ann, A.Noon)), Is.EqualTo(WatchRefusal.NotYours));
            Assert.That(Refusal(WatchRules.Accept(Asked, A.Cleo, A.Noon)), Is.EqualTo(WatchRefusal.NotYours));
            Assert.That(Value(WatchRules.Accept(Asked, A.Bob, A.Noon)).Status, Is.EqualTo(WatchStatus.On));
            Assert.That(Value(Ask(Asked, A.Bob, A.Ann)).Status, Is.EqualTo(WatchStatus.On), "asking back is a yes");
            Assert.That(Refusal(Ask(Asked, A.Ann, A.Bob)), Is.EqualTo(WatchRefusal.AlreadyAsked));
        });
    }

    [Test]
    public void A_refusal_is_final_and_looks_as_if_it_waited()
    {
        var declined = Value(WatchRules.Decline(Asked, A.Bob, A.Noon));
        var takenBack = Value(WatchRules.End(declined, A.Ann, A.Noon));
        var silent = Value(Ask(null, A.Ann, A.Bob, wantsIt: false));

        Assert.Multiple(() =>
        {
            Assert.That(Refusal(WatchRules.Decline(Asked, A.Ann, A.Noon)), Is.EqualTo(WatchRefusal.NotYours));
            Assert.That(Refusal(Ask(declined, A.Ann, A.Bob)), Is.EqualTo(WatchRefusal.AlreadyAsked));
            Assert.That(Value(Ask(takenBack, A.Ann, A.Bob, afterDays: 1)).Status, Is.EqualTo(WatchStatus.Declined), "nobody is asked again");
            foreach (var again in new[] { takenBack, Value(WatchRules.End(Asked, A.Ann, A.Noon)) })
                Assert.That(Refusal(Ask(again, A.Ann, A.Bob)), Is.EqualTo(WatchRefusal.TooMany), "taken back, it looks the same");
            Assert.That(Value(Ask(declined, A.Bob, A.Ann)).Status, Is.EqualTo(WatchStatus.On), "asking back is a yes");
            Assert.That(Refusal(WatchRules.Accept(declined, A.Bob, A.Noon)), Is.EqualTo(WatchRefusal.NotAsked));
            Assert.That(silent.Status, Is.EqualTo(WatchStatus.Declined), "who stopped such requests gets none");
            Assert.That(Refusal(Ask(null, A.Ann, A.Bob, lately: 3)), Is.EqualTo(WatchRefusal.TooMany));
        });
    }

    [Test]
    public void Either_of_the_two_ends_it()
    {
        var on = Value(WatchRules.Accept(Asked, A.Bob, A.Noon));

        Assert.Multiple(() =>
        {
            foreach (var person in new[] { A.Ann, A.Bob }) Assert.That(Value(WatchRules.End(on, person, A.Noon)).Status, Is.EqualTo(WatchStatus.Ended));
            Assert.That(Refusal(WatchRules.End(on, A.Cleo, A.Noon)), Is.EqualTo(WatchRefusal.NotYours));
            Assert.That(Refusal(WatchRules.Accept(Value(WatchRules.End(on, A.Ann, A.Noon)), A.Bob, A.Noon)), Is.EqualTo(WatchRefusal.NotAsked));
        });
    }

    [TestCase("<#C0PLAN|planning>", "C0PLAN", "")]
    [TestCase("<#C0PLAN>", "C0PLAN", "")]
    [TestCase("<https://acme.slack.com/archives/C0PLAN/p1795521600000100>", "C0PLAN", "1795521600.000100")]
    [TestCase("https://acme.slack.com/archives/C0PLAN/p1795521700000200?thread_ts=1795521600.000100&cid=C0PLAN", "C0PLAN", "1795521600.000100")]
    [TestCase("https://acme.slack.com/archives/G0TRIO", "G0TRIO", "")]
    [TestCase("<https://acme.slack.com/archives/C0PLAN|link>", "C0PLAN", "")]
    [TestCase("https://app.slack.com/client/T0ACME/G0TRIO", "G0TRIO", "")]
    [TestCase("here", "G0HERE", "")]
    public void A_place_is_read(string typed, string channel, string thread) =>
        Assert.That(WatchRules.ReadPlace(new PrivateText(typed), "G0HERE"), Is.EqualTo(new Place(channel, thread)));

    [TestCase("#planning")]
    [TestCase("everything")]
    [TestCase("<#D0ANN|direct>")]
    [TestCase("https://acme.slack.com/archives/D0ANN/p1795521600000100")]
    [TestCase("https://acme.slack.com/archives/D0ANN")]
    [TestCase("here")] // in a direct message
    public void What_is_no_place_is_not_guessed(string typed) => Assert.That(WatchRules.ReadPlace(new PrivateText(typed), "D0ANN"), Is.Null);

    [Test]
    public void Only_the_two_and_only_there_are_heard()
    {
        var thread = Asked with { Place = new Place("C0PLAN", "1.1") };
        ChannelMessage Said(PersonId by, string channel, string ts, string? threadTs = null) => new(by, new(channel, ts), threadTs, new PrivateText("Hello"));

        Assert.Multiple(() =>
        {
            Assert.That(Asked.Covers(Said(A.Ann, "C0PLAN", "2.1")), Is.True);
            Assert.That(Asked.Covers(Said(A.Cleo, "C0PLAN", "2.1")), Is.False);
            Assert.That(Asked.Covers(Said(A.Ann, "C0ELSE", "2.1")), Is.False);
            Assert.That(thread.Covers(Said(A.Bob, "C0PLAN", "2.1", "1.1")), Is.True);
            Assert.That(thread.Covers(Said(A.Bob, "C0PLAN", "1.1")), Is.True);
            Assert.That(thread.Covers(Said(A.Bob, "C0PLAN", "2.1")), Is.False);
        });
    }

    private static Result<Watch, WatchRefusal> Ask(Watch? known, PersonId asker, PersonId partner, bool wantsIt = true, int lately = 0, int afterDays = 0) =>
        WatchRules.Ask(known, asker, partner.User, wantsIt, lately, Planning, A.Noon + Duration.FromDays(afterDays));

    private static WatchRefusal? Refusal(Result<Watch, WatchRefusal> result) => result.Match<WatchRefusal?>(_ => null, refusal => refusal);

    private static Watch Value(Result<Watch, WatchRefusal> result) =>
        result.Succeeded(out var watch, out var refusal) ? watch : throw new InvalidOperationException($"Refused: {refusal}");
}
