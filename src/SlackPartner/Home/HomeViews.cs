using NodaTime;
using NodaTime.Text;
using SlackPartner.Home.Privacy;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;

namespace SlackPartner.Home;

/// <summary>The Home tab.</summary>
internal static class HomeViews
{
    // Together with the frame below 100, which is all that Slack takes.
    private const int MostWaiting = 20;
    private const int MostStanding = 70;

    private static readonly ZonedDateTimePattern Stamp = ZonedDateTimePattern.CreateWithInvariantCulture("ddd HH:mm", null);

    public static HomeTab Home(IReadOnlyList<HomeCard> cards, ZonedDateTime updated) => new(
    [
        .. cards.Any(card => card.Waiting.Count > 0)
            ? [new Header("Waiting for you"), .. AtMost(MostWaiting, cards.SelectMany(card => card.Waiting)), new Divider()]
            : Array.Empty<Block>(),
        .. AtMost(MostStanding, cards.SelectMany(card => card.Standing)),
        new Divider(),
        new Actions(new Button(HomeIds.Action.Settings, "Settings", "open"), new Button(PrivacyIds.Action.Show, "Privacy", "open")),
        new Context($"Updated {Stamp.Format(updated)}. Only you see this page."),
    ]);

    /// <summary>After erasing: nothing of the person is left to show.</summary>
    public static HomeTab Blank(CommandNames names) => new(
    [
        new Section($"Partner keeps nothing about you. `{names.Sbi}` begins a note; opening this page again shows how."),
    ]);

    private static IReadOnlyList<Block> AtMost(int most, IEnumerable<Block> blocks)
    {
        var all = blocks.ToList();
        return all.Count <= most ? all : [.. all.Take(most - 1), new Context("There is more than fits here; the lists have all of it.")];
    }
}
