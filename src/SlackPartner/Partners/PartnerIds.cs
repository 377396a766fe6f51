namespace SlackPartner.Partners;

/// <summary>Names Slack and the work table echo back to us. Posted messages carry them: add, never rename.</summary>
internal static class PartnerIds
{
    public static class View
    {
        public const string Invite = "partner.invite";

        // These have no submit button; the ids name them in payloads.
        public const string List = "partner.list";
        public const string Notice = "partner.notice";
    }

    public static class Action
    {
        public const string Invite = "partner.invite";
        public const string Show = "partner.show";
        public const string OpenInvitation = "partner.open_invitation";
        public const string Accept = "partner.accept";
        public const string Decline = "partner.decline";
        public const string Block = "partner.block";
        public const string End = "partner.end";
    }

    public static class Work
    {
        public const string Invite = "partner.invite";
        public const string Accepted = "partner.accepted";
        public const string Ended = "partner.ended";
        public const string Unreachable = "partner.unreachable";
        public const string RedrawCard = "partner.redraw_card";
    }

    public static class Field
    {
        public const string Person = "person";
    }
}
