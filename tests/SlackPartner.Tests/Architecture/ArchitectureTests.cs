using System.Reflection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace SlackPartner.Tests.Architecture;

internal sealed class ArchitectureTests
{
    private static readonly Assembly[] Ours = [typeof(Slices).Assembly, typeof(SlackPartner.Worker.WorkerHost).Assembly, typeof(SlackPartner.Simulator.SimulatorOptions).Assembly];

    /// <summary>Words whose values are our own constants, ids, or codes of Slack and Postgres.</summary>
    private static readonly string[] LoggedWords =
        ["kind", "name", "team", "user", "reply", "failure", "error", "slackError", "sqlState", "stack", "eventId", "type", "what", "reason", "method", "key"];

    private static readonly Type[] LoggedTypes = [typeof(Guid), typeof(int), typeof(long), typeof(double), typeof(bool), typeof(TimeSpan), typeof(Duration), typeof(Instant)];

    private static IEnumerable<TestCaseData> AllRules() => Rules.All.Select(rule => new TestCaseData(rule.Check).SetName(rule.Name));

    [TestCaseSource(nameof(AllRules))]
    public void Source_keeps(Func<SourceFile, IEnumerable<string>> check) => Assert.That(SourceFile.All.SelectMany(check), Is.Empty);

    [TestCaseSource(nameof(Probes))]
    public void Rule_finds_its_probe(string rule, string path, string code) =>
        Assert.That(Rules.All.Single(one => one.Name == rule).Check(new SourceFile(path, code)), Is.Not.Empty);

    [Test]
    public void Every_rule_has_a_probe() => Assert.That(Probes().Select(probe => probe.Arguments[0]).Distinct(), Is.EquivalentTo(Rules.All.Select(rule => rule.Name)));

    [TestCaseSource(nameof(Innocents))]
    public void Rules_leave_alone(string path, string code) => Assert.That(Rules.All.SelectMany(rule => rule.Check(new SourceFile(path, code))), Is.Empty);

    [Test]
    public void Nothing_is_allowed_that_is_not_needed() => Assert.That(Rules.StaleAllowances(SourceFile.All), Is.Empty);

    [Test]
    public void The_source_is_found() => Assert.That(SourceFile.All.Select(file => file.Project).Distinct(), Is.SupersetOf(new[] { "SlackPartner", "SlackPartner.Worker", "SlackPartner.Simulator" }));

    [Test]
    public void The_simulator_has_no_reference_to_ours() => Assert.That(
        typeof(SlackPartner.Simulator.SimulatorOptions).Assembly.GetReferencedAssemblies().Select(name => name.Name), Has.None.StartsWith("SlackPartner"));

    [Test]
    public void The_bot_has_no_reference_to_hosts_and_engines() => Assert.That(
        typeof(Slices).Assembly.GetReferencedAssemblies().Select(name => name.Name),
        Has.None.StartsWith("Quartz").And.None.StartsWith("Serilog").And.None.StartsWith("Microsoft.Extensions.Hosting").And.None.StartsWith("Microsoft.AspNetCore"));

    [Test]
    public void No_type_has_the_name_of_its_namespace() => Assert.That(Ours.SelectMany(assembly => assembly.GetTypes()).Where(IsNamedLikeItsNamespace), Is.Empty);

    [Test]
    public void A_type_with_the_name_of_its_namespace_is_found() => Assert.That(IsNamedLikeItsNamespace(typeof(Probing.Probing)), Is.True);

    [Test]
    public void Log_templates_take_ids_counts_and_durations() => Assert.That(Ours.Take(2).SelectMany(assembly => assembly.GetTypes()).SelectMany(LogTrouble), Is.Empty);

    [Test]
    public void A_log_template_that_takes_text_is_found() =>
        Assert.That(LogTrouble(typeof(LogProbes)).Select(trouble => trouble.Split(' ')[0]), Is.EquivalentTo(new[] { "Text", "Form", "Message", "Modal", "Failure", "Words", "Quoted" }));

    [Test]
    public void There_are_log_templates_to_look_at() => Assert.That(Ours.Take(2).SelectMany(assembly => assembly.GetTypes()).SelectMany(Templates).Count(), Is.GreaterThan(10));

    private static IEnumerable<TestCaseData> Probes()
    {
        yield return Probe("Layers_use_only_what_is_below_them", "Kernel", "using SlackPartner.Storage;");
        yield return Probe("Layers_use_only_what_is_below_them", "Storage", "using SlackPartner.Security;");
        yield return Probe("Layers_use_only_what_is_below_them", "Security", "using static SlackPartner.Slack.Block;");
        yield return Probe("Layers_use_only_what_is_below_them", "Slack", "using Work = SlackPartner.Jobs.WorkItem;");
        yield return Probe("Layers_use_only_what_is_below_them", "Jobs", "class A { Security.TextCipher? _cipher; }");
        yield return Probe("Layers_use_only_what_is_below_them", "Coach", "using SlackPartner.Feedback;");
        yield return Probe("Slices_use_nothing_of_each_other", "Home", "using SlackPartner.Feedback;");
        yield return Probe("Slices_use_nothing_of_each_other", "CoolDowns", "class A { Feedback.FeedbackNote? _note; }");
        yield return Probe("Slices_use_nothing_of_each_other", "Nudges", "using SlackPartner.Home; class A { PublishHome? _home; }");
        yield return Probe("Only_one_file_names_the_slices", "", "using SlackPartner.Feedback;");
        yield return Probe("Only_one_file_names_the_slices", "Slack", "using SlackPartner.Home;");
        yield return Probe("Only_the_worker_names_hosts_engines_and_configuration", "Jobs", "using Quartz;");
        yield return Probe("Only_the_worker_names_hosts_engines_and_configuration", "Slack", "class A(IConfiguration settings);");
        yield return Probe("Only_the_worker_names_hosts_engines_and_configuration", "Jobs", "using Microsoft.Extensions.Hosting;");
        yield return new TestCaseData("The_simulator_uses_nothing_of_ours", "SlackPartner.Simulator/Probe.cs", "using SlackPartner.Kernel;").SetName("{m}(Simulator)");
        yield return Probe("Private_text_is_revealed_only_where_it_must_be", "Feedback", "class A { string Read(PrivateText text) => text.Reveal(); }");
        yield return Probe("Private_text_is_revealed_only_where_it_must_be", "Jobs", "var read = texts.Select(PrivateText.Reveal);");
        yield return Probe("Time_comes_from_a_clock_that_is_handed_in", "Jobs", "var now = DateTime.UtcNow;");
        yield return Probe("Time_comes_from_a_clock_that_is_handed_in", "Feedback", "var now = SystemClock.Instance.GetCurrentInstant();");
        yield return Probe("Time_comes_from_a_clock_that_is_handed_in", "Feedback", "var text = $\"at {DateTimeOffset.Now}\";");
        yield return new TestCaseData("Logs_are_written_only_through_templates", "SlackPartner.Hangfire/Probe.cs", "logger.LogInformation(\"A {Note}\", note);").SetName("{m}(Hangfire)");
        yield return Probe("Nothing_is_started_and_forgotten", "Slack", "_ = Task.Run(() => SendAsync());");
        yield return Probe("Nothing_is_started_and_forgotten", "Slack", "async void Send() { }");
        yield return Probe("Nothing_is_started_and_forgotten", "Slack", "SendAsync().GetAwaiter().GetResult();");
        yield return Probe("Logs_are_written_only_through_templates", "Slack", "logger.LogInformation(\"A {Note}\", note);");
        yield return Probe("Logs_are_written_only_through_templates", "Slack", "Console.WriteLine(note);");
        yield return Probe("Sql_names_its_columns", "Feedback", "const string Find = \"\"\"\n  select *\n  from feedback\n  \"\"\";");
        yield return Probe("Sql_names_its_columns", "Feedback", "const string Find = \"select f.* from feedback f\";");
        yield return Probe("No_file_is_longer_than_a_person_reads", "Feedback", new string('\n', 401));
    }

    private static IEnumerable<TestCaseData> Innocents()
    {
        yield return Case("a comment", "SlackPartner/Feedback/Probe.cs", "// Task.Run and DateTime.UtcNow and text.Reveal() are only talked about\n/* using SlackPartner.CoolDowns; */");
        yield return Case("a string", "SlackPartner/Kernel/Probe.cs", "const string Text = \"https://a SlackPartner.Storage\"; // and Slack.Message");
        yield return Case("home's card", "SlackPartner/CoolDowns/Probe.cs", "using SlackPartner.Home;\nclass A : IHomeCard { HomeCard Draw() => new([], []); }");
        yield return Case("a count", "SlackPartner/Feedback/Probe.cs", "const string Count = \"select count(*) from feedback\";");
        yield return Case("a view", "SlackPartner/CoolDowns/CoolDownViews.cs", "var words = text.Reveal();");
        yield return Case("the worker", "SlackPartner.Worker/Probe.cs", "using Quartz;\nclass A(IConfiguration settings);");
    }

    private static TestCaseData Probe(string rule, string folder, string code) =>
        new TestCaseData(rule, folder.Length == 0 ? "SlackPartner/Probe.cs" : $"SlackPartner/{folder}/Probe.cs", code).SetArgDisplayNames(rule, folder, code.Length > 60 ? "…" : code);

    private static TestCaseData Case(string name, params object[] args) => new TestCaseData(args).SetArgDisplayNames(name);

    private static bool IsNamedLikeItsNamespace(Type type) => type.Namespace is { } space && space.Split('.').Contains(type.Name);

    private static IEnumerable<MethodInfo> Templates(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null);

    private static IEnumerable<string> LogTrouble(Type type) =>
        from method in Templates(type)
        from parameter in method.GetParameters()
        let kind = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType
        where !(kind == typeof(ILogger) || LoggedTypes.Contains(kind) || kind.IsEnum || (kind == typeof(string) && LoggedWords.Contains(parameter.Name)))
        select $"{method.Name} in {type.Name} logs {kind.Name} {parameter.Name}";
}
