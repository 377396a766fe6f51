using System.Text;
using System.Text.Json;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Slack;

/// <summary>Where events wait between Slack's delivery and our handling: once per team and event id, sealed, and stored before the acknowledgment.</summary>
public sealed class Inbox(Database database, TextCipher cipher)
{
    private const string Add =
        """
        insert into inbox (team_id, event_id, person, ts, payload)
        select @team, @eventId, @person, @ts, @payload
        where not @onlyKnown or exists (select 1 from person where team_id = @team and user_id = @person)
        on conflict (team_id, event_id) do nothing
        """;

    /// <summary>The oldest waiting event of each person, unless a node is at work on it.</summary>
    private const string Claim =
        """
        update inbox
        set lease_until = now() + interval '45 seconds', attempts = inbox.attempts + 1
        from (
          select first.team_id, first.event_id
          from inbox first
          where first.handled_at is null
            and (first.lease_until is null or first.lease_until < now())
            and not exists (
              select 1
              from inbox earlier
              where earlier.handled_at is null
                and earlier.team_id = first.team_id
                and earlier.person = first.person
                and (earlier.ts, earlier.event_id) < (first.ts, first.event_id))
          order by first.received_at
          limit @most
          for update skip locked) next
        where inbox.team_id = next.team_id and inbox.event_id = next.event_id
        returning inbox.team_id, inbox.event_id, inbox.payload, inbox.attempts, inbox.received_at
        """;

    private const string Finish =
        """
        update inbox
        set handled_at = now(), payload = null, lease_until = null
        where team_id = @team and event_id = @eventId
        """;

    private const string Release =
        """
        update inbox
        set lease_until = now() + @wait
        where team_id = @team and event_id = @eventId and handled_at is null
        """;

    private const string Sweep =
        """
        delete from inbox
        where (team_id, event_id) in (
          select team_id, event_id
          from inbox
          where handled_at < now() - interval '2 days'
          limit 1000)
        """;

    /// <summary>Keeps an event. A repeated one changes nothing; neither does a profile change of a stranger.</summary>
    public Task AddAsync(EventEnvelope envelope, ReadOnlyMemory<byte> raw, CancellationToken cancel) =>
        database.WriteAsync(
            async tx =>
            {
                var workspace = await cipher.ForAsync(tx, envelope.Team);
                await tx.ExecuteAsync(
                    Add,
                    new
                    {
                        team = envelope.Team,
                        eventId = envelope.EventId,
                        person = envelope.Person,
                        ts = envelope.Ts,
                        payload = workspace.Seal("inbox", "payload", envelope.EventId, new PrivateText(Encoding.UTF8.GetString(raw.Span))),
                        onlyKnown = envelope.Event is UserChanged,
                    });
            },
            cancel);

    internal Task<IReadOnlyList<WaitingEvent>> ClaimAsync(int most, CancellationToken cancel) =>
        database.WriteAsync(
            async tx =>
            {
                List<WaitingEvent> events = [];
                foreach (var row in await tx.ListAsync<InboxRow>(Claim, new { most }))
                {
                    var payload = (await cipher.ForAsync(tx, row.TeamId)).Open("inbox", "payload", row.EventId, row.Payload);
                    var envelope = JsonPaths.TryParse(Encoding.UTF8.GetBytes(payload.Reveal())) is { } json ? EventReader.Read(json) : null;
                    events.Add(new WaitingEvent(row.TeamId, row.EventId, envelope?.Event, row.Attempts, row.ReceivedAt));
                }
                return (IReadOnlyList<WaitingEvent>)events;
            },
            cancel);

    internal Task FinishAsync(WaitingEvent waiting, CancellationToken cancel) =>
        database.WriteAsync(tx => tx.ExecuteAsync(Finish, new { team = waiting.Team, eventId = waiting.EventId }), cancel);

    internal Task ReleaseAsync(WaitingEvent waiting, TimeSpan wait, CancellationToken cancel) =>
        database.WriteAsync(tx => tx.ExecuteAsync(Release, new { team = waiting.Team, eventId = waiting.EventId, wait }), cancel);

    /// <summary>Forgets handled events once Slack can no longer repeat them.</summary>
    public Task<int> SweepAsync(CancellationToken cancel) => database.WriteAsync(tx => tx.ExecuteAsync(Sweep), cancel);

    private sealed record InboxRow(TeamId TeamId, string EventId, byte[]? Payload, int Attempts, Instant ReceivedAt);
}

/// <summary>An event this node is at work on. Null when a newer build no longer reads it.</summary>
internal sealed record WaitingEvent(TeamId Team, string EventId, SlackEvent? Event, int Attempts, Instant ReceivedAt);
