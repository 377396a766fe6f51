using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using Default = SlackNet.Default;
using ExternalFileReference = SlackNet.WebApi.ExternalFileReference;
using ISlackApiClient = SlackNet.ISlackApiClient;
using MessageMetadata = SlackNet.MessageMetadata;
using Refused = SlackNet.SlackException;
using SlackApiClient = SlackNet.SlackApiClient;

namespace SlackPartner.SlackNet;

/// <summary>
/// Slack's Web API through SlackNet. Blocks go out as we write them, since its types know fewer of them, and its answers are read as they
/// came, since its messages have no metadata. Limits, repetitions and errors are ours: its own would wait without end.
/// </summary>
internal sealed class SlackNetApi : ISlackApi, IDisposable
{
    private readonly HttpClient _http;
    private readonly HttpClient _hooks;
    private readonly ScopesSeen _scopes = new();
    private readonly RateGate _gate = new(TimeProvider.System);
    private readonly ISlackApiClient _client;
    private readonly ISlackApiClient _app;
    private readonly SlackApi _own;

    private SlackNetApi(HttpMessageHandler connections, TimeSpan patience, SlackOptions options)
    {
        _http = new HttpClient(new AnswerGate(connections, _scopes)) { Timeout = patience };
        _hooks = new HttpClient(connections, disposeHandler: false) { Timeout = patience };
        var json = Default.JsonSettings();
        _client = new SlackApiClient(Default.Http(json, () => _http), new ApiUrls(options.ApiUrl, json), json, options.BotToken ?? "") { DisableRetryOnRateLimit = true };
        _app = _client.WithAccessToken(options.AppToken ?? "");
        _own = new SlackApi(_hooks, options);
    }

    public static SlackNetApi Create(HttpMessageHandler connections, TimeSpan patience, SlackOptions options) => new(connections, patience, options);

    public async Task<SlackIdentity> IdentifyAsync(TeamId? team, CancellationToken cancel)
    {
        var answer = await RepeatAsync("auth.test", [], cancel);
        return new SlackIdentity(
            new TeamId(Text(answer, "team_id") ?? throw new SlackException("auth.test", "no_team")),
            new UserId(Text(answer, "user_id") ?? throw new SlackException("auth.test", "no_user")),
            Text(answer, "bot_id"), _scopes.Last);
    }

    public Task OpenViewAsync(TeamId team, Trigger trigger, Modal view, CancellationToken cancel) =>
        OnceAsync("views.open", new() { ["trigger_id"] = trigger.Id, ["view"] = Raw(BlockJson.Write(view)) }, cancel);

    public Task PushViewAsync(TeamId team, Trigger trigger, Modal view, CancellationToken cancel) =>
        OnceAsync("views.push", new() { ["trigger_id"] = trigger.Id, ["view"] = Raw(BlockJson.Write(view)) }, cancel);

    public Task UpdateViewAsync(TeamId team, string viewId, Modal view, CancellationToken cancel) =>
        RepeatAsync("views.update", new() { ["view_id"] = viewId, ["view"] = Raw(BlockJson.Write(view)) }, cancel);

    public Task PublishHomeAsync(PersonId person, HomeTab home, CancellationToken cancel) =>
        RepeatAsync("views.publish", new() { ["user_id"] = person.User.Value, ["view"] = Raw(BlockJson.Write(home)) }, cancel);

    public async Task<string> OpenDirectChannelAsync(PersonId person, CancellationToken cancel)
    {
        var answer = await RepeatAsync("conversations.open", new() { ["users"] = person.User.Value }, cancel);
        return Text(answer, "channel.id") ?? throw new SlackException("conversations.open", "no_channel");
    }

    public async Task<SlackProfile> ProfileAsync(PersonId person, CancellationToken cancel)
    {
        var user = await RepeatAsync("users.info", () => _client.Users.Info(person.User.Value, cancellationToken: cancel), cancel)
            ?? throw new SlackException("users.info", "no_user");
        return new SlackProfile(
            user.Tz,
            IsBot: user.IsBot || user.Id == "USLACKBOT",
            IsDeleted: user.Deleted,
            IsElsewhere: user.IsStranger || (user.TeamId is { } home && home != person.Team.Value));
    }

    public async Task<IReadOnlyList<Colleague>> ListPeopleAsync(TeamId team, CancellationToken cancel)
    {
        List<Colleague> people = [];
        string? cursor = null;
        for (var page = 0; page < SlackApi.MostPages && (page == 0 || cursor is { Length: > 0 }); page++)
        {
            var from = cursor;
            var answer = await RepeatAsync("users.list", () => _client.Users.List(from, limit: 1000, cancellationToken: cancel), cancel);
            people.AddRange(
                from member in answer.Members
                where member is { Deleted: false, IsBot: false, Id: not (null or "USLACKBOT") }
                select new Colleague(new UserId(member.Id), member.Name ?? "", member.Profile?.RealName ?? member.RealName ?? "", member.Profile?.DisplayName ?? ""));
            cursor = answer.ResponseMetadata?.NextCursor;
        }
        return people;
    }

    public async Task<MessageRef> PostAsync(TeamId team, string channel, Message message, Guid workId, CancellationToken cancel)
    {
        var answer = await OnceAsync(
            "chat.postMessage",
            new()
            {
                ["channel"] = channel,
                ["text"] = message.Fallback,
                ["blocks"] = Raw(BlockJson.Write(message.Blocks)),
                ["unfurl_links"] = false,
                ["unfurl_media"] = false,
                ["metadata"] = new MessageMetadata { EventType = SlackApi.WorkEvent, EventPayload = new JObject { ["id"] = workId.ToString() } },
            },
            cancel);
        return new MessageRef(Text(answer, "channel") ?? channel, Text(answer, "ts") ?? throw new SlackUnclearException("chat.postMessage", "no_ts"));
    }

    public Task PostEphemeralAsync(TeamId team, string channel, string? threadTs, UserId user, Message message, CancellationToken cancel)
    {
        Dictionary<string, object> body = new() { ["channel"] = channel, ["user"] = user.Value, ["text"] = message.Fallback, ["blocks"] = Raw(BlockJson.Write(message.Blocks)) };
        if (threadTs is not null) body["thread_ts"] = threadTs;
        return OnceAsync("chat.postEphemeral", body, cancel);
    }

    public Task UpdateMessageAsync(TeamId team, MessageRef target, Message message, CancellationToken cancel) =>
        RepeatAsync(
            "chat.update",
            new() { ["channel"] = target.Channel, ["ts"] = target.Ts, ["text"] = message.Fallback, ["blocks"] = Raw(BlockJson.Write(message.Blocks)) },
            cancel);

    public async Task<MessageRef?> FindPostedAsync(TeamId team, string channel, Guid workId, Instant oldest, CancellationToken cancel)
    {
        const string method = "conversations.history";
        var cursor = "";
        do
        {
            Dictionary<string, object> query = new()
            {
                ["channel"] = channel,
                ["oldest"] = $"{oldest.ToUnixTimeSeconds()}.000000",
                ["include_all_metadata"] = true,
                ["limit"] = 15, // all that an app sold outside the Marketplace gets
            };
            if (cursor.Length > 0) query["cursor"] = cursor;
            var answer = await RepeatAsync(method, () => _client.Get<JObject>(method, query, cancel), cancel);
            foreach (var message in answer["messages"] as JArray ?? [])
                if (SlackCalls.IsOf(workId, Text(message, "metadata.event_type"), Text(message, "metadata.event_payload.id"), Text(message, "text"))
                    && Text(message, "ts") is { } ts)
                    return new MessageRef(channel, ts);
            cursor = answer["has_more"]?.Value<bool>() == true ? Text(answer, "response_metadata.next_cursor") ?? "" : "";
        }
        while (cursor.Length > 0);
        return null;
    }

    public async Task UploadFileAsync(TeamId team, string channel, string fileName, ReadOnlyMemory<byte> content, string comment, CancellationToken cancel)
    {
        const string share = "files.completeUploadExternal";
        // Until the last of the three calls nobody sees anything, so only that one is not repeated.
        var place = await RepeatAsync("files.getUploadURLExternal", () => _client.Files.GetUploadUrlExternal(fileName, content.Length, cancellationToken: cancel), cancel);
        using var file = new ReadOnlyMemoryContent(content);
        using (var answer = await SlackCalls.TransportAsync("files.upload", () => _hooks.PostAsync(place.UploadUrl, file, cancel), cancel))
            if (!answer.IsSuccessStatusCode) throw new SlackException("files.upload", $"http_{(int)answer.StatusCode}");
        await SlackCalls.OnceAsync(
            () => CallAsync(share, () => _client.Files.CompleteUploadExternal([new ExternalFileReference { Id = place.FileId, Title = fileName }], channel, comment, cancellationToken: cancel), cancel),
            cancel);
    }

    /// <summary>Not through SlackNet: it would send the bot's token along, and only messages of its own type.</summary>
    public Task RespondAsync(ResponseUrl url, JsonObject response, CancellationToken cancel) => _own.RespondAsync(url, response, cancel);

    public async Task<Uri> OpenSocketAsync(CancellationToken cancel)
    {
        const string method = "apps.connections.open";
        var answer = await RepeatAsync(method, () => _app.AppsConnectionsApi.Open(cancel), cancel);
        return new Uri(answer.Url ?? throw new SlackException(method, "no_url"));
    }

    public void Dispose()
    {
        _http.Dispose();
        _hooks.Dispose();
    }

    private Task<JObject> OnceAsync(string method, Dictionary<string, object> body, CancellationToken cancel) =>
        SlackCalls.OnceAsync(() => CallAsync(method, () => _client.Post<JObject>(method, body, cancel), cancel), cancel);

    private Task<JObject> RepeatAsync(string method, Dictionary<string, object> body, CancellationToken cancel) =>
        RepeatAsync(method, () => _client.Post<JObject>(method, body, cancel), cancel);

    private Task<T> RepeatAsync<T>(string method, Func<Task<T>> call, CancellationToken cancel) =>
        SlackCalls.RepeatAsync(
            () =>
            {
                _gate.Pass(method, token: "");
                return CallAsync(method, call, cancel);
            },
            cancel);

    /// <summary>SlackNet's ways of failing in our words.</summary>
    private static async Task<T> CallAsync<T>(string method, Func<Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return await SlackCalls.TransportAsync(method, call, cancel);
        }
        catch (Refused refused)
        {
            throw SlackCalls.Refusal(method, refused.ErrorCode, SlackCalls.RetryAfter(null));
        }
        catch (Newtonsoft.Json.JsonException)
        {
            throw new SlackUnclearException(method, "unreadable_answer");
        }
    }

    private static JRaw Raw(JsonNode json) => new(json.ToJsonString(BlockJson.Options));

    private static string? Text(JToken token, string path) => token.SelectToken(path) is JValue { Type: JTokenType.String } value ? (string?)value : null;
}
