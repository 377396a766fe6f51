using NodaTime;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>What people do again and again in the journeys about one-on-ones.</summary>
internal abstract class OneOnOnePlay(Transport transport) : FeedbackPlay(transport)
{
    protected static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    protected static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    /// <summary>Moves the bot's clock to a moment that lies ahead.</summary>
    protected Task UntilAsync(Instant moment) => PassesAsync((moment - Now).ToTimeSpan());

    protected Task UntilAsync(DateTimeZone zone, LocalDate date, int hour, int minute = 0) => UntilAsync(zone.AtStrictly(date.At(new LocalTime(hour, minute))).ToInstant());

    protected static async Task BecomePartnersAsync(Person one, Person other)
    {
        await one.RunsAsync($"/partner @{other.Name}");
        var card = await other.ReceivesAsync("would like to be your partner");
        await other.ClicksAsync("Accept", within: card);
        await one.ReceivesAsync("you are partners now");
    }

    /// <summary>Fills the form and proposes; the other's card is the answer.</summary>
    protected static async Task<Card> ProposesAsync(Person one, Person other, string day = "Tuesday", string time = "10:00", params (string Label, string Value)[] more)
    {
        await one.RunsAsync($"/1on1 @{other.Name}");
        await FillsPlanAsync(one, day, time, more);
        await one.SubmitsAsync();
        await one.SeesModalAsync("on its way");
        await one.ClosesModalAsync(all: true);
        return await other.ReceivesAsync("proposes a one-on-one");
    }

    protected static async Task FillsPlanAsync(Person one, string day, string time, params (string Label, string Value)[] more)
    {
        await one.FillsAsync("Day", day);
        await one.FillsAsync("Time", time);
        foreach (var (label, value) in more) await one.FillsAsync(label, value);
    }

    /// <summary>From strangers to a confirmed weekly one-on-one.</summary>
    protected static async Task MeetWeeklyAsync(Person one, Person other, string day = "Tuesday", string time = "10:00", params (string Label, string Value)[] more)
    {
        await BecomePartnersAsync(one, other);
        var card = await ProposesAsync(one, other, day, time, more);
        await other.ClicksAsync("Confirm", within: card);
        await one.ReceivesAsync("confirmed your one-on-one");
    }

    /// <summary>When the next meeting begins.</summary>
    protected async Task<Instant> NextStartAsync() =>
        Instant.FromDateTimeUtc((await Database.QueryAsync<DateTime>("select min(starts_at) from one_on_one_occurrence where status = 0 and starts_at > @now", new { now = Now }))[0]);

    protected static string Clock(Instant moment, DateTimeZone zone) => moment.InZone(zone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    protected Task<IReadOnlyList<long>> CountRowsAsync(string from) => Database.QueryAsync<long>($"select count(*) from {from}");
}
