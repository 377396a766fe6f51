using System.Globalization;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;

namespace SlackPartner.Feedback;

/// <summary>The message shortcut Draft Feedback From This: the form for the message's author, on its day, with its words as evidence.</summary>
internal sealed class DraftFromMessage(Schedules schedules, IClock clock) : IHandle<MessageShortcut>
{
    public async Task<Reply> HandleAsync(MessageShortcut shortcut, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var written = WrittenAt(shortcut.Message.Ts) ?? now;
        var day = written.DateIn(await schedules.ZoneAsync(shortcut.Actor, cancel));
        var recipient = shortcut.Author is { } author && author != shortcut.Actor.User ? author : (UserId?)null;
        var text = FeedbackText.Empty with { Situation = NoteViews.Evidence(shortcut.Text) };
        return new Reply.Open(FormViews.Form(FeedbackRules.Begin(FeedbackId.New(), shortcut.Actor, recipient, day, text, now)));
    }

    private static Instant? WrittenAt(string ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000m
            ? Instant.FromUnixTimeSeconds((long)seconds)
            : null;
}
