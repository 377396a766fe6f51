namespace SlackPartner.Nudges;

/// <summary>Names Slack and the work table echo back to us. Posted messages carry them: add, never rename.</summary>
internal static class ThirdWayIds
{
    public const string Kind = "third";

    public static class View
    {
        public const string Begin = "third.begin";
        public const string Answer = "third.answer";
        public const string Settle = "third.settle";
    }

    public static class Action
    {
        public const string Start = "third.start";
        public const string WriteMine = "third.write_mine";
        public const string NotNow = "third.not_now";
        public const string TakeBack = "third.take_back";
        public const string Settle = "third.settle";
        public const string Stop = "third.stop";
    }

    /// <summary>What happens later.</summary>
    public static class Work
    {
        public const string Ask = "third.ask";
        public const string Wait = "third.wait";
        public const string ShowBoth = "third.reveal";
        public const string Outcome = "third.outcome";
        public const string LookAgain = "third.look_again";
        public const string Undelivered = "third.undelivered";
    }

    public static class Field
    {
        public const string With = "with";
        public const string Topic = "topic";
        public const string Position = "position";
        public const string Change = "change";
        public const string Options = "options";
        public const string Third = "third";
        public const string Decides = "decides";
        public const string Again = "again";
    }
}
