using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Ann asks Bob what she could do differently.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class AdviceJourney(Transport transport) : FeedbackPlay(transport)
{
    private const string Question = "What is one thing I could do differently in our planning?";

    [Test]
    public async Task Asked_answered_and_closed()
    {
        var card = await AsksAsync();
        Assert.That(card.Text, Does.Contain("Partner brings signed notes"), "the first thing a person gets says what this is");

        await RestartAsync();
        await Bob.ClicksAsync("Give Feedback", within: card);
        var form = await Bob.SeesModalAsync(modal => modal.Submit == "Review");
        Assert.That((form.Values["To"], form.Values["Situation"]), Is.EqualTo(("Ann Archer", "In our planning")));
        await FillsInAsync(Bob, situation: "In our planning on Monday");
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync(modal => modal.Title == "Review");
        await Bob.ClosesModalAsync();

        // Begun is not given: the same draft opens again.
        await Bob.ClicksAsync("Give Feedback", within: card);
        Assert.That((await Bob.SeesModalAsync(modal => modal.Submit == "Review")).Values["Situation"], Is.EqualTo("In our planning on Monday"));
        await Bob.SubmitsAsync();
        await Bob.ClicksAsync("Share Now");

        var note = await Ann.ReceivesAsync(Behavior);
        Assert.That(note.Text, Does.Contain("In our planning on Monday"));
        await Bob.SeesChangeAsync(card, now => now.Buttons.Count == 0 && now.Contains("You gave feedback"));
    }

    [Test]
    public async Task Not_now_is_told_to_nobody_and_leaves_the_topic_free()
    {
        var card = await AsksAsync();
        await Bob.ClicksAsync("Not Now", within: card);
        await Bob.SeesChangeAsync(card, now => now.Buttons.Count == 0 && now.Contains("Not now"));
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages.Where(message => !message.IsEphemeral && message.FromBot), Is.Empty);

        await AsksAsync();
    }

    [Test]
    public async Task Whoever_stopped_these_can_not_be_reached_and_the_words_come_back()
    {
        var card = await AsksAsync();
        await Bob.ClicksAsync("Stop These", within: card);
        await Bob.SeesChangeAsync(card, now => now.Buttons.Count == 0 && now.Contains("settings"));

        var answer = await Ann.RunsAsync("/sbi ask @bob the retro on Friday");

        Assert.That(answer!.Texts, Has.Some.EqualTo("This person can't be reached here.").And.Some.EqualTo("the retro on Friday"));
        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, "retro on Friday"), Is.Zero);
        // Feedback is another thing, and still comes.
        await BringsAsync(Ann, Bob);
    }

    [Test]
    public async Task Whoever_stopped_while_it_was_on_its_way_is_not_asked()
    {
        var card = await AsksAsync();
        await Bob.ClicksAsync("Stop These", within: card);
        await Bob.SeesChangeAsync(card, now => now.Buttons.Count == 0);
        // A second request that had been queued before.
        await Database.QueryAsync<int>(
            "insert into feedback_request (id, team_id, asker, asked, status, created_at, updated_at, version) select gen_random_uuid(), team_id, @asker, asked, 0, created_at, updated_at, 0 from feedback_request",
            new { asker = Cleo.Id });
        await Database.QueryAsync<int>(
            "insert into work (id, key, kind, subject, team_id, person, due_at) select gen_random_uuid(), 'again', kind, (select replace(id::text, '-', '') from feedback_request where asker = @asker), team_id, person, due_at from work where kind = 'advice.deliver'",
            new { asker = Cleo.Id });

        await Cleo.ReceivesAsync("can't be reached here");
        Assert.That(Count(Bob, "asks for your advice"), Is.EqualTo(1), "Ann's, and nobody else's");
    }

    [TestCase("/sbi ask @bob Our   PLANNING?", "You've asked them about this already")]
    [TestCase("/sbi ask @ann our planning", "Choose someone other than yourself.")]
    [TestCase("/sbi ask @tally our planning", "Choose a person: apps can't give advice.")]
    [TestCase("/sbi ask @dan our planning", "This person can't be reached here.")]
    public async Task What_can_not_be_asked_is_said_and_the_words_come_back(string line, string sentence)
    {
        await AsksAsync();

        var answer = await Ann.RunsAsync(line);

        Assert.Multiple(() =>
        {
            Assert.That(answer!.Text, Does.Contain(sentence));
            Assert.That(answer.Text, Does.Contain("planning").IgnoreCase);
        });
    }

    [Test]
    public async Task Three_requests_a_day_reach_one_person_and_notes_count_too()
    {
        await BringsAsync(Ann, Bob);
        await AsksAsync();
        await Ann.RunsAsync("/sbi ask @bob the retro");

        var answer = await Ann.RunsAsync("/sbi ask @bob the demo");

        Assert.That(answer!.Text, Does.Contain("three times in the last day").And.Contain("the demo"));
    }

    [TestCase("/sbi ask", "", "")]
    [TestCase("/sbi ask @bob", "Bob Brandt", "")]
    [TestCase("/sbi ask the planning on Monday", "", "the planning on Monday")]
    [TestCase("/sbi ask kim our planning", "", "our planning")]
    public async Task What_is_missing_is_asked_for(string line, string to, string topic)
    {
        await Ann.RunsAsync(line);

        var form = await Ann.SeesModalAsync("Ask for advice");
        Assert.Multiple(() =>
        {
            Assert.That((form.Values["Who do you ask"], form.Values["Topic"]), Is.EqualTo((to, topic)));
            Assert.That(form.Contains("I took “kim” for a name"), Is.EqualTo(line.Contains("kim", StringComparison.Ordinal)));
        });

        await Ann.FillsAsync("Who do you ask", "dan");
        await Ann.FillsAsync("Topic", "our planning");
        await Ann.SubmitsAsync();
        Assert.That(Ann.Modal!.Errors["Who do you ask"], Is.EqualTo("This person can't be reached here."));
        Assert.That(Ann.Modal!.Values["Topic"], Is.EqualTo("our planning"));

        await Ann.FillsAsync("Who do you ask", "kim.lee");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("gets your question now");
        await Slack.Person("kim.lee").ReceivesAsync(Question);
    }

    [Test]
    public async Task A_request_is_nobody_elses_to_answer()
    {
        var card = await AsksAsync();
        var id = (await Database.QueryAsync<Guid>("select id from feedback_request"))[0];
        var others = await AsksAsync(Cleo, Ann);
        CardIsAbout(others, id);

        foreach (var button in new[] { "Give Feedback", "Not Now", "Stop These" })
        {
            await Ann.ClicksAsync(button, within: others);
            await Ann.SeesAsync("isn't here any more");
        }

        Assert.That(await Database.QueryAsync<int>("select status from feedback_request where id = @id", new { id }), Is.EqualTo(new[] { 0 }));
        Assert.That(Bob.Look(card).Offers("Give Feedback"), Is.True);
    }

    private Task<Card> AsksAsync() => AsksAsync(Ann, Bob);

    private static async Task<Card> AsksAsync(Person asker, Person asked)
    {
        var answer = await asker.RunsAsync($"/sbi ask @{asked.Name} our planning");
        Assert.That(answer!.Text, Does.Contain("gets your question now"));
        return await asked.ReceivesAsync(Question);
    }

    /// <summary>Makes a card's buttons claim to be about another request.</summary>
    private void CardIsAbout(Card card, Guid request)
    {
        lock (Slack.World.Gate)
            foreach (var button in card.Message.Json["blocks"]!.AsArray().Where(block => block!["type"]!.GetValue<string>() == "actions").SelectMany(block => block!["elements"]!.AsArray()))
                button!["value"] = request.ToString("N");
    }
}
