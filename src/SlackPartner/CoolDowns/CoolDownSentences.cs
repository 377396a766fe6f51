using static SlackPartner.CoolDowns.CoolDownRefusal;

namespace SlackPartner.CoolDowns;

/// <summary>One sentence for each reason something was declined.</summary>
internal static class CoolDownSentences
{
    public static string Of(CoolDownRefusal refusal) => refusal switch
    {
        NotFound => "This pause isn't here any more.",
        NotYours => "Only the people involved can do that.",
        NotATime => "I couldn't read that time. Try `20m`, `1h30`, `until 15:00` or `tomorrow`.",
        UnknownName => "I don't know anyone here by that name. Choose them from the list Slack shows after @. Nothing was started.",
        TooShort => "A pause takes at least 20 minutes: calming down takes that long. Nothing was started.",
        TooLong => "A pause lasts 24 hours at most: longer feels like silence. Nothing was started.",
        Yourself => "Leave out the name to take a pause on your own. Nothing was started.",
        AlreadyRunning => "You're taking a pause already.",
        AlreadyAnswered => "This was answered already.",
        NotLater => "Choose a time that is later than the one set.",
        NotOverYet => "The pause isn't over yet. I'll ask you when it is.",
        AlreadyOver => "This pause is over.",
        AlreadyExtended => "This pause was made longer once already. When you're ready, or would rather write, say so here.",
        NoRoomToExtend => "A pause lasts 24 hours at most, so this one can't get longer.",
        NobodyToTell => "There is no shared agenda for this: it works with a partner of yours.",
        NothingToShare => "Only what happened and what to try next time can go on a shared agenda, and neither is written.",
        NothingWritten => "There is nothing written yet: fill in at least one of the three.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };
}
