namespace SlackPartner.OneOnOnes;

/// <summary>Names Slack and the work table echo back to us. Posted messages carry them: add, never rename.</summary>
internal static class OneOnOneIds
{
    public static class View
    {
        public const string SetUp = "oneonone.set_up";
        public const string AddItem = "oneonone.add_item";
        public const string Move = "oneonone.move";
        public const string Pause = "oneonone.pause";
        public const string Answer = "oneonone.answer";
        public const string Trip = "oneonone.trip";

        // These have no submit button; the ids name them in payloads.
        public const string Overview = "oneonone.overview";
        public const string Agenda = "oneonone.agenda";
        public const string Notice = "oneonone.notice";
    }

    public static class Action
    {
        public const string Overview = "oneonone.overview";
        public const string SetUp = "oneonone.set_up";
        public const string OpenProposal = "oneonone.open_proposal";
        public const string Confirm = "oneonone.confirm";
        public const string ProposeOther = "oneonone.propose_other";
        public const string Decline = "oneonone.decline";
        public const string TakeBack = "oneonone.take_back";

        public const string OpenAgenda = "oneonone.open_agenda";
        public const string AddItem = "oneonone.add_item";
        public const string ItemMenu = "oneonone.item_menu";
        public const string AnswerQuestion = "oneonone.answer_question";
        public const string SkipQuestion = "oneonone.skip_question";

        public const string Snooze = "oneonone.snooze";
        public const string ReminderMenu = "oneonone.reminder_menu";
        public const string Happened = "oneonone.happened";
        public const string DidMove = "oneonone.did_move";
        public const string DidNotHappen = "oneonone.did_not_happen";

        public const string SkipOnce = "oneonone.skip_once";
        public const string MoveOnce = "oneonone.move_once";
        public const string Pause = "oneonone.pause";
        public const string Resume = "oneonone.resume";
        public const string Cancel = "oneonone.cancel";
        public const string Calendar = "oneonone.calendar";
        public const string Trip = "oneonone.trip";
        public const string RemoveTrip = "oneonone.remove_trip";
        public const string Lunch = "oneonone.lunch";
        public const string Coffee = "oneonone.coffee";
        public const string InPerson = "oneonone.in_person";
        public const string NotThisTime = "oneonone.not_this_time";
    }

    public static class Shortcut
    {
        public const string AddFromMessage = "oneonone.add_from_message";
    }

    public static class Work
    {
        public const string Propose = "oneonone.propose";
        public const string Confirmed = "oneonone.confirmed";
        public const string Declined = "oneonone.declined";
        public const string RedrawProposal = "oneonone.redraw_proposal";

        public const string DayBefore = "oneonone.remind";
        public const string Soon = "oneonone.soon";
        public const string After = "oneonone.after";
        public const string RedrawAfter = "oneonone.redraw_after";
        public const string Missed = "oneonone.missed";

        public const string Changed = "oneonone.changed";
        public const string Canceled = "oneonone.canceled";
        public const string Revealed = "oneonone.revealed";
        public const string Calendar = "oneonone.calendar";
        public const string Meetup = "oneonone.meetup";
        public const string MeetupChoice = "oneonone.meetup_choice";
    }

    public static class Field
    {
        public const string Partner = "partner";
        public const string Day = "day";
        public const string Time = "time";
        public const string Ruler = "ruler";
        public const string Every = "every";
        public const string Needed = "needed";
        public const string Margin = "margin";
        public const string Place = "place";
        public const string InPerson = "in_person";
        public const string Remind = "remind";
        public const string Words = "words";
        public const string Date = "date";
        public const string From = "from";
        public const string Until = "until";
    }
}
