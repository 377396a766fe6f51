using SlackPartner.Simulator;

var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
var options = SimulatorOptions.From(settings);
await using var simulator = await SimulatorHost.StartAsync(options);
Console.WriteLine($"Slack without Slack: {simulator.World.BaseUrl}/");
Console.WriteLine($"Web API: {simulator.World.BaseUrl}/api/ · workspace {simulator.World.Default.Name} ({simulator.World.Default.Id})");
await simulator.WaitForShutdownAsync();
