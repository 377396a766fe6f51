using System.Text.RegularExpressions;
using NodaTime;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.OneOnOnes.OneOnOneIds.Action;
using Field = SlackPartner.OneOnOnes.OneOnOneIds.Field;

namespace SlackPartner.OneOnOnes;

/// <summary>One partner and how the two meet.</summary>
internal sealed record Standing(UserId Partner, Series? Series, Plan? Confirmed, Plan? Proposed, Occurrence? Next, int OpenItems);

/// <summary>The overview, Home, help, and the small forms around a series.</summary>
internal static partial class OverviewViews
{
    private const int MostShown = 20;
    private const int MostOnHome = 5;
    private const int ExcerptLength = 100;

    /// <summary>So many lines of the next agenda.</summary>
    public const int MostItemsOnHome = 3;
    private const int LongestPlace = 100;
    private const int MostTrips = 10;

    public static Modal Overview(IReadOnlyList<Standing> standings, UserId reader, DateTimeZone zone, CommandNames names) => new(
        OneOnOneIds.View.Overview,
        "One-on-ones",
        standings.Count == 0
            ? [new Section(NoPartner(names))]
            :
            [
                .. standings.Take(MostShown).SelectMany(standing => Row(standing, reader, zone)),
                .. standings.Count > MostShown ? new Block[] { new Context($"And {standings.Count - MostShown} more: `{names.OneOnOne} @name` opens one.") } : [],
                new Divider(),
                new Actions(new Button(Action.Trip, "Add a Trip", "new")),
            ]);

    /// <summary>Whose meeting is the next; null where nothing is planned.</summary>
    public static Standing? Nearest(IReadOnlyList<Standing> standings) => standings.Where(standing => standing.Next is not null).MinBy(standing => standing.Next?.StartsAt);

    /// <param name="agenda">How the agenda of the nearest begins.</param>
    public static HomeCard Home(IReadOnlyList<Standing> standings, IReadOnlyList<AgendaItem> agenda, UserId reader, DateTimeZone zone, CommandNames names) => new(
        Waiting:
        [
            .. standings.Where(standing => standing.Proposed is { } plan && plan.Proposer != reader).Take(MostOnHome).Select(standing =>
                new Section($"*{Mrkdwn.Mention(standing.Partner)}* proposes a one-on-one", new Button(Action.OpenProposal, "Answer", standing.Proposed!.Id.ToString()))), // filtered just above
        ],
        Standing:
        [
            new Header("One-on-ones"),
            .. standings.Count == 0
                ? [new Section($"A weekly hour that is longer than coordination needs is where trust grows. It begins with a partner: `{names.Partner} @name`.")]
                : standings.OrderBy(standing => standing.Next?.StartsAt ?? Instant.MaxValue).Take(MostOnHome).SelectMany(standing => Row(standing, reader, zone, standing == Nearest(standings) ? agenda : null)),
            .. standings.Count == 0 ? [] : new Block[] { new Actions(new Button(Action.Overview, "All One-on-Ones", "all"), new Button(Action.Trip, "Add a Trip", "new")) },
        ]);

    public static Message Help(CommandNames names) => new(
        $"How {names.OneOnOne} works",
        [
            new Section($"*{names.OneOnOne}: the hour that is never forgotten*\nA regular one-on-one, longer than coordination needs. Its first minutes belong to the two of you."),
            new Section(
                $"""
                `{names.OneOnOne}` shows your one-on-ones
                `{names.OneOnOne} @kim` sets one up with Kim, or opens it
                `{names.OneOnOne} add Who owns the rollout?` puts it on the agenda
                `{names.OneOnOne} add @kim Who owns the rollout?` with more than one partner
                `{names.OneOnOne} agenda` opens the next agenda; move, skip, pause or cancel it there
                `{names.OneOnOne} trip` tells where you will be: partners who are there, too, get a proposal
                `{names.OneOnOne} ics` sends you a calendar file
                """),
        ]);

    public static Modal MoveForm(Occurrence occurrence, UserId partner, DateTimeZone zone) => new(
        OneOnOneIds.View.Move,
        "Move once",
        [
            new Section($"Your one-on-one with {Mrkdwn.Mention(partner)} of {PlanViews.At(occurrence.StartsAt, zone)}. They are told. The others stay as they are."),
            new Input(Field.Date, "Day", new DatePicker(null)),
            new Input(Field.Time, "Time", new TimePicker(occurrence.StartsAt.InZone(zone).TimeOfDay.With(TimeAdjusters.TruncateToMinute))) { Hint = $"In your time zone ({PlanViews.City(zone)})." },
        ])
    {
        Submit = "Move",
        Close = "Cancel",
        Metadata = occurrence.Id.ToString(),
    };

    public static Modal PauseForm(Series series, UserId partner, LocalDate today) => new(
        OneOnOneIds.View.Pause,
        "Pause",
        [
            new Section($"A break from your one-on-ones with {Mrkdwn.Mention(partner)}, for a holiday for example. They are told; the agenda stays."),
            .. series is { PausedFrom: { } from, PausedUntil: { } until } && series.HasPauseAt(today)
                ? [new Context($"It takes the place of the break from {PlanViews.Day(from)} to {PlanViews.Day(until)}.")]
                : Array.Empty<Block>(),
            new Input(Field.From, "First day", new DatePicker(today)),
            new Input(Field.Until, "Last day", new DatePicker(null)),
        ])
    {
        Submit = "Pause",
        Close = "Cancel",
        Metadata = series.Id.ToString(),
    };

    /// <param name="typed">What stood behind the command. Days are chosen with the pickers; the words above them say which.</param>
    /// <param name="known">One's own trips, which can be removed.</param>
    public static Modal TripForm(PrivateText typed, IReadOnlyList<Trip> known) => new(
        OneOnOneIds.View.Trip,
        "A trip",
        [
            new Section("Where will you be? If a partner is there on one of these days, too, both of you get a proposal to meet. It is forgotten after the last day."),
            .. CityIn(typed) == typed ? Array.Empty<Block>() : [new Quote(typed)],
            new Input(Field.Place, "City", new TextInput { Initial = CityIn(typed), MaxLength = LongestPlace, Focus = true }) { Hint = "As both of you would write it, for example Berlin." },
            new Input(Field.From, "First day", new DatePicker(null)),
            new Input(Field.Until, "Last day", new DatePicker(null)),
            .. known.Take(MostTrips).SelectMany(trip => new Block[] { new Section(Dates(trip.From, trip.Until), new Button(Action.RemoveTrip, "Remove", trip.Id.ToString())), new Quote(trip.Place) }),
        ])
    {
        Submit = "Save",
        Close = "Cancel",
    };

    /// <summary>To each of two who will be in the same place.</summary>
    public static Message Meetup(Meetup meetup, UserId reader) => new(
        $"You and {Mrkdwn.Mention(meetup.Pair.Beside(reader))} will be in the same place. Lunch, coffee, or your one-on-one in person?",
        [
            new Section($"*You and {Mrkdwn.Mention(meetup.Pair.Beside(reader))} will be in the same place {Dates(meetup)}*"),
            new Quote(meetup.Place),
            new Actions(
                new Button(Action.Lunch, "Lunch", meetup.Id.ToString()),
                new Button(Action.Coffee, "Coffee", meetup.Id.ToString()),
                new Button(Action.InPerson, "In-Person 1:1", meetup.Id.ToString()),
                new Button(Action.NotThisTime, "Not This Time", meetup.Id.ToString()),
                new Overflow(
                    Action.ReminderMenu, new Option("Remind Me Tomorrow", $"snooze:{ReminderKinds.Meetup}:{meetup.Id}"), new Option("Stop These", $"stop:{ReminderKinds.Meetup}:{meetup.Id}"))),
        ]);

    public static Message MeetupChosen(Meetup meetup, UserId reader, MeetupChoice choice) => new(choice is MeetupChoice.NotThisTime
        ? $"Not this time, then. {Mrkdwn.Mention(meetup.Pair.Beside(reader))} isn't told."
        : $"I'm telling {Mrkdwn.Mention(meetup.Pair.Beside(reader))} that you would like {Words(choice)}.");

    /// <summary>To the other one.</summary>
    public static Message MeetupWish(Meetup meetup, UserId reader, MeetupChoice theirs, MeetupChoice? own)
    {
        var other = Mrkdwn.Mention(meetup.Pair.Beside(reader));
        return new(own == theirs
            ? $"You and {other} would both like {Words(theirs)}, {Dates(meetup)}. Find a time together."
            : $"{other} would like {Words(theirs)} with you, {Dates(meetup)}.");
    }

    /// <summary>Where a form or a view was open.</summary>
    public static Modal Notice(string sentence) => new(OneOnOneIds.View.Notice, "One-on-one", [new Section(sentence)]);

    public static Message CalendarSent(CommandNames names) => new($"Your calendar file is on its way to you as a direct message. When a time changes, `{names.OneOnOne} ics` makes a new one.");

    public static string NoPartner(CommandNames names) => $"One-on-ones begin with a partner. `{names.Partner} @name` invites one.";

    public static string NotPartners(UserId other, CommandNames names) => $"You and {Mrkdwn.Mention(other)} aren't partners yet. `{names.Partner}` and their name invites them; once they accept, you can set up your one-on-one.";

    /// <summary>What stands before the first figure, without the word that leads to a date: "Berlin" in "Berlin from 4 to 5 Nov".</summary>
    private static PrivateText CityIn(PrivateText typed)
    {
        var words = typed.Reveal();
        var end = words.AsSpan().IndexOfAnyInRange('0', '9');
        var city = BeforeDate().Replace(end < 0 ? words : words[..end], "").Trim();
        return city.Length <= LongestPlace ? new PrivateText(city) : default;
    }

    [GeneratedRegex(@"[\s,]+((from|on|until|between)\s*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex BeforeDate();

    /// <param name="agenda">Where it is shown along with it.</param>
    private static IEnumerable<Block> Row(Standing standing, UserId reader, DateTimeZone zone, IReadOnlyList<AgendaItem>? agenda = null)
    {
        var partner = Mrkdwn.Mention(standing.Partner);
        yield return new Section((standing, standing.Next) switch
        {
            (_, { } next) => $"{partner} · *{PlanViews.At(next.StartsAt, zone)}*{(next.InPerson ? ", in person" : "")} · {Items(standing.OpenItems)}",
            ({ Proposed: { } proposed }, _) when proposed.Proposer == reader => $"{partner} · your proposal waits for their answer",
            ({ Proposed: not null }, _) => $"{partner} · proposes a one-on-one",
            ({ Series.PausedUntil: { } until, Confirmed: not null }, _) => $"{partner} · on a break until {PlanViews.Day(until)}",
            _ => $"{partner} · no time set yet",
        });
        foreach (var item in agenda ?? []) yield return new Context(AgendaViews.Line(item, ExcerptLength));
        List<Element> buttons = [];
        if (standing is { Proposed: { } open } && open.Proposer != reader) buttons.Add(new Button(Action.OpenProposal, "Answer", open.Id.ToString()));
        if (standing is { Proposed: { } own } && own.Proposer == reader) buttons.Add(new Button(Action.TakeBack, "Take Back", own.Id.ToString()));
        if (standing.Series is { } series) buttons.Add(new Button(Action.OpenAgenda, "Open Agenda", series.Id.ToString()));
        if (agenda is not null && standing.Series is { } known) buttons.Add(new Button(Action.AddItem, "Add Item", known.Id.ToString()));
        if (standing.Confirmed is null) buttons.Add(new Button(Action.SetUp, "Set Up", standing.Partner.Value));
        yield return new Actions([.. buttons]);
    }

    private static string Items(int count) => count switch { 0 => "no items yet", 1 => "1 item", _ => $"{count} items" };

    private static string Dates(Meetup meetup) => meetup.From == meetup.Until ? $"on {PlanViews.Day(meetup.From)}" : $"from {Dates(meetup.From, meetup.Until)}";

    private static string Dates(LocalDate from, LocalDate until) => from == until ? PlanViews.Day(from) : $"{PlanViews.Day(from)} to {PlanViews.Day(until)}";

    private static string Words(MeetupChoice choice) => choice switch
    {
        MeetupChoice.Lunch => "lunch",
        MeetupChoice.Coffee => "coffee",
        _ => "your one-on-one in person",
    };
}
