using System.Text.Json.Nodes;

namespace SlackPartner.Simulator.People;

/// <summary>A file as messages carry it.</summary>
internal static class FileCard
{
    public static JsonObject ToJson(World world, SlackFile file)
    {
        var type = Path.GetExtension(file.Name).TrimStart('.').ToLowerInvariant();
        var url = $"{world.BaseUrl}/files/{file.Team}/{file.Id}/{Uri.EscapeDataString(file.Name)}";
        return new JsonObject
        {
            ["id"] = file.Id, ["created"] = world.Clock.Now.ToUnixTimeSeconds(), ["timestamp"] = world.Clock.Now.ToUnixTimeSeconds(), ["name"] = file.Name,
            ["title"] = file.Title.Length > 0 ? file.Title : file.Name, ["mimetype"] = MimeOf(type), ["filetype"] = type, ["pretty_type"] = type.ToUpperInvariant(), ["user"] = file.User,
            ["size"] = file.Content?.Length ?? 0, ["mode"] = "hosted", ["is_external"] = false, ["is_public"] = false, ["url_private"] = url, ["url_private_download"] = url, ["permalink"] = url,
        };
    }

    public static string MimeOf(string type) => type switch
    {
        "json" => "application/json",
        "md" => "text/markdown",
        "ics" => "text/calendar",
        "txt" => "text/plain",
        "png" => "image/png",
        _ => "application/octet-stream",
    };
}
