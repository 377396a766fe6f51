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
            .OnAction<OpenSettings>(HomeIds.Action.Settings)
            .OnSubmit<SaveSettings>(HomeIds.View.Settings);
        routes.OnCommand(routes.Names.Partner).Word<OpenSettings>("settings");
    }

    public static void Map(WorkRoutes work) => work
        .Repeatable<PublishHome>(HomeIds.Work.Publish);
}

/// <summary>Names Slack and the work table echo back to us.</summary>
internal static class HomeIds
{
    /// <summary>Modals that are submitted.</summary>
    public static class View
    {
        public const string Settings = "home.settings";
    }

    /// <summary>Buttons.</summary>
    public static class Action
    {
        public const string Settings = "home.settings";
    }

    public static class Work
    {
        public const string Publish = "home.publish";
    }
}
