using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>What people do again and again in the journeys about feedback.</summary>
internal abstract class FeedbackPlay(Transport transport) : Journey(transport)
{
    protected const string Situation = "In Monday's planning, when we went through the roadmap";
    protected const string Behavior = "You asked Cleo for her view before you decided.";
    protected const string Impact = "I learned about the risk in time and felt relieved.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The bot's time, which journeys move.</summary>
    protected Instant Now => Bot.Services.GetRequiredService<IClock>().GetCurrentInstant();

    /// <summary>Moves the bot's clock. Slack's stays: it signs its requests with the real time.</summary>
    protected Task PassesAsync(TimeSpan time) => Bot.MoveClockAsync(time);

    protected static async Task FillsInAsync(Person author, string situation = Situation, string behavior = Behavior, string impact = Impact)
    {
        await author.FillsAsync("Situation", situation);
        await author.FillsAsync("Behavior", behavior);
        await author.FillsAsync("Impact", impact);
    }

    /// <summary>From the command to Review.</summary>
    protected static async Task<Modal> ReviewsAsync(Person author, Person recipient, string behavior = Behavior)
    {
        await author.RunsAsync("/sbi");
        await author.FillsAsync("To", recipient.Name);
        await FillsInAsync(author, behavior: behavior);
        await author.SubmitsAsync();
        return await author.SeesModalAsync(modal => modal.Title == "Review");
    }

    /// <summary>From the command until the note is on its way.</summary>
    protected static async Task SharesAsync(Person author, Person recipient, string behavior = Behavior)
    {
        await ReviewsAsync(author, recipient, behavior);
        await author.ClicksAsync("Share Now");
        await author.SeesModalAsync("on its way");
        await author.ClosesModalAsync();
    }

    /// <summary>From the command until the recipient has the card and the author knows.</summary>
    protected static async Task<Card> BringsAsync(Person author, Person recipient, string behavior = Behavior)
    {
        await SharesAsync(author, recipient, behavior);
        var card = await recipient.ReceivesAsync(behavior);
        await author.ReceivesAsync("done your part");
        return card;
    }

    protected static async Task<Modal> OpensAsync(Person person, string command, string title)
    {
        await person.RunsAsync(command);
        return await person.SeesModalAsync(modal => modal.Title == title);
    }

    protected static Task<Modal> OpensDraftsAsync(Person person) => OpensAsync(person, "/sbi drafts", "Drafts");

    /// <summary>Waits until no work is left that is due by the bot's clock: only then does a count of messages mean something.</summary>
    protected Task EverythingIsDoneAsync() => UntilAsync(
        async () => (await Database.QueryAsync<long>("select count(*) from work where state in (0, 1, 2) and due_at <= @now", new { now = Now }))[0] == 0,
        "all due work to be done");

    /// <summary>Asks again and again until it is so.</summary>
    protected static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var waited = TimeSpan.Zero; !await isSo(); waited += TimeSpan.FromMilliseconds(50))
        {
            if (waited > Patience) Assert.Fail($"Waited in vain for {what}.");
            await Task.Delay(50);
        }
    }

    /// <summary>How many messages from the bot in the direct message have these words.</summary>
    protected static int Count(Person person, string words) => person.Messages.Count(message => message.FromBot && message.Contains(words));

    /// <summary>Makes the open view claim to be about another note, as a forged or an outdated one does.</summary>
    protected void FormIsAbout(Person person, Guid note)
    {
        lock (Slack.World.Gate) Slack.Workspace.StackOf(person.Id)[^1].Json["private_metadata"] = note.ToString("N");
    }
}
