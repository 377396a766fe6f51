using System.Net;
using System.Text.Json;
using System.Xml;
using NodaTime;
using SlackPartner.Jobs;

namespace SlackPartner.Worker;

/// <summary>Moves the bot's clock forward, for the simulator and tests. Mapped only on request, never with real Slack, and only for this machine.</summary>
internal static class DevClockEndpoints
{
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(3660);

    public static void Map(WebApplication app)
    {
        app.MapGet("/dev/clock", (HttpContext http, IClock clock) => IsLocal(http) ? Now(clock) : Results.NotFound());
        app.MapPost("/dev/clock", async (HttpContext http, MovableTime time, IClock clock, IServiceScopeFactory scopes, TickRoutes ticks) =>
        {
            if (!IsLocal(http)) return Results.NotFound();
            if (await ReadAsync(http) is not { } advance) return Results.BadRequest(new { error = "Send {\"advance\":\"PT20M\"}: an ISO 8601 duration, forward." });
            time.Advance(advance);
            await using var scope = scopes.CreateAsyncScope();
            foreach (var tick in ticks.Handlers) await ((ITick)scope.ServiceProvider.GetRequiredService(tick)).RunAsync(http.RequestAborted);
            return Now(clock);
        });
    }

    private static IResult Now(IClock clock) => Results.Ok(new { now = clock.GetCurrentInstant().ToString() });

    private static bool IsLocal(HttpContext http) => http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    private static async Task<TimeSpan?> ReadAsync(HttpContext http)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted);
            var advance = XmlConvert.ToTimeSpan(body.GetProperty("advance").GetString() ?? "");
            return advance >= TimeSpan.Zero && advance <= Farthest ? advance : null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or OverflowException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
