namespace SlackPartner.Slack;

/// <summary>Answers where a button was pressed: in an open view, on a card, or on Home, which is neither.</summary>
public static class ButtonReplies
{
    /// <summary>Goes on there: the open view or the card becomes this; from Home a view opens.</summary>
    public static Reply GoOn(this BlockAction action, Modal view, Message card) =>
        action.View is { IsHome: false } ? new Reply.Update(view)
        : action.ResponseUrl is not null ? new Reply.ReplaceMessage(card)
        : new Reply.Open(view);

    /// <summary>Says it there and leaves a card as it is.</summary>
    public static Reply Remark(this BlockAction action, Modal view, Message aside) =>
        action.View is { IsHome: false } ? new Reply.Update(view)
        : action.ResponseUrl is not null ? new Reply.Ephemeral(aside)
        : new Reply.Open(view);

    /// <summary>Replaces the view the button is in if it is of that kind; otherwise opens on top, so that one can go back.</summary>
    public static Reply ShowInPlaceOf(this BlockAction action, string callbackId, Modal view) =>
        action.View?.CallbackId == callbackId ? new Reply.Update(view) : new Reply.Open(view);
}
