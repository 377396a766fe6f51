using System.Globalization;
using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Slack;

namespace SlackPartner.OneOnOnes;

/// <summary>What happened to the next meeting. Part of a work item's subject: never renamed.</summary>
internal enum MeetingChange { Moved, Skipped, Paused, Resumed, Shifted }

/// <summary>Telling someone that the next meeting is no longer as it was.</summary>
internal static class MeetingChanges
{
    public static WorkItem Item(Occurrence occurrence, MeetingChange change, PersonId to, Instant now) => new(
        OneOnOneIds.Work.Changed, $"{occurrence.Id}:{occurrence.Key}:{change}:{to.User}:{now.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture)}", to, now)
    {
        NotAfter = occurrence.EndsAt > now ? occurrence.EndsAt : now + Duration.FromDays(1),
    };
}

/// <summary>Says it, unless it changed once more since.</summary>
internal sealed class TellChanged(MeetingReader meetings) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) =>
        await meetings.FindAsync(work) is { } notice && work.Subject.Split(':') is [_, _, var change, ..] && Enum.TryParse<MeetingChange>(change, out var what)
            ? ReminderViews.Changed(notice, what, what is MeetingChange.Shifted ? null : notice.Partner)
            : null;
}
