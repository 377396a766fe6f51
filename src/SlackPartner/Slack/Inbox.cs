using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Slack;

/// <summary>Where events wait between Slack's delivery and our handling: once per team and event id, sealed, and stored before the acknowledgment.</summary>
public sealed class Inbox
{
    private const string Add =
        """
        insert into inbox (team_id, event_id, person, ts, payload)
        select team_id, event_id, person, ts, payload
        from unnest(@teams::text[], @eventIds::text[], @persons::text[], @times::numeric[], @payloads::bytea[], @onlyKnown::boolean[])
          as arrived (team_id, event_id, person, ts, payload, only_known)
        where not only_known
          or exists (select 1 from person where person.team_id = arrived.team_id and person.user_id = arrived.person)
        on conflict (team_id, event_id) do nothing
        """;

    /// <summary>The oldest waiting event of each person, unless a node is at work on it. Read in order of arrival until there are enough, however many wait.</summary>
    private const string Claim =
        """
        update inbox
        set lease_until = now() + interval '45 seconds', attempts = inbox.attempts + 1
        from (
          select waiting.team_id, waiting.event_id
          from inbox waiting
          where waiting.handled_at is null
            and (waiting.lease_until is null or waiting.lease_until < now())
            and (
              select earlier.event_id
              from inbox earlier
              where earlier.handled_at is null
                and earlier.team_id = waiting.team_id
                and earlier.person = waiting.person
                and (earlier.ts, earlier.event_id) < (waiting.ts, waiting.event_id)
              limit 1) is null
          order by waiting.received_at
          limit @most
          for update skip locked) next
        where inbox.team_id = next.team_id and inbox.event_id = next.event_id
        returning inbox.team_id, inbox.event_id, inbox.payload, inbox.attempts, inbox.received_at
        """;

    private const string Finish =
        """
        update inbox
        set handled_at = now(), payload = null, lease_until = null
        from unnest(@teams::text[], @eventIds::text[]) as done (team_id, event_id)
        where inbox.team_id = done.team_id and inbox.event_id = done.event_id
        """;

    private const string Release =
        """
        update inbox
        set lease_until = now() + @wait
        where team_id = @team and event_id = @eventId and handled_at is null
        """;

    private const string Drop =
        """
        delete from inbox
        where team_id = @team and event_id = @eventId
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

    private readonly Database _database;
    private readonly TextCipher _cipher;
    private readonly GroupCommit<Arrival, bool> _arrivals;
    private readonly GroupCommit<WaitingEvent, bool> _finished;

    /// <summary>Slack delivers a burst over many connections: what arrives during one commit shares the next.</summary>
    public Inbox(Database database, TextCipher cipher)
    {
        _database = database;
        _cipher = cipher;
        _arrivals = new(database, StoreAsync);
        _finished = new(database, FinishAsync);
    }

    /// <summary>Keeps an event. A repeated one changes nothing; neither does a profile change of a stranger.</summary>
    public Task AddAsync(EventEnvelope envelope, ReadOnlyMemory<byte> raw, CancellationToken cancel) =>
        _arrivals.WriteAsync(new Arrival(envelope, raw)).WaitAsync(cancel);

    private async Task<IReadOnlyList<bool>> StoreAsync(Tx tx, IReadOnlyList<Arrival> arrivals)
    {
        var payloads = new byte[]?[arrivals.Count];
        foreach (var (i, (envelope, raw)) in arrivals.Index())
        {
            var workspace = await _cipher.ForAsync(tx, envelope.Team);
            payloads[i] = workspace.Seal("inbox", "payload", envelope.EventId, new PrivateText(Encoding.UTF8.GetString(raw.Span)));
        }
        await tx.ExecuteAsync(
            Add,
            new
            {
                teams = arrivals.Select(arrival => arrival.Envelope.Team.Value).ToArray(),
                eventIds = arrivals.Select(arrival => arrival.Envelope.EventId).ToArray(),
                persons = arrivals.Select(arrival => arrival.Envelope.Person).ToArray(),
                times = arrivals.Select(arrival => arrival.Envelope.Ts).ToArray(),
                payloads,
                onlyKnown = arrivals.Select(arrival => arrival.Envelope.Event is UserChanged).ToArray(),
            });
        return new bool[arrivals.Count];
    }

    internal Task<IReadOnlyList<WaitingEvent>> ClaimAsync(int most, CancellationToken cancel) =>
        _database.WriteAsync(
            async tx =>
            {
                List<WaitingEvent> events = [];
                foreach (var row in await tx.ListAsync<InboxRow>(Claim, new { most }))
                {
                    try
                    {
                        var payload = (await _cipher.ForAsync(tx, row.TeamId)).Open("inbox", "payload", row.EventId, row.Payload);
                        var envelope = JsonPaths.TryParse(Encoding.UTF8.GetBytes(payload.Reveal())) is { } json ? EventReader.Read(json) : null;
                        events.Add(new WaitingEvent(row.TeamId, row.EventId, envelope?.Event, row.Attempts, row.ReceivedAt));
                    }
                    catch (Exception sealedFor) when (sealedFor is WorkspaceGoneException or CryptographicException)
                    {
                        // Stored in the moment in which its workspace was wiped: nobody can read it any more, and everyone else's events wait behind it.
                        await tx.ExecuteAsync(Drop, new { team = row.TeamId, eventId = row.EventId });
                    }
                }
                return (IReadOnlyList<WaitingEvent>)events;
            },
            cancel);

    internal Task FinishAsync(WaitingEvent waiting, CancellationToken cancel) => _finished.WriteAsync(waiting).WaitAsync(cancel);

    private static async Task<IReadOnlyList<bool>> FinishAsync(Tx tx, IReadOnlyList<WaitingEvent> handled)
    {
        await tx.ExecuteAsync(
            Finish, new { teams = handled.Select(waiting => waiting.Team.Value).ToArray(), eventIds = handled.Select(waiting => waiting.EventId).ToArray() });
        return new bool[handled.Count];
    }

    internal Task ReleaseAsync(WaitingEvent waiting, TimeSpan wait, CancellationToken cancel) =>
        _database.WriteAsync(tx => tx.ExecuteAsync(Release, new { team = waiting.Team, eventId = waiting.EventId, wait }), cancel);

    /// <summary>Forgets handled events once Slack can no longer repeat them.</summary>
    public Task<int> SweepAsync(CancellationToken cancel) => _database.WriteAsync(tx => tx.ExecuteAsync(Sweep), cancel);

    private sealed record Arrival(EventEnvelope Envelope, ReadOnlyMemory<byte> Raw);

    private sealed record InboxRow(TeamId TeamId, string EventId, byte[]? Payload, int Attempts, Instant ReceivedAt);
}

/// <summary>An event this node is at work on. Null when a newer build no longer reads it.</summary>
internal sealed record WaitingEvent(TeamId Team, string EventId, SlackEvent? Event, int Attempts, Instant ReceivedAt);
