using NodaTime;
using NodaTime.Text;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;

namespace SlackPartner.Home;

/// <summary>The Home tab.</summary>
internal static class HomeViews
{
    private static readonly ZonedDateTimePattern Stamp = ZonedDateTimePattern.CreateWithInvariantCulture("ddd HH:mm", null);

    public static HomeTab Home(IReadOnlyList<HomeCard> cards, ZonedDateTime updated) => new(
    [
        .. cards.Any(card => card.Waiting.Count > 0) ? [new Header("Waiting for you"), .. cards.SelectMany(card => card.Waiting), new Divider()] : Array.Empty<Block>(),
        .. cards.SelectMany(card => card.Standing),
        new Actions(new Button(HomeIds.Action.Settings, "Settings", "open")),
        new Context($"Updated {Stamp.Format(updated)}. Only you see this page."),
    ]);
}
