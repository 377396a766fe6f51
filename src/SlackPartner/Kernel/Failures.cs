namespace SlackPartner.Kernel;

/// <summary>What may be said of an exception in a log: its type and its cause's. Messages can quote what a person wrote.</summary>
public static class Failures
{
    public static string Describe(Exception failure) =>
        failure.InnerException is { } cause ? $"{failure.GetType().Name} ({cause.GetType().Name})" : failure.GetType().Name;
}
