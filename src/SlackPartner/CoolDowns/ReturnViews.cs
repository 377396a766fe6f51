using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.CoolDowns.CoolDownIds.Action;
using Field = SlackPartner.CoolDowns.CoolDownIds.Field;

namespace SlackPartner.CoolDowns;

/// <summary>How two people come back to each other, and what each asks themselves afterwards.</summary>
internal static class ReturnViews
{
    /// <summary>The time is over.</summary>
    public static Message Ask(CoolDown pause, UserId reader, bool again)
    {
        var with = pause.Beside(reader) is { } other ? $" with {Mrkdwn.Mention(other)}" : "";
        var sentence = again ? $"Your pause{with} is over. How are you now?" : $"It's time: your pause{with} ends now. How are you?";
        return new Message(
            $"{sentence} You can say I'm Ready, A Little Longer or I'd Rather Write.",
            [
                new Section($"*{sentence}*"),
                .. again ? new Block[] { new Context("I ask only this once more.") } : [],
                new Actions(
                    [
                        new Button(Action.Ready, "I'm Ready", pause.Id.ToString()) { Primary = true },
                        .. pause.IsExtended ? Array.Empty<Element>() : [new Button(Action.Longer, "A Little Longer", pause.Id.ToString()) { Label = "Pause 20 minutes longer" }],
                        new Button(Action.RatherWrite, "I'd Rather Write", pause.Id.ToString()),
                        CoolDownViews.Menu(pause),
                    ]),
            ]);
    }

    /// <summary>The card after an answer: no buttons left but the way to write.</summary>
    public static Message Answered(CoolDown pause, UserId reader, Instant now, DateTimeZone zone)
    {
        if (pause.Status is CoolDownStatus.Running) return CoolDownViews.Until(pause, reader, now, zone);
        return pause.SideOf(reader)?.CameBack switch
        {
            CameBack.Ready when pause.IsOpen => CoolDownViews.Said("You're ready. I'll say so to both of you once you both are; nobody is hurried."),
            CameBack.Ready => CoolDownViews.Said("You're ready."),
            CameBack.Writing => new Message(
                "You'd rather write.",
                [new Section("You'd rather write. That is a good way to come back, too."), new Actions(CoolDownViews.WriteButton(pause), LookBackButton(pause))]),
            CameBack.NotYet when pause.Status is CoolDownStatus.Over => new Message(CoolDownViews.Gone.Fallback, [new Section(CoolDownViews.Gone.Fallback, LookBackButton(pause))]),
            _ => CoolDownViews.Over(pause),
        };
    }

    /// <summary>Ready again: how to begin softly, and when.</summary>
    public static Message BeginAgain(CoolDown pause, UserId reader, Instant now, DateTimeZone zone, bool hasAgenda)
    {
        var both = CoolDownRules.BothReady(pause);
        var opening = pause.Beside(reader) is { } other
            ? both ? $"You and {Mrkdwn.Mention(other)} are both ready." : $"Your pause with {Mrkdwn.Mention(other)} is over."
            : "Welcome back.";
        List<Element> buttons = [];
        if (pause.TalkAt is not null && pause.SideOf(reader) is { Talks: false }) buttons.Add(new Button(Action.TalkThen, "That Works", pause.Id.ToString()) { Primary = true });
        if (hasAgenda && pause.Partner is not null) buttons.Add(new Button(Action.BringUp, "Add to 1:1", pause.Id.ToString()));
        buttons.Add(LookBackButton(pause));
        buttons.Add(CoolDownViews.Menu(pause));
        return new Message(
            $"{opening} Here is how to begin softly.",
            [
                new Section($"*{opening}* The first minutes set the tone. Begin softly: short, polite, one thing, and how it was for you."),
                new Section(
                    """
                    *Words that mend*
                    • “I felt … when …, and I'd like …”
                    • “I'm sorry for my part in it: …”
                    • “I can see your point about …”
                    • “Let me try that again.”
                    • “Could we slow down for a moment?”
                    • “Thank you for coming back to this.”
                    """),
                .. Talk(pause, reader, now, zone),
                new Context("*Look Back* asks three questions about you; the answers stay with you, as numbers. Borrowed from research on couples: take what fits."),
                new Actions([.. buttons]),
            ]);
    }

    public static Modal LookBackForm(CoolDown pause) => new(
        CoolDownIds.View.LookBack,
        "Look back",
        [
            new Section("Only you see this. It is kept as three numbers and never as a score for anyone else."),
            new Input(Field.Topic, "Was it about the work, about how we work, or did it get personal?", Choices<ClashTopic>(Words)),
            new Input(Field.Manner, "Did I fight to win, avoid it, or look for a third way?", Choices<ClashManner>(Words)),
            new Input(Field.Feeling, "How do I feel about it now?", Choices<ClashFeeling>(Words)),
        ])
    {
        Submit = "Keep",
        Close = "Cancel",
        Metadata = pause.Id.ToString(),
    };

    public static string Words(ClashTopic topic) => topic switch
    {
        ClashTopic.Work => "About the work",
        ClashTopic.HowWeWork => "About how we work",
        _ => "It got personal",
    };

    public static string Words(ClashManner manner) => manner switch
    {
        ClashManner.FoughtToWin => "I fought to win",
        ClashManner.AvoidedIt => "I avoided it",
        _ => "I looked for a third way",
    };

    public static string Words(ClashFeeling feeling) => feeling switch
    {
        ClashFeeling.AtPeace => "At peace with it",
        ClashFeeling.TurningItOver => "Still turning it over",
        _ => "Still hurt or angry",
    };

    public static Modal LookedBack(ClashTopic topic, ClashManner manner) => CoolDownViews.Notice(
        (topic, manner) switch
        {
            (ClashTopic.Personal, _) => "Kept, for you alone. When it got personal, name that first and apart from the work: the two don't mend together.",
            (_, ClashManner.FoughtToWin) => "Kept, for you alone. Next time: what would have to be true for the other one to be right?",
            (_, ClashManner.AvoidedIt) => "Kept, for you alone. Next time: one small sentence is enough to begin with.",
            _ => "Kept, for you alone. Looking for a third way is what makes a disagreement worth having.",
        });

    private static Button LookBackButton(CoolDown pause) => new(Action.LookBack, "Look Back", pause.Id.ToString());

    private static RadioButtons Choices<T>(Func<T, string> words) where T : struct, Enum =>
        new([.. Enum.GetValues<T>().Select(value => new Option(words(value), value.ToString("D")))]);

    private static IEnumerable<Block> Talk(CoolDown pause, UserId reader, Instant now, DateTimeZone zone)
    {
        if (pause.TalkAt is not { } at) yield break;
        var time = CoolDownViews.At(at, now, zone);
        yield return new Section((pause.SideOf(reader)?.Talks, pause.Sides.All(side => side.Talks)) switch
        {
            (_, true) => $"*You two talk at {time}.*",
            (true, _) => $"How about {time}? You said that works.",
            _ => $"How about *{time}*?",
        });
    }
}
