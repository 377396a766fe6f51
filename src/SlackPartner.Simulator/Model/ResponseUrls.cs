namespace SlackPartner.Simulator;

/// <summary>Response URLs: five uses within thirty minutes of Slack's clock.</summary>
internal sealed class ResponseUrls
{
    internal sealed record ResponseUrl(string TeamId, string ChannelId, string UserId, string? MessageTs, DateTimeOffset IssuedAt)
    {
        public int Uses { get; set; }
    }

    private readonly Dictionary<string, ResponseUrl> _issued = [];

    public string Issue(World world, Workspace workspace, string channelId, string userId, string? messageTs)
    {
        var key = $"{workspace.Id}/{Random.Shared.NextInt64(1_000_000_000_000)}/{Ids.Secret()}";
        lock (_issued) _issued.Add(key, new ResponseUrl(workspace.Id, channelId, userId, messageTs, world.Clock.Now));
        return $"{world.BaseUrl}/response/{key}";
    }

    public ResponseUrl Use(string key, DateTimeOffset now)
    {
        lock (_issued)
        {
            if (!_issued.TryGetValue(key, out var url)) throw new SlackErrorException("invalid_url");
            if (now - url.IssuedAt > TimeSpan.FromMinutes(30)) throw new SlackErrorException("expired_url");
            if (url.Uses >= 5) throw new SlackErrorException("used_url");
            url.Uses++;
            return url;
        }
    }
}
