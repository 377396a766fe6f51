namespace SlackPartner.Kernel;

/// <summary>
/// Runs a slice's usual way once before the bot says it is ready. Code that runs for the first time is compiled first, and Slack waits
/// three seconds: nobody should be told to try again because they were the first.
/// </summary>
public interface IWarmUp
{
    /// <summary>Leaves no trace.</summary>
    Task RunAsync(CancellationToken cancel);
}
