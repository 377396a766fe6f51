using SlackPartner.Slack;

namespace SlackPartner.Tests.Slack;

internal sealed class RateGateTests
{
    private readonly ManualTime _time = new();

    [Test]
    public void What_a_minute_allows_passes_and_the_next_is_told_how_long_to_wait()
    {
        var gate = new RateGate(_time);
        for (var call = 0; call < 50; call++) gate.Pass("chat.update", "one");
        _time.Pass(TimeSpan.FromSeconds(45));

        Assert.That(() => gate.Pass("chat.update", "one"), Throws.TypeOf<SlackRateLimitedException>().With.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(15)));
        _time.Pass(TimeSpan.FromSeconds(15));
        Assert.That(() => gate.Pass("chat.update", "one"), Throws.Nothing);
    }

    [Test]
    public void Methods_and_workspaces_are_counted_apart()
    {
        var gate = new RateGate(_time);
        for (var call = 0; call < 50; call++) gate.Pass("chat.update", "one");

        Assert.That(() => gate.Pass("chat.update", "two"), Throws.Nothing);
        Assert.That(() => gate.Pass("conversations.open", "one"), Throws.Nothing);
    }

    [TestCase("chat.postMessage")]
    [TestCase("views.open")]
    public void What_is_paced_elsewhere_or_can_not_wait_is_not_held_up(string method)
    {
        var gate = new RateGate(_time);
        Assert.That(() => { for (var call = 0; call < 1000; call++) gate.Pass(method, "one"); }, Throws.Nothing);
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => _ticks;
        public void Pass(TimeSpan span) => _ticks += span.Ticks;
    }
}
