using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.OneOnOnes.OneOnOneIds.Action;

namespace SlackPartner.OneOnOnes;

/// <summary>What each of the two hears of a meeting: the day before, minutes before, and after.</summary>
internal static class ReminderViews
{
    private const int MostItems = 6;
    private const int ExcerptLength = 140;

    public static Message DayBefore(MeetingNotice notice, IReadOnlyList<AgendaItem> items, AskedNow question) => new(
        $"Your one-on-one with {With(notice)} is on {When(notice)}. Add items, or answer the question.",
        [
            new Section($"*Your one-on-one with {With(notice)}: {When(notice)}*"),
            .. About(notice),
            .. QuestionLines(question, notice.Reader.User, notice.Partner),
            .. AgendaLines(items, notice.OpenItems),
            new Actions(
                new Button(Action.AddItem, "Add Item", notice.Occurrence.Series.ToString()),
                new Button(Action.AnswerQuestion, "Answer the Question", QuestionRef(question)),
                new Button(Action.OpenAgenda, "Open Agenda", notice.Occurrence.Series.ToString()),
                Menu(notice, ReminderKinds.DayBefore, "Snooze an Hour")),
        ]);

    public static Message Soon(MeetingNotice notice) => new(
        $"Your one-on-one with {With(notice)} starts at {PlanViews.Clock(notice.Occurrence.StartsAt, notice.Zone)}.",
        [
            new Section($"*Your one-on-one with {With(notice)} starts at {PlanViews.Clock(notice.Occurrence.StartsAt, notice.Zone)}*"),
            .. About(notice),
            new Actions(
                new Button(Action.Snooze, "Snooze", $"{ReminderKinds.Soon}:{notice.Occurrence.Id}"),
                new Button(Action.OpenAgenda, notice.OpenItems == 0 ? "Open Agenda" : $"Open Agenda ({notice.OpenItems})", notice.Occurrence.Series.ToString()),
                Menu(notice, ReminderKinds.Soon, snooze: null)),
        ]);

    public static Message Snoozed(Instant until, DateTimeZone zone, bool sameDay) =>
        new(sameDay ? $"Snoozed until {PlanViews.Clock(until, zone)}." : $"Snoozed until {PlanViews.At(until, zone)}.");

    public static Message Stopped(string kind, CommandNames names) =>
        new($"No more of these: {ReminderKinds.NameOf(kind)}. `{names.Partner} settings` brings them back.");

    public static Message After(MeetingNotice notice) => new(
        $"Your one-on-one with {With(notice)}: Did it happen?",
        [
            new Section($"*Your one-on-one with {With(notice)}: Did it happen?*\n{When(notice)}"),
            new Actions(
                new Button(Action.Happened, "Yes", notice.Occurrence.Id.ToString()),
                new Button(Action.DidMove, "Moved", notice.Occurrence.Id.ToString()),
                new Button(Action.DidNotHappen, "Skipped", notice.Occurrence.Id.ToString()),
                Menu(notice, ReminderKinds.After, "Ask Me Tomorrow")),
        ]);

    /// <summary>Both cards say what was answered, and by whom.</summary>
    public static Message AfterSettled(Occurrence occurrence, Pair pair, UserId reader, DateTimeZone zone)
    {
        var (partner, who) = (Mrkdwn.Mention(pair.Beside(reader)), occurrence.AnsweredBy == reader ? "you" : Mrkdwn.Mention(pair.Beside(reader)));
        var said = occurrence.Status switch
        {
            OccurrenceStatus.Happened => $"{who} said it happened.",
            OccurrenceStatus.Planned when occurrence.MovedTo is not null => $"it moved to {PlanViews.At(occurrence.StartsAt, zone)}.",
            OccurrenceStatus.Planned => "there is nothing to note any more.",
            _ => $"{who} said it was skipped.",
        };
        return new Message($"Your one-on-one with {partner}: {said}");
    }

    /// <summary>After two in a row, to each alone. No count, no blame.</summary>
    public static Message Missed(Pair pair, UserId reader, SeriesId series) => new(
        $"Your last two one-on-ones with {Mrkdwn.Mention(pair.Beside(reader))} didn't take place. Would another time suit you better?",
        [
            new Section($"Your last two one-on-ones with {Mrkdwn.Mention(pair.Beside(reader))} didn't take place. That happens. Would another time suit you better, or a break with an end?"),
            new Actions(
                new Button(Action.SetUp, "Change Time", pair.Beside(reader).Value),
                new Button(Action.Pause, "Pause", series.ToString()),
                new Overflow(Action.ReminderMenu, new Option("Remind Me in a Week", $"snooze:{ReminderKinds.Missed}:{series}"), new Option("Stop These", $"stop:{ReminderKinds.Missed}:{series}"))),
        ]);

    /// <summary>Something about the next meeting is no longer as it was.</summary>
    public static Message Changed(MeetingNotice notice, MeetingChange change, UserId? by)
    {
        var (partner, who) = (With(notice), by is { } actor ? Mrkdwn.Mention(actor) : With(notice));
        var sentence = change switch
        {
            MeetingChange.Moved => $"{who} moved your one-on-one: it is on *{When(notice)}* now.",
            MeetingChange.Skipped => $"{who} skipped your one-on-one on {When(notice)}. What is on the agenda stays for the next.",
            MeetingChange.Paused => $"{who} paused your one-on-ones from {PlanViews.Day(notice.PausedFrom ?? notice.Occurrence.Slot)} to {PlanViews.Day(notice.PausedUntil ?? notice.Occurrence.Slot)}.",
            MeetingChange.Resumed => $"{who} ended the break: your next one-on-one is on *{When(notice)}*.",
            _ => $"Your one-on-one with {partner} is on *{When(notice)}* your time now: a time zone changed.",
        };
        return new Message(sentence.Replace("*", "", StringComparison.Ordinal), [new Section(sentence), new Actions(new Button(Action.OpenAgenda, "Open Agenda", notice.Occurrence.Series.ToString()))]);
    }

    private static IEnumerable<Block> About(MeetingNotice notice)
    {
        yield return new Context($"{notice.Occurrence.Minutes} minutes; the first {notice.MarginMinutes} are for the two of you.{(notice.Occurrence.InPerson ? " This one is in person." : "")}");
        if (!notice.Place.IsBlank) yield return new Quote(notice.Place) { OpensLink = true };
    }

    private static IEnumerable<Block> QuestionLines(AskedNow asked, UserId reader, UserId partner)
    {
        if (asked.Status is QuestionStatus.Skipped) yield break;
        yield return new Section($"*The question this time:* {asked.Question.Text}");
        yield return new Context(AgendaViews.QuestionState(asked, reader, partner));
    }

    private static IEnumerable<Block> AgendaLines(IReadOnlyList<AgendaItem> items, int count)
    {
        yield return new Section(count == 0 ? "*On the agenda:* nothing yet" : $"*On the agenda ({count}):*");
        foreach (var item in items.Take(MostItems)) yield return new Context(AgendaViews.Line(item, ExcerptLength));
        if (count > MostItems) yield return new Context($"And {count - MostItems} more.");
    }

    private static Overflow Menu(MeetingNotice notice, string kind, string? snooze)
    {
        Option stop = new("Stop These", $"stop:{kind}:{notice.Occurrence.Id}");
        return snooze is null ? new(Action.ReminderMenu, stop) : new(Action.ReminderMenu, new Option(snooze, $"snooze:{kind}:{notice.Occurrence.Id}"), stop);
    }

    public static string QuestionRef(AskedNow asked) => $"{asked.Series}:{asked.Slot:uuuu-MM-dd}";

    private static string With(MeetingNotice notice) => Mrkdwn.Mention(notice.Partner);

    private static string When(MeetingNotice notice) => PlanViews.At(notice.Occurrence.StartsAt, notice.Zone);
}
