namespace SlackPartner.Worker;

/// <summary>How far the start has come, for the readiness check.</summary>
internal sealed class StartUp
{
    private volatile string? _missing = "starting";

    /// <summary>Null once everything is there, else what is still missing.</summary>
    public string? Missing => _missing;

    public void WaitsFor(string what) => _missing = $"waiting for {what}";
    public void IsDone() => _missing = null;
}
