using System.Text.Json.Nodes;
using SlackPartner.Simulator.People;

namespace SlackPartner.Simulator.WebApi;

/// <summary>The other URLs an app is handed: response URLs, uploads, files, and the OAuth consent page.</summary>
internal static class HookEndpoints
{
    public static void Map(WebApplication app, World world, ChatMethods chat)
    {
        app.MapPost("/response/{**key}", (HttpContext http, string key) => RespondAsync(http, key, world, chat));
        app.MapPost("/upload/{team}/{id}/{secret}", (HttpContext http, string team, string id, string secret) => UploadAsync(http, world, team, id, secret));
        app.MapGet("/files/{team}/{id}/{name}", (HttpContext http, string team, string id) => DownloadAsync(http, world, team, id));
        app.MapGet("/oauth/v2/authorize", (HttpContext http) =>
        {
            // Consent is given at once; the state comes back as it was.
            var query = http.Request.Query;
            var team = query["team"].FirstOrDefault() is { Length: > 0 } given ? given : world.Default.Id;
            var back = $"{query["redirect_uri"]}{(query["redirect_uri"].ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={world.IssueCode(team)}&state={Uri.EscapeDataString(query["state"].ToString())}";
            http.Response.Redirect(back);
            return Task.CompletedTask;
        });
    }

    private static async Task RespondAsync(HttpContext http, string key, World world, ChatMethods chat)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync();
        JsonObject answer;
        try
        {
            var body = Json.Parse(text) as JsonObject ?? throw new SlackErrorException("invalid_payload");
            var fault = world.Faults.Take("response_url", null);
            if (fault?.Kind is FaultKind.ServerError or FaultKind.RateLimited)
            {
                http.Response.StatusCode = fault.Kind == FaultKind.ServerError ? 500 : 429;
                if (fault.Kind == FaultKind.RateLimited) http.Response.Headers.RetryAfter = "1";
                world.Record(new ApiCall("response_url", body, world.Clock.Now, null) { Status = http.Response.StatusCode });
                return;
            }
            lock (world.Gate) chat.Respond(world.ResponseUrls.Use(key, world.Clock.Now), body);
            world.Record(new ApiCall("response_url", body, world.Clock.Now, null) { Answer = new JsonObject { ["ok"] = true } });
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync("ok");
            return;
        }
        catch (SlackErrorException refused)
        {
            answer = refused.ToJson();
        }
        world.Record(new ApiCall("response_url", Json.Parse(text) as JsonObject ?? [], world.Clock.Now, null) { Answer = answer.Copy(), Status = 404 });
        http.Response.StatusCode = 404;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    private static async Task UploadAsync(HttpContext http, World world, string team, string id, string secret)
    {
        using var content = new MemoryStream();
        if (http.Request.HasFormContentType && (await http.Request.ReadFormAsync()).Files is { Count: > 0 } files) await files[0].CopyToAsync(content);
        else await http.Request.Body.CopyToAsync(content);
        lock (world.Gate)
        {
            var workspace = world.Workspaces.Find(one => one.Id == team);
            if (workspace?.Files.GetValueOrDefault(id) is not { } file || file.Secret != secret)
            {
                http.Response.StatusCode = 404;
                return;
            }
            workspace.Files[id] = file with { Content = content.ToArray() };
        }
        await http.Response.WriteAsync($"OK - {content.Length}");
    }

    private static async Task DownloadAsync(HttpContext http, World world, string team, string id)
    {
        SlackFile? file;
        lock (world.Gate) file = world.Workspaces.Find(one => one.Id == team)?.Files.GetValueOrDefault(id);
        if (file?.Content is not { } content)
        {
            http.Response.StatusCode = 404;
            return;
        }
        http.Response.ContentType = FileCard.MimeOf(Path.GetExtension(file.Name).TrimStart('.').ToLowerInvariant());
        // Never shown inside our origin: what is in a file is somebody's text.
        http.Response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(file.Name)}";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await http.Response.Body.WriteAsync(content);
    }
}
