using static SlackPartner.Partners.PartnerRefusal;

namespace SlackPartner.Partners;

/// <summary>One sentence for each reason something was declined.</summary>
internal static class PartnerSentences
{
    public static string Of(PartnerRefusal refusal) => refusal switch
    {
        NotFound => "This isn't here any more.",
        NotYours => "Only the people involved can do that.",
        NobodyChosen => "Choose the person you want to partner with.",
        Yourself => "Choose someone other than yourself.",
        AnApp => "Choose a person: apps can't be partners.",
        Elsewhere => "This person belongs to another workspace; partners need to be in the same one.",
        OutOfReach => "This person can't be reached here.",
        AlreadyPartners => "You two are partners already.",
        AlreadyInvited => "You've invited them already; it's theirs to answer.",
        TakenBack => "This invitation isn't open any more.",
        PairLimit => "You've written to this person three times in the last day. Try again tomorrow.",
        DayLimit => "You've written to people ten times in the last day. Try again tomorrow.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };
}
