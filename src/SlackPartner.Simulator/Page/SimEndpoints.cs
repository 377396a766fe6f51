namespace SlackPartner.Simulator.Page;

/// <summary>What the page asks for; everything goes through the same methods as the driver.</summary>
internal static class SimEndpoints
{
    public static void Map(WebApplication app, SimulatorHost host)
    {
        _ = host;
        app.MapGet("/sim/health", () => "ok");
    }
}
