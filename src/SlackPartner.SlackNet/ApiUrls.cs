using Default = SlackNet.Default;
using ISlackUrlBuilder = SlackNet.ISlackUrlBuilder;
using SlackJsonSettings = SlackNet.SlackJsonSettings;

namespace SlackPartner.SlackNet;

/// <summary>SlackNet knows one address, Slack's own; ours is a setting.</summary>
internal sealed class ApiUrls(Uri api, SlackJsonSettings json) : ISlackUrlBuilder
{
    private static readonly Uri Known = new("https://slack.com/api/");

    private readonly ISlackUrlBuilder _usual = Default.UrlBuilder(json);

    public string Url(string apiMethod, Dictionary<string, object> args) =>
        new Uri(api, Known.MakeRelativeUri(new Uri(_usual.Url(apiMethod, args)))).AbsoluteUri;
}
