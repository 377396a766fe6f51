namespace SlackPartner.Jobs;

/// <summary>How fast Slack may be called.</summary>
public sealed record WorkPace(int MessagesPerMinute = 200, int PerTurn = 5, int Parallel = 64)
{
    /// <summary>After this, work of a node that died is taken over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    /// <summary>A node that has this much of one workspace under way claims none of it, and never claims more of it at once: so it holds less than half of the places.</summary>
    public int ParallelPerWorkspace => Math.Max(PerTurn, Parallel / 4);

    public TimeSpan BetweenMessages => TimeSpan.FromMinutes(1) / MessagesPerMinute;

    /// <summary>What a quiet workspace has saved up: ten messages at once, or those of a second.</summary>
    public TimeSpan Burst => 10 * BetweenMessages > OneSecond ? 10 * BetweenMessages : OneSecond;

    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
}
