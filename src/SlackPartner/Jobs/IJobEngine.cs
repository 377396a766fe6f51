namespace SlackPartner.Jobs;

/// <summary>A slow job of the whole cluster. Must tolerate overlap, loss and repetition.</summary>
public interface ITick
{
    Task RunAsync(CancellationToken cancel);
}

/// <summary>What we ask of a job engine: call this, about every so often, on one live node. Nothing else.</summary>
public interface IJobEngine
{
    /// <summary>Before <see cref="RunAsync"/>; the same name again replaces the interval.</summary>
    void AddTick<T>(string name, TimeSpan every) where T : class, ITick;

    /// <summary>Ticks until stopped.</summary>
    Task RunAsync(CancellationToken stopping);
}

/// <summary>Which ticks there are. Filled once at start by each slice.</summary>
public sealed class TickRoutes
{
    private readonly List<(Type Type, Action<IJobEngine> Register)> _ticks = [];

    public IEnumerable<Type> Handlers => _ticks.Select(tick => tick.Type);

    public TickRoutes Every<T>(string name, TimeSpan every) where T : class, ITick
    {
        _ticks.Add((typeof(T), engine => engine.AddTick<T>(name, every)));
        return this;
    }

    public void Register(IJobEngine engine)
    {
        foreach (var (_, register) in _ticks) register(engine);
    }
}
