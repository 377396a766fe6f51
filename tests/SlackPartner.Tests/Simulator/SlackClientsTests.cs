using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using NUnit.Framework;
using SlackPartner.Simulator;
using SlackPartner.Simulator.Driver;

namespace SlackPartner.Tests.Simulator;

/// <summary>Slack's official Node clients judge the simulator, so that it is not only our own idea of Slack.</summary>
[NUnit.Framework.Category("Node")]
public sealed class SlackClientsTests
{
    [Test]
    public async Task Slacks_official_clients_find_nothing_wrong()
    {
        var folder = Folder();
        if (await RunAsync("node", ["--version"], folder) is null || await RunAsync("npm", ["--version"], folder) is null) Assert.Ignore("Node or npm is not installed; Slack's clients were not tried.");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            var (installed, output) = (await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder))!.Value; // npm was found above
            if (installed != 0) Assert.Ignore($"npm ci did not succeed (offline?); Slack's clients were not tried.\n{output}");
        }
        await using var slack = await SimulatedSlack.StartAsync(new SimulatorOptions { AckTimeout = TimeSpan.FromSeconds(20), TriggerLife = TimeSpan.FromSeconds(20) });

        var (_, said) = (await RunAsync("node", ["exercise.mjs", slack.Url, slack.BotToken, slack.AppToken, slack.SigningSecret], folder))!.Value; // node was found above

        var rules = said.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!).ToList();
        TestContext.Out.WriteLine(string.Join('\n', rules.Select(rule => rule["rule"])));
        Assert.That(rules.Where(rule => !rule["ok"]!.GetValue<bool>()).Select(rule => $"{rule["rule"]}: {rule["detail"]}"), Is.Empty, said);
        Assert.That(rules, Has.Count.EqualTo(17), said);
    }

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !Directory.Exists(Path.Combine(at.FullName, "tests", "slack-clients"))) at = at.Parent;
        return Path.Combine(at?.FullName ?? throw new DirectoryNotFoundException("tests/slack-clients"), "tests", "slack-clients");
    }

    private static async Task<(int Code, string Output)?> RunAsync(string program, string[] arguments, string folder)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!; // not a shell execute
            using var late = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(late.Token), process.StandardError.ReadToEndAsync(late.Token));
            try
            {
                await process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
