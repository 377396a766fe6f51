using SlackPartner.Feedback;
using SlackPartner.Feedback.Talking;
using SlackPartner.Kernel;
using SlackPartner.Slack;

namespace SlackPartner.Tests.Feedback;

/// <summary>What a message to the bot means.</summary>
internal sealed class TalkWordsTests
{
    [TestCase("feedback for <@U0BOB>", "U0BOB", "")]
    [TestCase("Feedback for <@U0BOB>: in Monday's planning you decided alone", "U0BOB", "in Monday's planning you decided alone")]
    [TestCase("I want to tell <@U0BOB> that he closed the ticket", "U0BOB", "he closed the ticket")]
    [TestCase("feedback for kim", "kim", "")]
    [TestCase("feedback for @kim", "kim", "")]
    [TestCase("feedback to Kim Lee", "Kim Lee", "")]
    [TestCase("I'd like to give feedback to Kim", "Kim", "")]
    [TestCase("can I give some feedback about Kim?", "Kim", "")]
    [TestCase("I want to tell Kim that she interrupted me twice.", "Kim", "she interrupted me twice.")]
    [TestCase("I’d like to let Kim know that it helped", "Kim", "it helped")]
    [TestCase("sbi Kim", "Kim", "")]
    [TestCase("sbi @kim.lee", "kim.lee", "")]
    public void An_opening_names_someone(string message, string who, string rest)
    {
        var opening = (Heard.Opening)TalkWords.Read(new PrivateText(message), waiting: null);

        Assert.That((opening.For?.User?.Value ?? opening.For?.Name, opening.Text.Reveal()), Is.EqualTo((who, rest)));
    }

    [TestCase("sbi")]
    [TestCase("Draft")]
    [TestCase("feedback")]
    [TestCase("/sbi")]
    [TestCase("I want to give feedback")]
    [TestCase("new draft")]
    [TestCase("feedback for someone")]
    [TestCase("give feedback to my manager")]
    public void An_opening_may_name_nobody(string message) =>
        Assert.That(TalkWords.Read(new PrivateText(message), waiting: null), Is.EqualTo(new Heard.Opening(null, default)));

    [TestCase("In Monday's planning Bob asked Cleo for her view before he decided.")]
    [TestCase("feedback in Monday's planning you asked Cleo for her view before deciding")]
    public void A_story_is_an_opening(string message) =>
        Assert.That(((Heard.Opening)TalkWords.Read(new PrivateText(message), waiting: null)).Text.Reveal(), Does.EndWith("Cleo for her view before he decided.").Or.EndWith("before deciding"));

    [TestCase("back", TalkWord.Back)]
    [TestCase("Back.", TalkWord.Back)]
    [TestCase("`skip`", TalkWord.Skip)]
    [TestCase("show", TalkWord.Show)]
    [TestCase("HELP!", TalkWord.Help)]
    [TestCase("??", TalkWord.Help)]
    [TestCase("cancel", TalkWord.Cancel)]
    [TestCase("stop", TalkWord.Stop)]
    [TestCase("continue", TalkWord.Continue)]
    public void Some_words_have_a_meaning_of_their_own(string message, TalkWord word)
    {
        foreach (var waiting in new TalkStep?[] { null, TalkStep.Who, TalkStep.Impact })
            Assert.That(TalkWords.Read(new PrivateText(message), waiting), Is.EqualTo(new Heard.Word(word)));
    }

    [TestCase("skip the standup was what he said")]
    [TestCase("He told me to stop.")]
    [TestCase("I want to tell Kim that she interrupted me twice.")]
    [TestCase("draft reviews were late again")]
    [TestCase("Feedback to the team was that it is fine")]
    [TestCase("no")]
    [TestCase("6")]
    public void While_a_question_waits_a_sentence_is_an_answer(string message) =>
        Assert.That(TalkWords.Read(new PrivateText(message), TalkStep.Behavior), Is.EqualTo(new Heard.Words(new PrivateText(message))));

    [TestCase("feedback for <@U0BOB>")]
    [TestCase("feedback for @kim")]
    [TestCase("feedback for Kim")]
    [TestCase("sbi")]
    public void While_a_question_waits_a_clear_opening_still_opens(string message) =>
        Assert.That(TalkWords.Read(new PrivateText(message), TalkStep.Behavior), Is.InstanceOf<Heard.Opening>());

    [TestCase("No, thanks")]
    [TestCase("nothing")]
    public void Nothing_to_ask_skips_the_question(string message) =>
        Assert.That(TalkWords.Read(new PrivateText(message.Replace(",", "", StringComparison.Ordinal)), TalkStep.Question), Is.EqualTo(new Heard.Word(TalkWord.Skip)));

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("🎉🎉")]
    [TestCase(":thumbsup: :+1:")]
    [TestCase("❤️…")]
    public void Emoji_alone_are_no_words(string message) => Assert.That(TalkWords.Read(new PrivateText(message), TalkStep.Behavior), Is.InstanceOf<Heard.Nothing>());

    [TestCase("hello")]
    [TestCase("thank you very much")]
    public void Small_talk_opens_nothing(string message) => Assert.That(TalkWords.Read(new PrivateText(message), waiting: null), Is.InstanceOf<Heard.Words>());

    [Test]
    public void A_name_may_be_two_peoples()
    {
        var kim = new Colleague(new UserId("U1"), "kim", "Kim Kowalski", "");
        var lee = new Colleague(new UserId("U2"), "kim.lee", "Kim Lee", "Kimmy");

        Assert.That(new[] { kim, lee }.Where(one => one.IsCalled("KIM")), Is.EqualTo(new[] { kim, lee }));
        Assert.That(new[] { kim, lee }.Where(one => one.IsCalled("kim lee")), Is.EqualTo(new[] { lee }));
        Assert.That(new[] { kim, lee }.Where(one => one.IsCalled("Kimmy")), Is.EqualTo(new[] { lee }));
        Assert.That(new[] { kim, lee }.Where(one => one.IsCalled("")), Is.Empty);
    }

    [Test]
    public void Tokens_of_Slack_become_what_a_person_reads()
    {
        Colleague[] people = [new(new UserId("U0BOB"), "bob", "Bob Brandt", "Bob")];
        var text = new PrivateText("<@U0BOB> and <@U0NOONE> in <#C1|planning>, see <https://a.example/x|the page> and <https://b.example>");

        Assert.That(TalkWords.Readable(text, people).Reveal(), Is.EqualTo("@Bob and <@U0NOONE> in #planning, see the page (https://a.example/x) and https://b.example"));
    }
}
