using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;
using SlackPartner.Slack;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Storage;

/// <summary>Every SQL constant is prepared on the migrated schema.</summary>
internal sealed partial class SqlTests
{
    /// <summary>Types Postgres cannot guess from where the parameter stands.</summary>
    private static readonly Dictionary<string, string> Types = new() { ["pace"] = "interval", ["burst"] = "interval", ["wait"] = "interval", ["lease"] = "interval" };

    private TestDatabase _database = null!; // set up once

    [OneTimeSetUp]
    public async Task StartAsync() => _database = await TestDatabase.CreateAsync();

    [OneTimeTearDown]
    public Task EndAsync() => _database.DisposeAsync().AsTask();

    [TestCaseSource(nameof(Constants))]
    public async Task It_fits_the_schema(string sql) => Assert.That(await TroubleAsync(sql), Is.Null);

    [TestCase("select id, nonsense from feedback where id = @id", "nonsense")]
    [TestCase("update feedback set version = @version where nobody = @id", "nobody")]
    [TestCase("insert into nowhere (id) values (@id)", "nowhere")]
    [TestCase("selec id from feedback", "syntax")]
    public async Task What_does_not_fit_is_found(string sql, string named) => Assert.That(await TroubleAsync(sql), Does.Contain(named));

    [TestCaseSource(nameof(Constants))]
    public void It_has_no_literal_that_should_be_a_parameter(string sql) => Assert.That(sql, Does.Not.Contain("{").And.Not.Contain(";"));

    [Test]
    public void The_constants_are_found() => Assert.That(Constants().Select(one => one.TestName).ToList(), Has.Count.GreaterThan(40).And.Some.Contains("FeedbackStore.Find").And.Some.Contains("WorkClaims.Claim"));

    [Test]
    public void Every_sql_text_of_the_source_is_a_constant_that_is_found()
    {
        var constants = Constants().Select(one => (string)one.Arguments[0]!).ToHashSet(); // built with a string below
        var inSource =
            from file in Architecture.SourceFile.All
            where file.Project is "SlackPartner" && file.Name is not "Migrator.cs"
            from Match text in SqlText().Matches(file.Code)
            select (file, Sql: Dedent(text.Value));

        Assert.That(inSource.Where(one => !constants.Contains(one.Sql)).Select(one => $"{one.file}: {one.Sql.Split('\n')[0]}"), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Constants() =>
        from type in typeof(SlackRoutes).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field is { IsLiteral: true } && field.FieldType == typeof(string)
        let sql = (string)field.GetRawConstantValue()! // a literal string
        where Verb().IsMatch(sql)
        select new TestCaseData(sql).SetName($"{{m}}({type.Name}.{field.Name})");

    private async Task<string?> TroubleAsync(string sql)
    {
        List<string> names = [];
        var numbered = Parameter().Replace(sql, match =>
        {
            var name = match.Groups["name"].Value;
            if (!names.Contains(name)) names.Add(name);
            return $"${names.IndexOf(name) + 1}";
        });
        var types = names.Count == 0 ? "" : $"({string.Join(", ", names.Select(name => Types.GetValueOrDefault(name, "unknown")))})";
        await using var connection = await _database.Source.OpenConnectionAsync();
        try
        {
            await using var prepare = new NpgsqlCommand($"prepare probe {types} as {numbered}", connection);
            await prepare.ExecuteNonQueryAsync();
            await using var deallocate = new NpgsqlCommand("deallocate probe", connection);
            await deallocate.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException trouble)
        {
            return trouble.MessageText;
        }
    }

    private static string Dedent(string raw)
    {
        var lines = raw.Trim('"').Trim('\r', '\n').ReplaceLineEndings("\n").Split('\n');
        if (lines.Length == 1) return lines[0];
        var indent = lines[^1].Length; // the closing quotes stand where the text begins
        return string.Join('\n', lines[..^1].Select(line => line.Length >= indent ? line[indent..] : line.Trim()));
    }

    [GeneratedRegex(@"^\s*(select|insert|update|delete|with)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Verb();

    [GeneratedRegex(@"(?<![\w:@])@(?<name>\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(""""
        """\s*(select|insert|update|delete|with)\s[\s\S]*?"""|(?<!")"(select|insert into|update|delete from|with)\s[^"\n]*"(?!")
        """")]
    private static partial Regex SqlText();
}
