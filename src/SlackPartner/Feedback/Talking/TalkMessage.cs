using SlackPartner.Kernel;

namespace SlackPartner.Feedback.Talking;

/// <summary>Something to say beside the next question. Travels as its name.</summary>
internal enum TalkHint
{
    None, NeedsWords, FilesIgnored, UnknownName, SeveralPeople, NotYourself, NotAnApp, FirstQuestion, NotAdded, SayAgain, Show, GoingOn, Changed,
}

/// <summary>The next message of a conversation, as queued work names it: ids, places and constants, never words.</summary>
internal sealed record TalkMessage(FeedbackId Note, int Turn)
{
    public TalkHint Hint { get; init; }

    /// <summary>The part that was just answered: one coach note about it, if there is one to make.</summary>
    public TalkStep? Answered { get; init; }

    /// <summary>A text was sorted into parts: show it, and ask about these sentences.</summary>
    public IReadOnlyList<Place>? Guess { get; init; }

    /// <summary>Whom a name may mean.</summary>
    public IReadOnlyList<UserId> Several { get; init; } = [];

    /// <summary>Another draft was under way and waits now.</summary>
    public UserId? Paused { get; init; }

    /// <summary>Say once that direct messages may be part of an export.</summary>
    public bool TellsOfExports { get; init; }

    /// <summary>The message that caused it, where one turn is spoken of more than once.</summary>
    public string Cause { get; init; } = "";

    public string Subject => string.Join(
        ':', Note, Turn, Hint, (int?)Answered, Guess is null ? "" : $"={string.Join('+', Guess)}", string.Join('+', Several), Paused, TellsOfExports ? "exports" : "", Cause);

    public static TalkMessage? Read(string subject)
    {
        if (subject.Split(':') is not [var id, var turn, var hint, var answered, var guess, var several, var paused, var exports, var cause]) return null;
        if (FeedbackId.TryParse(id) is not { } note || !int.TryParse(turn, out var number) || !Enum.TryParse<TalkHint>(hint, out var what)) return null;
        return new TalkMessage(note, number)
        {
            Hint = what,
            Answered = int.TryParse(answered, out var step) ? (TalkStep)step : null,
            Guess = guess.Length == 0 ? null : ReadPlaces(guess[1..]),
            Several = [.. several.Split('+', StringSplitOptions.RemoveEmptyEntries).Select(user => new UserId(user))],
            Paused = paused.Length > 0 ? new UserId(paused) : null,
            TellsOfExports = exports.Length > 0,
            Cause = cause,
        };
    }

    public static IReadOnlyList<Place> ReadPlaces(string text) =>
        [.. text.Split('+', StringSplitOptions.RemoveEmptyEntries).Select(Place.Read).OfType<Place>()];
}
