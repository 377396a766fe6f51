using System.Net;

namespace SlackPartner.Slack;

/// <summary>How a call of Slack can fail and when it is tried again, whichever client makes it.</summary>
internal static class SlackCalls
{
    private const int Tries = 3;
    private static readonly TimeSpan LongestWaitInCall = TimeSpan.FromSeconds(2);

    /// <summary>For what must not happen twice: tried again only when nothing reached Slack.</summary>
    public static async Task<T> OnceAsync<T>(Func<Task<T>> call, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (SlackUnreachableException) when (attempt < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), cancel);
            }
        }
    }

    /// <summary>For what may happen twice: tried again briefly, and after a limit only if Slack asks for little patience.</summary>
    public static async Task<T> RepeatAsync<T>(Func<Task<T>> call, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (SlackRateLimitedException limited) when (attempt < Tries && limited.RetryAfter <= LongestWaitInCall)
            {
                await Task.Delay(limited.RetryAfter, cancel);
            }
            catch (SlackException unclear) when (unclear is SlackUnreachableException or SlackUnclearException && attempt < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), cancel);
            }
        }
    }

    /// <summary>Says in our words how a request came to nothing on its way.</summary>
    public static async Task<T> TransportAsync<T>(string method, Func<Task<T>> send, CancellationToken cancel)
    {
        try
        {
            return await send();
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new SlackUnreachableException(method);
        }
        catch (HttpRequestException failure)
        {
            throw new SlackUnclearException(method, failure.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SlackUnclearException(method, "timeout");
        }
    }

    /// <summary>Null for an answer that is to be read.</summary>
    public static SlackException? TroubleOf(string method, HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => new SlackRateLimitedException(method, RetryAfter(response)),
        >= HttpStatusCode.InternalServerError => new SlackUnclearException(method, $"http_{(int)response.StatusCode}"),
        _ => null,
    };

    /// <summary>What <c>ok: false</c> means.</summary>
    public static SlackException Refusal(string method, string error, TimeSpan retryAfter) => error switch
    {
        "ratelimited" or "rate_limited" => new SlackRateLimitedException(method, retryAfter),
        // Slack uses these for troubles of its own, after which the message may still appear.
        "internal_error" or "fatal_error" or "request_timeout" or "service_unavailable" => new SlackUnclearException(method, error),
        _ => new SlackException(method, error),
    };

    public static TimeSpan RetryAfter(HttpResponseMessage? response) =>
        response?.Headers.RetryAfter?.Delta is { } wait && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
}
