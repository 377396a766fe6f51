using System.Globalization;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback.Talking;

/// <summary>Which message became which part of which draft.</summary>
internal static class TalkStore
{
    private const string Insert =
        """
        insert into talk_message (team_id, channel, ts, person, feedback_id, part, heard_at)
        values (@Team, @Channel, @ts, @User, @note, @part, @now)
        on conflict (team_id, channel, ts) do nothing
        """;

    private const string Find =
        """
        select feedback_id, part
        from talk_message
        where team_id = @Team and channel = @Channel and ts = @ts and person = @User and feedback_id is not null and part is not null
        """;

    private const string FindNext =
        """
        select feedback_id, part
        from talk_message
        where team_id = @Team and channel = @Channel and ts > @ts and person = @User and feedback_id is not null and part is not null
        order by ts
        limit 1
        """;

    // Cards of other slices.
    private const string HasCard =
        """
        select count(*)::int
        from card_facts
        where team_id = @Team and person = @User and channel = @Channel and ts = @Ts
        """;

    // A pause that ended: both are asked how they are.
    private const string FindAsking =
        """
        select id
        from cool_down_facts
        where team_id = @Team and person = @User and status = 1 and came_back = 0
        order by ends_at desc
        limit 1
        """;

    /// <summary>Whether a card with buttons that is no note is there.</summary>
    public static async Task<bool> HasCardAsync(this Tx tx, PersonId person, MessageRef at) =>
        await tx.FindAsync<int>(HasCard, new { person.Team, person.User, at.Channel, at.Ts }) > 0;

    /// <summary>What asks this person something on a card of another slice; null when nothing does.</summary>
    public static Task<Guid?> FindAskingAsync(this Tx tx, PersonId person) => tx.FindAsync<Guid?>(FindAsking, new { person.Team, person.User });

    /// <summary>False when the message was heard before.</summary>
    public static async Task<bool> HearAsync(this Tx tx, PersonId person, MessageRef message, FeedbackId? note, TalkStep? part, Instant now) =>
        await tx.ExecuteAsync(Insert, new { person.Team, person.User, message.Channel, ts = Time(message), note, part = (int?)part, now }) == 1;

    /// <summary>What a message became; null when it became nothing.</summary>
    public static async Task<HeardPart?> FindHeardAsync(this Tx tx, PersonId person, MessageRef message) =>
        await tx.FindAsync<HeardRow>(Find, new { person.Team, person.User, message.Channel, ts = Time(message) }) is { } row ? row.Read() : null;

    /// <summary>What the next message after this one became, if it was heard first.</summary>
    public static async Task<HeardPart?> FindHeardAfterAsync(this Tx tx, PersonId person, MessageRef message) =>
        await tx.FindAsync<HeardRow>(FindNext, new { person.Team, person.User, message.Channel, ts = Time(message) }) is { } row ? row.Read() : null;

    private static decimal Time(MessageRef message) =>
        decimal.TryParse(message.Ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ts) && ts < 100_000_000_000m ? ts : 0;

    private sealed record HeardRow(FeedbackId FeedbackId, int Part)
    {
        public HeardPart Read() => new(FeedbackId, (TalkStep)Part);
    }
}

/// <summary>A message is this part of this draft.</summary>
internal sealed record HeardPart(FeedbackId Note, TalkStep Part);
