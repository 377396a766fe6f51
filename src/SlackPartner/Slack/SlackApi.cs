using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Where Slack is and what to show it.</summary>
public sealed record SlackOptions(Uri ApiUrl, string? BotToken, string? AppToken);

/// <summary>
/// Slack's Web API over HTTP. Calls that may be repeated are, briefly; posting a message never is: the work table decides what an
/// unclear answer means.
/// </summary>
public sealed class SlackApi(HttpClient http, SlackOptions options) : ISlackApi
{
    /// <summary>Marks our messages in history, so that an unclear send can be looked up.</summary>
    public const string WorkEvent = "partner_work";

    /// <summary>Of a list of everyone: ten thousand are as many as anyone can choose from.</summary>
    internal const int MostPages = 10;

    private readonly RateGate _gate = new(TimeProvider.System);

    public async Task<SlackIdentity> IdentifyAsync(TeamId? team, CancellationToken cancel)
    {
        var (answer, headers) = await RepeatAsync("auth.test", () => Form([]), Token, cancel);
        var scopes = headers.TryGetValues("x-oauth-scopes", out var values) ? string.Join(',', values) : null;
        return new SlackIdentity(
            new TeamId(answer.Text("team_id") ?? throw new SlackException("auth.test", "no_team")),
            new UserId(answer.Text("user_id") ?? throw new SlackException("auth.test", "no_user")),
            answer.Text("bot_id"), scopes);
    }

    // A trigger works once, so these two are tried again only when nothing reached Slack.
    public Task OpenViewAsync(TeamId team, Trigger trigger, Modal view, CancellationToken cancel) =>
        OnceAsync("views.open", new() { ["trigger_id"] = trigger.Id, ["view"] = BlockJson.Write(view) }, cancel);

    public Task PushViewAsync(TeamId team, Trigger trigger, Modal view, CancellationToken cancel) =>
        OnceAsync("views.push", new() { ["trigger_id"] = trigger.Id, ["view"] = BlockJson.Write(view) }, cancel);

    public Task UpdateViewAsync(TeamId team, string viewId, Modal view, CancellationToken cancel) =>
        RepeatAsync("views.update", () => Json(new() { ["view_id"] = viewId, ["view"] = BlockJson.Write(view) }), Token, cancel);

    public Task PublishHomeAsync(PersonId person, HomeTab home, CancellationToken cancel) =>
        RepeatAsync("views.publish", () => Json(new() { ["user_id"] = person.User.Value, ["view"] = BlockJson.Write(home) }), Token, cancel);

    public async Task<string> OpenDirectChannelAsync(PersonId person, CancellationToken cancel)
    {
        var (answer, _) = await RepeatAsync("conversations.open", () => Json(new() { ["users"] = person.User.Value }), Token, cancel);
        return answer.Text("channel", "id") ?? throw new SlackException("conversations.open", "no_channel");
    }

    public async Task<SlackProfile> ProfileAsync(PersonId person, CancellationToken cancel)
    {
        var (answer, _) = await RepeatAsync("users.info", () => Form(new() { ["user"] = person.User.Value }), Token, cancel);
        var user = answer.At("user") ?? throw new SlackException("users.info", "no_user");
        var home = user.Text("team_id");
        return new SlackProfile(
            user.Text("tz"),
            IsBot: user.IsTrue("is_bot") || user.Text("id") == "USLACKBOT",
            IsDeleted: user.IsTrue("deleted"),
            IsElsewhere: user.IsTrue("is_stranger") || (home is not null && home != person.Team.Value));
    }

    public async Task<IReadOnlyList<Colleague>> ListPeopleAsync(TeamId team, CancellationToken cancel)
    {
        List<Colleague> people = [];
        var cursor = "";
        for (var page = 0; page < MostPages && (page == 0 || cursor.Length > 0); page++)
        {
            Dictionary<string, string> query = new() { ["limit"] = "1000" };
            if (cursor.Length > 0) query["cursor"] = cursor;
            var (answer, _) = await RepeatAsync("users.list", () => Form(query), Token, cancel);
            people.AddRange(
                from member in answer.Items("members")
                where !member.IsTrue("deleted") && !member.IsTrue("is_bot") && member.Text("id") is not (null or "USLACKBOT")
                select new Colleague(
                    new UserId(member.Text("id") ?? ""), member.Text("name") ?? "", member.Text("profile", "real_name") ?? member.Text("real_name") ?? "",
                    member.Text("profile", "display_name") ?? ""));
            cursor = answer.Text("response_metadata", "next_cursor") ?? "";
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
                ["blocks"] = BlockJson.Write(message.Blocks),
                ["unfurl_links"] = false,
                ["unfurl_media"] = false,
                ["metadata"] = new JsonObject { ["event_type"] = WorkEvent, ["event_payload"] = new JsonObject { ["id"] = workId.ToString() } },
            },
            cancel);
        return new MessageRef(answer.Text("channel") ?? channel, answer.Text("ts") ?? throw new SlackUnclearException("chat.postMessage", "no_ts"));
    }

    public Task PostEphemeralAsync(TeamId team, string channel, string? threadTs, UserId user, Message message, CancellationToken cancel)
    {
        JsonObject body = new() { ["channel"] = channel, ["user"] = user.Value, ["text"] = message.Fallback, ["blocks"] = BlockJson.Write(message.Blocks) };
        if (threadTs is not null) body["thread_ts"] = threadTs;
        return OnceAsync("chat.postEphemeral", body, cancel);
    }

    public Task UpdateMessageAsync(TeamId team, MessageRef target, Message message, CancellationToken cancel) =>
        RepeatAsync(
            "chat.update",
            () => Json(new() { ["channel"] = target.Channel, ["ts"] = target.Ts, ["text"] = message.Fallback, ["blocks"] = BlockJson.Write(message.Blocks) }),
            Token, cancel);

    public async Task<MessageRef?> FindPostedAsync(TeamId team, string channel, Guid workId, Instant oldest, CancellationToken cancel)
    {
        var cursor = "";
        do
        {
            Dictionary<string, string> query = new()
            {
                ["channel"] = channel,
                ["oldest"] = $"{oldest.ToUnixTimeSeconds()}.000000",
                ["include_all_metadata"] = "true",
                ["limit"] = "15", // all that an app sold outside the Marketplace gets
            };
            if (cursor.Length > 0) query["cursor"] = cursor;
            var (answer, _) = await RepeatAsync("conversations.history", () => Form(query), Token, cancel);
            foreach (var message in answer.Items("messages"))
                if (message.Text("metadata", "event_type") == WorkEvent && message.Text("metadata", "event_payload", "id") == workId.ToString()
                    && message.Text("ts") is { } ts)
                    return new MessageRef(channel, ts);
            cursor = answer.IsTrue("has_more") ? answer.Text("response_metadata", "next_cursor") ?? "" : "";
        }
        while (cursor.Length > 0);
        return null;
    }

    public async Task UploadFileAsync(TeamId team, string channel, string fileName, ReadOnlyMemory<byte> content, string comment, CancellationToken cancel)
    {
        // Until the last of the three calls nobody sees anything, so only that one is not repeated.
        Dictionary<string, string> about = new() { ["filename"] = fileName, ["length"] = content.Length.ToString(CultureInfo.InvariantCulture) };
        var (place, _) = await RepeatAsync("files.getUploadURLExternal", () => Form(about), Token, cancel);
        var (url, id) = (place.Text("upload_url"), place.Text("file_id"));
        if (url is null || id is null) throw new SlackException("files.getUploadURLExternal", "no_url");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(content) };
        using (var answer = await SlackCalls.TransportAsync("files.upload", () => http.SendAsync(request, cancel), cancel))
            if (!answer.IsSuccessStatusCode) throw new SlackException("files.upload", $"http_{(int)answer.StatusCode}");
        await OnceAsync(
            "files.completeUploadExternal",
            new() { ["files"] = new JsonArray(new JsonObject { ["id"] = id, ["title"] = fileName }), ["channel_id"] = channel, ["initial_comment"] = comment },
            cancel);
    }

    public async Task RespondAsync(ResponseUrl url, JsonObject response, CancellationToken cancel)
    {
        const string method = "response_url";
        using var request = new HttpRequestMessage(HttpMethod.Post, url.Url) { Content = Json(response) };
        using var answer = await SlackCalls.TransportAsync(method, () => http.SendAsync(request, cancel), cancel);
        if (!answer.IsSuccessStatusCode) throw new SlackException(method, $"http_{(int)answer.StatusCode}");
    }

    public async Task<Uri> OpenSocketAsync(CancellationToken cancel)
    {
        var (answer, _) = await RepeatAsync("apps.connections.open", () => Form([]), options.AppToken ?? "", cancel);
        return new Uri(answer.Text("url") ?? throw new SlackException("apps.connections.open", "no_url"));
    }

    private string Token => options.BotToken ?? "";

    private async Task<JsonElement> OnceAsync(string method, JsonObject body, CancellationToken cancel) =>
        (await SlackCalls.OnceAsync(() => CallAsync(method, Json(body), Token, cancel), cancel)).Answer;

    private Task<(JsonElement Answer, HttpResponseHeaders Headers)> RepeatAsync(
        string method, Func<HttpContent> content, string token, CancellationToken cancel) =>
        SlackCalls.RepeatAsync(
            () =>
            {
                _gate.Pass(method, token);
                return CallAsync(method, content(), token, cancel);
            },
            cancel);

    private async Task<(JsonElement Answer, HttpResponseHeaders Headers)> CallAsync(string method, HttpContent content, string token, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.ApiUrl, method)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await SlackCalls.TransportAsync(method, () => http.SendAsync(request, cancel), cancel);

        if (SlackCalls.TroubleOf(method, response) is { } trouble) throw trouble;
        var answer = await ReadAsync(method, response, cancel);
        if (answer.IsTrue("ok")) return (answer, response.Headers);
        throw SlackCalls.Refusal(method, answer.Text("error") ?? $"http_{(int)response.StatusCode}", SlackCalls.RetryAfter(response));
    }

    private static async Task<JsonElement> ReadAsync(string method, HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
        }
        catch (Exception failure) when (failure is JsonException or HttpRequestException or IOException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new SlackUnclearException(method, "unreadable_answer");
        }
    }

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(BlockJson.Options), System.Text.Encoding.UTF8, "application/json");

    private static FormUrlEncodedContent Form(Dictionary<string, string> body) => new(body);
}
