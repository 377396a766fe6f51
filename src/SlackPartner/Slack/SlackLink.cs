namespace SlackPartner.Slack;

/// <summary>How the connection to Slack stands, for health checks.</summary>
public sealed class SlackLink
{
    private volatile string? _trouble = "Slack has not answered yet";

    /// <summary>Null when all is well, else what is wrong in a few words.</summary>
    public string? Trouble => _trouble;

    public void Ready() => _trouble = null;
    public void Down(string trouble) => _trouble = trouble;
}
