using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using SlackPartner.Coach;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Nudges;

/// <summary>What is watched, as this node knows it: read anew every few seconds, and at once when it changed here.</summary>
internal sealed partial class WatchList(Database database, ILogger<WatchList> logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private ILookup<(TeamId, string), Watch> _known = Array.Empty<Watch>().ToLookup(watch => (watch.Pair.Team, watch.Place.Channel));
    private long _readAt = long.MinValue;

    public void Changed() => Volatile.Write(ref _readAt, long.MinValue);

    public async Task<IEnumerable<Watch>> OfAsync(ChannelMessage said, CancellationToken cancel)
    {
        var readAt = Volatile.Read(ref _readAt);
        if (readAt == long.MinValue || Stopwatch.GetElapsedTime(readAt) > Fresh) await ReadAsync(cancel);
        return _known[(said.From.Team, said.Message.Channel)].Where(watch => watch.Covers(said));
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Volatile.Write(ref _readAt, Stopwatch.GetTimestamp());
        try
        {
            _known = (await database.ReadAsync(tx => tx.ListWatchesAsync(), cancel)).ToLookup(watch => (watch.Pair.Team, watch.Place.Channel));
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            _known = Array.Empty<Watch>().ToLookup(watch => (watch.Pair.Team, watch.Place.Channel)); // who is not sure does not listen
            LogDeaf(Failures.Describe(failure));
        }
    }

    [LoggerMessage(LogLevel.Warning, "What is watched can't be read; nothing is heard: {Failure}")]
    private partial void LogDeaf(string failure);
}

/// <summary>
/// Reads along where both partners asked for it. Words pass through memory on their way to a score; scores are forgotten after minutes.
/// </summary>
internal sealed class HearConversation(WatchList watched, Database database, IClock clock) : IChannelEar
{
    /// <summary>What heats up does so at its beginning; the rest of a very long message is a log or a document.</summary>
    private const int LongestHeard = 4000;
    private const int MostMeters = 2000;

    private static readonly Duration Forgotten = Duration.FromMinutes(10);
    private static readonly Duration Useful = Duration.FromMinutes(2);
    private static readonly Duration Remembered = Duration.FromDays(120);

    private readonly ConcurrentDictionary<(WatchId, string Thread), Meter> _meters = [];

    public async Task HearAsync(ChannelMessage said, CancellationToken cancel)
    {
        foreach (var watch in await watched.OfAsync(said, cancel))
            if (Score(watch, said)) await WhisperAsync(watch, said, cancel);
    }

    /// <summary>True when this person's own words have just made it hot.</summary>
    private bool Score(Watch watch, ChannelMessage said)
    {
        if (!decimal.TryParse(said.Message.Ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ts)) return false;
        var now = clock.GetCurrentInstant();
        if (_meters.Count > MostMeters) Forget(now);
        var meter = _meters.GetOrAdd((watch.Id, said.ThreadTs ?? ""), static _ => new Meter());
        lock (meter)
        {
            if (ts <= meter.LastTs) return false; // Slack delivered it again, or late
            if (now - meter.HeardAt > Forgotten) meter.Begin();
            (meter.LastTs, meter.HeardAt) = (ts, now);
            var words = said.Text.Reveal();
            meter.Heat.Add(said.From.User.Value, words.Length > LongestHeard ? words[..LongestHeard] : words, (double)(ts - meter.FirstTs(ts)));
            var verdict = meter.Heat.Judge();
            if (!verdict.Nudge || !verdict.Who.Contains(said.From.User.Value) || now - meter.WhisperedTo(said.From.User) < Forgotten) return false;
            meter.Whispered(said.From.User, now);
            return true;
        }
    }

    private Task WhisperAsync(Watch watch, ChannelMessage said, CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            var now = clock.GetCurrentInstant();
            if (await tx.FindWatchAsync(watch.Pair.Team, watch.Id.ToString()) is not { Status: WatchStatus.On }) return;
            var schedule = await tx.FindKnownAsync(said.From);
            var past = await tx.ListNudgesAsync(said.From, now - Remembered);
            if (!NudgeRules.MayNudge(past, schedule, now) || !NudgeRules.IsWelcome(NudgeKind.Heat, past, schedule, now)) return;
            var nudge = new Nudge(
                NudgeId.New(), said.From, NudgeKind.Heat, watch.Id.Value, watch.Pair.Beside(said.From.User), now.DateIn(schedule.Zone), now, Answer: null, AnsweredAt: null, Card: null);
            if (!await tx.AddAsync(nudge)) return;
            await tx.EnqueueAsync(new WorkItem(NudgeIds.Work.Whisper, $"{nudge.Id}:{said.Message.Channel}:{said.ThreadTs}", said.From, now) { NotAfter = now + Useful });
        },
        cancel);

    private void Forget(Instant now)
    {
        foreach (var (key, meter) in _meters)
            if (now - meter.HeardAt > Forgotten) _meters.TryRemove(key, out _);
    }

    /// <summary>The score of one thread between two people.</summary>
    private sealed class Meter
    {
        private readonly Dictionary<UserId, Instant> _whispered = [];
        private decimal? _firstTs;

        public HeatMeter Heat { get; private set; } = new();
        public decimal LastTs { get; set; }
        public Instant HeardAt { get; set; } = Instant.MinValue;

        public decimal FirstTs(decimal ts) => _firstTs ??= ts;

        public void Begin() => (Heat, _firstTs) = (new HeatMeter(), null);

        public Instant WhisperedTo(UserId user) => _whispered.GetValueOrDefault(user, Instant.FromUnixTimeSeconds(0));

        public void Whispered(UserId user, Instant at) => _whispered[user] = at;
    }
}

/// <summary>Says it to the author alone, where they wrote. Comes late or twice never, or not at all: it is only of use now.</summary>
internal sealed class WhisperHeat(Database database, ISlackApi slack, SlackRoutes routes) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (work.Subject.Split(':') is not [var id, var channel, var thread]) return;
        if (await database.ReadAsync(tx => tx.FindNudgeAsync(work.TeamId, id), cancel) is not { Answer: null } nudge) return;
        await slack.PostEphemeralAsync(
            work.TeamId, channel, thread.Length > 0 ? thread : null, work.Person, WatchViews.Whisper(nudge, routes.HasAction(NudgeIds.Elsewhere.ReplyCalmly)), cancel);
    }
}
