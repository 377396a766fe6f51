using NodaTime;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Journeys;

/// <summary>
/// Ann in New York and Bob in Berlin, eight weeks through both changes of the clocks, with a holiday, a move and a trip. Every message is
/// awaited in its minute, with the hour it has where its reader is.
/// </summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class EightWeeksJourney(Transport transport) : OneOnOnePlay(transport)
{
    private static readonly Duration JustBefore = Duration.FromSeconds(40);

    [Test]
    public async Task Ann_and_Bob_live_through_eight_weeks()
    {
        // The first of March whose Tuesdays lie ahead; America changes its clocks on the second Sunday, Europe on the last.
        var year = Now.InUtc().Year + (Now > Instant.FromUtc(Now.InUtc().Year, 2, 15, 0, 0) ? 1 : 0);
        var tuesday = new LocalDate(year, 2, 28).Next(IsoDayOfWeek.Tuesday);
        await UntilAsync(NewYork, tuesday.PlusDays(-4), 12);
        await MeetWeeklyAsync(Ann, Bob);

        await MeetAsync(tuesday, bobsHour: "16:00");                       // week 1
        await MeetAsync(tuesday.PlusWeeks(1), bobsHour: "16:00");          // week 2
        await MeetAsync(tuesday.PlusWeeks(2), bobsHour: SummerOnlyIn(NewYork, tuesday.PlusWeeks(2)) ? "15:00" : "16:00"); // America has changed
        await MeetAsync(tuesday.PlusWeeks(3), bobsHour: SummerOnlyIn(NewYork, tuesday.PlusWeeks(3)) ? "15:00" : "16:00"); // Europe has not yet, in most years

        // Week 5: moved by Bob from Tuesday to Thursday, 17:00 where he is.
        var moved = tuesday.PlusWeeks(4);
        await UntilAsync(Berlin, moved.PlusDays(-2), 9);
        await Bob.RunsAsync("/1on1 @ann");
        await Bob.ClicksAsync("Move Once");
        await Bob.FillsAsync("Day", Iso(moved.PlusDays(2)));
        await Bob.FillsAsync("Time", "17:00");
        await Bob.SubmitsAsync();
        await Bob.SeesModalAsync("Moved to Thursday");
        await Bob.ClosesModalAsync(all: true);
        await Ann.ReceivesAsync("moved your one-on-one");
        await MeetAsync(moved.PlusDays(2), bobsHour: "17:00", annsHour: Clock(Berlin.AtStrictly(moved.PlusDays(2).At(new LocalTime(17, 0))).ToInstant(), NewYork));

        // Week 6: a holiday. Nothing comes, and the next is a week later.
        var holiday = tuesday.PlusWeeks(5);
        await Ann.RunsAsync("/1on1 @bob");
        await Ann.ClicksAsync("Pause");
        await Ann.FillsAsync("First day", Iso(holiday.PlusDays(-1)));
        await Ann.FillsAsync("Last day", Iso(holiday.PlusDays(3)));
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("Paused until");
        await Ann.ClosesModalAsync(all: true);
        await Bob.ReceivesAsync("paused your one-on-ones");

        // Week 7: Ann lives in Los Angeles now, and since her zone rules, Bob's evening is later. Both hear of it.
        var late = tuesday.PlusWeeks(6);
        await UntilAsync(NewYork, late.PlusDays(-3), 12);
        Ann.MovesTo("America/Los_Angeles");
        await Ann.ReceivesAsync("a time zone changed");
        Assert.That((await Bob.ReceivesAsync("a time zone changed")).Text, Does.Contain("at 19:00"));
        await MeetAsync(late, bobsHour: "19:00", annsZone: LosAngeles);

        // Week 8: Ann travels to Berlin, where Bob lives.
        await Ann.RunsAsync("/1on1 trip");
        await Ann.FillsAsync("City", "berlin");
        await Ann.FillsAsync("First day", Iso(late.PlusDays(6)));
        await Ann.FillsAsync("Last day", Iso(late.PlusDays(8)));
        await Ann.SubmitsAsync();
        await Ann.SeesModalAsync("both of you get a proposal");
        await Ann.ClosesModalAsync(all: true);
        await Ann.ReceivesAsync("in the same place");
        await UntilAsync(Berlin, late.PlusDays(1), 9); // Bob's evening is his own
        var invitation = await Bob.ReceivesAsync("in the same place");
        await Bob.ClicksAsync("In-Person 1:1", within: invitation);
        await Ann.ReceivesAsync("your one-on-one in person");
        await MeetAsync(tuesday.PlusWeeks(7), bobsHour: "19:00", annsZone: LosAngeles, soonSays: "in person");
        Assert.That((await CountRowsAsync("one_on_one_trip"))[0], Is.EqualTo(1));
        await UntilAsync(NewYork, late.PlusDays(11), 12);
        Assert.That((await CountRowsAsync("one_on_one_trip"))[0], Is.Zero, "forgotten after its last day");

        // Seven meetings, three messages each, and nothing besides what was awaited above.
        Assert.That(Count(Ann, "starts at") + Count(Bob, "starts at"), Is.EqualTo(14));
        Assert.That((await Database.QueryAsync<long>("select count(*) from work where kind in ('oneonone.remind', 'oneonone.soon', 'oneonone.after') and state = 3"))[0], Is.EqualTo(42));
        Assert.That((await Database.QueryAsync<long>("select count(*) from work where state in (5, 6)"))[0], Is.Zero);
    }

    private static DateTimeZone LosAngeles { get; } = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];

    /// <summary>One meeting: the day before, minutes before and after, for each of the two in their own minute.</summary>
    private async Task MeetAsync(LocalDate day, string bobsHour, string annsHour = "10:00", DateTimeZone? annsZone = null, string soonSays = "starts at")
    {
        var start = await NextStartAsync();
        Assert.That((Clock(start, annsZone ?? NewYork), Clock(start, Berlin)), Is.EqualTo((annsHour, bobsHour)));
        Assert.That(start.InZone(Berlin).Date, Is.EqualTo(day));

        (Instant At, Person Who, string Words)[] messages =
        [
            (DayBefore(start, Berlin), Bob, $"at {bobsHour}"),
            (DayBefore(start, annsZone ?? NewYork), Ann, $"at {annsHour}"),
            (start - Duration.FromMinutes(10), Bob, $"starts at {bobsHour}"),
            (start - Duration.FromMinutes(10), Ann, $"starts at {annsHour}"),
            (start + Duration.FromMinutes(45), Bob, "Did it happen?"),
            (start + Duration.FromMinutes(45), Ann, "Did it happen?"),
        ];
        foreach (var minute in messages.GroupBy(message => message.At).OrderBy(minute => minute.Key))
        {
            await UntilAsync(minute.Key - JustBefore);
            await EverythingIsDoneAsync();
            var before = Ann.Messages.Count + Bob.Messages.Count;
            await UntilAsync(minute.Key);
            foreach (var (_, who, words) in minute)
            {
                var card = await who.ReceivesAsync(words);
                if (words.StartsWith("starts", StringComparison.Ordinal)) Assert.That(card.Text, Does.Contain(soonSays));
                if (words.StartsWith("Did", StringComparison.Ordinal) && who.Id == Ann.Id)
                {
                    await Ann.ClicksAsync("Yes", within: card);
                    await Ann.SeesChangeAsync(card, changed => changed.Contains("you said it happened"));
                }
            }
            await EverythingIsDoneAsync();
            Assert.That(Ann.Messages.Count + Bob.Messages.Count, Is.EqualTo(before + minute.Count()), $"only these at {minute.Key}");
        }
    }

    private static Instant DayBefore(Instant start, DateTimeZone zone)
    {
        var day = start.InZone(zone).Date.PlusDays(-1);
        return zone.AtStrictly(day.At(new LocalTime(16, 0))).ToInstant();
    }

    private static bool SummerOnlyIn(DateTimeZone zone, LocalDate day) => IsSummer(zone, day) && !IsSummer(Berlin, day);

    private static bool IsSummer(DateTimeZone zone, LocalDate day) => zone.GetZoneInterval(zone.AtStartOfDay(day).ToInstant()).Savings > Offset.Zero;

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);
}
