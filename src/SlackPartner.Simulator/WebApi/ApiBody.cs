using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace SlackPartner.Simulator.WebApi;

/// <summary>Reads arguments from query, form or JSON, and the token from header, form or query.</summary>
internal static class ApiBody
{
    public static async Task<(JsonObject Body, string? HeaderToken, string? Wrong)> ReadAsync(HttpRequest request, bool formOnly)
    {
        var body = new JsonObject();
        string? wrong = null;
        foreach (var (name, value) in request.Query) body[name] = Last(value);
        if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync()) body[name] = Last(value);
        }
        else if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            using var reader = new StreamReader(request.Body);
            var parsed = Json.Parse(await reader.ReadToEndAsync());
            if (parsed is not JsonObject given) wrong = "invalid_json";
            // Some methods read forms only; Slack then sees a call without arguments.
            else if (!formOnly)
                foreach (var (name, value) in given)
                    if (name != "token") body[name] = value?.DeepClone();
        }
        else if (request.ContentLength > 0)
        {
            wrong = "invalid_post_type";
        }
        var header = request.Headers.Authorization.ToString();
        return (body, header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null, wrong);
    }

    private static string Last(StringValues values) => values.Count == 0 ? "" : values[^1] ?? "";
}
