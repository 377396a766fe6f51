namespace SlackPartner.Home.Privacy;

/// <summary>Names Slack and the work table echo back to us.</summary>
internal static class PrivacyIds
{
    public static class Action
    {
        public const string Show = "privacy.show";
        public const string Export = "privacy.export";
        public const string Erase = "privacy.erase";
    }

    public static class View
    {
        public const string Erase = "privacy.erase";
    }

    public static class Work
    {
        public const string Export = "privacy.export";
        public const string Farewell = "privacy.farewell";
        public const string BlankCard = "privacy.blank_card";
    }

    public static class Field
    {
        public const string Word = "word";
    }
}
