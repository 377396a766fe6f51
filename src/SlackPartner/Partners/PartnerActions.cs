using SlackPartner.Slack;

namespace SlackPartner.Partners;

/// <summary>How the buttons of this slice answer: in the open view, on the card, or in a view of their own.</summary>
internal static class PartnerActions
{
    public static Reply Say(this BlockAction action, Message message) =>
        action.GoOn(new Modal(PartnerIds.View.Notice, "Partners", message.Blocks), message);

    /// <summary>Says why not and leaves the card as it is.</summary>
    public static Reply Refuse(this BlockAction action, PartnerRefusal refusal) =>
        action.View is null && action.ResponseUrl is not null ? new Reply.Ephemeral(PartnerViews.Refused(refusal)) : action.Say(PartnerViews.Refused(refusal));
}
