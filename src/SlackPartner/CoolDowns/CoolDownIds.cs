namespace SlackPartner.CoolDowns;

/// <summary>Names Slack and the work table echo back to us. Posted messages carry them: add, never rename.</summary>
internal static class CoolDownIds
{
    /// <summary>What Settings and Stop These know these messages by.</summary>
    public const string Kind = "cooldown";

    public static class View
    {
        public const string Form = "cooldown.form";
        public const string Propose = "cooldown.propose";
        public const string WriteOut = "cooldown.write_out";
        public const string LookBack = "cooldown.look_back";

        // These have no submit button; the ids name them in payloads.
        public const string Notice = "cooldown.notice";
        public const string Written = "cooldown.written";
        public const string List = "cooldown.list";
    }

    public static class Action
    {
        public const string Start = "cooldown.start";
        public const string Agree = "cooldown.agree";
        public const string Propose = "cooldown.propose";
        public const string AgreeToProposal = "cooldown.agree_to_proposal";
        public const string KeepTime = "cooldown.keep_time";
        public const string CallOff = "cooldown.call_off";
        public const string Ready = "cooldown.ready";
        public const string Longer = "cooldown.longer";
        public const string RatherWrite = "cooldown.rather_write";
        public const string TalkThen = "cooldown.talk_then";
        public const string BringUp = "cooldown.bring_up";
        public const string LookBack = "cooldown.look_back";
        public const string Menu = "cooldown.menu";

        public const string Write = "cooldown.write";
        public const string ShowWritten = "cooldown.show_written";
        public const string OpenWritten = "cooldown.open_written";
        public const string MakeDraft = "cooldown.make_draft";
        public const string AddToAgenda = "cooldown.add_to_agenda";
        public const string Keep = "cooldown.keep";
        public const string Delete = "cooldown.delete";
    }

    /// <summary>Buttons of another slice that belong beside these.</summary>
    public static class Elsewhere
    {
        public const string ThirdWay = "third.start";
        public const string Watched = "watch.show";
    }

    /// <summary>Named in the manifest.</summary>
    public static class Shortcut
    {
        public const string Start = "cooldown.start";
    }

    /// <summary>What happens later.</summary>
    public static class Work
    {
        public const string Invite = "cooldown.invite";
        public const string Helps = "cooldown.helps";
        public const string Agreed = "cooldown.agreed";
        public const string Proposed = "cooldown.proposed";
        public const string Moved = "cooldown.moved";
        public const string CalledOff = "cooldown.called_off";
        public const string End = "cooldown.end";
        public const string Ask = "cooldown.ask";
        public const string BeginAgain = "cooldown.begin_again";
        public const string LetGo = "cooldown.let_go";
        public const string Redraw = "cooldown.redraw";
    }

    public static class Field
    {
        public const string Length = "length";
        public const string Other = "other";
        public const string Partner = "partner";
        public const string Happened = "happened";
        public const string Hard = "hard";
        public const string NextTime = "next_time";
        public const string Topic = "topic";
        public const string Manner = "manner";
        public const string Feeling = "feeling";
    }
}
