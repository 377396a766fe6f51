using System.Text.Json.Nodes;
using NodaTime;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>What people do again and again in the journeys about conflict.</summary>
internal abstract class ConflictPlay(Transport transport) : FeedbackPlay(transport)
{
    protected static async Task ArePartnersAsync(Person one, Person other)
    {
        await one.RunsAsync($"/partner @{other.Name}");
        await other.ReceivesAsync("would like to be your partner");
        await other.ClicksAsync("Accept");
        await one.ReceivesAsync("you are partners now");
    }

    /// <summary>Presses a button that the card had and may have no more, as a second click or another device does.</summary>
    protected async Task PressesAgainAsync(Person person, string button, Card card, JsonNode buttons)
    {
        lock (Slack.World.Gate) card.Message.Json["blocks"] = buttons.DeepClone();
        await person.ClicksAsync(button, within: person.Look(card));
    }

    /// <summary>What a card has now, to be pressed again later.</summary>
    protected JsonNode BlocksOf(Card card)
    {
        lock (Slack.World.Gate) return card.Message.Json["blocks"]!.DeepClone(); // every card has blocks
    }

    /// <summary>Moves the clock to eleven on a Tuesday where that person is, so many days away at least.</summary>
    protected async Task BecomesTuesdayForAsync(Person person, int afterDays)
    {
        var zone = DateTimeZoneProviders.Tzdb[person.Zone!]; // the cast has zones
        var day = Now.InZone(zone).Date.PlusDays(afterDays);
        while (day.DayOfWeek is not IsoDayOfWeek.Tuesday) day = day.PlusDays(1);
        await PassesAsync((zone.AtStrictly(day + new LocalTime(11, 0)).ToInstant() - Now).ToTimeSpan());
    }
}
