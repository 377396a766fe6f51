using NodaTime;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>How people answer, and what the author hears of it.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class AnswerJourney(Transport transport) : FeedbackPlay(transport)
{
    private static readonly string[] Answers = ["Thank You", "I Need Time", "Ask a Question", "I See It Differently"];

    [Test]
    public async Task The_author_hears_once_of_the_delivery_and_once_of_the_answer()
    {
        var card = await BringsAsync(Ann, Bob);

        await Task.WhenAll(Bob.ClicksAsync("Thank You", within: card), Bob.ClicksAsync("Thank You", within: card), Bob.ClicksAsync("Thank You", within: card));

        var told = await Ann.ReceivesAsync("says thank you");
        Assert.That(told.Fallback, Does.Contain("says thank you"));
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Has.Count.EqualTo(2));
        Assert.That(Bob.Look(card).Text, Does.Contain(Behavior).And.Contain("You said thank you."));
        Assert.That(Bob.Look(card).Buttons, Is.Empty);
    }

    [Test]
    public async Task Two_different_answers_at_once_count_as_one()
    {
        var card = await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("Ask a Question", within: card);
        await Bob.FillsAsync("Question", "What happened just before?");

        await Task.WhenAll(Bob.SubmitsAsync(), Bob.ClicksAsync("Thank You", within: card));

        await EverythingIsDoneAsync();
        Assert.That(await Database.QueryAsync<int>("select kind from feedback_answer"), Has.Count.EqualTo(1));
        Assert.That(Ann.Messages, Has.Count.EqualTo(2));
        Assert.That(Bob.Look(card).Buttons, Is.Empty);
    }

    [Test]
    public async Task Time_until_later_brings_the_note_back_with_buttons()
    {
        var card = await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("I Need Time", within: card);
        await Bob.FillsAsync("Remind me", "In 2 hours");
        await Task.WhenAll(Bob.SubmitsAsync(), Bob.SubmitsAsync());

        var waiting = await Bob.SeesChangeAsync(card, changed => changed.Contains("You asked for time."));
        Assert.That(waiting.Buttons, Is.Empty);
        await Ann.ReceivesAsync("would like some time");
        await EverythingIsDoneAsync();
        Assert.That(Bob.Messages, Has.Count.EqualTo(1), "nothing comes before its time");

        await PassesAsync(TimeSpan.FromHours(2));
        var reminder = await Bob.ReceivesAsync("You asked for time with this");
        Assert.That(reminder.Text, Does.Contain(Situation).And.Contain(Behavior).And.Contain(Impact));
        Assert.That(reminder.Buttons, Is.SupersetOf(Answers));

        await Bob.ClicksAsync("Thank You", within: reminder);
        var answered = await Bob.SeesChangeAsync(reminder, changed => changed.Contains("You said thank you."));
        Assert.That(answered.Buttons, Is.Empty);
        await Ann.ReceivesAsync("says thank you");
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Has.Count.EqualTo(3), "one for the delivery, one for each answer");
        Assert.That(Bob.Messages, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Time_until_tomorrow_means_half_past_nine_where_the_reader_is()
    {
        var card = await BringsAsync(Ann, Bob);
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var day = Now.InZone(berlin).Date.PlusDays(1);
        while (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) day = day.PlusDays(1);
        var expected = berlin.AtStrictly(day.At(new LocalTime(9, 30))).ToInstant();
        await Bob.ClicksAsync("I Need Time", within: card);
        await Bob.FillsAsync("Remind me", "Tomorrow at 09:30");
        await Bob.SubmitsAsync();
        var waiting = await Bob.SeesChangeAsync(card, changed => changed.Contains("You asked for time."));
        Assert.That(waiting.Text, Does.Contain("at 09:30"));
        Assert.That(await Database.QueryAsync<Instant>("select due_at from work where kind = 'feedback.remind'"), Is.EqualTo(new[] { expected }));

        await PassesAsync((expected - Now).ToTimeSpan() - TimeSpan.FromMinutes(1));
        await EverythingIsDoneAsync();
        Assert.That(Bob.Messages, Has.Count.EqualTo(1));

        await PassesAsync(TimeSpan.FromMinutes(1));
        await Bob.ReceivesAsync("You asked for time with this");
    }

    [Test]
    public async Task No_reminder_comes_for_a_note_that_was_answered_meanwhile()
    {
        var card = await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("I Need Time", within: card);
        await Bob.SubmitsAsync();
        await Bob.SeesChangeAsync(card, changed => changed.Contains("You asked for time."));
        await OpensAsync(Bob, "/sbi inbox", "Feedback for you");
        await Bob.ClicksAsync("Read");
        await Bob.ClicksAsync("Thank You");
        await Bob.SeesChangeAsync(card, changed => changed.Contains("You said thank you."));

        await PassesAsync(TimeSpan.FromHours(3));

        await EverythingIsDoneAsync();
        Assert.That(Bob.Messages, Has.Count.EqualTo(1));
        Assert.That(Count(Ann, "says thank you"), Is.EqualTo(1));
    }

    [Test]
    public async Task Asking_for_time_anew_moves_the_reminder()
    {
        var card = await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("I Need Time", within: card);
        await Bob.SubmitsAsync();
        await OpensAsync(Bob, "/sbi inbox", "Feedback for you");
        await Bob.ClicksAsync("Read");
        await Bob.ClicksAsync("I Need Time");
        await Bob.FillsAsync("Remind me", "Tomorrow at 09:30");
        await Bob.SubmitsAsync();
        await Ann.ReceivesAsync("would like some time");

        await PassesAsync(TimeSpan.FromDays(4));
        await Bob.ReceivesAsync("You asked for time with this");

        await EverythingIsDoneAsync();
        Assert.That(Count(Bob, "You asked for time with this"), Is.EqualTo(1));
        Assert.That(Count(Ann, "would like some time"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_question_reaches_the_author_whole()
    {
        var question = "What happened just before?\n\n  And *who* <@U0ANNARCHER> was there? " + string.Concat(Enumerable.Repeat("Please tell me more & more. ", 100)).Trim();
        var card = await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("Ask a Question", within: card);
        await Bob.FillsAsync("Question", question);
        await Bob.SubmitsAsync();
        await Bob.SeesNoModalAsync();

        var told = await Ann.ReceivesAsync("has a question");

        Assert.That(told.Texts, Has.Member(question));
        var answered = await Bob.SeesChangeAsync(card, changed => changed.Contains("a question."));
        Assert.That(answered.Texts, Has.Member(question), "their own words stay on their card");
        Assert.That(answered.Buttons, Is.Empty);
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Another_view_reaches_the_author_whole()
    {
        var card = await BringsAsync(Ann, Bob);
        await Bob.ClicksAsync("I See It Differently", within: card);
        await Bob.FillsAsync("Situation", "Cleo had called me before.");
        await Bob.FillsAsync("Behavior", "I read her notes aloud.");
        await Bob.FillsAsync("Impact", "I was glad, and a little hurried.");
        await Bob.SubmitsAsync();

        var told = await Ann.ReceivesAsync("sees it differently");

        Assert.That(told.Texts, Is.SupersetOf(new[] { "Cleo had called me before.", "I read her notes aloud.", "I was glad, and a little hurried." }));
        Assert.That(told.Fallback, Does.Not.Contain("hurried"));
        var answered = await Bob.SeesChangeAsync(card, changed => changed.Contains("that you see it differently"));
        Assert.That(answered.Buttons, Is.Empty);
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Closing_the_short_form_leaves_the_card_as_it_was()
    {
        var card = await BringsAsync(Ann, Bob);
        foreach (var answer in Answers.Skip(1))
        {
            await Bob.ClicksAsync(answer, within: card);
            await Bob.SeesModalAsync();
            await Bob.ClosesModalAsync();
        }
        Assert.That(Bob.Look(card).Buttons, Is.SupersetOf(Answers));
        await EverythingIsDoneAsync();
        Assert.That(Ann.Messages, Has.Count.EqualTo(1));
    }
}
