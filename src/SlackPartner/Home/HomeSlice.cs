using SlackPartner.Jobs;
using SlackPartner.Slack;

namespace SlackPartner.Home;

/// <summary>The table of contents: every way into this slice.</summary>
public static class HomeSlice
{
    public static void Map(SlackRoutes routes)
    {
        routes.OnEvent<AppHomeOpened, OpenHome>();
        routes.OnEvent<DirectMessage, GreetWriter>();
        routes.OnCommand(routes.Names.Partner, HomeViews.Help);
        routes.OnCommand(routes.Names.OneOnOne, HomeViews.Help);
        routes.OnCommand(routes.Names.CoolDown, HomeViews.Help);
    }

    public static void Map(WorkRoutes work) => work
        .Repeatable<PublishHome>(HomeIds.Work.Publish)
        .Message<SendGreeting>(HomeIds.Work.Greet);
}

/// <summary>Names the work table echoes back to us.</summary>
internal static class HomeIds
{
    public static class Work
    {
        public const string Publish = "home.publish";
        public const string Greet = "home.greet";
    }
}
