using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Nudges.WatchRefusal;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Nudges.NudgeIds.Action;
using Elsewhere = SlackPartner.Nudges.NudgeIds.Elsewhere;

namespace SlackPartner.Nudges;

/// <summary>What two partners see of a watched conversation; nobody else sees anything.</summary>
internal static class WatchViews
{
    private const string WhatItIs =
        "I read along in memory and keep only scores, for minutes: no words, and nothing of other people's. When someone's own words run hot, only that person gets a quiet hint. Either of you stops it with one click.";

    public static string Of(WatchRefusal refusal) => refusal switch
    {
        NotFound => "This isn't here any more.",
        NotYours => "Only the people involved can do that.",
        NoPlace => "Name a partner and a channel, a link to a conversation or a thread, or `here`: for example `watch @kim #planning`.",
        NotPartners => "Both of you need to agree, so this works only with a partner of yours.",
        NoPermission => "Watching needs permissions this installation doesn't have. An admin can add them with the manifest made for it, `slack-manifest.watch.json`.",
        AlreadyAsked => "You've asked already; it's theirs to answer.",
        AlreadyOn => "You two have this watched already.",
        NotAsked => "This isn't open any more.",
        Pausing => "You two are pausing. Ask once the pause is over.",
        TooMany => "You've asked them in the last day; ask again tomorrow.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };

    public static Message Refused(WatchRefusal refusal) => new(Of(refusal));

    public static Modal Notice(WatchRefusal refusal) => new(NudgeIds.View.Notice, "Watching", [new Section(Of(refusal))]);

    public static Message Asking(Watch watch) => new($"{Mrkdwn.Mention(watch.Asked)} gets one card and decides. {Invite(watch)}");

    /// <summary>To the partner: nothing happens without a yes.</summary>
    public static Message Card(Watch watch) => new(
        $"{Mrkdwn.Mention(watch.Asker)} asks whether I may watch a conversation of you two for heat. You can accept or decline.",
        [
            new Section($"*{Mrkdwn.Mention(watch.Asker)} asks whether I may watch {Where(watch)} for the two of you.*"),
            new Context(WhatItIs),
            new Actions(
                new Button(Action.AcceptWatching, "Accept", watch.Id.ToString()) { Primary = true },
                new Button(Action.DeclineWatching, "Decline", watch.Id.ToString()),
                new Button(Action.StopAsking, "Stop These", watch.Id.ToString()) { Label = "Stop being asked to have conversations watched" }),
        ]);

    /// <summary>To both, with the one click that stops it.</summary>
    public static Message Began(Watch watch, UserId reader) => new(
        $"You and {Mrkdwn.Mention(watch.Pair.Beside(reader))} have a conversation watched for heat.",
        [
            new Section($"You and {Mrkdwn.Mention(watch.Pair.Beside(reader))} have {Where(watch)} watched for heat.", StopButton(watch)),
            new Context($"{WhatItIs} {Invite(watch)}"),
        ]);

    public static Message Declined(Watch watch) => new($"You declined. {Mrkdwn.Mention(watch.Asker)} isn't told.");

    public static readonly Message StoppedAsking = new("You won't be asked to have conversations watched any more; nobody is told. Settings turns it on again.");

    public static readonly Message EndedSomewhere = new("A conversation you had watched for heat isn't watched any more: the other one left Partner.");

    public static Message Ended(Watch watch, UserId reader) => new($"{Where(watch)} isn't watched any more for you and {Mrkdwn.Mention(watch.Pair.Beside(reader))}.");

    public static Modal List(IReadOnlyList<Watch> watches, UserId reader, CommandNames names) => new(
        NudgeIds.View.Watched,
        "Watched conversations",
        watches.Count == 0
            ? [new Section($"Nothing is watched. `{names.CoolDown} watch @kim #planning` asks Kim whether I may watch a conversation of you two for heat."), new Context(WhatItIs)]
            : [.. watches.Select(watch => Row(watch, reader)), new Context(WhatItIs)]);

    /// <summary>The hint, which only the author of the words sees, where they wrote them.</summary>
    /// <param name="why">What about their words reads hot, strongest first; may be empty.</param>
    public static Message Whisper(Nudge nudge, IReadOnlyList<string> why, bool hasCalmReply)
    {
        var id = nudge.Id.ToString();
        return new Message(
            "This runs hot. Only you see this. You can start a cool-down or go on.",
            [
                new Section("*This runs hot.* A break with a time to return, or one softer sentence, may help both of you."),
                new Actions(
                    [
                        .. nudge.Other is { } other ? [new Button(Elsewhere.StartCoolDown, "Start a Cool-Down", $"with|{other}")] : Array.Empty<Element>(),
                        .. hasCalmReply ? [new Button(Elsewhere.ReplyCalmly, "Help Me Reply Calmly", nudge.Other is { } them ? $"with|{them}" : "new")] : Array.Empty<Element>(),
                        new Button(Action.Helpful, "Helpful", id),
                        new Button(Action.NotNow, "Not Now", id),
                        new Button(Action.Stop, "Stop These", id) { Label = "Stop hints about heated conversations" },
                    ]),
                NudgeViews.Why($"You two asked me to watch this conversation, and your last words here read heated{(why.Count == 0 ? "" : $": {string.Join("; ", why)}")}."),
            ]);
    }

    /// <summary>In the list of what is stored.</summary>
    public static string Stored(Watch watch, UserId reader) => $"Watched for heat: {Where(watch)}, with {Mrkdwn.Mention(watch.Pair.Beside(reader))}";

    private static Section Row(Watch watch, UserId reader)
    {
        var who = Mrkdwn.Mention(watch.Pair.Beside(reader)); // declined looks as if it waited
        return watch switch
        {
            { Status: WatchStatus.On } => new($"{Where(watch)} · with {who}", StopButton(watch)),
            _ when watch.Asker == reader => new($"{Where(watch)} · {who} was asked", new Button(Action.StopWatching, "Take Back", watch.Id.ToString())),
            _ => new($"{Where(watch)} · {who} asks", new Button(Action.AcceptWatching, "Accept", watch.Id.ToString())),
        };
    }

    private static Button StopButton(Watch watch) => new(Action.StopWatching, "Stop Watching", watch.Id.ToString());

    private static string Where(Watch watch) => $"{(watch.Place.ThreadTs.Length > 0 ? "a thread in " : "")}<#{watch.Place.Channel}>";

    private static string Invite(Watch watch) => $"If I'm not in <#{watch.Place.Channel}> yet, invite me there.";
}
