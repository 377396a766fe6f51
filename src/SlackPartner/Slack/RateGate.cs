namespace SlackPartner.Slack;

/// <summary>
/// Keeps calls within what Slack promises for each method and workspace a minute, so that a 429 is the exception. Messages are not
/// counted here: their pace is kept when they are claimed, across nodes.
/// </summary>
internal sealed class RateGate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, int> PerWindow = new()
    {
        ["conversations.open"] = 50, ["conversations.history"] = 50, ["chat.update"] = 50,
        ["users.info"] = 100, ["views.update"] = 100, ["views.publish"] = 100,
    };

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Method, string Token), Queue<long>> _made = [];

    /// <summary>Counts a call that is about to be made.</summary>
    /// <exception cref="SlackRateLimitedException">Slack would refuse it; it says when it will not.</exception>
    public void Pass(string method, string token)
    {
        if (!PerWindow.TryGetValue(method, out var most)) return;
        lock (_gate)
        {
            if (!_made.TryGetValue((method, token), out var made)) _made.Add((method, token), made = new Queue<long>());
            while (made.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window) made.Dequeue();
            if (made.Count >= most) throw new SlackRateLimitedException(method, Window - time.GetElapsedTime(made.Peek()));
            made.Enqueue(time.GetTimestamp());
        }
    }
}
