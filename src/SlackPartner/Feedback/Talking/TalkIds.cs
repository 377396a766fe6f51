namespace SlackPartner.Feedback.Talking;

/// <summary>Names Slack and the work table echo back to us. Posted messages carry them: add, never rename.</summary>
internal static class TalkIds
{
    /// <summary>Buttons and menus. All but the last carry the draft's id and the turn they belong to.</summary>
    public static class Action
    {
        public const string Back = "talk.back";
        public const string Skip = "talk.skip";
        public const string Show = "talk.show";
        public const string Cancel = "talk.cancel";
        public const string Rephrase = "talk.rephrase";
        public const string KeepAsIs = "talk.keep_as_is";
        public const string MoveToSituation = "talk.move_to_situation";
        public const string MoveToBehavior = "talk.move_to_behavior";
        public const string MoveToImpact = "talk.move_to_impact";
        public const string ThisPerson = "talk.this_person";
        public const string ChoosePerson = "talk.choose_person";
    }

    /// <summary>What happens later.</summary>
    public static class Work
    {
        /// <summary>The next message of a conversation; void once the conversation has moved on.</summary>
        public const string Say = "talk.say";

        /// <summary>An answer that belongs to a message, not to a turn.</summary>
        public const string Tell = "talk.tell";
    }
}
