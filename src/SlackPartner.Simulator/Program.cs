using SlackPartner.Simulator;

var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
try
{
    await using var simulator = await SimulatorHost.StartAsync(SimulatorOptions.From(settings));
    Console.WriteLine($"Slack without Slack: {simulator.World.BaseUrl}/");
    Console.WriteLine($"Web API: {simulator.World.BaseUrl}/api/ · workspace {simulator.World.Default.Name} ({simulator.World.Default.Id})");
    await simulator.WaitForShutdownAsync();
    return 0;
}
catch (IOException wrong)
{
    // A taken port or a manifest that is not there: the sentence says it, a stack trace would hide it.
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
