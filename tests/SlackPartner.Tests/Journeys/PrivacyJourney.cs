using System.Text.Json.Nodes;
using SlackPartner.Simulator;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>What is stored is said, handed over and erased when its owner says so.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class PrivacyJourney(Transport transport) : FeedbackPlay(transport)
{
    private const string BobsWords = "I had asked her the day before.";

    [Test]
    public async Task Everyone_sees_their_own_counts_from_the_command_and_from_home()
    {
        await BringsAsync(Ann, Bob);
        await Ann.RunsAsync("/sbi @cleo You closed the ticket.");
        await Ann.ClosesModalAsync();
        await Bob.ClicksAsync("Thank You");
        await Ann.ReceivesAsync("says thank you");

        var mine = await PrivacyAsync(Ann);
        Assert.That(mine.Text, Does.Contain("*Drafts of feedback* · 1").And.Contain("*Notes you shared* · 1").And.Not.Contain("Notes shared with you"));
        Assert.That(mine.Text, Does.Contain("workspace export may contain them"));
        await Ann.ClosesModalAsync();

        await Bob.ClicksAsync("Privacy", within: await Bob.OpensHomeAsync());
        var his = await Bob.SeesModalAsync("what Partner stores about you");
        Assert.That(his.Text, Does.Contain("*Notes shared with you* · 1").And.Contain("*Your answers to notes* · 1").And.Not.Contain("Drafts of feedback"));
        Assert.That(his.Buttons, Does.Contain("Export").And.Contain("Erase Me"));
    }

    [Test]
    public async Task An_export_holds_ones_own_words_once_and_nobody_elses()
    {
        await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("Ask a Question");
        await Bob.FillsAsync("Question", BobsWords);
        await Bob.SubmitsAsync();
        await Ann.ReceivesAsync("has a question");
        await BringsAsync(Bob, Ann, "You wrote the summary.");
        await Ann.RunsAsync("/sbi @cleo You closed the <ticket> & \"left\".");
        await Ann.ClosesModalAsync();

        await PrivacyAsync(Ann);
        await Ann.ClicksAsync("Export");
        await Ann.SeesModalAsync("on its way");
        await Ann.ClicksAsync("Export"); // again, in the same view
        var json = JsonNode.Parse(await FileAsync(Ann, "partner-export.json"))!;
        var markdown = await FileAsync(Ann, "partner-export.md");
        await EverythingIsDoneAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Values(json, "drafts", "behavior"), Is.EqualTo(new[] { "You closed the <ticket> & \"left\"." }));
            Assert.That(Values(json, "shared_by_you", "behavior"), Is.EqualTo(new[] { Behavior }));
            Assert.That(Values(json, "shared_by_you", "to"), Is.EqualTo(new[] { Bob.Id }));
            Assert.That(Values(json, "shared_with_you", "from"), Is.EqualTo(new[] { Bob.Id }));
            Assert.That(Keys(json, "shared_with_you"), Is.EquivalentTo(new[] { "id", "from", "status", "about", "shared_at" }));
            Assert.That(markdown, Does.Contain(Behavior).And.Contain("<ticket>"));
            foreach (var file in new[] { json.ToJsonString(), markdown }) Assert.That(file, Does.Not.Contain(BobsWords).And.Not.Contain("You wrote the summary."));
            Assert.That(Ann.Messages.Count(message => message.Files.Count > 0), Is.EqualTo(2));
            Assert.That(Bot.Logs.Lines, Has.None.Contains(Behavior));
        });

        await PrivacyAsync(Bob);
        await Bob.ClicksAsync("Export");
        Assert.That(Values(JsonNode.Parse(await FileAsync(Bob, "partner-export.json"))!, "your_answers", "question"), Is.EqualTo(new[] { BobsWords }));
    }

    [Test]
    public async Task A_file_whose_sending_ended_in_doubt_is_found_and_not_sent_again()
    {
        await PrivacyAsync(Ann);
        Slack.Faults.Add(new Fault("files.completeUploadExternal", FaultKind.ResetAfter));

        await Ann.ClicksAsync("Export");
        await EverythingIsDoneAsync();

        Assert.That(Ann.Messages.SelectMany(message => message.Files), Is.EquivalentTo(new[] { "partner-export.json", "partner-export.md" }));
    }

    [Test]
    public async Task Erasing_takes_the_person_out_of_everything_and_leaves_the_other_their_notes()
    {
        await Ann.OpensHomeAsync();
        await Bob.OpensHomeAsync();
        var card = await BringsAsync(Ann, Bob);
        await BringsAsync(Bob, Ann, "You wrote the summary.");
        await BringsAsync(Ann, Cleo, "You closed the ticket.");
        await Cleo.ClicksAsync("I Need Time");
        await Cleo.SubmitsAsync();
        await Ann.RunsAsync("/sbi @cleo You closed another ticket.");
        await Ann.ClosesModalAsync();
        await Bob.RunsAsync("/sbi @ann You never came.");
        await Bob.ClosesModalAsync();

        await PrivacyAsync(Ann);
        await Ann.ClicksAsync("Erase Me");
        await Ann.FillsAsync("Type ERASE", "erase everything");
        await Ann.SubmitsAsync();
        Assert.That((await Ann.SeesModalAsync(modal => modal.Errors.Count > 0)).Errors["Type ERASE"], Does.Contain("ERASE").And.Contain("Nothing was erased"));
        Assert.That(await Database.TablesNamingAsync(Ann.Id), Does.Contain("feedback"));

        await Ann.FillsAsync("Type ERASE", "ERASE");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("is gone");
        await Ann.ReceivesAsync("Everything Partner kept about you is erased");
        await EverythingIsDoneAsync();
        Assert.That(await Database.TablesNamingAsync(Ann.Id, Ann.Direct), Is.Empty);
        Assert.That(Ann.Home!.Text, Does.Contain("keeps nothing about you"));

        var redrawn = await Bob.SeesChangeAsync(card, changed => changed.Contains("Someone who left"));
        Assert.That(redrawn.Text, Does.Contain(Behavior).And.Not.Contain(Ann.RealName));
        Assert.That(redrawn.Buttons, Is.Empty);
        var inbox = await OpensAsync(Bob, "/sbi inbox", "Feedback for you");
        Assert.That(inbox.Text, Does.Contain("From someone who left").And.Contain(Behavior));
        await Bob.ClicksAsync("Read");
        Assert.That((await Bob.SeesModalAsync("nobody to answer")).Buttons, Is.Empty);
        await Bob.ClosesModalAsync(all: true);
        var sent = await OpensAsync(Bob, "/sbi sent", "Shared by you");
        Assert.That(sent.Text, Does.Contain("To someone who left").And.Contain("You wrote the summary."));
        Assert.That(sent.Offers("Take Back"), Is.False);
        await Bob.ClosesModalAsync();
        Assert.That((await OpensDraftsAsync(Bob)).Text, Does.Contain("To nobody yet").And.Contain("You never came."));

        await PassesAsync(TimeSpan.FromHours(3)); // Cleo's reminder would be due
        await EverythingIsDoneAsync();
        Assert.That(Cleo.Messages.Select(message => message.Text), Has.None.Contains("You asked for time with this").And.None.Contains(Ann.RealName));
    }

    [Test]
    public async Task A_button_pressed_too_late_is_answered_with_one_sentence()
    {
        var card = await BringsAsync(Ann, Bob);
        Slack.Faults.Add(new Fault("chat.update", FaultKind.Error) { Code = "message_not_found" }); // the card stays as it was
        await ErasesAsync(Ann);
        await EverythingIsDoneAsync();

        await Bob.ClicksAsync("Thank You", within: card);
        await Bob.SeesAsync("there is nobody to answer");
        await Bob.ClicksAsync("Mute This Person", within: card);
        await Bob.SeesAsync("there is nobody to answer");
        Assert.That(await Database.TablesNamingAsync(Ann.Id, Ann.Direct), Is.Empty);
    }

    [Test]
    public async Task A_note_on_its_way_to_someone_who_erases_themselves_is_not_lost()
    {
        Slack.Faults.Slow("chat.postMessage", TimeSpan.FromSeconds(1), times: 1); // keeps Bob busy, so that Ann's note waits behind it
        await SharesAsync(Cleo, Bob, "You closed the ticket.");
        await SharesAsync(Ann, Bob);
        await ErasesAsync(Bob);

        await Ann.ReceivesAsync(card => card.Contains("your text is in Drafts") || card.Contains("done your part"));
        await EverythingIsDoneAsync();
        Assert.That((await OpensDraftsAsync(Ann)).Text + (await OpensAsync(Ann, "/sbi sent", "Shared by you")).Text, Does.Contain(Behavior));
        Assert.That(await Database.TablesNamingAsync(Bob.Id, Bob.Direct), Is.Empty);
    }

    [Test]
    public async Task A_mute_outlives_the_one_it_is_against_until_it_is_taken_back()
    {
        var card = await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("Mute This Person", within: card);
        await Bob.SeesAsync("won't get notes");
        await ErasesAsync(Ann);

        await ReviewsAsync(Ann, Bob, "You closed the ticket.");
        await Ann.ClicksAsync("Share Now");
        await Ann.SeesModalAsync("can't be reached here");
        await Ann.ClosesModalAsync();

        await PrivacyAsync(Bob);
        await Bob.ClicksAsync("Show");
        await Bob.SeesModalAsync("Someone who left");
        await Bob.ClicksAsync("Un-mute");
        await Bob.SeesModalAsync("You have muted nobody");
        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Share");
        await Ann.SeesModalAsync("will see exactly this");
        await Ann.ClicksAsync("Share Now");
        await Bob.ReceivesAsync("You closed the ticket.");
    }

    [Test]
    public async Task What_someone_noted_about_a_pause_reads_as_words_in_their_export()
    {
        await Ann.RunsAsync("/cooldown 20m");
        await PassesAsync(TimeSpan.FromMinutes(21));
        await Ann.ClicksAsync("I'm Ready", within: await Ann.ReceivesAsync("ends now"));
        await Ann.ClicksAsync("Look Back", within: await Ann.ReceivesAsync("Words that mend"));
        await Ann.FillsAsync("about the work", "About how we work");
        await Ann.FillsAsync("fight to win", "I avoided it");
        await Ann.FillsAsync("feel about it", "At peace with it");
        await Ann.SubmitsAsync();
        await Ann.ClosesModalAsync();
        await PrivacyAsync(Ann);
        await Ann.ClicksAsync("Export");

        var json = JsonNode.Parse(await FileAsync(Ann, "partner-export.json"))!;

        Assert.That(
            new[] { "what_it_was_about", "what_you_did", "how_you_felt" }.SelectMany(field => Values(json, "cool_down_notes", field)),
            Is.EqualTo(new[] { "About how we work", "I avoided it", "At peace with it" }));
    }

    private static Task<Modal> PrivacyAsync(Person person) => OpensAsync(person, "/partner privacy", "Your privacy");

    private static async Task ErasesAsync(Person person)
    {
        await PrivacyAsync(person);
        await person.ClicksAsync("Erase Me");
        await person.FillsAsync("Type ERASE", " ERASE ");
        await person.SubmitsAsync();
        await person.ReceivesAsync("Everything Partner kept about you is erased");
        await person.ClosesModalAsync();
    }

    private static async Task<string> FileAsync(Person person, string name)
    {
        var card = await person.ReceivesAsync(message => message.Files.Contains(name));
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(card.Raw["files"]![0]!["url_private"]!.GetValue<string>())); // a card with a file
    }

    private static IEnumerable<string> Values(JsonNode export, string kind, string field) => export[kind]!.AsArray().Select(entry => entry![field]!.GetValue<string>());

    private static IEnumerable<string> Keys(JsonNode export, string kind) => export[kind]!.AsArray()[0]!.AsObject().Select(field => field.Key);
}
