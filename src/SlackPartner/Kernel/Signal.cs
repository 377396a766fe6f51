namespace SlackPartner.Kernel;

/// <summary>Wakes one sleeper. Set twice before it looks, it still wakes once.</summary>
public sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);
    private readonly Lock _setting = new();

    public void Set()
    {
        lock (_setting)
            if (_set.CurrentCount == 0) _set.Release();
    }

    public Task WaitAsync(TimeSpan longest, CancellationToken cancel) => _set.WaitAsync(longest, cancel);

    public void Dispose() => _set.Dispose();
}
