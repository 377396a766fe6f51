using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SlackPartner.Hangfire;

/// <summary>Hangfire's own pages at <c>/jobs</c>, to look and not to touch.</summary>
internal static class HangfireDashboard
{
    public const string Path = "/jobs";

    public static void Map(WebApplication app, DashboardPolicy policy)
    {
        var engine = app.Services.GetRequiredService<HangfireEngine>();
        var options = new DashboardOptions
        {
            // Asked here, before anything else: Hangfire asks only for pages that exist.
            Authorization = [],
            IsReadOnlyFunc = _ => true,
            AppPath = null,
            DisplayStorageConnectionString = false,
            DashboardTitle = "SlackPartner jobs",
        };
        app.Map(Path, jobs => jobs.Run(http => ShowAsync(http, engine, options, policy)));
    }

    private static async Task ShowAsync(HttpContext http, HangfireEngine engine, DashboardOptions options, DashboardPolicy policy)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!policy.Allows(http))
            http.Response.StatusCode = http.Response.Headers.WWWAuthenticate.Count > 0 ? StatusCodes.Status401Unauthorized : StatusCodes.Status404NotFound;
        else if (engine.Storage is not { } storage)
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else
            await new AspNetCoreDashboardMiddleware(NotFoundAsync, storage, options, DashboardRoutes.Routes).Invoke(http);
    }

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
