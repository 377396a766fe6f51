using System.Text.RegularExpressions;
using SlackPartner.Security;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Deploy;

/// <summary>The files that deploy the bot name ports, paths and settings of the code: they move together.</summary>
internal sealed partial class DeployFilesTests
{
    private static readonly string[] Files = ["Dockerfile", "compose.yaml", "k8s/worker.yaml", "k8s/secret.example.yaml", "systemd/slackpartner.service"];
    private static readonly string Code = string.Concat(
        Directory.EnumerateFiles(Repository.PathTo("src"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));

    [Test]
    public void Every_setting_they_name_is_read_by_the_code([ValueSource(nameof(Files))] string file)
    {
        var settings = Setting().Matches(Read(file)).Select(match => match.Value).Distinct().Where(name => !name.StartsWith("A__", StringComparison.Ordinal));
        Assert.That(settings.Where(name => !IsRead(name)), Is.Empty);
    }

    [Test]
    public void A_setting_nobody_reads_is_noticed() => Assert.That(IsRead("Slack__BotTokenn"), Is.False);

    [Test]
    public void Probes_ask_for_paths_that_are_mapped()
    {
        var paths = ProbePath().Matches(Read("k8s/worker.yaml")).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.That(paths, Is.EquivalentTo(["/health/live", "/health/ready"]));
        Assert.That(paths.Where(path => !Code.Contains($"\"{path}\"", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_worker_listens_on_one_port_everywhere()
    {
        Assert.That(File.ReadAllText(Repository.PathTo("appsettings.json")), Does.Contain("http://localhost:5050"));
        Assert.That(Read("Dockerfile"), Does.Contain("Urls=http://+:5050").And.Contain("EXPOSE 5050"));
        Assert.That(Read("compose.yaml"), Does.Contain("127.0.0.1:5050:5050"));
        Assert.That(Read("k8s/worker.yaml"), Does.Contain("containerPort: 5050"));
    }

    [Test]
    public void The_image_is_built_from_files_that_are_there()
    {
        var sources = Copy().Matches(Read("Dockerfile")).SelectMany(match => match.Groups[1].Value.Split(' ')[..^1]);
        Assert.That(sources.Where(path => !Path.Exists(Repository.PathTo(path))), Is.Empty);
    }

    [Test]
    public void Every_stage_that_runs_is_not_root()
    {
        var stages = Read("Dockerfile").Split("\nFROM ").Where(stage => stage.Contains("ENTRYPOINT", StringComparison.Ordinal)).ToList();
        Assert.That(stages, Has.Count.EqualTo(2));
        Assert.That(stages, Is.All.Contains("USER $APP_UID"));
        Assert.That(Read("k8s/worker.yaml"), Does.Contain("runAsNonRoot: true").And.Contain("readOnlyRootFilesystem: true"));
        Assert.That(Read("systemd/slackpartner.service"), Does.Contain("DynamicUser=yes"));
    }

    [Test]
    public void Compose_builds_stages_that_exist()
    {
        var targets = Target().Matches(Read("compose.yaml")).Select(match => match.Groups[1].Value);
        Assert.That(targets, Is.All.Matches<string>(target => Read("Dockerfile").Contains($" AS {target}\n", StringComparison.Ordinal)));
    }

    [Test]
    public void The_playground_has_a_key_the_worker_takes() =>
        Assert.That(() => KeyRing.Parse(PlaygroundKey().Match(Read("compose.yaml")).Groups[1].Value), Throws.Nothing);

    private static bool IsRead(string name)
    {
        var (section, key) = (name.Split("__")[0], name.Split("__")[1]);
        return Code.Contains($"\"{section}:{key}\"", StringComparison.Ordinal)
            || (section == "ConnectionStrings" && Code.Contains($"GetConnectionString(\"{key}\")", StringComparison.Ordinal));
    }

    private static string Read(string file) => File.ReadAllText(Repository.PathTo("deploy", file));

    [GeneratedRegex(@"\b[A-Z][A-Za-z]*__[A-Za-z]+\b")]
    private static partial Regex Setting();

    [GeneratedRegex(@"httpGet: \{ path: ([^,]+),")]
    private static partial Regex ProbePath();

    [GeneratedRegex(@"^COPY (?!--from)(.+)$", RegexOptions.Multiline)]
    private static partial Regex Copy();

    [GeneratedRegex(@"target: (\S+)")]
    private static partial Regex Target();

    [GeneratedRegex(@"Security__Keys: (playground:\S+)")]
    private static partial Regex PlaygroundKey();
}
