using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Drafting by writing to the bot.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class TalkJourney(Transport transport) : FeedbackPlay(transport)
{
    private const string WhenAndWhere = "when and where";
    private const string WhatYouSaw = "what you saw or heard";
    private const string TheEffect = "the effect";
    private const string AnythingToAsk = "anything to ask";

    [Test]
    public async Task A_draft_grows_from_answers_until_it_is_shared()
    {
        await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        await SaysAsync(Ann, Situation, WhatYouSaw);
        await RestartAsync();
        await SaysAsync(Ann, Behavior, TheEffect);
        await PassesAsync(TimeSpan.FromDays(3));
        await SaysAsync(Ann, Impact, AnythingToAsk);
        var review = await SaysAsync(Ann, "What made you ask?", "will see exactly this");
        Assert.That(review.Text, Does.Contain(Situation).And.Contain(Behavior).And.Contain(Impact).And.Contain("What made you ask?"));

        await Ann.ClicksAsync("Share Now", within: review);

        var card = await Bob.ReceivesAsync(Behavior);
        Assert.That(card.Text, Does.Contain(Situation).And.Contain(Impact).And.Contain("What made you ask?"));
        await Ann.ReceivesAsync("done your part");
        await Bob.ClicksAsync("Thank You", within: card);
        await Ann.ReceivesAsync("says thank you");
    }

    [Test]
    public async Task Exports_are_spoken_of_once()
    {
        var first = await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        Assert.That(first.Text, Does.Contain("workspace export").And.Contain("Use the Form"));
        await SaysAsync(Ann, "cancel", "nothing was kept");

        var second = await SaysAsync(Ann, "feedback for @cleo", WhenAndWhere);
        Assert.That(second.Text, Does.Not.Contain("workspace export"));
    }

    [Test]
    public async Task Words_and_buttons_steer()
    {
        await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        await SaysAsync(Ann, "skip", WhatYouSaw);
        await SaysAsync(Ann, "back", WhenAndWhere);
        await SaysAsync(Ann, Situation, WhatYouSaw);
        Assert.That((await SaysAsync(Ann, "show", Situation)).Text, Does.Contain(WhatYouSaw));
        await SaysAsync(Ann, "help", "one thing at a time");

        await PressesAsync(Ann, "Skip", WhatYouSaw, TheEffect);
        await PressesAsync(Ann, "Back", TheEffect, WhatYouSaw);
        await SaysAsync(Ann, Behavior, TheEffect);
        await SaysAsync(Ann, "stop", "is in Drafts");

        var drafts = await OpensDraftsAsync(Ann);
        Assert.That(drafts.Text, Does.Contain(Behavior));
        await Ann.ClosesModalAsync();
        await SaysAsync(Ann, "continue", TheEffect);
    }

    [Test]
    public async Task A_button_of_an_earlier_question_moves_nothing()
    {
        var first = await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        await SaysAsync(Ann, Situation, WhatYouSaw);

        await Ann.ClicksAsync("Skip", within: first);

        Assert.That((await Ann.SeesChangeAsync(first)).Text, Does.Contain("moved on"));
        Assert.That((await SaysAsync(Ann, "show", "so far")).Text, Does.Contain(WhatYouSaw));
    }

    [Test]
    public async Task The_coach_says_one_thing_after_an_answer()
    {
        await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        await SaysAsync(Ann, Situation, WhatYouSaw);
        var coached = await SaysAsync(Ann, "You are sloppy and you never listen.", TheEffect);
        Assert.That(coached.Offers("Rephrase") && coached.Offers("Keep As Is"), Is.True);
        Assert.That(coached.Buttons.Count(button => button == "Keep As Is"), Is.EqualTo(1));

        await PressesAsync(Ann, "Rephrase", TheEffect, "take the place");
        var again = await SaysAsync(Ann, Behavior, TheEffect);
        Assert.That(again.Offers("Rephrase"), Is.False);
        Assert.That((await SaysAsync(Ann, "show", "so far")).Text, Does.Contain(Behavior).And.Not.Contain("sloppy"));
    }

    [Test]
    public async Task Words_the_author_keeps_are_not_mentioned_again()
    {
        await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        await SaysAsync(Ann, Situation, WhatYouSaw);
        var coached = await SaysAsync(Ann, "You are sloppy.", TheEffect);

        await Ann.ClicksAsync("Keep As Is", within: coached);

        var kept = await Ann.SeesChangeAsync(coached);
        Assert.That(kept.Offers("Rephrase"), Is.False);
        await SaysAsync(Ann, Impact, AnythingToAsk);
        Assert.That((await SaysAsync(Ann, "skip", "will see exactly this")).Offers("Keep As Is"), Is.False);
    }

    [Test]
    public async Task A_story_is_sorted_and_the_rest_is_asked_for()
    {
        var guess = await SaysAsync(Ann, $"I want to tell @bob that {Situation}, things changed. {Behavior}", "how I sort your words");
        Assert.That(guess.Text, Does.Contain(Behavior));
        await SaysAsync(Ann, "show", Behavior);
    }

    [Test]
    public async Task Edits_and_deletions_change_the_draft()
    {
        await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        var situation = await Ann.WritesAsync("On Monday");
        await HearsAsync(Ann, WhatYouSaw);
        var behavior = await Ann.WritesAsync(Behavior);
        await HearsAsync(Ann, TheEffect);

        await Ann.EditsAsync(situation, Situation);
        await EverythingIsDoneAsync();
        Assert.That((await SaysAsync(Ann, "show", "so far")).Text, Does.Contain(Situation).And.Not.Contain("On Monday"));

        await Ann.DeletesAsync(behavior);
        await HearsAsync(Ann, WhatYouSaw);
        Assert.That((await SaysAsync(Ann, "show", "so far")).Text, Does.Not.Contain(Behavior));
    }

    [Test]
    public async Task What_changed_after_Review_is_looked_at_again_before_it_goes()
    {
        await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        await SaysAsync(Ann, Situation, WhatYouSaw);
        var behavior = await Ann.WritesAsync("You left.");
        await HearsAsync(Ann, TheEffect);
        await SaysAsync(Ann, Impact, AnythingToAsk);
        var review = await SaysAsync(Ann, "skip", "will see exactly this");
        await Ann.EditsAsync(behavior, Behavior);
        await HearsAsync(Ann, "Changed in the draft");

        await Ann.ClicksAsync("Share Now", within: review);

        var changed = await Ann.SeesChangeAsync(review);
        Assert.That(changed.Text, Does.Contain("changed since").And.Contain(Behavior));
        Assert.That(Count(Bob, "wrote you feedback"), Is.Zero);
        await Ann.ClicksAsync("Share Now", within: changed);
        await Bob.ReceivesAsync(Behavior);
    }

    [Test]
    public async Task A_name_of_two_people_is_a_question()
    {
        var which = await SaysAsync(Ann, "feedback for Kim", "Several people");
        await Ann.ClicksAsync("This Person", within: which, nth: 1);
        var asked = await HearsAsync(Ann, WhenAndWhere);
        Assert.That(asked.Text, Does.Contain("@Kim"));
    }

    [TestCase("feedback for Zoltan", "don't know anyone")]
    [TestCase("feedback for @ann", "other than yourself")]
    [TestCase("feedback for @tally", "apps can't")]
    [TestCase("sbi", "Who is this for")]
    public async Task Without_a_person_to_write_to_it_asks_for_one(string opening, string answer)
    {
        await SaysAsync(Ann, opening, answer);
        await SaysAsync(Ann, "@bob", WhenAndWhere);
    }

    [Test]
    public async Task The_form_and_the_conversation_share_one_draft()
    {
        await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        var asked = await SaysAsync(Ann, Situation, WhatYouSaw);
        await Ann.ClicksAsync("Use the Form", within: asked);
        var form = await Ann.SeesModalAsync(modal => modal.Labels.Contains("Behavior"));
        Assert.That(form.Values["Situation"], Is.EqualTo(Situation));
        await Ann.ClosesModalAsync();

        var long_ = string.Concat(Enumerable.Repeat("You said one thing and then another. ", 110)).Trim();
        var effect = await SaysAsync(Ann, long_, TheEffect);
        await Ann.ClicksAsync("Use the Form", within: effect);
        await Ann.SeesModalAsync("longer than Slack's form");
        await Ann.FillsAsync("Impact", Impact);
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync(modal => modal.Title == "Review");
        await Ann.ClicksAsync("Share Now");

        var card = await Bob.ReceivesAsync(Situation);
        Assert.That(card.Text, Does.Contain(long_).And.Contain(Impact));
    }

    [Test]
    public async Task Files_and_emoji_are_answered_kindly()
    {
        await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        await Ann.WritesAsync("🎉");
        await HearsAsync(Ann, "need words");
        await Ann.SendsFileAsync("photo.png", Situation);
        await HearsAsync(Ann, "can't read files");
        Assert.That((await SaysAsync(Ann, "show", "so far")).Text, Does.Contain(Situation).And.Contain(WhatYouSaw));
    }

    [Test]
    public async Task A_reply_to_a_card_is_told_of_its_buttons_once()
    {
        var card = await BringsAsync(Ann, Bob);

        await Bob.WritesAsync("Thanks, that means a lot", inThreadOf: card);
        await Bob.ReceivesAsync("use the buttons on its card");
        await Bob.WritesAsync("really", inThreadOf: card);
        await Bob.WritesAsync("hello?");
        await Bob.ReceivesAsync("To draft feedback here");

        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, "use the buttons on its card"), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_drafts_are_told_apart()
    {
        await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        await SaysAsync(Ann, Situation, WhatYouSaw);
        var second = await SaysAsync(Ann, "feedback for @cleo", WhenAndWhere);
        Assert.That(second.Text, Does.Contain("@Cleo").And.Contain("waits in Drafts"));
        await SaysAsync(Ann, "In Tuesday's retro", WhatYouSaw);

        var first = await SaysAsync(Ann, "feedback for @bob", WhatYouSaw);

        Assert.That(first.Text, Does.Contain("@Bob").And.Contain(Situation));
    }

    [Test]
    public async Task Repeated_and_disordered_events_do_not_advance_twice()
    {
        Slack.Faults.DuplicateEvents = true;
        await SaysAsync(Ann, "feedback for @bob", WhenAndWhere);
        await SaysAsync(Ann, Situation, WhatYouSaw);
        Slack.Faults.DuplicateEvents = false;
        Slack.Faults.DisorderEvents = true;
        await Ann.WritesAsync("You asked Cleo");
        await Ann.WritesAsync("for her view.");
        Slack.Faults.DisorderEvents = false;
        await EverythingIsDoneAsync();

        var shown = await SaysAsync(Ann, "show", "so far");

        Assert.That(shown.Text, Does.Contain("You asked Cleo").And.Contain("for her view."));
        Assert.That(Count(Ann, WhenAndWhere), Is.EqualTo(1));
    }

    /// <summary>Writes, and waits for an answer that was not there before.</summary>
    private static async Task<Card> SaysAsync(Person person, string text, string answer)
    {
        var written = await person.WritesAsync(text);
        return await person.ReceivesAsync(card => card.FromBot && string.CompareOrdinal(card.Ts, written.Ts) > 0 && card.Text.Contains(answer, StringComparison.OrdinalIgnoreCase));
    }

    private static Task<Card> HearsAsync(Person person, string answer)
    {
        var last = person.Messages.Last(card => !card.FromBot);
        return person.ReceivesAsync(card => card.FromBot && string.CompareOrdinal(card.Ts, last.Ts) > 0 && card.Text.Contains(answer, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task PressesAsync(Person person, string button, string on, string answer)
    {
        var card = person.Messages.Last(card => card.FromBot && card.Text.Contains(on, StringComparison.OrdinalIgnoreCase) && card.Offers(button));
        await person.ClicksAsync(button, within: card);
        await person.ReceivesAsync(after => after.FromBot && string.CompareOrdinal(after.Ts, card.Ts) > 0 && after.Text.Contains(answer, StringComparison.OrdinalIgnoreCase));
    }
}
