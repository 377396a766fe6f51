using NodaTime;
using SlackPartner.Preferences;

namespace SlackPartner.Feedback;

/// <summary>What the clock says where the reader is.</summary>
internal sealed record ReaderHour(Preference Reader, LocalDateTime Now);

internal static class ReaderHours
{
    /// <summary>Null where there is nobody to think of. May ask Slack: not inside a transaction.</summary>
    public static async Task<ReaderHour?> HourForAsync(this Schedules schedules, FeedbackNote note, Instant now, CancellationToken cancel)
    {
        if (note is not { Status: FeedbackStatus.Draft, Recipient: { } recipient }) return null;
        var reader = await schedules.FindAsync(recipient, cancel);
        return new ReaderHour(reader, now.InZone(reader.Zone).LocalDateTime);
    }
}
