namespace SlackPartner.Tests.Architecture.Probing;

/// <summary>Has the name of its namespace, which nothing of ours may.</summary>
internal sealed class Probing;
