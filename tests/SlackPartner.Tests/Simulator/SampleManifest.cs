using NUnit.Framework;

namespace SlackPartner.Tests.Simulator;

/// <summary>A manifest with both kinds of shortcut.</summary>
internal static class SampleManifest
{
    public static string Write()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"manifest-{Guid.NewGuid():N}.json");
        File.WriteAllText(path, """
            {
              "display_information": { "name": "Partner" },
              "features": {
                "slash_commands": [
                  { "command": "/sbi", "description": "Give feedback", "usage_hint": "@someone", "should_escape": true },
                  { "command": "/partner", "description": "People, settings, privacy", "should_escape": true },
                  { "command": "/plain", "description": "Not escaped" }
                ],
                "shortcuts": [
                  { "name": "Draft Feedback", "type": "global", "callback_id": "draft", "description": "Start a draft" },
                  { "name": "Draft Feedback From This", "type": "message", "callback_id": "draft_from", "description": "Start from a message" }
                ]
              },
              "oauth_config": { "scopes": { "bot": ["commands", "chat:write", "im:write", "im:history", "users:read", "files:write"] } },
              "settings": { "event_subscriptions": { "bot_events": ["message.im", "app_home_opened", "app_uninstalled", "tokens_revoked", "user_change"] } }
            }
            """);
        return path;
    }
}
