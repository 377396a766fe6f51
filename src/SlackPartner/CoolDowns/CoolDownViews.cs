using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.CoolDowns.CoolDownIds.Action;
using Field = SlackPartner.CoolDowns.CoolDownIds.Field;

namespace SlackPartner.CoolDowns;

/// <summary>How a pause begins and what is seen while it lasts.</summary>
internal static class CoolDownViews
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>A moment as this person's clock shows it; pauses end today or tomorrow.</summary>
    public static string At(Instant moment, Instant now, DateTimeZone zone)
    {
        var days = Period.DaysBetween(now.DateIn(zone), moment.DateIn(zone));
        var time = Time.Format(moment.InZone(zone).TimeOfDay);
        return days switch
        {
            <= 0 => time,
            1 => $"{time} tomorrow",
            _ => $"{time} on {moment.DateIn(zone).DayOfWeek}",
        };
    }

    public static Modal Form(UserId? partner, Preference person, Instant now) => new(
        CoolDownIds.View.Form,
        "Start a cool-down",
        [
            new Section("Step back, and come back at a set time. The other person sees only when."),
            new Input(Field.Length, "How long", new RadioButtons(Choices(person, now))),
            new Input(Field.Other, "Or another time", new TextInput { MaxLength = 40, Placeholder = "90m or until 15:00" }) { Hint = "From 20 minutes to 24 hours.", Optional = true },
            new Input(Field.Partner, "With", new UserSelect(partner)) { Hint = "A partner of yours. Leave it empty to pause on your own.", Optional = true },
        ])
    {
        Submit = "Start",
        Close = "Cancel",
    };

    /// <summary>What the one who started reads at once.</summary>
    public static string StartedSentence(CoolDown pause, UserId? meant, Instant now, DateTimeZone zone)
    {
        var until = At(pause.EndsAt, now, zone);
        if (pause.Partner is { } partner) return $"You and {Mrkdwn.Mention(partner.User)} are paused until {until}. They see only that time.";
        return meant is { } user
            ? $"You're paused until {until}. {Mrkdwn.Mention(user)} isn't a partner I can reach here, so this pause is yours alone: they aren't told."
            : $"You're paused until {until}.";
    }

    /// <summary>To the one who started.</summary>
    public static Message Helps(CoolDown pause, UserId reader, Instant now, DateTimeZone zone)
    {
        var sentence = Paused(pause, reader, now, zone);
        return new Message(
            sentence,
            [
                new Section($"*{sentence}*"),
                .. WhatHelps(pause),
                new Actions(
                    WriteButton(pause),
                    CallOffButton(pause),
                    Menu(pause)),
            ]);
    }

    /// <summary>To the partner: the time, and nothing else.</summary>
    public static Message Invitation(CoolDown pause, Instant now, DateTimeZone zone)
    {
        var (starter, until) = (Mrkdwn.Mention(pause.Starter.User), At(pause.EndsAt, now, zone));
        return new(
            $"You and {starter} are paused until {until}. You can agree or propose a later time once.",
            [
                new Section($"You and {starter} are *paused until {until}*."),
                new Context("Stepping back for a set time helps both to come back calmer. Notes between you two wait until then."),
                new Actions(
                    new Button(Action.Agree, "Agree", pause.Id.ToString()) { Primary = true },
                    new Button(Action.Propose, "Propose a Later Time", pause.Id.ToString()),
                    Menu(pause)),
            ]);
    }

    /// <summary>The partner's card once it was answered, or the time has moved.</summary>
    public static Message Standing(CoolDown pause, UserId reader, Instant now, DateTimeZone zone)
    {
        var sentence = Paused(pause, reader, now, zone);
        var answer = pause.Answer switch
        {
            PartnerAnswer.Agreed => "You agreed.",
            PartnerAnswer.Proposed when pause.ProposedEnd is { } later => $"You proposed {At(later, now, zone)}. Until {Mrkdwn.Mention(pause.Starter.User)} agrees, the first time holds.",
            PartnerAnswer.ProposalAgreed => "The later time was agreed on.",
            PartnerAnswer.ProposalDeclined => "The first time holds. At its end you can still take a little longer.",
            _ => null,
        };
        return new Message(
            sentence,
            [
                new Section($"*{sentence}*"),
                .. answer is null ? Array.Empty<Block>() : [new Context(answer)],
                .. WhatHelps(pause),
                new Actions(WriteButton(pause), Menu(pause)),
            ]);
    }

    public static readonly Message Gone = Said("This pause is over.");

    public static Message Over(CoolDown pause) => pause.Status is CoolDownStatus.CalledOff ? Said("This pause was called off.") : Gone;

    public static Modal ProposeForm(CoolDown pause, Preference person, Instant now) => new(
        CoolDownIds.View.Propose,
        "Propose a later time",
        [
            new Section($"The pause lasts until {At(pause.EndsAt, now, person.Zone)} now. You can propose a later time once."),
            new Input(Field.Length, "Until", new RadioButtons(LaterChoices(pause, person, now))),
        ])
    {
        Submit = "Propose",
        Close = "Cancel",
        Metadata = pause.Id.ToString(),
    };

    private static readonly int[] MinutesLater = [20, 60, 180];

    /// <summary>Whole hours after the time set, as far as a pause may go; the last one is the latest possible.</summary>
    public static IReadOnlyList<Instant> LaterTimes(CoolDown pause)
    {
        var last = pause.StartedAt + CoolDownRules.Longest;
        var times = MinutesLater.Select(minutes => pause.EndsAt + Duration.FromMinutes(minutes)).Where(at => at < last).ToList();
        if (last > pause.EndsAt) times.Add(last);
        return times;
    }

    /// <summary>To the one who started.</summary>
    public static Message Proposal(CoolDown pause, Instant later, Instant now, DateTimeZone zone)
    {
        var (partner, time) = (Mrkdwn.Mention(pause.Partner?.User ?? pause.Starter.User), At(later, now, zone));
        return new(
            $"{partner} proposes to pause until {time}. You can agree or keep the time set.",
            [
                new Section($"{partner} proposes to pause until *{time}*, instead of {At(pause.EndsAt, now, zone)}."),
                new Actions(
                    new Button(Action.AgreeToProposal, "Agree", pause.Id.ToString()) { Primary = true },
                    new Button(Action.KeepTime, "Keep Our Time", pause.Id.ToString()),
                    Menu(pause)),
            ]);
    }

    /// <summary>The time is another one now, or it was agreed on.</summary>
    public static Message Until(CoolDown pause, UserId reader, Instant now, DateTimeZone zone) => Stoppable(pause, Paused(pause, reader, now, zone));

    public static Message Agreed(CoolDown pause, UserId partner, Instant now, DateTimeZone zone) =>
        Stoppable(pause, $"{Mrkdwn.Mention(partner)} agreed: you two are paused until {At(pause.EndsAt, now, zone)}.");

    public static Message CalledOff(CoolDown pause) => Stoppable(pause, $"Your pause with {Mrkdwn.Mention(pause.Starter.User)} is over.");

    public static Message AlreadyRunning(CoolDown running, UserId reader, Instant now, DateTimeZone zone) =>
        Said($"{Paused(running, reader, now, zone)} One pause at a time: nothing new was started.");

    public static Message Refused(CoolDownRefusal refusal) => Said(CoolDownSentences.Of(refusal));

    public static Modal Notice(string sentence) => new(CoolDownIds.View.Notice, "Cool-down", [new Section(sentence)]);

    public static readonly Message Stopped = Said("You won't get messages about cool-downs any more, and partners' pauses go on without you. Settings turns them on again.");

    public static Message Help(CommandNames names) => new(
        $"How {names.CoolDown} works",
        [
            new Section($"*{names.CoolDown}: step back when tempers flare*\nA pause always has a time to return: 20 minutes at least, 24 hours at most. Your partner sees only that time. Notes between you two wait."),
            new Section(
                $"""
                `{names.CoolDown} @kim 1h` pauses you and Kim
                `{names.CoolDown} 90m` pauses you alone; so do `until 15:00` and `tomorrow`
                `{names.CoolDown}` asks how long
                `{names.CoolDown} write` opens a page to write instead of talking
                `{names.CoolDown} third @kim` looks for a third way when you two are stuck
                `{names.CoolDown} watch @kim #planning` asks Kim whether I may watch a conversation of yours for heat
                `{names.CoolDown} help` shows this
                """),
            new Context("The 20 minutes and the return ritual are borrowed from research on couples."),
        ]);

    public static readonly Button StartButton = new(Action.Start, "Start a Cool-Down", "new");

    public static Button WriteButton(CoolDown pause) => new(Action.Write, "Write It Out", pause.Id.ToString());

    public static Button CallOffButton(CoolDown pause) => new(Action.CallOff, "Call It Off", pause.Id.ToString())
    {
        Confirm = new Confirm("Call off this pause?", "It ends now. A partner is told only that it is over.", "Call It Off", "Go Back"),
    };

    public static Overflow Menu(CoolDown pause) => new(Action.Menu, new Option("Stop These", $"stop|{pause.Id}"));

    public static Message Said(string sentence) => new(sentence);

    private static Message Stoppable(CoolDown pause, string sentence) => new(sentence, [new Section(sentence, Menu(pause))]);

    public static string Paused(CoolDown pause, UserId reader, Instant now, DateTimeZone zone)
    {
        var until = At(pause.EndsAt, now, zone);
        return pause.Beside(reader) is { } other ? $"You and {Mrkdwn.Mention(other)} are paused until {until}." : $"You're paused until {until}.";
    }

    private static Block[] WhatHelps(CoolDown pause) =>
    [
        new Section("*What helps now*\n• Walk, stretch, or look out of a window.\n• Breathe out longer than you breathe in.\n• Read or do something plain. Don't rehearse the argument: it keeps the anger fresh."),
        new Context(pause.Partner is null ? "I'll ask how you are when it's time." : "Notes between you two wait until after. I'll ask both of you when it's time."),
    ];

    private static Option[] Choices(Preference person, Instant now) =>
    [
        new("20 minutes", "20m"),
        new("1 hour", "1h"),
        new("3 hours", "3h"),
        new(TomorrowChoice(CoolDownRules.Tomorrow(person, now), person.Zone, now), "tomorrow"),
    ];

    private static string TomorrowChoice(Instant end, DateTimeZone zone, Instant now) =>
        end.DateIn(zone) > now.DateIn(zone) ? $"Tomorrow {Time.Format(end.InZone(zone).TimeOfDay)}" : $"Until {At(end, now, zone)}";

    private static Option[] LaterChoices(CoolDown pause, Preference person, Instant now) =>
        [.. LaterTimes(pause).Select((at, index) => new Option($"{At(at, now, person.Zone)}", $"{index}"))];
}
