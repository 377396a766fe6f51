#if HANGFIRE
using SlackPartner.Hangfire;
#endif

namespace SlackPartner.Worker;

/// <summary>The job engines there are: Quartz always, Hangfire where it was compiled in.</summary>
internal static class JobEngines
{
    public const string Quartz = "quartz";
    public const string Hangfire = "hangfire";

    /// <exception cref="SettingException">The engine asked for is not in this build, or is none.</exception>
    public static void AddServices(IServiceCollection services, JobSettings jobs, string postgres)
    {
        switch (jobs.Engine)
        {
            case Quartz when jobs.Dashboard is not null:
                throw new SettingException("Jobs__Dashboard is Hangfire's, and Jobs__Engine is quartz: remove it, or set Jobs__Engine=hangfire.");
            case Quartz:
                QuartzEngine.AddServices(services, postgres);
                break;
            case Hangfire:
                AddHangfire(services, jobs, postgres);
                break;
            default:
                throw new SettingException("Jobs__Engine is quartz or hangfire.");
        }
    }

#if HANGFIRE
    public static void MapDashboard(WebApplication app, JobSettings jobs)
    {
        if (DashboardPolicy.Parse(jobs.Dashboard) is { } policy) HangfireDashboard.Map(app, policy);
    }

    private static void AddHangfire(IServiceCollection services, JobSettings jobs, string postgres)
    {
        if (jobs.Dashboard is not null && DashboardPolicy.Parse(jobs.Dashboard) is null)
            throw new SettingException("Jobs__Dashboard is loopback or basic:<user>:<password>.");
        HangfireEngine.AddServices(services, postgres);
    }
#else
    public static void MapDashboard(WebApplication app, JobSettings jobs)
    {
        // Quartz has none.
    }

    private static void AddHangfire(IServiceCollection services, JobSettings jobs, string postgres) => throw new SettingException(
        "Jobs__Engine=hangfire is not in this build. Build the worker with -p:WithHangfire=true, or set Jobs__Engine=quartz.");
#endif
}
