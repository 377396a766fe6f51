using System.Globalization;
using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.WebApi;

/// <summary>Everything under /api: reads the call, lets faults and limits strike, answers as Slack does.</summary>
internal sealed class WebApiEndpoint(World world, ChatMethods chat, ViewMethods views, PeopleMethods people, AppMethods apps)
{
    private readonly Dictionary<string, ApiMethod> _methods = Build(chat, views, people, apps);

    private static Dictionary<string, ApiMethod> Build(ChatMethods chat, ViewMethods views, PeopleMethods people, AppMethods apps)
    {
        var methods = new Dictionary<string, ApiMethod>();
        chat.AddTo(methods);
        views.AddTo(methods);
        people.AddTo(methods);
        apps.AddTo(methods);
        methods["api.test"] = new(null, call => new JsonObject { ["ok"] = true, ["args"] = call.Body.Copy() }) { NoBotToken = true };
        return methods;
    }

    public async Task HandleAsync(HttpContext http, string method)
    {
        var (body, token, wrongBody) = await ApiBody.ReadAsync(http.Request, FormOnly(method));
        Workspace? caller;
        string? bodyToken = body.Str("token");
        lock (world.Gate) caller = world.Workspaces.Find(workspace => workspace.BotToken is not null && workspace.BotToken == (token ?? bodyToken));
        body.Remove("token");
        var call = new ApiRequest(method, body, token, caller);

        var fault = world.Faults.Take(method, caller?.Id);
        if (await StrikeBeforeAsync(http, call, fault)) return;
        if (world.Options.RateTiers && world.Tiers.Refuse(method, caller?.Id ?? "app", body.Str("channel")) is { } wait)
        {
            await RefuseAsync(http, call, wait);
            return;
        }

        var answer = Answer(call, bodyToken, wrongBody);
        if (fault?.Kind is FaultKind.HangAfter or FaultKind.ResetAfter)
        {
            // Processed, but the caller will never know: recorded as unanswered.
            world.Record(new ApiCall(method, body, world.Clock.Now, caller?.Id) { Status = 0 });
            if (fault.Kind == FaultKind.HangAfter) await HangAsync(http);
            http.Abort();
            return;
        }
        world.Record(new ApiCall(method, body, world.Clock.Now, caller?.Id) { Answer = answer.Copy() });
        if (caller is not null)
        {
            string scopes;
            lock (world.Gate) scopes = string.Join(',', caller.Scopes);
            http.Response.Headers["x-oauth-scopes"] = scopes;
        }
        await WriteAsync(http, answer);
    }

    private bool FormOnly(string method) => _methods.TryGetValue(method, out var known) && known.FormOnly;

    private JsonObject Answer(ApiRequest call, string? bodyToken, string? wrongBody)
    {
        lock (world.Gate)
        {
            try
            {
                if (!_methods.TryGetValue(call.Method, out var method))
                {
                    world.UnknownCall(call.Method);
                    throw new SlackErrorException("unknown_method") { More = new JsonObject { ["req_method"] = call.Method } };
                }
                if (wrongBody is not null) throw new SlackErrorException(wrongBody);
                if (!method.NoBotToken) Authorize(call, method, call.HeaderToken ?? bodyToken);
                return method.Answer(call);
            }
            catch (SlackErrorException refused)
            {
                return refused.ToJson();
            }
        }
    }

    private void Authorize(ApiRequest call, ApiMethod method, string? token)
    {
        if (token is null) throw new SlackErrorException("not_authed");
        if (call.Caller is not { } workspace) throw new SlackErrorException(token == world.Options.AppToken ? "not_allowed_token_type" : "invalid_auth");
        if (!workspace.Installed) throw new SlackErrorException("account_inactive");
        if (method.Scope is { } scope && !workspace.Scopes.Contains(scope)) throw new SlackErrorException("missing_scope") { More = PeopleMethods.Scopes(workspace, scope) };
    }

    /// <summary>Answers whether the call ends here.</summary>
    private async Task<bool> StrikeBeforeAsync(HttpContext http, ApiRequest call, Fault? fault)
    {
        switch (fault?.Kind)
        {
            case FaultKind.RateLimited:
                await RefuseAsync(http, call, fault.RetryAfter);
                return true;
            case FaultKind.ServerError:
                world.Record(new ApiCall(call.Method, call.Body, world.Clock.Now, call.Caller?.Id) { Status = 500 });
                http.Response.StatusCode = 500;
                await http.Response.WriteAsync("Internal Server Error");
                return true;
            case FaultKind.Error:
                var no = new SlackErrorException(fault.Code).ToJson();
                world.Record(new ApiCall(call.Method, call.Body, world.Clock.Now, call.Caller?.Id) { Answer = no.Copy() });
                await WriteAsync(http, no);
                return true;
            case FaultKind.Hang or FaultKind.ResetBefore:
                world.Record(new ApiCall(call.Method, call.Body, world.Clock.Now, call.Caller?.Id) { Status = 0 });
                if (fault.Kind == FaultKind.Hang) await HangAsync(http);
                http.Abort();
                return true;
            case FaultKind.Slow:
                await Task.Delay(fault.Delay, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return false;
            default:
                return false;
        }
    }

    private async Task RefuseAsync(HttpContext http, ApiRequest call, int seconds)
    {
        var answer = new SlackErrorException("ratelimited").ToJson();
        world.Record(new ApiCall(call.Method, call.Body, world.Clock.Now, call.Caller?.Id) { Answer = answer.Copy(), Status = 429 });
        http.Response.StatusCode = 429;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await WriteAsync(http, answer);
    }

    private static async Task HangAsync(HttpContext http) =>
        await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static async Task WriteAsync(HttpContext http, JsonObject answer)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer.ToJsonString());
    }
}
