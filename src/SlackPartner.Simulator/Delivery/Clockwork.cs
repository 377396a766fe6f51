using System.Text;
using System.Text.Json.Nodes;
using System.Xml;

namespace SlackPartner.Simulator.Delivery;

/// <summary>Moves Slack's clock and the bot's development clock together.</summary>
internal sealed class Clockwork(World world) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(100) };

    /// <summary>Answers why the bot's clock did not move; null when it did, or when it has none.</summary>
    public async Task<string?> AdvanceAsync(TimeSpan by)
    {
        world.Clock.Advance(by);
        world.Changed();
        if (world.Bot.Clock is not { } url) return null;
        using var content = new StringContent(new JsonObject { ["advance"] = XmlConvert.ToString(by) }.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await _client.PostAsync(new Uri(url), content);
            return response.IsSuccessStatusCode ? null : $"The bot's clock answered {(int)response.StatusCode}.";
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return "The bot's clock could not be reached.";
        }
    }

    public void Dispose() => _client.Dispose();
}
