using Microsoft.Extensions.Configuration;
using SlackPartner.Worker;

namespace SlackPartner.Tests.Home;

/// <summary>How long things are kept is never guessed.</summary>
internal sealed class RetentionSettingsTests
{
    [Test]
    public void The_usual_is_thirty_and_a_hundred_and_eighty_days() => Assert.That(Read(drafts: null, shared: " "), Is.EqualTo((30, 180)));

    [Test]
    public void An_admin_may_choose() => Assert.That(Read("1", "3650"), Is.EqualTo((1, 3650)));

    [TestCase("0")]
    [TestCase("-5")]
    [TestCase("30.5")]
    [TestCase("30 days")]
    [TestCase("4000")]
    [TestCase("99999999999999999999")]
    public void Anything_else_is_refused_and_says_what_to_write(string days)
    {
        Assert.That(() => Read(days, "180"), Throws.InstanceOf<SettingException>().With.Message.EqualTo("Retention__Drafts must be a whole number of days from 1 to 3650."));
        Assert.That(() => Read("30", days), Throws.InstanceOf<SettingException>().With.Message.StartsWith("Retention__Shared must be"));
    }

    private static (int, int) Read(string? drafts, string? shared)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Postgres"] = "Host=x", ["Retention:Drafts"] = drafts, ["Retention:Shared"] = shared })
            .Build();
        var retention = Settings.From(configuration).Retention;
        return (retention.Drafts, retention.Shared);
    }
}
