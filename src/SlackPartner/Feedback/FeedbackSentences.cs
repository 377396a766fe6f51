using static SlackPartner.Feedback.FeedbackRefusal;

namespace SlackPartner.Feedback;

/// <summary>One sentence for each reason something was declined.</summary>
internal static class FeedbackSentences
{
    public static string Of(FeedbackRefusal refusal) => refusal switch
    {
        NotFound => "This note isn't here any more.",
        NotYours => "Only the people involved can do that.",
        NobodyChosen => "Choose the person this is for.",
        ToYourself => "Choose someone other than yourself.",
        ToAnApp => "Choose a person: apps can't receive feedback.",
        OutOfReach => "This person can't be reached here; your text is in Drafts.",
        AlreadyShared => "This note was already shared, so it can't be changed or shared again.",
        AlreadyAnswered => "This note was already answered.",
        TakenBack => "This note was taken back.",
        NotShared => "This note hasn't been shared.",
        PairLimit => "You've shared three notes with this person in the last day; this one waits in Drafts.",
        DayLimit => "You've shared ten notes in the last day; this one waits in Drafts.",
        NothingWritten => "There is no behavior written down yet: edit the note and say what you saw or heard.",
        AskedLately => "They were asked about this note less than a week ago. Give it a little longer.",
        NotAsked => "This question isn't open any more.",
        NotPlanned => "This note has no time set.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };
}
