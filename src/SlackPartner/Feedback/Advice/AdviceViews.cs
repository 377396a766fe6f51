using System.Text.RegularExpressions;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Feedback.Advice.AdviceRefusal;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Feedback.Advice.AdviceIds.Action;
using Field = SlackPartner.Feedback.Advice.AdviceIds.Field;

namespace SlackPartner.Feedback.Advice;

/// <summary>What asking for advice looks like to both.</summary>
internal static partial class AdviceViews
{
    /// <summary>Opened where a person or a topic is missing.</summary>
    public static Modal Form(AdviceId id, UserId? asked, PrivateText topic, string? notice = null) => new(
        AdviceIds.View.Ask,
        "Ask for advice",
        [
            .. notice is null ? Array.Empty<Block>() : [new Section(notice)],
            new Input(Field.To, "Who do you ask", new UserSelect(asked)),
            new Input(Field.Topic, "Topic", new TextInput { Initial = topic.Trimmed().Reveal().Length > AdviceRules.LongestTopic ? default : topic, MaxLength = AdviceRules.LongestTopic })
            {
                Hint = "They read: “What is one thing I could do differently in …?” The next planning, a document, a call: one thing is easiest to answer.",
            },
        ])
    {
        Submit = "Ask",
        Close = "Cancel",
        Metadata = id.ToString(),
    };

    public static string TakenForAName(PrivateText name) =>
        $"I took “{Mrkdwn.Excerpt(name, 80)}” for a name. Choose the person; if the word belongs to the topic, put it back.";

    public static Message Asked(AdviceRequest request, bool isHeld) => new(AskedSentence(request, isHeld));

    public static Modal AskedNotice(AdviceRequest request, bool isHeld) => NoteViews.Notice("Asked", AskedSentence(request, isHeld));

    /// <summary>Why not, with the words, so that they can be copied.</summary>
    public static Message Refused(AdviceRefusal refusal, PrivateText topic) => new(
        Sentence(refusal),
        [new Section(Sentence(refusal)), .. topic.IsBlank ? Array.Empty<Block>() : [new Context("Here are your words, to use again:"), new Quote(topic)]]);

    /// <summary>To the person who is asked.</summary>
    public static Message Card(AdviceRequest request, bool isFirst) => new(
        $"{Asker(request)} asks you for advice. You can answer with Give Feedback, Not Now or Stop These.",
        [
            .. Question(request),
            .. isFirst ? [Introduction(request)] : Array.Empty<Block>(),
            new Actions(
                new Button(Action.Give, "Give Feedback", request.Id.ToString()) { Primary = true },
                new Button(Action.NotNow, "Not Now", request.Id.ToString()),
                new Button(Action.Stop, "Stop These", request.Id.ToString()) { Label = "Stop requests for advice from everyone" }),
        ]);

    /// <summary>The card after it was answered in any way.</summary>
    public static Message Settled(AdviceRequest request, CommandNames names)
    {
        var chosen = request.Status switch
        {
            AdviceStatus.Given => "You gave feedback. Thank you.",
            AdviceStatus.Stopped => $"You won't get requests for advice any more; nobody is told. `{names.Partner} settings` brings them back.",
            _ => $"Not now, and nobody is told. `{names.Sbi}` is there when you'd like to.",
        };
        return new Message($"{Asker(request)} asked you for advice. {chosen}", [.. Question(request), new Context(chosen)]);
    }

    /// <summary>To the one who asked, when the card could not be brought. The reason stays with the other.</summary>
    public static Message Undelivered(AdviceRequest request) => new(
        $"{Mrkdwn.Mention(request.AskedUser)} can't be reached here.",
        [new Section($"{Mrkdwn.Mention(request.AskedUser)} can't be reached here. Your question didn't go out; here are your words:"), new Quote(request.Topic)]);

    public static string Sentence(AdviceRefusal refusal) => refusal switch
    {
        NotFound => "This request isn't here any more.",
        NobodyChosen => "Choose the person you want to ask.",
        ToYourself => "Choose someone other than yourself.",
        ToAnApp => "Choose a person: apps can't give advice.",
        NoTopic => "Say in a few words what it is about.",
        TopicTooLong => $"A topic has room for {AdviceRules.LongestTopic:N0} characters; a few words are easiest to answer.",
        OutOfReach => "This person can't be reached here.",
        AlreadyAsked => "You've asked them about this already, and it is with them.",
        AlreadyAnswered => "You've answered this already.",
        PairLimit => "You've reached this person three times in the last day; ask again tomorrow.",
        SlackBusy => "Slack doesn't answer right now; please try again in a moment.",
        DayLimit => "You've reached ten people in the last day; ask again tomorrow.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };

    /// <summary>How the note that answers begins.</summary>
    public static PrivateText SituationFor(AdviceRequest request)
    {
        var topic = Bare(request.Topic);
        if (topic.EndsWith('?')) return new($"You asked: {topic}");
        return new(Preposition().IsMatch(topic) ? char.ToUpperInvariant(topic[0]) + topic[1..] : $"In {topic}");
    }

    private static IEnumerable<Block> Question(AdviceRequest request)
    {
        var topic = Bare(request.Topic);
        var question = topic.EndsWith('?') ? topic
            : $"What is one thing I could do differently {(Preposition().IsMatch(topic) ? "" : "in ")}{topic}?";
        return [new Section($"*{Asker(request)} asks for your advice*"), new Quote(new PrivateText(question))];
    }

    private static Context Introduction(AdviceRequest request) => new(
        $"Partner brings signed notes and questions between colleagues. {Asker(request)} and you can read this one; like any Slack message it may be part of a workspace export. Stop These ends requests for advice from everyone.");

    /// <param name="isHeld">The two are pausing.</param>
    private static string AskedSentence(AdviceRequest request, bool isHeld) =>
        $"{(isHeld ? $"You two are pausing, so {Mrkdwn.Mention(request.AskedUser)} gets your question after the pause" : $"{Mrkdwn.Mention(request.AskedUser)} gets your question now")}. If they answer, it comes to you as a note from them; they may also leave it.";

    private static string Asker(AdviceRequest request) => Mrkdwn.Mention(request.Asker.User);

    private static string Bare(PrivateText topic) => topic.Reveal().Trim().TrimEnd('.', '!', ' ');

    [GeneratedRegex(@"^(?:in|on|at|about|during|when|while|with|for|as)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Preposition();
}
