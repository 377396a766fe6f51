using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using SlackPartner.Home.Privacy;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;
using SlackPartner.Tests.Support;
using SlackPartner.Worker;

namespace SlackPartner.Tests.Home;

/// <summary>No table is forgotten when a person asks what is stored, or wants it gone: every migration's sample rows are put in, and a person is taken out.</summary>
internal sealed class PersonalDataTests
{
    /// <summary>Rows about the installation alone.</summary>
    private static readonly string[] AboutNobody = ["migration", "workspace"];

    /// <summary>Names people only through the row it belongs to.</summary>
    private static readonly string[] WithoutIds = ["feedback_answer", "one_on_one_question"];

    /// <summary>The samples are sealed under no key.</summary>
    private const string Unseal =
        """
        update feedback set situation = null, behavior = null, question = null, evidence = null, evidence_link = null, lifted = null, lifted_place = null;
        update feedback_answer set question = null;
        update feedback_request set topic = null;
        update one_on_one_plan set place = null;
        delete from one_on_one_item;
        delete from one_on_one_answer;
        delete from one_on_one_trip;
        delete from write_out;
        delete from third_way
        """;

    private TestDatabase _database = null!; // set up before each test
    private WebApplication _app = null!; // set up before each test
    private AsyncServiceScope _scope;

    [SetUp]
    public async Task StartAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _app = WorkerHost.Build(
            [$"--ConnectionStrings:Postgres={_database.ConnectionString}", $"--Security:Keys={TestBot.Keys}", "--Slack:ApiUrl=http://127.0.0.1:1/", "--Serilog:MinimumLevel:Default=Fatal"]);
        _scope = _app.Services.CreateAsyncScope();
        foreach (var sample in Directory.GetFiles(Repository.PathTo("tests", "SlackPartner.Tests", "Storage", "Samples"), "*.sql").Order(StringComparer.Ordinal))
            await _database.QueryAsync<int>(await File.ReadAllTextAsync(sample));
        await _database.QueryAsync<int>("update workspace set key_id = null, wrapped_key = null");
        await Bot.WriteAsync(tx => _app.Services.GetRequiredService<TextCipher>().CreateKeyAsync(tx, A.Team), CancellationToken.None);
    }

    [TearDown]
    public async Task EndAsync()
    {
        await _scope.DisposeAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Test]
    public async Task Every_table_is_somebodys() => Assert.That(await UnownedAsync(), Is.Empty);

    [Test]
    public async Task A_table_that_nobody_owns_is_found()
    {
        await _database.QueryAsync<int>("create table lonely (host text)");

        Assert.That(await UnownedAsync(), Is.EqualTo(new[] { "lonely" }));
    }

    [Test]
    public void No_table_is_two_peoples() => Assert.That(Parts.SelectMany(part => part.Tables), Is.Unique);

    [Test]
    public async Task The_samples_name_someone_in_every_table_about_people() => // without this the next test would prove nothing
        Assert.That((await TablesNamingAsync("U0ANN", "U0BOB")).Union(WithoutIds), Is.SupersetOf(Parts.SelectMany(part => part.Tables)));

    [TestCase("U0ANN", "D0ANN")]
    [TestCase("U0BOB", "D0BOB")]
    public async Task An_erased_person_is_in_no_row_of_any_table(string user, string channel)
    {
        Assert.That(await TablesNamingAsync(user, channel), Is.Not.Empty);

        await EraseAsync(user);
        await EraseAsync(user); // harmless

        Assert.That(await TablesNamingAsync(user, channel), Is.Empty);
    }

    [Test]
    public async Task Of_the_other_only_the_name_is_lost()
    {
        var before = await NotesOfAsync("U0BOB");
        Assert.That(before, Is.Not.Empty);

        await EraseAsync("U0ANN");

        Assert.That(await NotesOfAsync("U0BOB"), Is.EqualTo(before));
        Assert.That(await _database.QueryAsync<string>("select distinct author from feedback where recipient = 'U0BOB' and status = 1"), Is.EqualTo(new[] { "" }));
    }

    [Test]
    public async Task What_is_under_way_may_end_and_what_it_leaves_goes_with_the_farewell()
    {
        await _database.QueryAsync<int>("update work set state = 2, person = 'U0ANN' where id = '00000000-0000-0000-0000-000000000001'");

        await EraseAsync("U0ANN");
        Assert.That(await TablesNamingAsync("U0ANN"), Is.EqualTo(new[] { "work" }));
        await _database.QueryAsync<int>("update work set state = 3 where state = 2");
        await Bot.WriteAsync(tx => Store.EraseTracesAsync(tx, A.Ann), CancellationToken.None);

        Assert.That(await TablesNamingAsync("U0ANN"), Is.Empty);
    }

    [Test]
    public async Task Counting_and_exporting_ask_every_part()
    {
        var (anns, bobs) = await Bot.ReadAsync(async tx => (await Store.CountAsync(tx, A.Ann), await Store.CountAsync(tx, A.Bob)), CancellationToken.None);
        await _database.QueryAsync<int>(Unseal);
        var parts = await Bot.ReadAsync(tx => Store.ExportAsync(tx, A.Ann), CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(anns.Zip(bobs).Where(pair => pair.First.Count + pair.Second.Count == 0).Select(pair => pair.First.Name), Is.Empty, "the samples have something of each kind");
            Assert.That(anns.Select(kind => kind.Name), Is.Unique);
            Assert.That(parts.Select(part => part.Kind), Is.Unique.And.SupersetOf(new[] { "drafts", "shared_by_you", "your_answers", "shared_with_you", "settings" }));
        });
    }

    private Database Bot => _app.Services.GetRequiredService<Database>();
    private IEnumerable<IPersonalData> Parts => _scope.ServiceProvider.GetServices<IPersonalData>();
    private PersonalStore Store => _scope.ServiceProvider.GetRequiredService<PersonalStore>();

    private Task EraseAsync(string user) => Bot.WriteAsync(tx => Store.EraseAsync(tx, new PersonId(A.Team, new UserId(user)), A.Noon), CancellationToken.None);

    private Task<IReadOnlyList<Guid>> NotesOfAsync(string user) => _database.QueryAsync<Guid>("select id from feedback where author = @user order by id", new { user });

    private async Task<IEnumerable<string>> UnownedAsync() =>
        (await _database.QueryAsync<string>("select tablename from pg_tables where schemaname = 'public'")).Except(Parts.SelectMany(part => part.Tables)).Except(AboutNobody);

    private Task<IReadOnlyList<string>> TablesNamingAsync(params string[] ids) => _database.TablesNamingAsync(ids);
}
