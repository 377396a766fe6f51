using SlackPartner.Jobs;
using SlackPartner.Slack;

namespace SlackPartner.Home;

/// <summary>The table of contents: every way into this slice.</summary>
public static class HomeSlice
{
    public static void Map(SlackRoutes routes)
    {
        routes.OnEvent<AppHomeOpened, OpenHome>();
        routes
            .OnMessageShortcut<SayNotYet>(HomeIds.Shortcut.ReplyCalmly)
            .OnMessageShortcut<SayNotYet>(HomeIds.Shortcut.AddToOneOnOne);
        routes.OnCommand(routes.Names.OneOnOne, HomeViews.Help);
    }

    public static void Map(WorkRoutes work) => work
        .Repeatable<PublishHome>(HomeIds.Work.Publish);
}

/// <summary>Names Slack and the work table echo back to us.</summary>
internal static class HomeIds
{
    /// <summary>Shortcuts of the manifest that no slice answers yet.</summary>
    public static class Shortcut
    {
        public const string ReplyCalmly = "feedback.reply_calmly";
        public const string AddToOneOnOne = "oneonone.add_from_message";
    }

    public static class Work
    {
        public const string Publish = "home.publish";
    }
}
