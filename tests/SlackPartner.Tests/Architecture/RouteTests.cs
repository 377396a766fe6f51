using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using SlackPartner.CoolDowns;
using SlackPartner.Feedback;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Nudges;
using SlackPartner.OneOnOnes;
using SlackPartner.Partners;
using SlackPartner.Slack;
using SlackPartner.Worker;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Architecture;

/// <summary>A button without a handler, a form nobody reads, work nobody does: found before a person does.</summary>
internal sealed class RouteTests
{
    /// <summary>Views that are only looked at.</summary>
    private static readonly string[] NeverSubmitted =
    [
        FeedbackIds.View.Review, FeedbackIds.View.List, FeedbackIds.View.Note, FeedbackIds.View.Notice,
        PartnerIds.View.List, PartnerIds.View.Notice,
        OneOnOneIds.View.Overview, OneOnOneIds.View.Agenda, OneOnOneIds.View.Notice,
        CoolDownIds.View.Notice, CoolDownIds.View.Written, CoolDownIds.View.List, NudgeIds.View.Notice, NudgeIds.View.Watched,
        ApologyIds.View.Notice,
    ];

    private IServiceProvider _services = null!; // set up once
    private IAsyncDisposable _app = null!; // set up once

    [OneTimeSetUp]
    public void Build()
    {
        var app = WorkerHost.Build(
            ["--ConnectionStrings:Postgres=Host=127.0.0.1", $"--Security:Keys={TestBot.Keys}", "--Slack:ApiUrl=http://127.0.0.1:1/", "--Serilog:MinimumLevel:Default=Fatal"]);
        (_app, _services) = (app, app.Services);
    }

    [OneTimeTearDown]
    public ValueTask EndAsync() => _app.DisposeAsync();

    [Test]
    public void Every_button_has_a_handler() => Assert.That(Missing("Action", Routes.Ids), Is.Empty);

    [Test]
    public void Every_form_has_a_handler() => Assert.That(Missing("View", Routes.Ids).Except(NeverSubmitted), Is.Empty);

    [Test]
    public void Every_shortcut_has_a_handler() => Assert.That(Missing("Shortcut", Routes.Ids), Is.Empty);

    [Test]
    public void Every_kind_of_work_has_a_handler() => Assert.That(Missing("Work", Work.Kinds), Is.Empty);

    [TestCase("Action")]
    [TestCase("View")]
    [TestCase("Work")]
    public void A_constant_without_a_handler_is_found(string group)
    {
        var routed = Constants(group).ToList();

        Assert.That(Missing(group, routed.Skip(1)), Is.EqualTo(new[] { routed[0] }));
    }

    [Test]
    public void Nothing_is_routed_that_is_no_constant() => Assert.Multiple(() =>
    {
        Assert.That(Routes.Ids.Except(Constants("Action")).Except(Constants("View")).Except(Constants("Shortcut")), Is.Empty);
        Assert.That(Work.Kinds.Except(Constants("Work")), Is.Empty);
    });

    [Test]
    public void Every_handler_can_be_made()
    {
        using var scope = _services.CreateScope();

        Assert.Multiple(() =>
        {
            foreach (var handler in Routes.Handlers.Concat(Work.Handlers)) Assert.That(() => scope.ServiceProvider.GetRequiredService(handler), Throws.Nothing, handler.Name);
        });
    }

    [Test]
    public void A_handler_that_needs_what_nobody_gives_is_found()
    {
        using var services = new ServiceCollection().AddScoped<SaveDraft>().BuildServiceProvider();

        Assert.That(() => services.GetRequiredService<SaveDraft>(), Throws.InvalidOperationException);
    }

    [Test]
    public void Every_command_of_ours_has_a_route()
    {
        var names = Routes.Names;

        Assert.That(new[] { names.Sbi, names.OneOnOne, names.CoolDown, names.Partner }.Where(name => Routes.FindCommand(name) is null), Is.Empty);
    }

    private SlackRoutes Routes => _services.GetRequiredService<SlackRoutes>();
    private WorkRoutes Work => _services.GetRequiredService<WorkRoutes>();

    private static IEnumerable<string> Missing(string group, IEnumerable<string> routed) => Constants(group).Except(routed);

    private static IEnumerable<string> Constants(string named) =>
        from type in typeof(SlackRoutes).Assembly.GetTypes()
        where type.Name == named && type.DeclaringType?.Name.EndsWith("Ids", StringComparison.Ordinal) == true
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field is { IsLiteral: true }
        select (string)field.GetRawConstantValue()!; // these classes hold only strings
}
