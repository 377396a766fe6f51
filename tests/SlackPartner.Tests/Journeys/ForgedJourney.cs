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
    private static readonly string[] Actions =
    [
        "feedback.share_now", "feedback.save_draft", "feedback.edit", "feedback.discard", "feedback.keep_as_is", "feedback.more_findings", "feedback.review", "feedback.delete",
        "feedback.read", "feedback.take_back", "feedback.thank_you", "feedback.need_time", "feedback.ask_question", "feedback.see_differently", "feedback.card_menu",
    ];

    private const string Secret = "You asked Cleo about the acquisition.";

    [Test]
    public async Task A_form_about_someone_elses_draft_is_refused_and_shows_nothing()
    {
        var id = await DraftOfBobAsync();
        await Ann.RunsAsync("/sbi @cleo");
        await FillsInAsync(Ann);
        FormIsAbout(Ann, id);
        await Ann.SubmitsAsync();
        Assert.That((await Ann.SeesModalAsync("isn't here any more")).Text, Does.Not.Contain(Secret));
        await BobsDraftIsUntouchedAsync();
    }

    [Test]
    public async Task A_button_about_someone_elses_draft_is_refused_and_shows_nothing()
    {
        var id = await DraftOfBobAsync();
        foreach (var action in Actions)
        {
            var list = await OpensDraftsAsync(Ann);
            AddsButton(action, action == "feedback.keep_as_is" ? $"{id:N}|behavior:absolute:4" : $"{id:N}");
            await Ann.ClicksAsync("Forged");
            Assert.That(Ann.Modal!.Text, Does.Not.Contain(Secret).And.Not.EqualTo(list.Text), action);
        }
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

        Assert.That(answer.Body!["errors"]!["question"]!.GetValue<string>(), Is.EqualTo("This note isn't here any more."));
        Assert.That(Cleo.Look(card).Offers("Thank You"), Is.True);
        Assert.That(await Database.QueryAsync<int>("select kind from feedback_answer"), Is.Empty);
    }

    /// <summary>A button the bot did not draw, in the view Ann has open.</summary>
    private void AddsButton(string action, string value)
    {
        lock (Slack.World.Gate)
        {
            Slack.Workspace.StackOf(Ann.Id)[^1].Json["blocks"]!.AsArray().Add(new JsonObject
            {
                ["type"] = "actions", ["block_id"] = "forged",
                ["elements"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = action, ["value"] = value, ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Forged" } }),
            });
        }
    }

    private async Task<Guid> DraftOfBobAsync()
    {
        await Bob.RunsAsync($"/sbi @cleo {Secret}");
        await Bob.ClosesModalAsync();
        return (await Database.QueryAsync<Guid>("select id from feedback"))[0];
    }

    private async Task BobsDraftIsUntouchedAsync()
    {
        await EverythingIsDoneAsync();
        Assert.That(await Database.QueryAsync<string>("select author || status || version from feedback where author = @author", new { author = Bob.Id }), Is.EqualTo(new[] { $"{Bob.Id}00" }));
        Assert.That((await OpensDraftsAsync(Bob)).Text, Does.Contain(Secret));
        Assert.That(await Database.QueryAsync<string>("select author from feedback_mute"), Is.Empty);
        Assert.That(new[] { Ann, Bob, Cleo }.SelectMany(person => person.Messages), Is.Empty);
    }
}
