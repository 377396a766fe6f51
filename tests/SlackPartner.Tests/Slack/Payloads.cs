using System.Text.Json.Nodes;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Slack;

/// <summary>What Slack may send: a few of each kind, and the public ones where they are.</summary>
internal static class Payloads
{
    public static readonly IReadOnlyList<string> Own =
    [
        """{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1","team_id":"T1"},"trigger_id":"1.2","response_url":"https://hooks.slack.com/x","channel":{"id":"D1"},"message":{"ts":"1.1","user":"U2","text":"Hi"},"container":{"type":"message","message_ts":"1.1","channel_id":"D1"},"actions":[{"type":"button","action_id":"feedback.read","block_id":"b","value":"x"}]}""",
        """{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"trigger_id":"1.2","view":{"id":"V1","type":"home","callback_id":"c","private_metadata":"m"},"actions":[{"type":"overflow","action_id":"a","selected_option":{"text":{"type":"plain_text","text":"A"},"value":"1"}}]}""",
        """{"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1"},"trigger_id":"1.2","view":{"id":"V1","callback_id":"feedback.form","private_metadata":"x","state":{"values":{"to":{"to":{"type":"users_select","selected_user":"U2"}},"when":{"when":{"type":"datepicker","selected_date":"2026-11-24"}},"situation":{"situation":{"type":"plain_text_input","value":"S"}},"until":{"until":{"type":"radio_buttons","selected_option":{"value":"2h"}}}}}}}""",
        """{"type":"shortcut","team":{"id":"T1"},"user":{"id":"U1"},"trigger_id":"1.2","callback_id":"draft"}""",
        """{"type":"message_action","team":{"id":"T1"},"user":{"id":"U1"},"trigger_id":"1.2","callback_id":"draft","channel":{"id":"C1"},"message_ts":"1.1","message":{"ts":"1.1","user":"U2","text":"Hi"},"response_url":"https://hooks.slack.com/x"}""",
        """{"team_id":"T1","user_id":"U1","command":"/sbi","text":"<@U2|bob> you never listen","trigger_id":"1.2","response_url":"https://hooks.slack.com/x"}""",
        """{"type":"event_callback","team_id":"T1","event_id":"Ev1","event_time":1,"event":{"type":"message","channel_type":"im","channel":"D1","user":"U1","text":"Hi","ts":"1.1","event_ts":"1.1","thread_ts":"1.0","files":[{"id":"F1"}]}}""",
        """{"type":"event_callback","team_id":"T1","event_id":"Ev2","event":{"type":"message","subtype":"message_changed","channel_type":"im","channel":"D1","message":{"user":"U1","text":"Hi","ts":"1.1"},"previous_message":{"text":"Ho"}}}""",
        """{"type":"event_callback","team_id":"T1","event_id":"Ev3","event":{"type":"message","subtype":"message_deleted","channel_type":"im","channel":"D1","deleted_ts":"1.1","previous_message":{"user":"U1","text":"Ho","ts":"1.1"}}}""",
        """{"type":"event_callback","team_id":"T1","event_id":"Ev4","event":{"type":"app_home_opened","user":"U1","tab":"home","event_ts":"1.1"}}""",
        """{"type":"event_callback","team_id":"T1","event_id":"Ev5","event":{"type":"user_change","user":{"id":"U1","tz":"Europe/Berlin"}}}""",
        """{"type":"event_callback","team_id":"T1","event_id":"Ev6","event":{"type":"tokens_revoked","tokens":{"oauth":["U1"],"bot":["U2"]}}}""",
        """{"type":"event_callback","team_id":"T1","event_id":"Ev7","event":{"type":"app_uninstalled"}}""",
        """{"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1518467820}""",
    ];

    /// <summary>Files of Slack's public SDK; empty where they are not at hand.</summary>
    public static IReadOnlyList<string> Public { get; } = Repository.SharedVectors is not { } root ? [] :
    [
        .. from folder in new[] { "events", "app-backend" }
           from path in Directory.GetFiles(Path.Combine(root, folder), "*.json", SearchOption.AllDirectories)
           orderby path
           select File.ReadAllText(path),
    ];

    /// <summary>The blanks of a public payload filled with real ids, so that more of it is read.</summary>
    public static JsonNode Filled(string payload, string team, string user)
    {
        var json = JsonNode.Parse(payload)!; // a JSON file
        Fill(json);
        return json;

        void Fill(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject fields:
                    foreach (var (name, value) in fields.ToList())
                    {
                        if (value is JsonValue text && text.TryGetValue<string>(out var words) && words.Length == 0) fields[name] = Id(name);
                        else Fill(value);
                    }
                    break;
                case JsonArray items:
                    foreach (var item in items) Fill(item);
                    break;
            }
        }

        string Id(string name) => name switch
        {
            "team_id" or "team" => team,
            "user_id" or "user" => user,
            "id" => "X0FILLED",
            "event_id" => $"Ev{Guid.NewGuid():N}",
            "ts" or "event_ts" or "message_ts" or "deleted_ts" => "1795521600.000100",
            "channel" or "channel_id" => "D0FILLED",
            "channel_type" => "im",
            _ => "filled",
        };
    }
}
