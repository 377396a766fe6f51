using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.Delivery;

/// <summary>Requests to the app's URLs as Slack signs and sends them.</summary>
internal sealed class SignedHttp(World world) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxAutomaticRedirections = 2, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public static string Sign(string secret, string timestamp, string body) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    public static string Form(JsonObject fields) =>
        string.Join('&', fields.Select(field => $"{Encode(field.Key)}={Encode(field.Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : field.Value?.ToJsonString() ?? "")}"));

    public Task<Answer> SendAsync(string kind, JsonObject payload, int attempt, string? reason)
    {
        var (url, body, type) = kind switch
        {
            Kinds.Commands => (world.Bot.Commands, Form(payload), "application/x-www-form-urlencoded"),
            Kinds.Interactive => (world.Bot.Interactions, Form(new JsonObject { ["payload"] = payload.ToJsonString() }), "application/x-www-form-urlencoded"),
            _ => (world.Bot.Events, payload.ToJsonString(), "application/json"),
        };
        return url is null ? Task.FromResult(Answer.Failed("connection_failed")) : PostAsync(url, body, type, attempt, reason);
    }

    public async Task<Answer> PostAsync(string url, string body, string contentType, int attempt = 0, string? reason = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        // Real time, however far the page has moved the clock: the app checks signatures against its machine's.
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", Sign(world.Options.SigningSecret, timestamp, body));
        request.Headers.TryAddWithoutValidation("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        if (attempt > 0)
        {
            request.Headers.Add("x-slack-retry-num", attempt.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("x-slack-retry-reason", reason ?? "unknown_error");
        }
        using var deadline = new CancellationTokenSource(world.Options.AckTimeout);
        try
        {
            using var response = await _client.SendAsync(request, deadline.Token);
            var text = await response.Content.ReadAsStringAsync(deadline.Token);
            if (!response.IsSuccessStatusCode)
            {
                var noRetry = response.Headers.TryGetValues("x-slack-no-retry", out var values) && values.Contains("1");
                return Answer.Failed((int)response.StatusCode is >= 300 and < 400 ? "too_many_redirects" : "http_error") with { NoRetry = noRetry };
            }
            if (text.Length == 0) return Answer.Ok(null);
            return Answer.Ok(response.Content.Headers.ContentType?.MediaType == "application/json" ? Json.Parse(text) : JsonValue.Create(text));
        }
        catch (OperationCanceledException)
        {
            return Answer.Failed("http_timeout");
        }
        catch (HttpRequestException failure)
        {
            return Answer.Failed(failure.InnerException is AuthenticationException ? "ssl_error" : "connection_failed");
        }
    }

    public void Dispose() => _client.Dispose();

    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
