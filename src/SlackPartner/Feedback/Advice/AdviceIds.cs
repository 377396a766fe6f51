namespace SlackPartner.Feedback.Advice;

/// <summary>Names Slack and the work table echo back to us. Posted messages carry them: add, never rename.</summary>
internal static class AdviceIds
{
    /// <summary>Modals that are submitted.</summary>
    public static class View
    {
        public const string Ask = "advice.ask";
        public const string CalmReply = "feedback.calm_reply";
    }

    /// <summary>Buttons of the card.</summary>
    public static class Action
    {
        public const string Give = "advice.give";
        public const string NotNow = "advice.not_now";
        public const string Stop = "advice.stop";

        /// <summary>Of hints about heated conversations.</summary>
        public const string ReplyCalmly = "feedback.reply_calmly";
    }

    /// <summary>Shortcuts, named in the manifest.</summary>
    public static class Shortcut
    {
        public const string ReplyCalmly = "feedback.reply_calmly";
    }

    /// <summary>What happens later.</summary>
    public static class Work
    {
        public const string Deliver = "advice.deliver";
        public const string Undelivered = "advice.undelivered";
        public const string RedrawCard = "advice.redraw_card";
    }

    public static class Field
    {
        public const string To = "to";
        public const string Topic = "topic";
        public const string Reply = "reply";
    }

    /// <summary>The kind of message people may stop; see <see cref="Preferences.MessageKind"/>.</summary>
    public const string Kind = "advice";
}
