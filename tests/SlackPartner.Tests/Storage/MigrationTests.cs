using Dapper;
using SlackPartner.Storage;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Storage;

internal sealed class MigrationTests
{
    private static readonly string Folder = Repository.PathTo("src", "SlackPartner", "Storage", "Migrations");
    private static readonly string Samples = Repository.PathTo("tests", "SlackPartner.Tests", "Storage", "Samples");

    private TestDatabase _database = null!; // set up before each test

    [SetUp]
    public async Task StartAsync() => _database = await TestDatabase.CreateEmptyAsync();

    [TearDown]
    public Task EndAsync() => _database.DisposeAsync().AsTask();

    [Test]
    public async Task The_second_run_has_nothing_to_do()
    {
        var first = await MigrateAsync();
        var second = await MigrateAsync();

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(Names()));
            Assert.That(second, Is.Empty);
        });
    }

    [Test]
    public async Task Two_migrators_at_once_take_turns()
    {
        var both = await Task.WhenAll(MigrateAsync(), MigrateAsync());

        Assert.That(both.SelectMany(names => names), Is.EquivalentTo(Names()));
    }

    [Test]
    public async Task An_empty_database_is_not_up_to_date_and_a_migrated_one_is()
    {
        var before = await new Migrator(_database.Source).IsUpToDateAsync(CancellationToken.None);
        await MigrateAsync();
        var after = await new Migrator(_database.Source).IsUpToDateAsync(CancellationToken.None);

        Assert.That((before, after), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_file_that_changed_after_it_was_applied_is_refused()
    {
        await MigrateAsync();
        await _database.QueryAsync<int>("update migration set checksum = 'other' where name = '0001_foundation.sql'");

        Assert.That(MigrateAsync, Throws.InstanceOf<MigrationException>().With.Message.Contains("0001_foundation.sql"));
    }

    [Test]
    public async Task A_database_newer_than_the_build_is_refused()
    {
        await MigrateAsync();
        await _database.QueryAsync<int>("insert into migration (name, checksum) values ('9999_later.sql', 'x')");

        Assert.Multiple(() =>
        {
            Assert.That(MigrateAsync, Throws.InstanceOf<MigrationException>().With.Message.Contains("9999_later.sql").And.Message.Contains("newer build"));
            Assert.That(() => new Migrator(_database.Source).IsUpToDateAsync(CancellationToken.None), Throws.InstanceOf<MigrationException>());
        });
    }

    [Test]
    public void Every_migration_has_sample_data() => Assert.That(Unsampled(Names()), Is.Empty);

    [Test]
    public void A_migration_without_sample_data_is_found() => Assert.That(Unsampled([.. Names(), "9999_later.sql"]), Is.EqualTo(new[] { "9999_later.sql" }));

    /// <summary>Each migration meets the rows that all before it allow.</summary>
    [Test]
    public async Task Every_migration_runs_on_a_database_in_use()
    {
        foreach (var name in Names())
        {
            await RunAsync(await File.ReadAllTextAsync(Path.Combine(Folder, name)));
            await RunAsync(await File.ReadAllTextAsync(Path.Combine(Samples, name)));
        }

        Assert.That(await EmptyTablesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_table_without_sample_rows_is_found()
    {
        await RunAsync("create table lonely (id integer)");

        Assert.That(await EmptyTablesAsync(), Is.EqualTo(new[] { "lonely" }));
    }

    [Test]
    public async Task Everything_of_a_workspace_goes_with_it()
    {
        foreach (var name in Names())
        {
            await RunAsync(await File.ReadAllTextAsync(Path.Combine(Folder, name)));
            await RunAsync(await File.ReadAllTextAsync(Path.Combine(Samples, name)));
        }

        await RunAsync("delete from workspace");

        Assert.That(await FullTablesAsync(), Is.Empty);
    }

    private Task<IReadOnlyList<string>> MigrateAsync() => new Migrator(_database.Source).MigrateAsync(CancellationToken.None);

    private async Task RunAsync(string sql)
    {
        await using var connection = await _database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    private async Task<IReadOnlyList<string>> EmptyTablesAsync() => [.. (await CountsAsync()).Where(table => table.Rows == 0).Select(table => table.Name)];

    private async Task<IReadOnlyList<string>> FullTablesAsync() => [.. (await CountsAsync()).Where(table => table.Rows > 0).Select(table => table.Name)];

    private async Task<IReadOnlyList<(string Name, long Rows)>> CountsAsync()
    {
        List<(string, long)> counts = [];
        foreach (var table in await _database.QueryAsync<string>("select tablename from pg_tables where schemaname = 'public' and tablename <> 'migration' order by 1"))
            counts.Add((table, (await _database.QueryAsync<long>($"select count(*) from \"{table}\"")).Single()));
        return counts;
    }

    private static string[] Names() => [.. Directory.GetFiles(Folder, "*.sql").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Unsampled(IEnumerable<string> migrations) => migrations.Where(name => !File.Exists(Path.Combine(Samples, name)));
}
