namespace SlackPartner.Feedback;

/// <summary>Names Slack and the work table echo back to us. Posted messages carry them: add, never rename.</summary>
internal static class FeedbackIds
{
    /// <summary>Modals that are submitted.</summary>
    public static class View
    {
        public const string Form = "feedback.form";
        public const string NeedTime = "feedback.need_time";
        public const string AskQuestion = "feedback.ask_question";
        public const string SeeDifferently = "feedback.see_differently";
        public const string PickTime = "feedback.pick_time";

        // These have no submit button; the ids name them in payloads.
        public const string Review = "feedback.review";
        public const string List = "feedback.list";
        public const string Note = "feedback.note";
        public const string Notice = "feedback.notice";
    }

    /// <summary>Buttons and menus.</summary>
    public static class Action
    {
        public const string Write = "feedback.write";
        public const string ShareNow = "feedback.share_now";
        public const string SaveDraft = "feedback.save_draft";
        public const string Edit = "feedback.edit";
        public const string Discard = "feedback.discard";
        public const string KeepAsIs = "feedback.keep_as_is";
        public const string MoveToQuestion = "feedback.move_to_question";
        public const string UndoMove = "feedback.undo_move";
        public const string MoreFindings = "feedback.more_findings";

        public const string ShowDrafts = "feedback.show_drafts";
        public const string ShowInbox = "feedback.show_inbox";
        public const string ShowSent = "feedback.show_sent";
        public const string Review = "feedback.review";
        public const string Delete = "feedback.delete";
        public const string Read = "feedback.read";
        public const string TakeBack = "feedback.take_back";

        public const string ThankYou = "feedback.thank_you";
        public const string NeedTime = "feedback.need_time";
        public const string AskQuestion = "feedback.ask_question";
        public const string SeeDifferently = "feedback.see_differently";
        public const string CardMenu = "feedback.card_menu";
        public const string ShowMuted = "feedback.show_muted";
        public const string Unmute = "feedback.unmute";

        public const string PickTime = "feedback.pick_time";
        public const string CancelSending = "feedback.cancel_sending";
        public const string RemindTomorrow = "feedback.remind_tomorrow";
        public const string AskFirst = "feedback.ask_first";
        public const string HearNow = "feedback.hear_now";
        public const string HearTomorrow = "feedback.hear_tomorrow";
        public const string HearInOneOnOne = "feedback.hear_in_one_on_one";
        public const string HearNotThisWeek = "feedback.hear_not_this_week";
        public const string AskMenu = "feedback.ask_menu";
    }

    /// <summary>Shortcuts, named in the manifest.</summary>
    public static class Shortcut
    {
        public const string Draft = "feedback.draft";
        public const string DraftFromMessage = "feedback.draft_from_message";
    }

    /// <summary>What happens later.</summary>
    public static class Work
    {
        public const string Deliver = "feedback.deliver";
        public const string Delivered = "feedback.delivered";
        public const string Undelivered = "feedback.undelivered";
        public const string Answered = "feedback.answered";
        public const string Remind = "feedback.remind";
        public const string RedrawCard = "feedback.redraw_card";
        public const string SendPlanned = "feedback.send_planned";
        public const string NotSent = "feedback.not_sent";
        public const string RemindAuthor = "feedback.remind_author";
        public const string AskReader = "feedback.ask_reader";
        public const string TellChoice = "feedback.tell_choice";
        public const string RedrawAsk = "feedback.redraw_ask";
        public const string RedrawReview = "feedback.redraw_review";
    }

    public static class Field
    {
        public const string To = "to";
        public const string When = "when";
        public const string Situation = "situation";
        public const string Behavior = "behavior";
        public const string Impact = "impact";
        public const string Question = "question";
        public const string Request = "request";
        public const string Until = "until";
        public const string Evidence = "evidence";
        public const string Date = "date";
        public const string Time = "time";
    }
}
