using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using SlackPartner.Kernel;
using SlackPartner.Slack;

namespace SlackPartner.Worker;

/// <summary>Slack over signed HTTP: checked on the raw bytes before anything is read from them.</summary>
internal static partial class SlackEndpoints
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public static void Map(WebApplication app, RequestSignature signature)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("SlackPartner.Http");
        var edge = app.Services.GetRequiredService<SlackEdge>();
        MapSigned(app, "/slack/events", signature, Json, (http, body) => ReceiveEventAsync(edge, body, log, http.RequestAborted));
        MapSigned(app, "/slack/commands", signature, Form, (_, body) => ReceiveCommandAsync(edge, body));
        MapSigned(app, "/slack/interactions", signature, Form, (_, body) => ReceiveInteractionAsync(edge, body));
    }

    private static void MapSigned(
        WebApplication app, string path, RequestSignature signature, string contentType, Func<HttpContext, byte[], Task<IResult>> receive)
    {
        RequestDelegate answer = http => AnswerAsync(http, signature, contentType, receive);
        app.MapPost(path, answer);
    }

    private static async Task AnswerAsync(HttpContext http, RequestSignature signature, string contentType, Func<HttpContext, byte[], Task<IResult>> receive)
    {
        if (await ReadAsync(http) is not { } body)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }
        var headers = http.Request.Headers;
        // The real clock: Slack knows nothing of ours being moved.
        if (!signature.IsValid(headers["X-Slack-Request-Timestamp"], headers["X-Slack-Signature"], body, DateTimeOffset.UtcNow))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (http.Request.ContentType?.Split(';')[0].Trim().Equals(contentType, StringComparison.OrdinalIgnoreCase) != true)
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }
        await (await receive(http, body)).ExecuteAsync(http);
    }

    /// <summary>Null when it is longer than the server takes.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        try
        {
            using var buffer = new MemoryStream();
            await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
            return buffer.ToArray();
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private static async Task<IResult> ReceiveEventAsync(SlackEdge edge, byte[] body, ILogger log, CancellationToken cancel)
    {
        if (JsonPaths.TryParse(body) is not { } envelope) return Results.Ok();
        if (envelope.Text("type") == "url_verification") return Results.Json(new { challenge = envelope.Text("challenge") ?? "" });
        try
        {
            await edge.ReceiveEventAsync(envelope, body, cancel);
            return Results.Ok();
        }
        catch (Exception failure) // not stored, so not acknowledged: Slack sends it again
        {
            LogNotStored(log, Failures.Describe(failure));
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> ReceiveCommandAsync(SlackEdge edge, byte[] body)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        // Not canceled when Slack hangs up: what was begun is finished.
        return Body(await edge.ReceiveCommandAsync(name => form.TryGetValue(name, out var value) ? value.ToString() : null, CancellationToken.None));
    }

    private static async Task<IResult> ReceiveInteractionAsync(SlackEdge edge, byte[] body)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        return form.TryGetValue("payload", out var text) && JsonPaths.TryParse(Encoding.UTF8.GetBytes(text.ToString())) is { } payload
            ? Body(await edge.ReceiveInteractionAsync(payload, CancellationToken.None))
            : Results.Ok();
    }

    private static IResult Body(JsonObject? answer) =>
        answer is null ? Results.Ok() : Results.Text(answer.ToJsonString(BlockJson.Options), Json, Encoding.UTF8);

    [LoggerMessage(LogLevel.Error, "An event could not be stored: {Failure}")]
    private static partial void LogNotStored(ILogger logger, string failure);
}
