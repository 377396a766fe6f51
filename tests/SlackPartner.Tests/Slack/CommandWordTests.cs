using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Slack;

/// <summary>Which word of a command is heard, through the dispatcher. Nothing here reaches Slack: every answer is in the acknowledgment.</summary>
internal sealed class CommandWordTests
{
    [TestCase("drafts", "word:")]
    [TestCase("DRAFTS", "word:")]
    [TestCase("  drafts  ", "word:")]
    [TestCase("drafts two three", "word:two three")]
    [TestCase("drafts\ntwo", "word:two")]
    [TestCase("drafts\u00a0two", "word:two")]
    public Task The_first_word_chooses_and_the_rest_is_handed_on(string typed, string heard) => HearsAsync(typed, heard);

    [TestCase("", "otherwise:")]
    [TestCase("   ", "otherwise:   ")]
    [TestCase("<@U1|bob>", "otherwise:<@U1|bob>")]
    [TestCase("<@U1> drafts", "otherwise:<@U1> drafts")]
    [TestCase("@bob hello", "otherwise:@bob hello")]
    [TestCase("In Monday's planning you asked Cleo first", "otherwise:In Monday's planning you asked Cleo first")]
    public Task A_person_a_pasted_text_or_nothing_opens_the_form(string typed, string heard) => HearsAsync(typed, heard);

    [TestCase("help")]
    [TestCase("HELP")]
    [TestCase("help me")]
    public async Task Help_is_help(string typed) => Assert.That(await SayAsync(typed), Does.Contain("All about it").And.Not.Contains("I don't know that word"));

    [Test]
    public async Task A_slip_gets_help_and_the_nearest_word() => Assert.That(await SayAsync("draft"), Does.Contain("Did you mean `/sbi drafts`?").And.Contain("All about it"));

    [Test]
    public async Task A_strange_word_gets_help_and_no_guess() => Assert.That(await SayAsync("weather"), Does.Contain("I don't know that word.").And.Not.Contains("Did you mean"));

    [Test]
    public async Task A_strange_word_is_not_repeated() => Assert.That(await SayAsync("<!channel>"), Does.Not.Contain("channel"));

    [Test]
    public async Task A_command_of_another_name_is_ignored() => Assert.That(await SayAsync("drafts", "/other"), Is.Null);

    [Test]
    public async Task A_command_is_heard_in_any_case() => Assert.That(await SayAsync("drafts", "/SBI"), Does.Contain("word:"));

    [Test]
    public async Task A_command_without_a_form_answers_with_help() => Assert.That(await SayAsync("<@U1>", "/bare"), Does.Contain("All about it"));

    private static async Task HearsAsync(string typed, string heard) => Assert.That(await SayAsync(typed), Is.EqualTo(heard));

    /// <summary>The words of the answer; null when there is none.</summary>
    private static async Task<string?> SayAsync(string typed, string command = "/sbi")
    {
        var routes = new SlackRoutes(new CommandNames());
        routes.OnCommand("/sbi", _ => new Message("All about it")).Word<Word>("drafts").Word<Word>("inbox").Otherwise<Otherwise>();
        routes.OnCommand("/bare", _ => new Message("All about it"));
        await using var services = new ServiceCollection().AddScoped<Word>().AddScoped<Otherwise>().BuildServiceProvider();
        using var http = new HttpClient();
        var dispatcher = new Dispatcher(
            routes, services.GetRequiredService<IServiceScopeFactory>(), new ReplyWriter(new SlackApi(http, new SlackOptions(new Uri("http://127.0.0.1:1/"), null, null))), NullLogger<Dispatcher>.Instance);
        var answer = await dispatcher.DispatchAsync(new SlashCommand(A.Ann, command, new PrivateText(typed), new Trigger("t"), null), CancellationToken.None);
        return answer is null ? null : string.Join('\n', answer["blocks"]!.AsArray().Select(block => block!["text"]!["text"]!.GetValue<string>())); // help is sections
    }

    private sealed class Word : IHandle<SlashCommand>
    {
        public Task<Reply> HandleAsync(SlashCommand interaction, CancellationToken cancel) =>
            Task.FromResult<Reply>(new Reply.Ephemeral(new Message($"word:{interaction.Text.Reveal()}")));
    }

    private sealed class Otherwise : IHandle<SlashCommand>
    {
        public Task<Reply> HandleAsync(SlashCommand interaction, CancellationToken cancel) =>
            Task.FromResult<Reply>(new Reply.Ephemeral(new Message($"otherwise:{interaction.Text.Reveal()}")));
    }
}
