namespace SlackPartner.Slack;

/// <summary>What our commands are called in Slack: another app may own a name, so each can be changed.</summary>
public sealed record CommandNames(string Sbi = "/sbi", string OneOnOne = "/1on1", string CoolDown = "/cooldown", string Partner = "/partner");
