using System.Globalization;
using System.Net;
using System.Text;
using SlackPartner.Simulator.Driver;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Slack;

/// <summary>The real worker behind signed HTTP, and a hand that signs whatever a test likes.</summary>
internal sealed class SignedBot : IAsyncDisposable
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    private const string Resting =
        """
        select not exists (select 1 from inbox where handled_at is null)
          and not exists (select 1 from work where state in (0, 1, 2))
        """;

    private const string Counts =
        """
        select count(*) from inbox
        union all select count(*) from work
        union all select count(*) from feedback
        union all select count(*) from person
        union all select count(*) from home_viewer
        """;

    private readonly HttpClient _http = new();

    private SignedBot(SimulatedSlack slack, TestDatabase database, TestBot bot) => (Slack, Database, Bot) = (slack, database, bot);

    public SimulatedSlack Slack { get; }
    public TestDatabase Database { get; }
    public TestBot Bot { get; }

    public static async Task<SignedBot> StartAsync(params string[] settings)
    {
        var database = await TestDatabase.CreateAsync();
        var slack = await SimulatedSlack.StartAsync(new() { Manifest = Repository.PathTo("deploy", "slack-manifest.json"), AckTimeout = TimeSpan.FromSeconds(10), TriggerLife = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromSeconds(20) });
        return new SignedBot(slack, database, await TestBot.StartAsync(slack, database.ConnectionString, Transport.SignedHttp, settings));
    }

    /// <summary>Posts a body under Slack's signature, or under what a test puts in its place.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(
        string path, string body, string? type = Json, TimeSpan ago = default, string? signedBody = null, string? secret = null, string? signature = null, bool signed = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Bot.Url + path)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        var timestamp = (DateTimeOffset.UtcNow - ago).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        if (signed)
        {
            request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
            request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature ?? SimulatedSlack.Sign(secret ?? Slack.SigningSecret, timestamp, signedBody ?? body));
        }
        using var response = await _http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public static string Payload(string json) => $"payload={Uri.EscapeDataString(json)}";

    public static string Fields(params (string Name, string Value)[] fields) => string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));

    /// <summary>Everything that an unprocessed request leaves alone: rows, and calls to Slack.</summary>
    public async Task<string> TracesAsync()
    {
        // What earlier requests set going comes to rest first.
        for (var look = 0; look < 400 && (await Database.QueryAsync<bool>(Resting)).Contains(false); look++) await Task.Delay(25);
        return $"{string.Join(',', await Database.QueryAsync<long>(Counts))} {Slack.Calls.Count}";
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Bot.StopAsync();
        await Bot.DisposeAsync();
        await Slack.DisposeAsync();
        await Database.DisposeAsync();
    }
}
