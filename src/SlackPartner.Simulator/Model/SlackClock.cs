using System.Globalization;

namespace SlackPartner.Simulator;

/// <summary>Slack's time: the real one plus what was added by hand. Hands out unique, rising <c>ts</c> values.</summary>
public sealed class SlackClock
{
    private readonly Lock _gate = new();
    private TimeSpan _ahead;
    private long _lastTs;

    public DateTimeOffset Now
    {
        get { lock (_gate) return DateTimeOffset.UtcNow + _ahead; }
    }

    public TimeSpan Ahead
    {
        get { lock (_gate) return _ahead; }
    }

    internal void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_gate) _ahead += by;
    }

    /// <summary>Puts the clock to a moment, also backwards; for tests that start on a chosen day.</summary>
    internal void SetTo(DateTimeOffset moment)
    {
        lock (_gate)
        {
            _ahead = moment - DateTimeOffset.UtcNow;
            _lastTs = 0;
        }
    }

    internal string NextTs() => NextTs(Now);

    internal string NextTs(DateTimeOffset at)
    {
        lock (_gate)
        {
            var micros = (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            _lastTs = Math.Max(_lastTs + 1, micros);
            return Format(_lastTs);
        }
    }

    internal static string Format(DateTimeOffset at) => Format((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    internal static DateTimeOffset Parse(string ts) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)(decimal.Parse(ts, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond));

    private static string Format(long micros) =>
        string.Create(CultureInfo.InvariantCulture, $"{micros / 1_000_000}.{micros % 1_000_000:D6}");
}
