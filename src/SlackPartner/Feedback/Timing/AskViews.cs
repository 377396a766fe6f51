using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Feedback.FeedbackIds.Action;

namespace SlackPartner.Feedback;

/// <summary>The question whether someone wants to hear it. It holds nothing of the note but the day it is about.</summary>
internal static class AskViews
{
    public const string Mute = "mute";
    public const string Stop = "stop";
    public const string StaysWithReader = "Someone was asked about this note, so it stays with them. Your words are kept; for someone else begin a new note.";

    /// <summary>To the reader.</summary>
    public static Message Card(FeedbackNote note, bool isFirst) => new(
        $"{Question(note)} You can answer with Now, Tomorrow Morning, In Our 1:1 or Not This Week.",
        [
            new Section(Question(note)),
            .. isFirst ? new Block[] { Introduction(note) } : [],
            new Actions(
                new Button(Action.HearNow, "Now", note.Id.ToString()),
                new Button(Action.HearTomorrow, "Tomorrow Morning", note.Id.ToString()),
                new Button(Action.HearInOneOnOne, "In Our 1:1", note.Id.ToString()),
                new Button(Action.HearNotThisWeek, "Not This Week", note.Id.ToString()),
                new Overflow(Action.AskMenu, new Option("Mute This Person", $"{Mute}|{note.Id}"), new Option("Stop These", $"{Stop}|{note.Id}"))),
        ]);

    /// <summary>The card after an answer: no buttons left, and what was chosen.</summary>
    public static Message Settled(FeedbackNote note)
    {
        var chosen = Chosen(note);
        return new Message($"{Question(note)} {chosen}", [new Section(Question(note)), new Context(chosen)]);
    }

    /// <summary>The card of a question that was withdrawn or overtaken.</summary>
    public static readonly Message Closed = new(FeedbackSentences.Of(FeedbackRefusal.NotAsked), [new Context(FeedbackSentences.Of(FeedbackRefusal.NotAsked))]);

    public static readonly Message Stopped = new("You won't be asked such questions any more, by anyone. Settings turns them on again.");

    /// <summary>To the author, right after asking.</summary>
    /// <param name="isHeld">The two are pausing.</param>
    public static Modal Asked(FeedbackNote note, bool isHeld) => NoteViews.Notice(
        "Asked",
        $"{(isHeld ? $"You two are pausing, so I ask {Mention(note)} after the pause" : $"I'm asking {Mention(note)}")} whether this is a good time, with nothing of your text. You'll hear what they choose.");

    /// <summary>To the author, once, about the choice alone.</summary>
    public static Message Told(FeedbackNote note, AskChoice choice) => new(choice switch
    {
        AskChoice.Now => $"{Mention(note)} would like to hear it now. Your note is on its way.",
        AskChoice.TomorrowMorning => $"{Mention(note)} would like to hear it tomorrow morning. {(note.Plan is { } plan ? $"It goes out {TimingViews.Date(plan)} their time." : "")}".TrimEnd(),
        AskChoice.InOurOneOnOne => $"{Mention(note)} would like to hear it in your 1:1. Your text stays in Drafts, for you alone.",
        AskChoice.NotThisWeek => $"{Mention(note)} would rather not this week. Your text is in Drafts.",
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, null),
    });

    /// <summary>In the author's Review; null when nobody was asked.</summary>
    public static string? Standing(FeedbackNote note) => note switch
    {
        { Status: FeedbackStatus.Asking } => $"You asked {Mention(note)} whether this is a good time. They haven't chosen yet.",
        { Choice: AskChoice.InOurOneOnOne } => $"{Mention(note)} would like to hear this in your 1:1.",
        { Choice: AskChoice.NotThisWeek } => $"{Mention(note)} preferred not to hear it that week.",
        _ => null,
    };

    private static string Question(FeedbackNote note) =>
        $"{Mrkdwn.Mention(note.Author.User)} asks: *Could I share an observation {(note.OccurredOn is { } date ? $"about {NoteViews.Date(date)}" : "about something I noticed")}?*";

    private static string Chosen(FeedbackNote note) => note switch
    {
        { Choice: AskChoice.Now } => "You chose Now. It follows in a moment.",
        { Choice: AskChoice.TomorrowMorning, Plan: { } plan } => $"You chose Tomorrow Morning. It comes on {TimingViews.Date(plan)}.",
        { Choice: AskChoice.TomorrowMorning } => "You chose Tomorrow Morning.",
        { Choice: AskChoice.InOurOneOnOne } => $"You chose In Our 1:1. {Mrkdwn.Mention(note.Author.User)} keeps it until you talk.",
        _ => $"You chose Not This Week. {Mrkdwn.Mention(note.Author.User)} won't ask about it again for a week.",
    };

    private static Context Introduction(FeedbackNote note) => new(
        $"Partner brings signed notes between colleagues. Only {Mrkdwn.Mention(note.Author.User)} and you can read what you choose to hear; like any Slack message it may be part of a workspace export. The menu (⋯) has Mute This Person, and Stop These for such questions.");

    private static string Mention(FeedbackNote note) => note.RecipientUser is { } user ? Mrkdwn.Mention(user) : "The person";
}
