namespace SlackPartner.Slack;

/// <summary>What our commands are called in Slack: another app may own a name, so each can be changed.</summary>
public sealed record CommandNames(string Sbi = "/sbi", string OneOnOne = "/1on1", string CoolDown = "/cooldown", string Partner = "/partner");

/// <summary>What the workspace's admin has to say.</summary>
/// <param name="Escalation">Whom to turn to when someone's messages are more than feedback; shown to people who mute someone.</param>
public sealed record HelpTexts(string? Escalation = null);
