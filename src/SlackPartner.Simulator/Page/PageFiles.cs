using System.Reflection;

namespace SlackPartner.Simulator.Page;

/// <summary>Serves the page from the assembly, so that it works from any working directory.</summary>
internal static class PageFiles
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/", (HttpContext http) => SendAsync(http, "index.html"));
        app.MapGet("/page/{**path}", (HttpContext http, string path) => SendAsync(http, path));
    }

    private static async Task SendAsync(HttpContext http, string path)
    {
        await using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("wwwroot/" + path);
        if (file is null)
        {
            http.Response.StatusCode = 404;
            return;
        }
        http.Response.ContentType = Path.GetExtension(path) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";
        await file.CopyToAsync(http.Response.Body);
    }
}
