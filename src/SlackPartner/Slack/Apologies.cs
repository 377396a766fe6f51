namespace SlackPartner.Slack;

/// <summary>Ids that Slack echoes back. Add; never rename or reuse.</summary>
internal static class ApologyIds
{
    public static class View
    {
        public const string Notice = "notice";
    }
}

/// <summary>What a person reads when we could not do what they asked. Their text stays where it is.</summary>
internal static class Apologies
{
    public const string TryAgain = "Partner can't do this right now. Please try again in a minute.";
    public const string TooLate = "This took too long to open. Please try again.";

    /// <summary>The way to say it that loses nothing: a form stays open, a card stays as it is.</summary>
    public static Reply For(Interaction interaction, string sentence) => interaction switch
    {
        ViewSubmission submission when submission.Form.Fields.FirstOrDefault() is { } field =>
            new Reply.Errors(field, sentence + " What you wrote is still here."),
        ViewSubmission => new Reply.Open(Notice(sentence)),
        BlockAction { View: not null } or GlobalShortcut => new Reply.Open(Notice(sentence)),
        BlockAction { ResponseUrl: null } or MessageShortcut { ResponseUrl: null } => new Reply.Open(Notice(sentence)),
        _ => new Reply.Ephemeral(new Message(sentence)),
    };

    private static Modal Notice(string sentence) => new(ApologyIds.View.Notice, "One moment", [new Block.Section(sentence)]);
}
