using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Feedback.FeedbackIds.Action;
using Field = SlackPartner.Feedback.FeedbackIds.Field;

namespace SlackPartner.Feedback;

/// <summary>What the recipient sees, and what the author hears of it.</summary>
internal static class CardViews
{
    private const string WaysToAnswer = "Thank You, I Need Time, Ask a Question or I See It Differently.";
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The note in the recipient's messages, waiting for an answer.</summary>
    public static Message Delivery(FeedbackNote note, bool isFirst) => BlockLimits.Fitting(
        $"{Mrkdwn.Mention(note.Author.User)} wrote you feedback. You can answer with {WaysToAnswer}",
        [.. NoteViews.Note(note), .. isFirst ? Introduction(note) : [], AnswerButtons(note)],
        [.. NoteViews.Heading(note), Longer(note), .. isFirst ? Introduction(note) : [], AnswerButtons(note)]);

    public static Message Reminder(FeedbackNote note)
    {
        var opening = new Section("You asked for time with this. Here it is again, whenever you are ready.");
        return BlockLimits.Fitting(
            $"You asked for time with feedback from {Mrkdwn.Mention(note.Author.User)}. Here it is again.",
            [opening, .. NoteViews.Note(note), AnswerButtons(note)],
            [opening, .. NoteViews.Heading(note), Longer(note), AnswerButtons(note)]);
    }

    /// <summary>The card after an answer: no answers left, and what was chosen.</summary>
    public static Message Settled(FeedbackNote note, FeedbackAnswer answer, DateTimeZone zone)
    {
        var chosen = new Context(Chosen(note, answer, zone));
        return BlockLimits.Fitting(
            $"Feedback from {Mrkdwn.Mention(note.Author.User)}. {chosen.Markdown}",
            [.. NoteViews.Note(note), chosen, .. NoteViews.Parts(answer.Text)],
            [.. NoteViews.Note(note), chosen, new Context(note.IsOrphan
                ? "Beside the note there is no room for your words."
                : $"{Mrkdwn.Mention(note.Author.User)} has your words whole; beside the note there is no room for them.")],
            [.. NoteViews.Heading(note), Longer(note), chosen]);
    }

    /// <summary>The card of a note whose author has left: to read, not to answer.</summary>
    public static Message Orphaned(FeedbackNote note)
    {
        var nobody = new Context("They have left Partner, so there is nobody to answer.");
        return BlockLimits.Fitting("Feedback from someone who left.", [.. NoteViews.Note(note), nobody], [.. NoteViews.Heading(note), Longer(note), nobody]);
    }

    public static Message TakenBack(FeedbackNote note)
    {
        var sentence = $"{Mrkdwn.MentionFirst(note.Author.User)} took a note back.";
        return new Message(sentence, [new Context(sentence)]);
    }

    public static Message Muted(FeedbackNote note, HelpTexts help)
    {
        var sentence = $"You won't get notes from {Mrkdwn.Mention(note.Author.User)} any more. They aren't told; their notes stay with them.";
        return new Message(sentence, [new Section(sentence), .. help.Escalation is { } text ? new Block[] { new Context(Mrkdwn.Escape(text)) } : []]);
    }

    /// <summary>The note opened from the list.</summary>
    public static Modal Read(FeedbackNote note, FeedbackAnswer? answer, DateTimeZone zone) => new(
        FeedbackIds.View.Note,
        "Feedback for you",
        answer is null
            ? [.. NoteViews.Note(note), note.IsOrphan ? new Context("They have left Partner, so there is nobody to answer.") : AnswerButtons(note)]
            : [.. NoteViews.Note(note), new Context(Chosen(note, answer, zone)), .. NoteViews.Parts(answer.Text), .. answer.Kind is AnswerKind.NeedTime && !note.IsOrphan ? new Block[] { AnswerButtons(note) } : []])
    {
        Metadata = note.Id.ToString(),
    };

    /// <param name="meeting">When the two meet next; null when nothing is planned.</param>
    public static Modal NeedTimeForm(FeedbackNote note, Preference reader, Instant now, Instant? meeting) => new(
        FeedbackIds.View.NeedTime,
        "I need time",
        [
            new Section("Taking time is a good answer. When shall I bring this back?"),
            new Input(Field.Until, "Remind me", new RadioButtons(
            [
                new Option("In 2 hours", nameof(RemindWish.TwoHours)),
                new Option("Tomorrow at 09:30", nameof(RemindWish.Tomorrow)) { Description = UnlessTomorrow(reader, now) },
                .. meeting is { } at ? [new Option("Before our next 1:1", nameof(RemindWish.NextOneOnOne)) { Description = $"It begins {At(at.InZone(reader.Zone))}." }] : Array.Empty<Option>(),
            ])),
        ])
    {
        Submit = "Remind Me",
        Close = "Cancel",
        Metadata = note.Id.ToString(),
    };

    public static Modal QuestionForm(FeedbackNote note) => new(
        FeedbackIds.View.AskQuestion,
        "Ask a question",
        [
            new Section("Questions that help to understand: “What happened just before?” · “What would have helped you?” · “Can you tell me more about …?”"),
            new Input(Field.Question, "Question", new TextInput { Multiline = true, MaxLength = FormViews.LongestInput, Focus = true }),
        ])
    {
        Submit = "Ask",
        Close = "Cancel",
        Metadata = note.Id.ToString(),
    };

    public static Modal DifferentlyForm(FeedbackNote note) => new(
        FeedbackIds.View.SeeDifferently,
        "I see it differently",
        [
            new Section($"{Mrkdwn.Mention(note.Author.User)} will read this. It is fine to disagree; the same three parts help."),
            Part(Field.Situation, "Situation", "Where were you in this? What came before?", focus: true),
            Part(Field.Behavior, "Behavior", "What did you do or say, as you recall it?"),
            Part(Field.Impact, "Impact", "What did the moment, or this note, do to you?"),
        ])
    {
        Submit = "Send",
        Close = "Cancel",
        Metadata = note.Id.ToString(),
    };

    /// <summary>To the author, once the note has arrived.</summary>
    public static Message Delivered(FeedbackNote note) => new(
        $"{Mention(note)} has your note now. You've done your part.",
        [
            new Section($"{Mention(note)} has {NoteViews.About(note)} now. *You've done your part.*"),
            new Context("What happens next is theirs: they may answer, take time, or see it differently. I won't report whether they read it."),
        ]);

    /// <summary>To the author, when it could not be brought. The reason stays with the recipient.</summary>
    public static Message Undelivered(FeedbackNote note) => new($"{Mention(note)} can't be reached here; your text is in Drafts.");

    /// <summary>To the reader, whose words go out later: the two are pausing.</summary>
    public static Modal AnswerWaits(FeedbackNote note) =>
        NoteViews.Notice("On its way", $"You two are pausing, so {Mrkdwn.Mention(note.Author.User)} gets your answer after the pause.");

    /// <summary>To the author, once per answer.</summary>
    public static Message AnsweredNote(FeedbackNote note, FeedbackAnswer answer)
    {
        var sentence = new Section(AuthorSentence(note, answer.Kind));
        return BlockLimits.Fitting(sentence.Markdown, [sentence, .. NoteViews.Parts(answer.Text)], [sentence, Longer(note)]);
    }

    /// <summary>An answer that was too long for a message, opened by the author.</summary>
    public static Modal ReadAnswer(FeedbackNote note, FeedbackAnswer answer) => new(
        FeedbackIds.View.Note,
        "An answer for you",
        [new Section(AuthorSentence(note, answer.Kind)), .. NoteViews.Parts(answer.Text)])
    {
        Metadata = note.Id.ToString(),
    };

    private static Section Longer(FeedbackNote note) => new("It is longer than one message can hold.", new Button(Action.Read, "Read", note.Id.ToString()));

    /// <summary>Said only when it is not tomorrow: they do not work then, or later.</summary>
    private static string? UnlessTomorrow(Preference reader, Instant now)
    {
        var morning = reader.NextMorning(now).InZone(reader.Zone);
        return morning.LocalDateTime == now.DateIn(reader.Zone).PlusDays(1) + new LocalTime(9, 30) ? null : $"By your working hours that is {At(morning)}.";
    }

    private static string At(ZonedDateTime moment) => $"{NoteViews.Date(moment.Date)} at {Time.Format(moment.TimeOfDay)}";

    private static string AuthorSentence(FeedbackNote note, AnswerKind kind) => kind switch
    {
        AnswerKind.ThankYou => $"{Mention(note)} says thank you for {NoteViews.About(note)}.",
        AnswerKind.NeedTime => $"{Mention(note)} would like some time with {NoteViews.About(note)}.",
        AnswerKind.Question => $"{Mention(note)} has a question about {NoteViews.About(note)}.",
        AnswerKind.Differently => $"{Mention(note)} sees it differently and tells you how, after {NoteViews.About(note)}.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string Chosen(FeedbackNote note, FeedbackAnswer answer, DateTimeZone zone) => answer switch
    {
        { Kind: AnswerKind.ThankYou } => "You said thank you.",
        { Kind: AnswerKind.NeedTime, RemindAt: { } at } =>
            $"You asked for time. I'll bring this back {(at.DateIn(zone) == answer.CreatedAt.DateIn(zone) ? "today" : $"on {NoteViews.Date(at.DateIn(zone))}")} at {Time.Format(at.InZone(zone).TimeOfDay)}.",
        { Kind: AnswerKind.Question } => $"You asked {Mrkdwn.Mention(note.Author.User)} a question.",
        { Kind: AnswerKind.Differently } => $"You told {Mrkdwn.Mention(note.Author.User)} that you see it differently.",
        _ => "You answered.",
    };

    private static IEnumerable<Block> Introduction(FeedbackNote note) =>
    [
        new Context(
            $"Partner brings signed notes between colleagues. {Mrkdwn.Mention(note.Author.User)} and you can read this one; like any Slack message it may be part of a workspace export. To get no more notes from a person, open the menu (⋯) and choose Mute This Person."),
    ];

    private static Actions AnswerButtons(FeedbackNote note)
    {
        var id = note.Id.ToString();
        return new Actions(
            new Button(Action.ThankYou, "Thank You", id),
            new Button(Action.NeedTime, "I Need Time", id),
            new Button(Action.AskQuestion, "Ask a Question", id),
            new Button(Action.SeeDifferently, "I See It Differently", id),
            new Overflow(Action.CardMenu, new Option("Mute This Person", id)));
    }

    private static Input Part(string field, string label, string hint, bool focus = false) =>
        new(field, label, new TextInput { Multiline = true, MaxLength = FormViews.LongestInput, Focus = focus }) { Hint = hint, Optional = field != Field.Impact };

    private static string Mention(FeedbackNote note) => note.RecipientUser is { } user ? Mrkdwn.Mention(user) : "The person";
}
