using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Nudges.ThirdWayRefusal;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Nudges.ThirdWayIds.Action;
using Field = SlackPartner.Nudges.ThirdWayIds.Field;

namespace SlackPartner.Nudges;

/// <summary>Both sides, side by side, and the search for a third.</summary>
internal static class ThirdWayViews
{
    private const int LongestInput = 1000;
    private const int LongestTopic = 200;
    private static readonly LocalDatePattern Day = LocalDatePattern.Create("dddd, MMMM d", CultureInfo.InvariantCulture);

    public static readonly Message NotNow = new("All right, not now. They aren't told.");
    public static readonly Message Stopped = new("You won't be asked to look for a third way any more. Settings turns it on again.");

    public static string Of(ThirdWayRefusal refusal) => refusal switch
    {
        NotFound => "This isn't here any more.",
        NotYours => "Only the people involved can do that.",
        NotPartners => "This works with a partner of yours whom I can reach here.",
        Yourself => "Choose someone other than yourself.",
        NothingWritten => "Write at least where you stand and what it is about.",
        NotOpen => "This isn't open any more.",
        AlreadyOpen => "One of yours is waiting for them already.",
        AskedLately => "You asked them less than a week ago. Leave them some time, or talk about it.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };

    public static Message Refused(ThirdWayRefusal refusal) => new(Of(refusal));

    /// <summary>The two are pausing.</summary>
    public static readonly Modal Waits = new(NudgeIds.View.Notice, "A third way", [new Section("You two are pausing, so it goes out after the pause.")]);

    /// <summary>To the one who began, with what they wrote: it is nowhere else.</summary>
    public static Message TakenBack(Disagreement disagreement) => WithWords("Taken back; nobody has seen it. Here are your words, to use again:", disagreement);

    /// <summary>To the one who began. The reason stays with the other.</summary>
    public static Message Undelivered(Disagreement disagreement) =>
        WithWords($"{Mrkdwn.Mention(disagreement.Other)} can't be reached here. Here are your words, to use again:", disagreement);

    public static Modal BeginForm(DisagreementId id, UserId? other) => new(
        ThirdWayIds.View.Begin,
        "Look for a third way",
        [
            new Section("Fighting to win and giving in both miss what neither of you has thought of yet. Each writes down where they stand; both are shown together, and not before."),
            new Input(Field.With, "With", new UserSelect(other)),
            new Input(Field.Topic, "What are you two stuck on?", new TextInput { MaxLength = LongestTopic, Focus = true }) { Hint = "One line, fair to both. They see it at once." },
            .. Stand(),
        ])
    {
        Submit = "Ask Them",
        Close = "Cancel",
        Metadata = id.ToString(),
    };

    public static Modal AnswerForm(Disagreement disagreement) => new(
        ThirdWayIds.View.Answer,
        "Where you stand",
        [new Section($"You and {Mrkdwn.Mention(disagreement.Starter)} are stuck on this:"), new Quote(disagreement.Topic), .. Stand()])
    {
        Submit = "Show Both",
        Close = "Cancel",
        Metadata = disagreement.Id.ToString(),
    };

    public static Modal SettleForm(Disagreement disagreement) => new(
        ThirdWayIds.View.Settle,
        "A third way",
        [
            new Section("Look for it together if you can, in one room or on one call."),
            Long(Field.Options, "Which options are there?", "At least three, one of them odd.", disagreement.Outcome.Options),
            Long(Field.Third, "What could be a third way?", "Something each of you could live with that neither began with.", disagreement.Outcome.Third),
            Long(Field.Decides, "Who decides?", "One name, or both of you.", disagreement.Outcome.Decides),
            new Input(Field.Again, "When do you look again?", new DatePicker(disagreement.Outcome.LookAgainOn)) { Optional = true },
        ])
    {
        Submit = "Keep",
        Close = "Cancel",
        Metadata = disagreement.Id.ToString(),
    };

    /// <summary>To the one who began, until the other has written.</summary>
    /// <param name="isHeld">The two are pausing.</param>
    public static Message Waiting(Disagreement disagreement, bool isHeld)
    {
        var sentence = $"{Mrkdwn.Mention(disagreement.Other)} is asked for their side{(isHeld ? " after the pause" : "")}. Nobody sees yours before.";
        return new(sentence, [new Section(sentence, new Button(Action.TakeBack, "Take Back", disagreement.Id.ToString()))]);
    }

    public static Message Ask(Disagreement disagreement) => new(
        $"{Mrkdwn.Mention(disagreement.Starter)} would like to look for a third way with you. You can write your side or say Not Now.",
        [
            new Section($"*{Mrkdwn.Mention(disagreement.Starter)} would like to look for a third way with you* on this:"),
            new Quote(disagreement.Topic),
            new Context("They wrote down where they stand and what would change their mind. Once you have, both are shown to both of you, and not before."),
            new Actions(
                new Button(Action.WriteMine, "Write Mine", disagreement.Id.ToString()) { Primary = true },
                new Button(Action.NotNow, "Not Now", disagreement.Id.ToString()),
                new Button(Action.Stop, "Stop These", disagreement.Id.ToString()) { Label = "Stop being asked to look for a third way" }),
        ]);

    public static Message BothSides(Disagreement disagreement, UserId reader) => BlockLimits.Fitting(
        "Both sides are here. You can look for a third way.",
        [
            .. Sides(disagreement, reader),
            new Section("Before you answer: say what you understood, until the other one says “yes, that's it”."),
            new Actions(new Button(Action.Settle, "Find a Third Way", disagreement.Id.ToString()) { Primary = true }),
        ],
        [new Section("Both sides are here, and longer than one message can hold."), new Actions(new Button(Action.Settle, "Find a Third Way", disagreement.Id.ToString()))]);

    public static Message Settled(Disagreement disagreement, bool again) => BlockLimits.Fitting(
        again ? "You two wanted to look at this again today." : "What you two came to is written down.",
        [
            new Section(again ? "*You two wanted to look at this again today.*" : "*What you two came to*"),
            new Quote(disagreement.Topic),
            .. Part("Options", disagreement.Outcome.Options),
            .. Part("A third way", disagreement.Outcome.Third),
            .. Part("Who decides", disagreement.Outcome.Decides),
            .. disagreement.Outcome.LookAgainOn is { } day && !again ? new Block[] { new Context($"You look at it again on {Day.Format(day)}; I'll bring it up.") } : [],
            new Actions(new Button(Action.Settle, "Change It", disagreement.Id.ToString())),
        ],
        [new Section("What you two came to is longer than one message can hold."), new Actions(new Button(Action.Settle, "Change It", disagreement.Id.ToString()))]);

    private static Message WithWords(string sentence, Disagreement disagreement) => new(
        sentence,
        [
            new Section(sentence), new Quote(disagreement.Topic),
            .. Part("Where you stand", disagreement.OfStarter.Position),
            .. Part("What would change your mind", disagreement.OfStarter.Change),
        ]);

    private static IEnumerable<Block> Sides(Disagreement disagreement, UserId reader)
    {
        var (mine, theirs) = reader == disagreement.Starter ? (disagreement.OfStarter, disagreement.OfOther) : (disagreement.OfOther, disagreement.OfStarter);
        var other = Mrkdwn.Mention(disagreement.Beside(reader));
        return
        [
            new Section("*Both sides of this*"),
            new Quote(disagreement.Topic),
            .. Part($"Where {other} stands", theirs.Position),
            .. Part($"What would change {other}'s mind", theirs.Change),
            .. Part("Where you stand", mine.Position),
            .. Part("What would change your mind", mine.Change),
        ];
    }

    private static IEnumerable<Block> Part(string name, PrivateText words) => words.IsBlank ? [] : [new Section($"*{name}*"), new Quote(words)];

    private static IEnumerable<Block> Stand() =>
    [
        new Input(Field.Position, "Where do you stand?", new TextInput { Multiline = true, MaxLength = LongestInput }) { Hint = "And what matters to you about it." },
        new Input(Field.Change, "What would change your mind?", new TextInput { Multiline = true, MaxLength = LongestInput }) { Hint = "A fact, a risk, a promise. “Nothing” is an answer, too.", Optional = true },
    ];

    private static Input Long(string field, string label, string hint, PrivateText text) =>
        new(field, label, new TextInput { Initial = text, Multiline = true, MaxLength = LongestInput }) { Hint = hint, Optional = true };
}
