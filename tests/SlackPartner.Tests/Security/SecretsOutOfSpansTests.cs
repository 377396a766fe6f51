using System.Diagnostics;
using SlackPartner.Worker;

namespace SlackPartner.Tests.Security;

internal sealed class SecretsOutOfSpansTests
{
    [TestCase("https://hooks.slack.com/commands/T1/123/secret", "https://hooks.slack.com/…")]
    [TestCase("wss://wss-primary.slack.com/link/?ticket=secret", "wss://wss-primary.slack.com/…")]
    [TestCase("https://slack.com/api/chat.postMessage?token=secret", "https://slack.com/api/chat.postMessage")]
    [TestCase("?code=secret&state=secret", "")]
    public void Of_a_url_only_what_is_no_secret_stays(string url, string left)
    {
        using var source = new ActivitySource("test");
        using var listener = new ActivityListener { ShouldListenTo = one => one == source, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(listener);
        using var span = source.StartActivity("call")!;
        span.SetTag("url.full", url);
        span.SetStatus(ActivityStatusCode.Error, "the words of a person");

        new SecretsOutOfSpans().OnEnd(span);

        Assert.Multiple(() =>
        {
            Assert.That(span.GetTagItem("url.full"), Is.EqualTo(left));
            Assert.That(span.StatusDescription, Is.Null);
            Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Error));
        });
    }
}
