namespace SlackPartner.Coach;

/// <summary>A rule pack says something it may not. The message names the place.</summary>
public sealed class RulePackException(string message) : Exception(message);
