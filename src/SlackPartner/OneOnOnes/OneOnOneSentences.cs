using NodaTime;
using static SlackPartner.OneOnOnes.OneOnOneRefusal;

namespace SlackPartner.OneOnOnes;

/// <summary>One sentence for each reason something was declined.</summary>
internal static class OneOnOneSentences
{
    public static string Of(OneOnOneRefusal refusal) => refusal switch
    {
        NotFound => "This isn't here any more.",
        NotPartners => "One-on-ones here take a partnership: invite them first, and they decide.",
        NotYours => "Only the people involved can do that.",
        NotOpen => "This proposal isn't open any more; there is a newer one or an answer.",
        NothingPlanned => "Nothing is planned for the two of you yet.",
        AlreadyAnswered => "This one-on-one is settled already; the first answer counts.",
        LongAgo => "That was over four weeks ago, so I've let it go.",
        NotYet => "This one-on-one hasn't begun yet.",
        InThePast => "That moment is over. Choose one that lies ahead.",
        NoTime => "Choose a time, for example 10:00.",
        NoDate => "Choose a day that exists, from the calendar.",
        NotADay => "Choose a day of the week.",
        TooFar => "That is more than a year away. Choose a day closer to now.",
        Backwards => "The last day comes before the first. Choose a later one.",
        NothingWritten => "Write a word or two.",
        ChoosePartner => "Choose the partner this is for.",
        AlreadyRevealed => "Both answers are open already, so they stay as they are.",
        AlreadyStarted => "This one-on-one has begun already.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };

    /// <summary>Beside each day that is missing; what is wrong with both together stands beside the last.</summary>
    public static void BesideDays(Dictionary<string, string> errors, LocalDate? from, LocalDate? until, OneOnOneRefusal refusal)
    {
        if (from is null) errors[OneOnOneIds.Field.From] = Of(refusal);
        if (until is null || from is not null) errors[OneOnOneIds.Field.Until] = Of(refusal);
    }
}
