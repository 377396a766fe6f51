using System.Text.Json.Nodes;
using SlackPartner.Simulator;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>The form and Review: nothing is blocked, nothing is lost.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class FormJourney(Transport transport) : FeedbackPlay(transport)
{
    private const string Hot = "You never listen. You always interrupt. You are lazy. You ignored me on purpose. You are a liar.";

    [Test]
    public async Task A_form_for_nobody_says_so_and_its_text_is_in_drafts()
    {
        await Ann.RunsAsync("/sbi");
        await FillsInAsync(Ann);
        LetsThrough("to"); // an older client does not check
        await Ann.SubmitsAsync();
        Assert.That(Ann.Modal!.Errors["To"], Is.EqualTo("Choose the person this is for."));
        Assert.That(Ann.Modal!.Values["Behavior"], Is.EqualTo(Behavior));

        var drafts = await OpensDraftsAsync(Ann);
        Assert.That(drafts.Text, Does.Contain(Behavior).And.Contain("To nobody yet"));
    }

    [TestCase("ann", "Choose someone other than yourself.")]
    [TestCase("tally", "Choose a person: apps can't receive feedback.")]
    public async Task A_form_for_oneself_or_an_app_says_so_and_its_text_is_in_drafts(string who, string sentence)
    {
        await Ann.RunsAsync("/sbi");
        await Ann.FillsAsync("To", who);
        await FillsInAsync(Ann);
        await Ann.SubmitsAsync();
        Assert.That(Ann.Modal!.Errors["To"], Is.EqualTo(sentence));
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain(Behavior));

        // And from there it can still go to someone.
        await Ann.ClicksAsync("Edit");
        await Ann.FillsAsync("To", "bob");
        await Ann.SubmitsAsync();
        await Ann.ClicksAsync("Share Now");
        await Bob.ReceivesAsync(Behavior);
    }

    [TestCase("left")]
    [TestCase("is elsewhere")]
    [TestCase("muted the author")]
    public async Task Whoever_can_not_be_reached_looks_the_same(string because)
    {
        if (because == "muted the author")
        {
            var card = await BringsAsync(Ann, Bob, "You opened with the customer's words.");
            await Bob.ClicksAsync("Mute This Person", within: card);
        }
        await ReviewsAsync(Ann, Bob);
        if (because == "left") Bob.IsDeactivated();
        if (because == "is elsewhere") Slack.Faults.Error("users.info", "user_not_visible");

        await Ann.ClicksAsync("Share Now");

        var notice = await Ann.SeesModalAsync("can't be reached");
        Assert.That(notice.Text, Is.EqualTo("This person can't be reached here; your text is in Drafts."));
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain(Behavior));
        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, Behavior), Is.Zero);
    }

    [Test]
    public async Task Review_shows_exactly_what_the_other_will_see()
    {
        await Ann.RunsAsync("/sbi @bob");
        await FillsInAsync(Ann);
        await Ann.FillsAsync("Question", "What were you aiming for?");
        await Ann.FillsAsync("Request", "Could we do this every time?");
        await Ann.SubmitsAsync();
        var review = await Ann.SeesModalAsync("will see exactly this");
        await Ann.ClicksAsync("Share Now");

        var card = await Bob.ReceivesAsync(Behavior);

        var shown = review.Texts.SkipWhile(text => !text.Contains("wrote you feedback", StringComparison.Ordinal)).ToList();
        var read = card.Texts.TakeWhile(text => !text.StartsWith("Partner brings", StringComparison.Ordinal)).ToList();
        Assert.That(read, Has.Some.Contains("What were you aiming for?").And.Some.Contains("Could we do this every time?"));
        Assert.That(shown.Take(read.Count), Is.EqualTo(read));
    }

    [Test]
    public async Task Edit_returns_to_the_form_with_everything_in_it()
    {
        await Ann.RunsAsync("/sbi");
        await Ann.FillsAsync("To", "bob");
        await Ann.FillsAsync("When", "2026-01-15");
        await FillsInAsync(Ann, behavior: "You said:\n  \"later\"\n\nand left.");
        await Ann.FillsAsync("Question", "What were you aiming for?");
        await Ann.FillsAsync("Request", "Could we talk?");
        var written = Ann.Modal!.Values;
        await Ann.SubmitsAsync();

        await Ann.ClicksAsync("Edit");

        var form = await Ann.SeesModalAsync(modal => modal.Submit == "Review");
        Assert.That(form.Values, Is.EquivalentTo(written));
    }

    [Test]
    public async Task Three_findings_show_at_first_and_more_behind_more()
    {
        var review = await ReviewsAsync(Ann, Bob, Hot);
        Assert.That(review.Buttons.Count(button => button == "Keep As Is"), Is.EqualTo(3));

        await Ann.ClicksAsync(review.Buttons.Single(button => button.StartsWith("More (", StringComparison.Ordinal)));

        var all = await Ann.SeesModalAsync(modal => !modal.Contains("More ("));
        Assert.That(all.Buttons.Count(button => button == "Keep As Is"), Is.GreaterThan(3));
        await Ann.ClicksAsync("Share Now");
        await Bob.ReceivesAsync(Hot);
    }

    [Test]
    public async Task A_kept_finding_stays_away_until_its_words_change()
    {
        var review = await ReviewsAsync(Ann, Bob, "You never listen.");
        Assert.That(review.Text, Does.Contain("“never"));
        await Ann.ClicksAsync("Keep As Is");
        await Ann.SeesModalAsync(modal => !modal.Contains("“never"));

        await Ann.ClicksAsync("Edit");
        await Ann.FillsAsync("Impact", "I repeated the risk three times and felt tired.");
        await Ann.SubmitsAsync();
        Assert.That((await Ann.SeesModalAsync("felt tired")).Text, Does.Not.Contain("“never"));

        await Ann.ClicksAsync("Edit");
        await Ann.FillsAsync("Behavior", "You never listen to Cleo."); // the same word in the same place, but not the same words
        await Ann.SubmitsAsync();
        Assert.That((await Ann.SeesModalAsync("listen to Cleo")).Text, Does.Contain("“never"));
    }

    [Test]
    public async Task A_guess_about_motive_moves_to_a_question_and_back()
    {
        const string guess = "You interrupted me because you wanted to look good.";
        await ReviewsAsync(Ann, Bob, guess);

        await Ann.ClicksAsync("Move to Question");
        var moved = await Ann.SeesModalAsync("What were you aiming for?");
        Assert.That(moved.Texts, Has.Some.EqualTo("You interrupted me."));

        await RestartAsync();
        await Ann.ClicksAsync("Undo");
        var back = await Ann.SeesModalAsync(modal => modal.Texts.Contains(guess));
        Assert.That(back.Texts, Has.None.EqualTo("*Question*"));

        await Ann.ClicksAsync("Move to Question");
        await Ann.SeesModalAsync(modal => modal.Offers("Undo"));
        await Ann.ClicksAsync("Share Now");
        var card = await Bob.ReceivesAsync("You interrupted me.");
        Assert.That(card.Text, Does.Contain("What were you aiming for?").And.Not.Contain("look good"));
        Assert.That(await Database.QueryAsync<bool>("select lifted is null from feedback"), Is.EqualTo(new[] { true }));
    }

    [Test]
    public async Task Sentences_without_a_sure_place_are_named_and_none_is_dropped()
    {
        await Ann.RunsAsync("/sbi @bob On Monday you cut Cleo off twice. Blue is a color. I lost track of the numbers.");

        var form = await Ann.SeesModalAsync("where");
        Assert.Multiple(() =>
        {
            Assert.That(form.Text, Does.Contain("“Blue is a color.” is in"));
            var parts = form.Values["Situation"] + form.Values["Behavior"] + form.Values["Impact"];
            Assert.That(parts, Does.Contain("On Monday you cut Cleo off twice.").And.Contain("Blue is a color.").And.Contain("I lost track of the numbers."));
        });
    }

    [TestCase("@dan", "This person can't be reached here; your text is in Drafts.")]
    [TestCase("@tally", "Choose a person: apps can't receive feedback.")]
    [TestCase("@ann", "Choose someone other than yourself.")]
    [TestCase("@kimberly", "I don't know who “@kimberly” is.")]
    public async Task A_text_for_someone_who_can_not_get_it_is_kept_and_the_form_says_why(string who, string sentence)
    {
        await Ann.RunsAsync($"/sbi {who} {Behavior}");

        var form = await Ann.SeesModalAsync(sentence);
        Assert.That((form.Values["To"], form.Values["Behavior"]), Is.EqualTo(("", Behavior)));
        await Ann.ClosesModalAsync();
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain(Behavior));
    }

    [Test]
    public async Task More_findings_stay_open_after_one_is_kept()
    {
        var review = await ReviewsAsync(Ann, Bob, Hot);
        await Ann.ClicksAsync(review.Buttons.Single(button => button.StartsWith("More (", StringComparison.Ordinal)));
        var all = await Ann.SeesModalAsync(modal => !modal.Contains("More ("));
        var before = all.Buttons.Count(button => button == "Keep As Is");

        await Ann.ClicksAsync("Keep As Is", nth: before - 1);

        var after = await Ann.SeesModalAsync(modal => modal.Title == "Review");
        Assert.That(after.Buttons.Count(button => button == "Keep As Is"), Is.EqualTo(before - 1));
    }

    [Test]
    public async Task Save_draft_says_where_it_is_and_discard_deletes_it()
    {
        await ReviewsAsync(Ann, Bob);
        await Ann.ClicksAsync("Save Draft");
        await Ann.SeesModalAsync("is in Drafts");

        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Share");
        await Ann.SeesModalAsync("will see exactly this");
        await Ann.ClicksAsync("Discard");

        await Ann.SeesModalAsync("The draft is gone");
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("No drafts"));
        await EverythingIsDoneAsync();
        Assert.That(Bob.Messages, Is.Empty);
    }

    [Test]
    public async Task However_one_goes_to_and_fro_there_are_never_more_than_three_views()
    {
        var card = await BringsAsync(Bob, Ann, "You wrote the minutes the same day.");
        await Ann.RunsAsync("/sbi @bob You never listen.");
        await Ann.ClosesModalAsync();
        await Ann.OpensHomeAsync();

        await Ann.ClicksAsync("All 1", within: Ann.Home, nth: 1); // below the note to answer
        await Ann.SeesModalAsync(modal => modal.Title == "Drafts");
        for (var round = 0; round < 3; round++)
        {
            await Ann.ClicksAsync("Edit");
            await Ann.SeesModalAsync(modal => modal.Submit == "Review");
            if (round == 0) await FillsInAsync(Ann, behavior: "You never listen.");
            await Ann.SubmitsAsync();
            await Ann.SeesModalAsync(modal => modal.Title == "Review");
            Assert.That(Ann.Modal!.Depth, Is.EqualTo(2));
        }
        await Ann.ClicksAsync("Keep As Is");
        await Ann.ClicksAsync("Share Now");
        Assert.That((await Ann.SeesModalAsync("on its way")).Depth, Is.EqualTo(2));
        await Ann.ClosesModalAsync(all: true);

        await Ann.ClicksAsync("All 1", within: Ann.Home); // the note to answer
        await Ann.SeesModalAsync(modal => modal.Title == "Feedback for you");
        await Ann.ClicksAsync("Read");
        await Ann.SeesModalAsync("You wrote the minutes");
        await Ann.ClicksAsync("I See It Differently");
        Assert.That((await Ann.SeesModalAsync("It is fine to disagree")).Depth, Is.EqualTo(3));
        await Ann.FillsAsync("Impact", "It took me an hour.");
        await Ann.SubmitsAsync();
        await Ann.SeesNoModalAsync();
        Assert.That(card.Offers("Thank You"), Is.True);
        await Bob.ReceivesAsync("It took me an hour.");
    }

    [TestCase(9, "over a week ago")]
    [TestCase(40, "over a month ago")]
    public async Task An_old_moment_is_mentioned_and_can_still_be_shared(int days, string words)
    {
        await Ann.RunsAsync("/sbi @bob");
        await FillsInAsync(Ann);
        await Ann.FillsAsync("When", DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-days)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync(words);
        await Ann.ClicksAsync("Share Now");
        await Bob.ReceivesAsync(Behavior);
    }

    /// <summary>Takes Slack's own check off a field, so that the bot's is tried.</summary>
    private void LetsThrough(string field)
    {
        lock (Slack.World.Gate)
        {
            var form = Slack.Workspace.StackOf(Ann.Id)[^1];
            foreach (var block in form.Json["blocks"]!.AsArray().OfType<JsonObject>())
                if (block.Text("block_id") == field) block["optional"] = true;
        }
    }
}
