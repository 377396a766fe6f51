using System.Net;
using SlackPartner.Slack;

namespace SlackPartner.SlackNet;

/// <summary>
/// Stands between Slack's answers and SlackNet, which reads 429 as "wait and call again", an answer that is no JSON as success, and
/// breaks on one without a content type.
/// </summary>
internal sealed class AnswerGate(HttpMessageHandler connections, ScopesSeen scopes) : DelegatingHandler(connections)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var method = request.RequestUri?.Segments[^1] ?? "";
        var response = await base.SendAsync(request, cancellationToken);
        var trouble = SlackCalls.TroubleOf(method, response)
            ?? (response.Content.Headers.ContentType?.MediaType == "application/json" ? null : new SlackUnclearException(method, "unreadable_answer"));
        if (trouble is not null)
        {
            response.Dispose();
            throw trouble;
        }
        // SlackNet would throw the status; what Slack says is in the body.
        response.StatusCode = HttpStatusCode.OK;
        if (method == "auth.test" && response.Headers.TryGetValues("x-oauth-scopes", out var granted)) scopes.Last = string.Join(',', granted);
        return response;
    }
}

/// <summary>SlackNet shows no headers: what the last one said the bot may do.</summary>
internal sealed class ScopesSeen
{
    public string? Last { get; set; }
}
