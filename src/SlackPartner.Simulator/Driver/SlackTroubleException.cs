namespace SlackPartner.Simulator.Driver;

/// <summary>What a person sees when Slack says that the app did not answer well, or what a journey looked for and did not find.</summary>
public sealed class SlackTroubleException(string message) : Exception(message);
