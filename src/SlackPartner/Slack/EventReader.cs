using System.Globalization;
using System.Text.Json;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Who an event is about and when it happened: what the inbox orders by.</summary>
public sealed record EventEnvelope(TeamId Team, string EventId, string Person, decimal Ts, SlackEvent Event);

/// <summary>Reads events. Null means: not for us, acknowledge and forget it before anything is stored.</summary>
public static class EventReader
{
    public static EventEnvelope? Read(JsonElement envelope)
    {
        if (envelope.Text("type") != "event_callback" || envelope.Text("team_id") is not { Length: > 0 } teamId
            || envelope.Text("event_id") is not { Length: > 0 } eventId || envelope.At("event") is not { } inner) return null;
        var team = new TeamId(teamId);
        if (ReadEvent(inner, team, envelope) is not { } happened) return null;
        return new EventEnvelope(team, eventId, PersonOf(happened), TimeOf(inner, envelope), happened);
    }

    /// <summary>Something a person said in a channel or a group. Such a text is never stored, so this is asked before anything else.</summary>
    public static ChannelMessage? ReadChannelMessage(JsonElement envelope)
    {
        if (!IsInChannel(envelope) || envelope.Text("team_id") is not { Length: > 0 } team || envelope.At("event") is not { } inner) return null;
        return inner.Text("subtype") is null or "file_share" or "thread_broadcast" && IsPerson(inner) && inner.Text("channel") is { } channel && inner.Text("ts") is { } ts
            ? new ChannelMessage(Person(new TeamId(team), inner.Text("user")!), new(channel, ts), inner.Text("thread_ts"), TextOf(inner)) // IsPerson saw it
            : null;
    }

    private static bool IsInChannel(JsonElement envelope) =>
        envelope.Text("type") == "event_callback" && envelope.Text("event", "type") == "message" && envelope.Text("event", "channel_type") is "channel" or "group" or "mpim";

    private static SlackEvent? ReadEvent(JsonElement inner, TeamId team, JsonElement envelope) => inner.Text("type") switch
    {
        // Slack sends it for the Messages tab too.
        "app_home_opened" when inner.Text("user") is { } user && inner.Text("tab") != "messages" => new AppHomeOpened(Person(team, user)),
        "message" when inner.Text("channel_type") == "im" => ReadMessage(inner, team),
        "user_change" when inner.Text("user", "id") is { } user => new UserChanged(Person(team, user)),
        "app_uninstalled" => new AppUninstalled(team),
        "tokens_revoked" when inner.Items("tokens", "bot").Any() => new TokensRevoked(team),
        _ => null,
    };

    private static SlackEvent? ReadMessage(JsonElement inner, TeamId team)
    {
        if (inner.Text("channel") is not { } channel) return null;
        return inner.Text("subtype") switch
        {
            null or "file_share" when IsPerson(inner) && inner.Text("ts") is { } ts => new DirectMessage(
                Person(team, inner.Text("user")!), // IsPerson saw it
                new(channel, ts), inner.Text("thread_ts"), TextOf(inner), inner.Items("files").Any()),
            "message_changed" when inner.At("message") is { } now && IsPerson(now) && now.Text("ts") is { } ts
                    && now.Text("text") != inner.Text("previous_message", "text") => // Slack also says "changed" when a link unfurls
                new DirectMessageChanged(Person(team, now.Text("user")!), new(channel, ts), TextOf(now), TextOf(inner.At("previous_message") ?? default)),
            "message_deleted" when inner.At("previous_message") is { } gone && IsPerson(gone) && inner.Text("deleted_ts") is { } ts =>
                new DirectMessageDeleted(Person(team, gone.Text("user")!), new(channel, ts), TextOf(gone)),
            _ => null,
        };
    }

    private static PrivateText TextOf(JsonElement message) => new(Mrkdwn.Unescape(message.Text("text") ?? ""));

    /// <summary>Our own messages come back as events too.</summary>
    private static bool IsPerson(JsonElement message) => message.Text("bot_id") is null && message.Text("user") is { Length: > 0 } and not "USLACKBOT";

    private static string PersonOf(SlackEvent happened) => happened switch
    {
        AppHomeOpened opened => opened.Who.User.Value,
        DirectMessage message => message.From.User.Value,
        DirectMessageChanged changed => changed.From.User.Value,
        DirectMessageDeleted deleted => deleted.From.User.Value,
        UserChanged changed => changed.Who.User.Value,
        _ => "",
    };

    private static decimal TimeOf(JsonElement inner, JsonElement envelope)
    {
        var text = inner.Text("event_ts") ?? inner.Text("ts") ?? envelope.At("event_time")?.ToString();
        // Beyond this a number is no time, and a decimal column would refuse it.
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ts) && ts < 100_000_000_000m ? ts : 0;
    }

    private static PersonId Person(TeamId team, string user) => new(team, new UserId(user));
}
