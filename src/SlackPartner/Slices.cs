using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SlackPartner.CoolDowns;
using SlackPartner.Feedback;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Nudges;
using SlackPartner.OneOnOnes;
using SlackPartner.Partners;
using SlackPartner.Preferences;
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
        var ticks = new TickRoutes();
        Map(ticks);
        FeedbackSlice.AddServices(services);
        PartnersSlice.AddServices(services);
        OneOnOnesSlice.AddServices(services);
        CoolDownsSlice.AddServices(services);
        NudgesSlice.AddServices(services);

        services.AddSingleton(names).AddSingleton(pace).AddSingleton(routes).AddSingleton(work).AddSingleton(ticks);
        services.AddSingleton<Database>().AddSingleton<Migrator>().AddSingleton<TextCipher>().AddSingleton<KeyRotation>();
        services.AddSingleton<Workspaces>().AddSingleton<GoneWorkspaces>().AddSingleton<People>().AddSingleton<Colleagues>().AddSingleton<Schedules>().AddSingleton<Inbox>().AddSingleton<InboxPump>();
        services.AddSingleton<ReplyWriter>().AddSingleton<Dispatcher>().AddSingleton<SlackEdge>().AddSingleton<SlackLink>().AddSingleton(new SocketWatch()).AddSingleton<SocketMode>();
        services.AddSingleton<WorkRunner>().AddSingleton<WorkPump>().AddSingleton<WorkGauges>();
        foreach (var handler in routes.Handlers.Concat(work.Handlers).Concat(ticks.Handlers)) services.TryAddScoped(handler);
        return services;
    }

    private static void Map(SlackRoutes routes)
    {
        routes.OnEvent<UserChanged, RefreshPerson>(); // before whoever asks what has changed
        FeedbackSlice.Map(routes);
        PartnersSlice.Map(routes);
        OneOnOnesSlice.Map(routes);
        CoolDownsSlice.Map(routes);
        NudgesSlice.Map(routes);
        HomeSlice.Map(routes);
        routes.OnEvent<UserChanged, FollowZone>();
        routes.OnEvent<AppUninstalled, WipeWorkspace>();
        routes.OnEvent<TokensRevoked, WipeWorkspace>();
    }

    private static void Map(WorkRoutes work)
    {
        FeedbackSlice.Map(work);
        PartnersSlice.Map(work);
        OneOnOnesSlice.Map(work);
        CoolDownsSlice.Map(work);
        NudgesSlice.Map(work);
        HomeSlice.Map(work);
    }

    private static void Map(TickRoutes ticks)
    {
        ticks.Every<PokePump>("poke", TimeSpan.FromMinutes(1)).Every<SweepSettled>("sweep", TimeSpan.FromHours(1));
        OneOnOnesSlice.Map(ticks);
        CoolDownsSlice.Map(ticks);
        NudgesSlice.Map(ticks);
    }
}
