using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
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
internal sealed partial class WatchList(Database database, ILogger<WatchList> logger) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1);
    private Known? _known;
    private int _changes;

    public void Changed() => Interlocked.Increment(ref _changes);

    public async Task<IEnumerable<Watch>> OfAsync(ChannelMessage said, CancellationToken cancel)
    {
        var known = IsFresh(_known) ? _known : await ReadAsync(cancel);
        return known.Watches[(said.From.Team, said.Message.Channel)].Where(watch => watch.Covers(said));
    }

    public void Dispose() => _reading.Dispose();

    private bool IsFresh([NotNullWhen(true)] Known? known) =>
        known is not null && known.AtChange == Volatile.Read(ref _changes) && Stopwatch.GetElapsedTime(known.ReadAt) < Fresh;

    private async Task<Known> ReadAsync(CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel); // whoever comes while it is being read waits for it: with the old list they would be deaf
        try
        {
            if (IsFresh(_known)) return _known;
            var (change, readAt) = (Volatile.Read(ref _changes), Stopwatch.GetTimestamp());
            return _known = new Known(ByChannel(await ListAsync(cancel)), change, readAt);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<IReadOnlyList<Watch>> ListAsync(CancellationToken cancel)
    {
        try
        {
            return await database.ReadAsync(tx => tx.ListWatchesAsync(), cancel);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            LogDeaf(Failures.Describe(failure));
            return []; // who is not sure does not listen
        }
    }

    private static ILookup<(TeamId Team, string Channel), Watch> ByChannel(IReadOnlyList<Watch> watches) =>
        watches.ToLookup(watch => (watch.Pair.Team, watch.Place.Channel));

    private sealed record Known(ILookup<(TeamId Team, string Channel), Watch> Watches, int AtChange, long ReadAt);

    [LoggerMessage(LogLevel.Warning, "What is watched can't be read; nothing is heard: {Failure}")]
    private partial void LogDeaf(string failure);
}

/// <summary>
/// Reads along where both partners asked for it. Words pass through memory on their way to a score; scores are forgotten after minutes.
/// </summary>
internal sealed class HearConversation(WatchList watched, WhisperReasons reasons, Database database, Schedules schedules, IClock clock) : IChannelEar
{
    /// <summary>What heats up does so at its beginning; the rest of a very long message is a log or a document.</summary>
    private const int LongestHeard = 4000;
    private const int MostMeters = 2000;

    /// <summary>Words with less in them are calm, whatever was said before.</summary>
    private const double HotWords = 1;

    private static readonly Duration Forgotten = Duration.FromMinutes(10);
    private static readonly Duration Useful = Duration.FromMinutes(2);

    private readonly ConcurrentDictionary<(WatchId, string Thread), Meter> _meters = [];

    public async Task HearAsync(ChannelMessage said, CancellationToken cancel)
    {
        foreach (var watch in await watched.OfAsync(said, cancel))
            if (Score(watch, said) is { } why) await WhisperAsync(watch, said, why, cancel);
    }

    /// <summary>The strongest reasons when this person's own words have just made it hot, else null.</summary>
    private IReadOnlyList<string>? Score(Watch watch, ChannelMessage said)
    {
        if (!decimal.TryParse(said.Message.Ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ts)) return null;
        var now = clock.GetCurrentInstant();
        if (_meters.Count > MostMeters) Forget(now);
        var meter = _meters.GetOrAdd((watch.Id, said.ThreadTs ?? ""), static _ => new Meter());
        lock (meter)
        {
            if (ts <= meter.LastTs) return null; // Slack delivered it again, or late
            if (now - meter.HeardAt > Forgotten) meter.Begin();
            (meter.LastTs, meter.HeardAt) = (ts, now);
            var words = said.Text.Reveal();
            var own = meter.Heat.Add(said.From.User.Value, words.Length > LongestHeard ? words[..LongestHeard] : words, (double)(ts - meter.FirstTs(ts)));
            var verdict = meter.Heat.Judge();
            if (own < HotWords || !verdict.Nudge || !verdict.Who.Contains(said.From.User.Value) || now - meter.WhisperedTo(said.From.User) < Forgotten) return null;
            meter.Whispered(said.From.User, now);
            return meter.Heat.WhyOf(said.From.User.Value);
        }
    }

    private async Task WhisperAsync(Watch watch, ChannelMessage said, IReadOnlyList<string> why, CancellationToken cancel)
    {
        var schedule = await schedules.FindAsync(said.From, cancel);
        await database.WriteAsync(
            async tx =>
            {
                var now = clock.GetCurrentInstant();
                if (await tx.FindWatchAsync(watch.Pair.Team, watch.Id.ToString()) is not { Status: WatchStatus.On }) return;
                var past = await tx.ListNudgesAsync(said.From, now - NudgeRules.LooksBack);
                if (!NudgeRules.MayNudge(past, schedule, now) || !NudgeRules.IsWelcome(NudgeKind.Heat, past, schedule, now)) return;
                var nudge = new Nudge(
                    NudgeId.New(), said.From, NudgeKind.Heat, watch.Id.Value, watch.Pair.Beside(said.From.User), now.DateIn(schedule.Zone), now, Answer: null, AnsweredAt: null, Card: null);
                if (!await tx.AddAsync(nudge)) return;
                reasons.Keep(nudge.Id, why);
                await tx.EnqueueAsync(new WorkItem(NudgeIds.Work.Whisper, $"{nudge.Id}:{said.Message.Channel}:{said.ThreadTs}", said.From, now) { NotAfter = now + Useful });
            },
            cancel);
    }

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

/// <summary>Why a whisper comes, in memory until it is said: how somebody's words read is written down nowhere.</summary>
internal sealed class WhisperReasons
{
    private const int Most = 1000;

    private readonly ConcurrentDictionary<NudgeId, IReadOnlyList<string>> _kept = [];

    public void Keep(NudgeId nudge, IReadOnlyList<string> why)
    {
        if (_kept.Count >= Most) _kept.Clear(); // whispers that came too late, or were another node's
        _kept[nudge] = why;
    }

    /// <summary>Empty when another node heard it.</summary>
    public IReadOnlyList<string> Take(NudgeId nudge) => _kept.TryRemove(nudge, out var why) ? why : [];
}

/// <summary>Says it to the author alone, where they wrote. Comes late or twice never, or not at all: it is only of use now.</summary>
internal sealed class WhisperHeat(Database database, WhisperReasons reasons, ISlackApi slack, SlackRoutes routes) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        if (work.Subject.Split(':') is not [var id, var channel, var thread]) return;
        if (await database.ReadAsync(tx => tx.FindNudgeAsync(work.TeamId, id), cancel) is not { Answer: null } nudge) return;
        await slack.PostEphemeralAsync(
            work.TeamId, channel, thread.Length > 0 ? thread : null, work.Person, WatchViews.Whisper(nudge, reasons.Take(nudge.Id), routes.HasAction(NudgeIds.Elsewhere.ReplyCalmly)), cancel);
    }
}
