using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.OneOnOnes.OneOnOneIds.Action;
using Field = SlackPartner.OneOnOnes.OneOnOneIds.Field;

namespace SlackPartner.OneOnOnes;

/// <summary>A plan as one of the two sees it, with each one's zone.</summary>
/// <param name="Outlook">Null where it is not looked at.</param>
internal sealed record PlanSeen(Plan Plan, Pair Pair, UserId Reader, DateTimeZone ReaderZone, DateTimeZone OtherZone, PlanOutlook? Outlook)
{
    public UserId Other => Pair.Beside(Reader);

    /// <summary>There is a one-on-one already, and this would change it.</summary>
    public bool IsChange { get; init; }

    public bool ReaderRules => Plan.Ruler == Reader;
    public DateTimeZone RulerZone => ReaderRules ? ReaderZone : OtherZone;
}

/// <summary>Setting up one-on-ones: the form, the card that asks for a yes, and what comes of it.</summary>
internal static class PlanViews
{
    public const int LongestPlace = 300;

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalDatePattern LongDay = LocalDatePattern.Create("dddd, MMMM d", CultureInfo.InvariantCulture);
    private static readonly LocalDatePattern ShortDay = LocalDatePattern.Create("MMMM d", CultureInfo.InvariantCulture);

    private static readonly IsoDayOfWeek[] Days =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    /// <param name="known">What to begin with: the proposal, the plan, or what was typed.</param>
    /// <param name="metadata">Names the partner and what the form was opened on.</param>
    public static Modal SetUpForm(UserId reader, UserId partner, DateTimeZone own, DateTimeZone theirs, Plan? known, string metadata, string? notice = null) => new(
        OneOnOneIds.View.SetUp,
        "One-on-one",
        [
            .. notice is null ? Array.Empty<Block>() : [new Section(notice)],
            new Section($"With {Mrkdwn.Mention(partner)}. They see your proposal and confirm it or propose another time; nothing is planned before that."),
            new Input(Field.Day, "Day", new Select([.. Days.Select(day => new Option($"{day}", $"{(int)day}"))]) { Initial = known is null ? null : $"{(int)known.FirstOn.DayOfWeek}" }),
            new Input(Field.Time, "Time", new TimePicker(known?.Time ?? new LocalTime(10, 0))),
            new Input(Field.Ruler, "Time zone", Ruler(reader, partner, own, theirs, known)) { Hint = "The one that rules: the hour stays the same there, also when the clocks change or that person moves." },
            new Input(Field.Every, "How often", Numbers(OneOnOneRules.Weeks, known?.EveryWeeks ?? 1, weeks => weeks == 1 ? "Every week" : $"Every {weeks} weeks")),
            new Input(Field.Needed, "Minutes you need to coordinate", Numbers(OneOnOneRules.Needed, known?.NeededMinutes ?? 20, Minutes)),
            new Input(Field.Margin, "Minutes for the two of you", Numbers(OneOnOneRules.Margins, known?.MarginMinutes ?? 25, Minutes))
            {
                Hint = "They come first and take no work items. Trust grows in the time that coordination doesn't need: 20 needed makes 45.",
            },
            new Input(Field.Remind, "Remind both of you before", Numbers(OneOnOneRules.RemindBefore, known?.RemindMinutes ?? 10, Minutes)),
            new Input(Field.InPerson, "In person", Numbers(OneOnOneRules.InPersonEvery, known?.InPersonEvery ?? 0, every => every == 0 ? "Not planned" : $"Every {Ordinal(every)} time")),
            new Input(Field.Place, "Place or link", new TextInput { Initial = known?.Place ?? default, MaxLength = LongestPlace }) { Optional = true },
        ])
    {
        Submit = "Propose",
        Close = "Cancel",
        Metadata = metadata,
    };

    /// <summary>The card the other one gets.</summary>
    public static Message Proposal(PlanSeen seen) => new(
        $"{Proposes(seen)}. You can confirm it or propose another time.",
        [new Section($"*{Proposes(seen)}*"), .. Description(seen), Answers(seen.Plan)]);

    /// <summary>The same from Home.</summary>
    public static Modal OpenProposal(PlanSeen seen) => new(
        OneOnOneIds.View.Notice, "A proposal",
        [new Section($"*{Proposes(seen)}*"), .. Description(seen), Answers(seen.Plan)]);

    private static string Proposes(PlanSeen seen) => $"{Mrkdwn.Mention(seen.Plan.Proposer)} proposes {(seen.IsChange ? "to change your one-on-one" : "a one-on-one")}";

    /// <summary>The card once it is answered or replaced.</summary>
    public static Message SettledProposal(PlanSeen seen)
    {
        var proposer = Mrkdwn.Mention(seen.Plan.Proposer);
        return seen.Plan.Status switch
        {
            PlanStatus.Confirmed => new($"You confirmed: a one-on-one with {proposer}.", [new Section($"*You confirmed: a one-on-one with {proposer}*"), .. Description(seen)]),
            PlanStatus.Declined => new($"You declined {proposer}'s proposal for a one-on-one."),
            PlanStatus.TakenBack => new($"{proposer}'s proposal for a one-on-one isn't open any more; nothing takes its place."),
            _ => new($"{proposer}'s proposal for a one-on-one isn't open any more; there is a newer one."),
        };
    }

    /// <summary>What the proposer reads when the form is submitted: what each of them will live with.</summary>
    public static Modal Proposed(PlanSeen seen) => new(
        OneOnOneIds.View.Notice, "Proposed",
        [new Section($"Your proposal is on its way to {Mrkdwn.Mention(seen.Other)}. You'll hear from me when they answer."), .. Description(seen)]);

    /// <summary>To the proposer, after a yes.</summary>
    public static Message Confirmed(PlanSeen seen, Instant? next) => new(
        $"{Mrkdwn.Mention(seen.Other)} confirmed your one-on-one.",
        [
            new Section($"{Mrkdwn.Mention(seen.Other)} confirmed your one-on-one.{(next is { } start ? $" The first is on *{At(start, seen.ReaderZone)}*." : "")}"),
            new Actions(new Button(Action.OpenAgenda, "Open Agenda", seen.Plan.Series.ToString())),
        ]);

    public static Message Declined(UserId partner) => new($"{Mrkdwn.Mention(partner)} declined your proposal for a one-on-one. Nothing new is planned.");

    public static string TookBack(UserId partner) => $"Your proposal is taken back. {Mrkdwn.Mention(partner)} can't answer it any more.";

    /// <summary>To the one who did not cancel it.</summary>
    public static Message Canceled(Series series, UserId reader)
    {
        var sentence = $"{Mrkdwn.Mention(series.Pair.Beside(reader))} canceled your regular one-on-one. Your agenda stays, and either of you can propose a new time.";
        return new(sentence, [new Section(sentence), new Actions(new Button(Action.OpenAgenda, "Open Agenda", series.Id.ToString()))]);
    }

    /// <summary>What they would meet like, in both people's time, and what to know before saying yes.</summary>
    public static IEnumerable<Block> Description(PlanSeen seen)
    {
        var plan = seen.Plan;
        yield return new Section($"{Rhythm(plan)} · {BothTimes(seen)}");
        if (seen.Outlook is { } outlook) yield return new Section($"First: {At(outlook.First, seen.ReaderZone)} your time");
        yield return new Context($"{plan.Minutes} minutes: the first {plan.MarginMinutes} are for the two of you and take no work items, then {plan.NeededMinutes} to coordinate. Reminder {plan.RemindMinutes} minutes before{(plan.InPersonEvery > 0 ? $" · in person every {Ordinal(plan.InPersonEvery)} time" : "")}.");
        if (!plan.Place.IsBlank) yield return new Quote(plan.Place) { OpensLink = true };
        if (seen.Outlook is { } look && Warnings(seen, look).ToList() is { Count: > 0 } warnings) yield return new Context(string.Join('\n', warnings));
    }

    /// <summary>"Every week on Tuesday".</summary>
    public static string Rhythm(Plan plan) => plan.EveryWeeks == 1 ? $"Every week on {plan.FirstOn.DayOfWeek}" : $"Every {plan.EveryWeeks} weeks on {plan.FirstOn.DayOfWeek}";

    /// <summary>A moment as a person reads it: "Tuesday, November 24 at 10:00".</summary>
    public static string At(Instant moment, DateTimeZone zone)
    {
        var local = moment.InZone(zone).LocalDateTime;
        return $"{LongDay.Format(local.Date)} at {Time.Format(local.TimeOfDay)}";
    }

    public static string Clock(Instant moment, DateTimeZone zone) => Time.Format(moment.InZone(zone).TimeOfDay);

    public static string Day(LocalDate date) => LongDay.Format(date);

    /// <summary>"New York" for America/New_York.</summary>
    public static string City(DateTimeZone zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static string BothTimes(PlanSeen seen)
    {
        var first = seen.Outlook?.First ?? Recurrence.StartOf(seen.Plan, seen.Plan.FirstOn, null, seen.RulerZone);
        var (mine, theirs) = (first.InZone(seen.ReaderZone), first.InZone(seen.OtherZone));
        var other = theirs.Date == mine.Date ? Time.Format(theirs.TimeOfDay) : $"{theirs.DayOfWeek} {Time.Format(theirs.TimeOfDay)}";
        var own = mine.DayOfWeek == seen.Plan.FirstOn.DayOfWeek ? Time.Format(mine.TimeOfDay) : $"{mine.DayOfWeek} {Time.Format(mine.TimeOfDay)}";
        return $"*{own}* for you ({City(seen.ReaderZone)}), *{other}* for {Mrkdwn.Mention(seen.Other)} ({City(seen.OtherZone)}). {(seen.ReaderRules ? "Your" : "Their")} time zone rules.";
    }

    private static IEnumerable<string> Warnings(PlanSeen seen, PlanOutlook outlook)
    {
        var follower = seen.ReaderRules ? $"for {Mrkdwn.Mention(seen.Other)}" : "for you";
        var (own, theirs) = seen.ReaderRules ? (outlook.OutsideRulersHours, outlook.OutsideFollowersHours) : (outlook.OutsideFollowersHours, outlook.OutsideRulersHours);
        if (own is not HowOften.Never) yield return $"{Which(own)} outside your working hours.";
        if (theirs is not HowOften.Never) yield return $"{Which(theirs)} outside {Mrkdwn.Mention(seen.Other)}'s working hours.";
        foreach (var shift in outlook.Shifts.Take(3))
            yield return shift.From == shift.Until
                ? $"The clocks change: on {ShortDay.Format(shift.From)} it is at {Time.Format(shift.Time)} {follower}."
                : $"The clocks change: from {ShortDay.Format(shift.From)} to {ShortDay.Format(shift.Until)} it is at {Time.Format(shift.Time)} {follower}.";
        if (outlook.LeftOut is { } gap)
            yield return $"On {ShortDay.Format(gap)} the clocks leave {Time.Format(seen.Plan.Time)} out; that day it is at {Time.Format(Recurrence.StartOf(seen.Plan, gap, null, seen.RulerZone).InZone(seen.RulerZone).TimeOfDay)}.";
        if (outlook.Twice is { } twice)
            yield return $"On {ShortDay.Format(twice)} {Time.Format(seen.Plan.Time)} comes twice; the first one counts.";
    }

    private static string Which(HowOften outside) => outside is HowOften.Always ? "This is" : "When the clocks have changed, this is";

    private static Actions Answers(Plan plan) => new(
        new Button(Action.Confirm, "Confirm", plan.Id.ToString()) { Primary = true },
        new Button(Action.ProposeOther, "Propose Another Time", plan.Id.ToString()),
        new Button(Action.Decline, "Decline", plan.Id.ToString()));

    private static RadioButtons Ruler(UserId reader, UserId partner, DateTimeZone own, DateTimeZone theirs, Plan? known)
    {
        Option mine = new($"Mine: {City(own)}", reader.Value), others = new($"Theirs: {City(theirs)}", partner.Value);
        return known?.Ruler == partner ? new RadioButtons(others, mine) : new RadioButtons(mine, others); // the first is chosen beforehand
    }

    private static Select Numbers(int[] choices, int chosen, Func<int, string> words) => new(
        [.. choices.Append(chosen).Distinct().Order().Select(number => new Option(words(number), number.ToString(CultureInfo.InvariantCulture)))])
    {
        Initial = chosen.ToString(CultureInfo.InvariantCulture),
    };

    private static string Minutes(int minutes) => $"{minutes} minutes";

    private static string Ordinal(int number) => number switch { 2 => "second", 3 => "third", 4 => "fourth", 6 => "sixth", 12 => "twelfth", _ => $"{number}th" };
}
