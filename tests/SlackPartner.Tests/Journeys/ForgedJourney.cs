using System.Text.Json.Nodes;
using SlackPartner.Simulator;
using SlackPartner.Simulator.Delivery;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Whoever names someone else's note in a payload learns nothing and changes nothing.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class ForgedJourney(Transport transport) : FeedbackPlay(transport)
{
    private const string Secret = "You asked Cleo about the acquisition.";

    [Test]
    public async Task A_form_about_someone_elses_draft_is_refused_and_shows_nothing()
    {
        var id = await DraftOfBobAsync();
        await Ann.RunsAsync("/sbi @cleo");
        await FillsInAsync(Ann);
        FormIsAbout(Ann, id);
        await Ann.SubmitsAsync();
        Assert.That((await Ann.SeesModalAsync("Only the people involved")).Text, Does.Not.Contain(Secret));
        await BobsDraftIsUntouchedAsync();
    }

    [TestCase("feedback.share_now")]
    [TestCase("feedback.save_draft")]
    [TestCase("feedback.edit")]
    [TestCase("feedback.discard")]
    [TestCase("feedback.more_findings")]
    [TestCase("feedback.review")]
    [TestCase("feedback.delete")]
    [TestCase("feedback.read")]
    [TestCase("feedback.take_back")]
    [TestCase("feedback.thank_you")]
    [TestCase("feedback.need_time")]
    [TestCase("feedback.ask_question")]
    [TestCase("feedback.see_differently")]
    [TestCase("feedback.card_menu")]
    [TestCase("feedback.keep_as_is", "|behavior:absolute:4")]
    public async Task A_button_about_someone_elses_draft_is_refused_and_shows_nothing(string action, string more = "")
    {
        var id = await DraftOfBobAsync();
        var notice = await OpensDraftsAsync(Ann);
        lock (Slack.World.Gate)
        {
            Slack.Workspace.StackOf(Ann.Id)[^1].Json["blocks"]!.AsArray().Add(new JsonObject
            {
                ["type"] = "actions", ["block_id"] = "forged",
                ["elements"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = action, ["value"] = $"{id:N}{more}", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Forged" } }),
            });
        }

        await Ann.ClicksAsync("Forged");

        Assert.That(Ann.Modal!.Text, Does.Not.Contain(Secret).And.Not.EqualTo(notice.Text));
        await BobsDraftIsUntouchedAsync();
    }

    [TestCase("feedback.need_time")]
    [TestCase("feedback.ask_question")]
    [TestCase("feedback.see_differently")]
    public async Task An_answer_to_someone_elses_note_is_refused(string form)
    {
        var card = await BringsAsync(Bob, Cleo, Secret);
        var id = (await Database.QueryAsync<Guid>("select id from feedback"))[0];
        var answer = await Slack.Host.Courier.AskAsync(Kinds.Interactive, new JsonObject
        {
            ["type"] = "view_submission", ["team"] = new JsonObject { ["id"] = Slack.TeamId }, ["user"] = new JsonObject { ["id"] = Ann.Id, ["team_id"] = Slack.TeamId }, ["trigger_id"] = "1.2.3",
            ["view"] = new JsonObject
            {
                ["id"] = "V1", ["callback_id"] = form, ["private_metadata"] = id.ToString("N"),
                ["state"] = new JsonObject { ["values"] = new JsonObject { ["question"] = new JsonObject { ["question"] = new JsonObject { ["type"] = "plain_text_input", ["value"] = "?" } } } },
            },
        });

        Assert.That(answer.Body!["errors"]!["question"]!.GetValue<string>(), Is.EqualTo("Only the people involved can do that."));
        Assert.That(Cleo.Look(card).Offers("Thank You"), Is.True);
        Assert.That(await Database.QueryAsync<int>("select kind from feedback_answer"), Is.Empty);
    }

    private async Task<Guid> DraftOfBobAsync()
    {
        await Bob.RunsAsync($"/sbi @cleo {Secret}");
        await Bob.ClosesModalAsync();
        return (await Database.QueryAsync<Guid>("select id from feedback"))[0];
    }

    private async Task BobsDraftIsUntouchedAsync()
    {
        await NothingIsLeftToDoAsync();
        Assert.That(await Database.QueryAsync<string>("select author || status || version from feedback where author = @author", new { author = Bob.Id }), Is.EqualTo(new[] { $"{Bob.Id}00" }));
        Assert.That((await OpensDraftsAsync(Bob)).Text, Does.Contain(Secret));
        Assert.That(await Database.QueryAsync<string>("select author from feedback_mute"), Is.Empty);
        Assert.That(new[] { Ann, Bob, Cleo }.SelectMany(person => person.Messages), Is.Empty);
    }
}
