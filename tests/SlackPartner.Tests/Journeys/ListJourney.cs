using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>Lists, and what the commands say.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class ListJourney(Transport transport) : FeedbackPlay(transport)
{
    private const string BecomeShared = "update feedback set status = 1, shared_at = updated_at, delivered_at = updated_at where status = 0";

    [Test]
    public async Task Twelve_notes_are_paged_in_every_list()
    {
        for (var n = 1; n <= 12; n++)
        {
            await Ann.RunsAsync($"/sbi @bob Yesterday you closed ticket number {n:00} with Cleo.");
            await Ann.ClosesModalAsync();
        }
        Assert.That(await PagesAsync(Ann, "/sbi drafts", "Drafts"), Is.EqualTo(NewestFirst(12)));

        await Database.QueryAsync<int>(BecomeShared);
        Assert.That(await PagesAsync(Ann, "/sbi sent", "Shared by you"), Is.EqualTo(NewestFirst(12)));
        Assert.That(await PagesAsync(Bob, "/sbi inbox", "Feedback for you"), Is.EqualTo(NewestFirst(12)));
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.StartWith("No drafts."));
    }

    [Test]
    public async Task Empty_lists_teach_how_to_begin()
    {
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.StartWith("No drafts.").And.Contain("/sbi"));
        Assert.That((await OpensAsync(Ann, "/sbi inbox", "Feedback for you")).Text, Does.Contain("Nothing here yet"));
        Assert.That((await OpensAsync(Ann, "/sbi sent", "Shared by you")).Text, Does.Contain("haven't shared a note yet"));
    }

    [Test]
    public async Task Share_in_the_list_opens_review_and_sends_nothing()
    {
        await Ann.RunsAsync("/sbi @bob Yesterday you closed the ticket.");
        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Share");

        var review = await Ann.SeesModalAsync("will see exactly this");

        Assert.That(review.Offers("Share Now"), Is.True);
        Assert.That(await Database.QueryAsync<string>("select kind from work where kind = 'feedback.deliver'"), Is.Empty);
    }

    [Test]
    public async Task Delete_takes_one_draft_and_leaves_the_others()
    {
        foreach (var behavior in new[] { "You closed the first ticket.", "You closed the second ticket." })
        {
            await Ann.RunsAsync($"/sbi @bob {behavior}");
            await Ann.ClosesModalAsync();
        }
        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Delete"); // the newest is on top

        var left = await Ann.SeesModalAsync(modal => !modal.Contains("second"));
        Assert.That(left.Text, Does.Contain("first"));
        await Ann.ClicksAsync("Delete");
        await Ann.SeesModalAsync("No drafts");
    }

    [Test]
    public async Task Deleting_on_a_later_page_stays_there()
    {
        for (var n = 1; n <= 7; n++) await Ann.RunsAsync($"/sbi @bob Yesterday you closed ticket number {n:00} with Cleo.");
        await OpensDraftsAsync(Ann);
        await Ann.ClicksAsync("Older");
        await Ann.SeesModalAsync("number 02");

        await Ann.ClicksAsync("Delete");

        var left = await Ann.SeesModalAsync(modal => !modal.Contains("number 02"));
        Assert.That(left.Text, Does.Contain("number 01"));
    }

    [Test]
    public async Task Pasted_text_is_sorted_into_the_form_and_is_a_draft_at_once()
    {
        await Ann.RunsAsync("/sbi @bob In Monday's planning you asked Cleo for her view. I felt relieved.");
        var form = await Ann.SeesModalAsync(modal => modal.Submit == "Review");
        Assert.That(form.Values["To"], Is.EqualTo(Bob.RealName));
        Assert.That(form.Values["Impact"], Does.Contain("I felt relieved."));
        Assert.That(string.Join(' ', form.Values["Situation"], form.Values["Behavior"]), Does.Contain("In Monday's planning").And.Contain("asked Cleo"));

        await Ann.ClosesModalAsync();

        var drafts = await OpensDraftsAsync(Ann);
        Assert.That(drafts.Text, Does.Contain("asked Cleo").And.Contain(Bob.RealName));
        await Ann.ClicksAsync("Edit");
        Assert.That((await Ann.SeesModalAsync(modal => modal.Submit == "Review")).Values, Is.EquivalentTo(form.Values));
    }

    [Test]
    public async Task A_form_that_is_opened_and_closed_leaves_nothing()
    {
        await Ann.RunsAsync("/sbi @bob");
        Assert.That((await Ann.SeesModalAsync()).Values["To"], Is.EqualTo(Bob.RealName));
        await Ann.ClosesModalAsync();
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("No drafts"));
    }

    [Test]
    public async Task Someone_slack_does_not_know_is_no_text_of_a_draft()
    {
        await Ann.RunsAsync("/sbi @nobodyhere");

        var form = await Ann.SeesModalAsync(modal => modal.Submit == "Review");

        Assert.That(form.Values.Values, Has.None.Contains("nobodyhere"));
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("No drafts"));
    }

    [Test]
    public async Task Check_answers_only_the_one_who_asked_and_keeps_nothing()
    {
        var answer = await Ann.RunsAsync("/sbi check You never listen to <anyone> & that is *bad*.");
        Assert.That(answer!.IsEphemeral, Is.True);
        Assert.That(answer.Text, Does.Contain("never").And.Contain("Only you see this"));
        Assert.That((await OpensDraftsAsync(Ann)).Text, Does.Contain("No drafts"));

        var calm = await Ann.RunsAsync("/sbi check In Monday's planning you asked Cleo for her view. I felt relieved.");
        Assert.That(calm!.Text, Does.StartWith("Nothing stands out"));
        Assert.That((await Ann.RunsAsync("/sbi check"))!.Text, Does.Contain("Write the text behind it"));
    }

    [TestCase("/sbi help", "situation|Situation")]
    [TestCase("/1on1 help", "never forgotten")]
    [TestCase("/cooldown help", "step back when tempers flare")]
    [TestCase("/partner help", "takes a yes from both")]
    public async Task Each_command_has_help_for_the_one_who_asks(string command, string words)
    {
        var help = await Ann.RunsAsync(command);
        Assert.That(help!.IsEphemeral, Is.True);
        Assert.That(help.Text, Does.Match(words));
    }

    [TestCase("/sbi draft", "/sbi drafts")]
    [TestCase("/sbi INBX", "/sbi inbox")]
    [TestCase("/sbi hlep", "/sbi help")]
    [TestCase("/partner hepl", "/partner help")]
    public async Task An_unknown_word_is_answered_with_help_and_the_nearest_match(string typed, string meant)
    {
        var help = await Ann.RunsAsync(typed);
        Assert.That(help!.Text, Does.Contain("I don't know that word").And.Contain($"Did you mean `{meant}`?"));
        Assert.That(help.Text, Does.Contain($"`{typed.Split(' ')[0]}"));
    }

    [Test]
    public async Task A_word_like_no_other_gets_help_without_a_guess()
    {
        var help = await Ann.RunsAsync("/sbi xyzzyplugh");
        Assert.That(help!.Text, Does.Contain("I don't know that word.").And.Not.Contain("Did you mean").And.Contain("opens the form"));
    }

    private static IEnumerable<int> NewestFirst(int count) => Enumerable.Range(1, count).Reverse();

    /// <summary>The numbers of the notes on all pages, and back to the first.</summary>
    private static async Task<IReadOnlyList<int>> PagesAsync(Person person, string command, string title)
    {
        List<int> seen = [];
        var page = await OpensAsync(person, command, title);
        while (true)
        {
            seen.AddRange(Numbers(page));
            if (!page.Offers("Older")) break;
            await person.ClicksAsync("Older");
            page = await person.SeesModalAsync(modal => !Numbers(modal).SequenceEqual(Numbers(page)));
        }
        while (page.Offers("Newer"))
        {
            await person.ClicksAsync("Newer");
            page = await person.SeesModalAsync(modal => !Numbers(modal).SequenceEqual(Numbers(page)));
        }
        Assert.That(Numbers(page), Is.EqualTo(seen.Take(5)), "Newer leads back to the first page");
        Assert.That(page.Depth, Is.EqualTo(1));
        return seen;
    }

    private static IReadOnlyList<int> Numbers(Modal page) =>
        [.. System.Text.RegularExpressions.Regex.Matches(page.Text, @"number (\d\d)").Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
}
