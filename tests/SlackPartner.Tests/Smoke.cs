namespace SlackPartner.Tests;
public sealed class Smoke { [NUnit.Framework.Test] public void Runs() { } }
