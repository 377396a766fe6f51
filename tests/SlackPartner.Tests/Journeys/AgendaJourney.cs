using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Simulator.Driver;
using SlackPartner.Storage;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>What two people want to talk about, and the question that only opens for both.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class AgendaJourney(Transport transport) : OneOnOnePlay(transport)
{
    [Test]
    public async Task Items_carry_over_until_they_are_done_put_off_or_dropped()
    {
        await MeetWeeklyAsync(Ann, Bob);
        Assert.That((await Ann.RunsAsync("/1on1 add Who owns the rollout?"))!.Text, Does.Contain("on the agenda").And.Contain("@Bob Brandt"));
        await Bob.RunsAsync("/1on1 add @ann The hiring plan & <b>budget</b>");
        await Bob.RunsAsync("/1on1 add Old news");
        await Bob.RunsAsync("/1on1 agenda");
        var agenda = await Bob.SeesModalAsync("Who owns the rollout?");
        Assert.That(agenda.Text, Does.Contain("The hiring plan & <b>budget</b>").And.Contain("First 25 minutes: the two of you"));
        Assert.That(agenda.Text.IndexOf("First 25 minutes", StringComparison.Ordinal), Is.LessThan(agenda.Text.IndexOf("Agenda", StringComparison.Ordinal)));

        await Bob.ClicksAsync("Drop", nth: 2);
        await Bob.SeesModalAsync(modal => !modal.Contains("Old news"));
        await Bob.ClicksAsync("Next Time", nth: 0);
        await Bob.SeesModalAsync("for the time after");
        await Bob.ClicksAsync("Next Time", nth: 1); // it is the last one now, and is put off already
        await EverythingIsDoneAsync();
        await Bob.ClosesModalAsync();

        var start = await NextStartAsync();
        await UntilAsync(start + Duration.FromMinutes(45));
        var asked = await Ann.ReceivesAsync("Did it happen?");
        await Ann.ClicksAsync("Yes", within: asked);
        await Ann.SeesChangeAsync(asked, changed => changed.Contains("you said it happened"));
        Assert.That(await Database.QueryAsync<int>("select put_off from one_on_one_item where status = 0 order by created_at"), Is.EqualTo(new[] { 1, 1 }), "put off, and carried over");

        await Ann.RunsAsync("/1on1 agenda");
        await Ann.ClicksAsync("Done", nth: 0);
        await Ann.ClicksAsync("Done", nth: 0);
        await Ann.SeesModalAsync("Nothing yet");
    }

    [Test]
    public async Task The_question_opens_only_when_both_have_answered()
    {
        await MeetWeeklyAsync(Ann, Bob);
        await Ann.RunsAsync("/1on1 agenda");
        await Ann.ClicksAsync("Answer the Question");
        await Ann.FillsAsync("Your answer", "Dumplings, anywhere");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("Kept");
        await Ann.ClosesModalAsync(all: true);

        await Bob.RunsAsync("/1on1 agenda");
        var agenda = await Bob.SeesModalAsync("has answered; both answers open with yours");
        Assert.That(agenda.Text, Does.Not.Contain("Dumplings"));
        await Bob.ClicksAsync("Answer the Question");
        Assert.That((await Bob.SeesModalAsync(modal => modal.Labels.Contains("Your answer"))).Text, Does.Not.Contain("Dumplings"));
        await Bob.FillsAsync("Your answer", "Bread soup");
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("sending you both");
        foreach (var person in new[] { Ann, Bob })
            Assert.That((await person.ReceivesAsync("Dumplings, anywhere")).Text, Does.Contain("Bread soup"));
        Assert.That(Ann.Messages.Where(card => card.FromBot).Select(card => card.Fallback), Has.None.Contains("Dumplings"));
    }

    [Test]
    public async Task Skipping_is_free_and_loses_nobodys_words_and_the_next_meeting_has_another_question()
    {
        await MeetWeeklyAsync(Ann, Bob);
        await Bob.RunsAsync("/1on1 agenda");
        await Bob.ClicksAsync("Answer the Question");
        await Bob.FillsAsync("Your answer", "Written while it was skipped");
        await Ann.RunsAsync("/1on1 agenda");
        await Ann.ClicksAsync("Answer the Question");
        await Ann.ClicksAsync("Skip This Question");
        await Ann.SeesModalAsync("Skipped");
        await Ann.ClosesModalAsync(all: true);
        await EverythingIsDoneAsync();
        var messages = Bob.Messages.Count;
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("it is open again");
        await Bob.ClosesModalAsync(all: true);
        await UntilAsync(await NextStartAsync() + Duration.FromMinutes(1));
        await Ann.RunsAsync("/1on1 agenda");
        await Ann.SeesModalAsync(modal => modal.Offers("Answer the Question"));
        Assert.That((await Database.QueryAsync<string>("select distinct question from one_on_one_question")).Count, Is.EqualTo(2));
        Assert.That(Bob.Messages.Take(messages).Count(card => card.Contains("skip")), Is.Zero);
    }

    [Test]
    public async Task Sixty_items_are_a_few_pages_and_none_is_lost()
    {
        await MeetWeeklyAsync(Ann, Bob);
        for (var n = 1; n <= 60; n++) await Ann.RunsAsync($"/1on1 add Topic number {n} of sixty");
        await Bob.RunsAsync("/1on1 agenda");
        HashSet<string> seen = [];
        for (var page = 0; page < 8; page++)
        {
            var last = page * 8 + 8 >= 60;
            var agenda = await Bob.SeesModalAsync(modal => modal.Contains($"Topic number {(page * 8) + 1} of sixty"));
            seen.UnionWith(agenda.Texts.Where(text => text.StartsWith("Topic number", StringComparison.Ordinal)));
            if (!last) await Bob.ClicksAsync($"More Items ({60 - (page * 8) - 8})");
        }
        Assert.That(seen, Has.Count.EqualTo(60));
        await Bob.ClosesModalAsync();

        var dayBefore = (await NextStartAsync()).InZone(Berlin).Date.PlusDays(-1);
        await UntilAsync(Berlin, dayBefore, 16);
        Assert.That((await Bob.ReceivesAsync("On the agenda (60)")).Text, Does.Contain("And 54 more"));
    }

    [Test]
    public async Task A_message_becomes_an_item_for_its_author_or_for_whom_one_chooses()
    {
        await MeetWeeklyAsync(Ann, Bob);
        var message = Ann.MessagesIn("#planning").First(card => card.Contains("Nordwind"));
        await Ann.UsesShortcutAsync("Add to 1:1", message);
        var form = await Ann.SeesModalAsync("Add to your agenda");
        Assert.That(form.Values.Values, Has.Some.Contains("Nordwind"));
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("on the agenda");
        await Ann.ClosesModalAsync(all: true);
        await Bob.RunsAsync("/1on1 agenda");
        await Bob.SeesModalAsync("Nordwind");
    }

    [Test]
    public async Task What_was_put_off_to_the_one_on_one_waits_there_without_its_words()
    {
        await MeetWeeklyAsync(Ann, Bob);
        await ReviewsAsync(Ann, Bob);
        await Ann.ClicksAsync("Ask First");
        await Ann.ClosesModalAsync(all: true);
        var question = await Bob.ReceivesAsync(card => card.Offers("In Our 1:1"));
        await Bob.ClicksAsync("In Our 1:1", within: question);
        await Bob.SeesChangeAsync(question, changed => changed.Buttons.Count == 0);
        await Bob.RunsAsync("/1on1 agenda");
        var agenda = await Bob.SeesModalAsync("has an observation to share");
        Assert.That(agenda.Text, Does.Not.Contain(Behavior));

        var about = (await Database.QueryAsync<Guid>("select about from one_on_one_item")).Single();
        await Bob.ClicksAsync("Done");
        await Bob.SeesModalAsync("Nothing yet");
        await using var scope = Bot.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Database>().WriteAsync(
            tx => scope.ServiceProvider.GetRequiredService<IAgenda>().HintAsync(tx, new PersonId(new TeamId(Slack.TeamId), new UserId(Ann.Id)), new UserId(Bob.Id), AgendaHint.Feedback, about, Now), default);
        await Bob.RunsAsync("/1on1 agenda");
        await Bob.SeesModalAsync("has an observation to share"); // chosen again, it is there again
    }

    [Test]
    public async Task Mentions_and_links_read_as_people_write_them()
    {
        await MeetWeeklyAsync(Ann, Bob);
        await Ann.RunsAsync("/1on1 add Ask @cleo about https://plan.example/q1");
        await Ann.RunsAsync("/1on1 agenda");
        Assert.That((await Ann.SeesModalAsync("Ask @")).Text, Does.Contain("Ask @cleo about https://plan.example/q1"));
    }

    [Test]
    public async Task Words_that_are_no_order_are_offered_as_an_item_or_given_back()
    {
        Assert.That((await Ann.RunsAsync("/1on1 we should talk about hiring soon"))!.Text, Does.Contain("begin with a partner").And.Contain("about hiring"));
        Assert.That((await Ann.RunsAsync("/partner we should talk about hiring soon"))!.Text, Does.Contain("about hiring"));
        Assert.That((await Ann.RunsAsync("/1on1 hiring soon"))!.Text, Does.Contain("I don't know that word").And.Contain("hiring soon"));
        await MeetWeeklyAsync(Ann, Bob);
        foreach (var typed in new[] { "/1on1 we should talk about hiring soon", "/1on1 @bob we should talk about hiring soon", "/1on1 add @cleo we should talk about hiring soon" })
        {
            await Ann.RunsAsync(typed);
            Assert.That((await Ann.SeesModalAsync("Add to your agenda")).Values.Values, Has.Some.Contains("we should talk about hiring soon"), typed);
            await Ann.ClosesModalAsync();
        }
        await Ann.RunsAsync("/1on1 trip Berlin 4–5 Nov");
        var form = await Ann.SeesModalAsync("A trip");
        Assert.That(form.Values["City"], Is.EqualTo("Berlin"));
        Assert.That(form.Text, Does.Contain("Berlin 4–5 Nov"));
    }

    [Test]
    public async Task Without_a_partner_there_is_a_sentence_instead()
    {
        Assert.That((await Ann.RunsAsync("/1on1 add Something"))!.Text, Does.Contain("begin with a partner"));
        Assert.That((await Ann.RunsAsync("/1on1 @bob"))!.Text, Does.Contain("aren't partners yet"));
        Assert.That((await Ann.RunsAsync("/1on1 @dan"))!.Text, Does.Contain("can't be reached here"));
        Assert.That((await Ann.RunsAsync("/1on1 @tally"))!.Text, Does.Contain("apps have no one-on-ones"));
        Assert.That((await Ann.RunsAsync("/1on1 @ann"))!.Text, Does.Contain("someone other than yourself"));
        Assert.That((await Ann.RunsAsync("/1on1 ics"))!.Text, Does.Contain("Nothing is planned"));
        await Ann.RunsAsync("/1on1");
        await Ann.SeesModalAsync("begin with a partner");
    }

    [Test]
    public async Task With_several_partners_the_form_asks_which()
    {
        await BecomePartnersAsync(Ann, Bob);
        await BecomePartnersAsync(Ann, Cleo);
        await Ann.RunsAsync("/1on1 add Budget");
        await Ann.FillsAsync("Partner", "kim");
        await Ann.SubmitsAsync();
        Assert.That((await Ann.SeesModalAsync(modal => modal.Errors.Count > 0)).Errors["Partner"], Does.Contain("Choose the partner"));
        await Ann.FillsAsync("Partner", "cleo");
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("on the agenda");
        Assert.That(await Database.QueryAsync<string>("select other from one_on_one_item union all select one from one_on_one_item"), Does.Contain(Cleo.Id));
    }
}
