using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;

namespace SlackPartner.Feedback;

/// <summary>
/// The message shortcut Draft Feedback From This: the form for the message's author, on its day, with its words as evidence. Nothing is
/// kept before the form comes in: until then the open form is where the message is.
/// </summary>
internal sealed class DraftFromMessage(People people, Schedules schedules, IClock clock) : IHandle<MessageShortcut>
{
    private static readonly LocalDatePattern Weekday = LocalDatePattern.CreateWithInvariantCulture("dddd");

    public async Task<Reply> HandleAsync(MessageShortcut shortcut, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var day = (WrittenAt(shortcut.Message.Ts) ?? now).DateIn(await schedules.ZoneAsync(shortcut.Actor, cancel));
        var text = FeedbackText.Empty with { Situation = new PrivateText($"{PlaceOf(shortcut)} on {Weekday.Format(day)}") };
        var note = FeedbackRules.Begin(FeedbackId.New(), shortcut.Actor, await RecipientAsync(shortcut, cancel), day, text, now);
        var words = Mrkdwn.Plain(shortcut.Text, FormViews.LongestInput);
        return new Reply.Open(FormViews.Form(note with { Evidence = new Evidence(words, shortcut.Link) }));
    }

    private async Task<UserId?> RecipientAsync(MessageShortcut shortcut, CancellationToken cancel)
    {
        if (shortcut.Author is not { } author || author == shortcut.Actor.User) return null;
        try
        {
            return await people.FindAsync(new PersonId(shortcut.Actor.Team, author), cancel) is { IsBot: false } ? author : null;
        }
        catch (SlackException)
        {
            return author; // the form asks again when it comes in
        }
    }

    /// <summary>Slack names direct messages and private groups by what they are.</summary>
    private static string PlaceOf(MessageShortcut shortcut) => shortcut.ChannelName switch
    {
        null or "" or "privategroup" => "In this conversation",
        "directmessage" => "In our direct messages",
        var name when name.StartsWith("mpdm-", StringComparison.Ordinal) => "In our group conversation",
        var name => $"In #{name}",
    };

    private static Instant? WrittenAt(string ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000m
            ? Instant.FromUnixTimeSeconds((long)seconds)
            : null;
}
