using System.Globalization;
using System.Text.Json.Nodes;

namespace SlackPartner.Simulator;

/// <summary>Someone in a workspace: a person, our bot, or another app's bot.</summary>
public sealed record Member(string Id, string Name, string RealName)
{
    public string Title { get; init; } = "";
    public string? Zone { get; init; }
    public string Locale { get; init; } = "en-US";
    public bool IsBot { get; init; }
    public bool Deleted { get; init; }
    public string? BotId { get; init; }
    public string? AppId { get; init; }

    /// <summary>Slack may know a zone this machine does not.</summary>
    internal int OffsetSeconds(DateTimeOffset now) =>
        Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? (int)zone.GetUtcOffset(now).TotalSeconds : 0;

    /// <summary>The user object of users.info; <c>tz</c> is absent where Slack may leave it out.</summary>
    internal JsonObject ToUser(string teamId, DateTimeOffset now, bool withLocale)
    {
        var words = RealName.Split(' ', 2);
        var profile = new JsonObject
        {
            ["title"] = Title, ["phone"] = "", ["skype"] = "", ["real_name"] = RealName, ["real_name_normalized"] = RealName,
            ["display_name"] = IsBot ? "" : RealName, ["display_name_normalized"] = IsBot ? "" : RealName,
            ["first_name"] = words[0], ["last_name"] = words.ElementAtOrDefault(1) ?? "",
            ["status_text"] = "", ["status_emoji"] = "", ["status_expiration"] = 0, ["avatar_hash"] = "g" + Id.ToLowerInvariant(), ["team"] = teamId,
        };
        if (IsBot)
        {
            profile["bot_id"] = BotId;
            profile["api_app_id"] = AppId;
            profile["always_active"] = true;
        }
        var user = new JsonObject { ["id"] = Id, ["team_id"] = teamId, ["name"] = Name, ["deleted"] = Deleted };
        if (!Deleted)
        {
            user["color"] = "9f69e7";
            user["real_name"] = RealName;
            if (Zone is not null)
            {
                user["tz"] = Zone;
                user["tz_label"] = string.Create(CultureInfo.InvariantCulture, $"{Zone.Split('/')[^1].Replace('_', ' ')} Time");
                user["tz_offset"] = OffsetSeconds(now);
            }
        }
        user["profile"] = profile;
        user["is_bot"] = IsBot;
        user["is_app_user"] = false;
        user["updated"] = 1_700_000_000;
        if (!Deleted)
        {
            user["is_admin"] = false;
            user["is_owner"] = false;
            user["is_primary_owner"] = false;
            user["is_restricted"] = false;
            user["is_ultra_restricted"] = false;
            user["is_email_confirmed"] = !IsBot;
        }
        if (withLocale) user["locale"] = Locale;
        return user;
    }
}
