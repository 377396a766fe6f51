using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SlackPartner.Feedback;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner;

/// <summary>The only file that names every slice.</summary>
public static class Slices
{
    /// <summary>Registers the bot. The host adds the database, the clock, <see cref="SlackOptions"/> and <see cref="KeyRing"/>.</summary>
    public static IServiceCollection AddPartner(this IServiceCollection services, CommandNames names, WorkPace pace)
    {
        DapperTypes.Register();
        var routes = new SlackRoutes(names);
        var work = new WorkRoutes();
        Map(routes);
        Map(work);
        FeedbackSlice.AddServices(services);

        services.AddSingleton(names).AddSingleton(pace).AddSingleton(routes).AddSingleton(work);
        services.AddSingleton<Database>().AddSingleton<Migrator>().AddSingleton<TextCipher>();
        services.AddSingleton<Workspaces>().AddSingleton<People>().AddSingleton<Inbox>().AddSingleton<InboxPump>();
        services.AddSingleton<ReplyWriter>().AddSingleton<Dispatcher>().AddSingleton<SlackEdge>().AddSingleton<SlackLink>().AddSingleton<SocketMode>();
        services.AddSingleton<WorkRunner>().AddSingleton<WorkPump>();
        foreach (var handler in routes.Handlers.Concat(work.Handlers)) services.TryAddScoped(handler);
        return services;
    }

    private static void Map(SlackRoutes routes)
    {
        FeedbackSlice.Map(routes);
        HomeSlice.Map(routes);
        routes.OnEvent<UserChanged, RefreshPerson>();
    }

    private static void Map(WorkRoutes work)
    {
        FeedbackSlice.Map(work);
        HomeSlice.Map(work);
    }
}
