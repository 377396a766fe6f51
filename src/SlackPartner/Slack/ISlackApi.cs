using System.Text.Json.Nodes;
using NodaTime;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>The part of Slack's Web API the bot uses. Every call throws <see cref="SlackException"/> when Slack says no.</summary>
public interface ISlackApi
{
    Task<SlackIdentity> IdentifyAsync(TeamId? team, CancellationToken cancel);
    Task OpenViewAsync(TeamId team, Trigger trigger, Modal view, CancellationToken cancel);
    Task PushViewAsync(TeamId team, Trigger trigger, Modal view, CancellationToken cancel);
    Task UpdateViewAsync(TeamId team, string viewId, Modal view, CancellationToken cancel);
    Task PublishHomeAsync(PersonId person, HomeTab home, CancellationToken cancel);
    Task<string> OpenDirectChannelAsync(PersonId person, CancellationToken cancel);
    Task<SlackProfile> ProfileAsync(PersonId person, CancellationToken cancel);

    /// <summary>Everyone in the workspace who can be written to; the first ten thousand of a larger one.</summary>
    Task<IReadOnlyList<Colleague>> ListPeopleAsync(TeamId team, CancellationToken cancel);

    /// <summary>Not safe to repeat: only a refusal Slack put into words, or a connection never made, proves that nothing was posted.</summary>
    Task<MessageRef> PostAsync(TeamId team, string channel, Message message, Guid workId, CancellationToken cancel);

    /// <summary>What only one person sees, in a conversation both they and the bot are in. Fleeting: it is never looked up.</summary>
    Task PostEphemeralAsync(TeamId team, string channel, string? threadTs, UserId user, Message message, CancellationToken cancel);
    Task UpdateMessageAsync(TeamId team, MessageRef target, Message message, CancellationToken cancel);

    /// <summary>The newest message in the channel since <paramref name="oldest"/> that carries this work id in its metadata.</summary>
    Task<MessageRef?> FindPostedAsync(TeamId team, string channel, Guid workId, Instant oldest, CancellationToken cancel);

    /// <summary>Puts a file into a conversation. Not safe to repeat: an unclear answer may have shared it.</summary>
    /// <param name="fileName">Ours, never words of a person: Slack shows it in notifications.</param>
    Task UploadFileAsync(TeamId team, string channel, string fileName, ReadOnlyMemory<byte> content, string comment, CancellationToken cancel);
    Task RespondAsync(ResponseUrl url, JsonObject response, CancellationToken cancel);
    Task<Uri> OpenSocketAsync(CancellationToken cancel);
}

/// <summary>Who a token belongs to.</summary>
public sealed record SlackIdentity(TeamId Team, UserId BotUser, string? BotId, string? Scopes);

/// <summary>What the bot needs to know about a person. No name: Slack draws that from the id.</summary>
public sealed record SlackProfile(string? TimeZone, bool IsBot, bool IsDeleted, bool IsElsewhere);

/// <summary>Slack refused. <see cref="Error"/> is Slack's code, never text of a person.</summary>
public class SlackException(string method, string error) : Exception($"{method}: {error}")
{
    public string Method { get; } = method;
    public string Error { get; } = error;
}

/// <summary>Too many calls; nothing was done.</summary>
public sealed class SlackRateLimitedException(string method, TimeSpan retryAfter) : SlackException(method, "ratelimited")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>The connection could not be made, so nothing was asked of Slack.</summary>
public sealed class SlackUnreachableException(string method) : SlackException(method, "unreachable");

/// <summary>The request was written but no clear answer came: Slack may or may not have acted.</summary>
public sealed class SlackUnclearException(string method, string what) : SlackException(method, what);
