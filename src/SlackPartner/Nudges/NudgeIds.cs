namespace SlackPartner.Nudges;

/// <summary>Names Slack and the work table echo back to us. Posted messages carry them: add, never rename.</summary>
internal static class NudgeIds
{
    /// <summary>What Settings and Stop These know requests to watch a conversation by.</summary>
    public const string WatchKind = "watch";

    public static class View
    {
        // Without a submit button; the id names it in payloads.
        public const string Notice = "nudge.notice";
        public const string Watched = "watch.list";
    }

    public static class Action
    {
        public const string Helpful = "nudge.helpful";
        public const string NotNow = "nudge.not_now";
        public const string Stop = "nudge.stop";
        public const string ItIsMe = "nudge.it_is_me";
        public const string HowWeArgue = "nudge.how_we_argue";

        public const string ShowWatched = "watch.show";
        public const string AcceptWatching = "watch.accept";
        public const string DeclineWatching = "watch.decline";
        public const string StopWatching = "watch.stop";
        public const string StopAsking = "watch.stop_asking";
    }

    /// <summary>What happens later.</summary>
    public static class Work
    {
        public const string Card = "nudge.card";
        public const string Redraw = "nudge.redraw";
        public const string Whisper = "nudge.whisper";

        public const string AskToWatch = "watch.ask";
        public const string WatchBegan = "watch.began";
        public const string WatchEnded = "watch.ended";
    }

    /// <summary>Buttons of other slices that a nudge leads to.</summary>
    public static class Elsewhere
    {
        public const string Drafts = "feedback.show_drafts";
        public const string StartCoolDown = "cooldown.start";
        public const string ChangeTime = "oneonone.set_up";
        public const string WriteItOut = "cooldown.write";
        public const string ReplyCalmly = "feedback.reply_calmly";
        public const string ThirdWay = "third.start";
    }
}
