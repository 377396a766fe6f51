namespace SlackPartner.Worker;

/// <summary>The bot's clock. It runs with the system's, and can be moved forward where that is allowed. Timers stay real.</summary>
internal sealed class MovableTime(TimeProvider real) : TimeProvider
{
    private long _aheadTicks;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow().AddTicks(Interlocked.Read(ref _aheadTicks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);
}
