using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SlackPartner.Coach;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Feedback.FeedbackIds.Action;
using Field = SlackPartner.Feedback.FeedbackIds.Field;

namespace SlackPartner.Feedback;

/// <summary>When a note goes out, in words and buttons.</summary>
internal static class TimingViews
{
    public const string ChooseDate = "Choose a date.";
    public const string ChooseTime = "Choose a time.";
    public const string Canceled = "It won't go out by itself any more. Your text stays in Drafts.";

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalDateTimePattern Short = LocalDateTimePattern.Create("ddd, MMM d 'at' HH:mm", CultureInfo.InvariantCulture);
    private static readonly LocalDateTimePattern Day = LocalDateTimePattern.Create("dddd HH:mm", CultureInfo.InvariantCulture);

    public static Modal Form(FeedbackNote note, SendPlan plan, DateTimeZone readerZone, DateTimeZone authorZone) => new(
        FeedbackIds.View.PickTime,
        "Pick a time",
        [
            new Section($"{(plan == note.Plan ? "Set for" : "A good moment:")} {Both(note, plan, readerZone, authorZone)}."),
            new Input(Field.Date, "Date", new DatePicker(plan.Local.Date)) { Hint = $"Date and time are theirs, in {Place(readerZone)}." },
            new Input(Field.Time, "Time", new TimePicker(plan.Local.TimeOfDay)) { Hint = "Mornings from Tuesday to Thursday leave room to think and to ask back." },
        ])
    {
        Submit = "Set Time",
        Close = "Cancel",
        Metadata = Reviewed.Of(note),
    };

    /// <param name="wish">What was typed: a clock change may have shifted it.</param>
    public static Modal Planned(FeedbackNote note, SendPlan plan, LocalDateTime wish, Preference reader, DateTimeZone authorZone) => new(
        FeedbackIds.View.Notice,
        "Time set",
        [
            new Section($"It goes out {Both(note, plan, reader.Zone, authorZone)}. Until then you can change or cancel it in Drafts."),
            .. plan.Local == wish ? Array.Empty<Block>() : [new Context($"There is no {Time.Format(wish.TimeOfDay)} in {Place(reader.Zone)} that day: clocks go forward. I moved it to {Time.Format(plan.Local.TimeOfDay)}.")],
            .. AboutPlan(TimingRules.Remark(reader, plan.Local)) is { } remark ? new Block[] { new Context(remark) } : [],
        ]);

    /// <summary>In place of a Review that was a message.</summary>
    public static Message PlannedCard(FeedbackNote note, SendPlan plan) => new(
        $"Your note goes out {Date(plan)} their time.",
        [
            new Section($"*Your note goes out {Date(plan)}* where {Mention(note)} is. Until then you can change or cancel it here and in Drafts."),
            new Actions([.. PlanButtons(note), new Button(Action.Review, "Open Review", note.Id.ToString())]),
        ]);

    public static string Sentence(TimeRefusal refusal, Preference reader, Instant now) => refusal switch
    {
        TimeRefusal.Passed => $"This moment has passed: in {Place(reader.Zone)} it is {Day.Format(now.InZone(reader.Zone).LocalDateTime)}. Choose a later one.",
        TimeRefusal.TooFar => $"Choose a day within the next {TimingRules.FarthestDays} days.",
        TimeRefusal.Quiet => $"They want quiet from {Time.Format(reader.QuietStart)} to {Time.Format(reader.QuietEnd)}. Choose a time outside of it.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };

    /// <summary>The field to mend.</summary>
    public static string FieldOf(TimeRefusal refusal, LocalDate date, LocalDate today) =>
        refusal is TimeRefusal.TooFar || (refusal is TimeRefusal.Passed && date < today) ? Field.Date : Field.Time;

    /// <summary>In Review: what is planned or asked already.</summary>
    public static IEnumerable<Block> Standing(FeedbackNote note)
    {
        if (note is { Status: FeedbackStatus.Scheduled, Plan: { } plan })
            yield return new Section($"*It goes out {Date(plan)}* where {Mention(note)} is. That stays so while you edit.");
        else if (AskViews.Standing(note) is { } sentence)
            yield return new Context(sentence);
    }

    /// <summary>In Review: what speaks for waiting. Nothing is blocked.</summary>
    public static IEnumerable<Block> BeforeSharing(FeedbackNote note, IReadOnlyList<Finding> findings, ReaderHour? hour)
    {
        if (NoteCoach.IsHot(note.Text, findings))
            yield return new Section("This reads as if it was written in the heat of it. It may say more after a night's sleep.", new Button(Action.RemindTomorrow, "Remind Me Tomorrow", note.Id.ToString()));
        if (hour is null) yield break;
        switch (TimingRules.Remark(hour.Reader, hour.Now))
        {
            case HourRemark.AfterHours:
                yield return new Context($"It is {Day.Format(hour.Now)} where {Mention(note)} is, outside their working hours. Pick a Time finds them a morning.");
                break;
            case HourRemark.BeforeDaysOff:
                yield return new Context($"It is {Day.Format(hour.Now)} where {Mention(note)} is: they may carry this through their days off. Pick a Time finds them a morning.");
                break;
        }
    }

    /// <summary>In Review, beside Share Now.</summary>
    public static IEnumerable<Element> WaysToWait(FeedbackNote note) =>
    [
        .. note.Status is FeedbackStatus.Scheduled ? PlanButtons(note) : [new Button(Action.PickTime, "Pick a Time", Reviewed.Of(note))],
        .. note.Status is FeedbackStatus.Asking ? Array.Empty<Element>() : [new Button(Action.AskFirst, "Ask First", Reviewed.Of(note))],
    ];

    /// <summary>For a note that has a time; none for others.</summary>
    public static IEnumerable<Element> PlanButtons(FeedbackNote note) => note.Status is FeedbackStatus.Scheduled ? PlanButtons(note.Id, note.Version) : [];

    public static IEnumerable<Element> PlanButtons(FeedbackId id, int version) =>
    [
        new Button(Action.PickTime, "Change Time", Reviewed.Of(id, version)),
        new Button(Action.CancelSending, "Cancel Sending", id.ToString()),
    ];

    /// <summary>Behind a draft's name in a list.</summary>
    public static string InList(FeedbackNote note) => note switch
    {
        { Status: FeedbackStatus.Scheduled, Plan: { } plan } => $" · goes out {Short.Format(plan.Local)} their time",
        { Status: FeedbackStatus.Asking } => " · asked first, no answer yet",
        { Choice: AskChoice.InOurOneOnOne } => " · for your 1:1",
        _ => "",
    };

    /// <summary>To the author: it did not go out when it should have.</summary>
    public static Message NotSent(FeedbackNote note, FeedbackRefusal refusal) => refusal is FeedbackRefusal.OutOfReach
        ? CardViews.Undelivered(note)
        : new Message($"{(note.OccurredOn is null ? "Your note" : $"Your note about {NoteViews.Date(note.OccurredOn.Value)}")} for {Mention(note)} didn't go out. {FeedbackSentences.Of(refusal)}");

    public static Modal SleepOnIt(LocalDateTime at) => NoteViews.Notice(
        "Sleep on it", $"I'll bring this back on {NoteViews.Date(at.Date)} at {Time.Format(at.TimeOfDay)}. Until then it waits in Drafts.");

    /// <summary>To the author, the next working morning: the draft's Review, as far as a message can hold it.</summary>
    public static Message SleptOn(FeedbackNote note, LocalDate today)
    {
        var opening = $"Good morning. You wanted to sleep on {NoteViews.About(note)}{(note.RecipientUser is { } reader ? $" for {Mrkdwn.Mention(reader)}" : "")}. How does it read today?";
        return BlockLimits.Fitting(
            $"You wanted to sleep on {NoteViews.About(note)}. Here it is: share it, change it, or let it go.",
            ReviewViews.Review(note, NoteCoach.Check(note), today, notice: opening).Blocks,
            [new Section(opening), new Actions(new Button(Action.Review, "Open Review", note.Id.ToString()) { Primary = true }, new Button(Action.RemindTomorrow, "Remind Me Tomorrow", note.Id.ToString()))]);
    }

    /// <summary>A plan where the reader is.</summary>
    public static string Date(SendPlan plan) => $"{NoteViews.Date(plan.Local.Date)} at {Time.Format(plan.Local.TimeOfDay)}";

    private static string Both(FeedbackNote note, SendPlan plan, DateTimeZone readerZone, DateTimeZone authorZone)
    {
        var here = plan.At.InZone(authorZone).LocalDateTime;
        var yours = here == plan.Local ? "" : here.Date == plan.Local.Date ? $", {Time.Format(here.TimeOfDay)} for you" : $", {Day.Format(here)} for you";
        return $"*{Date(plan)}* for {Mention(note)} in {Place(readerZone)}{yours}";
    }

    private static string? AboutPlan(HourRemark remark) => remark switch
    {
        HourRemark.AfterHours => "That is outside their working hours. It will be there when they begin.",
        HourRemark.BeforeDaysOff => "That is an afternoon before their days off: they may carry it through them.",
        _ => null,
    };

    /// <summary>"Berlin" for Europe/Berlin.</summary>
    private static string Place(DateTimeZone zone) => zone.Id.Split('/')[^1].Replace('_', ' ');

    private static string Mention(FeedbackNote note) => note.RecipientUser is { } user ? Mrkdwn.Mention(user) : "the person";
}
