using SlackPartner.Storage;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Storage;

/// <summary>What a transaction promises beyond Postgres' own promises.</summary>
internal sealed class DatabaseTests
{
    private const string Touch = "update pebble set touched = touched + 1 where id = @id";

    [Test]
    public async Task Whoever_loses_a_deadlock_may_begin_anew()
    {
        await using var created = await TestDatabase.CreateAsync();
        await created.QueryAsync<int>("create table pebble (id int primary key, touched int not null); insert into pebble values (1, 0), (2, 0)");
        var database = new Database(created.Source);
        await using var first = await database.BeginAsync(CancellationToken.None);
        await using var second = await database.BeginAsync(CancellationToken.None);
        await first.ExecuteAsync(Touch, new { id = 1 });
        await second.ExecuteAsync(Touch, new { id = 2 });

        var crossed = new[] { EndAsync(first, id: 2), EndAsync(second, id: 1) };

        Assert.That(await Task.WhenAll(crossed), Is.EquivalentTo(new[] { true, false }));
    }

    [TestCase("", 1)]
    [TestCase(";Max Auto Prepare=0", 0)]
    public async Task Plans_are_kept_unless_the_connection_string_says_otherwise(string said, int kept)
    {
        await using var created = await TestDatabase.CreateAsync();
        await using var source = Database.Connect(created.ConnectionString + said);
        await using var tx = await new Database(source).BeginAsync(CancellationToken.None);
        for (var times = 0; times < 6; times++) await tx.FindAsync<int>("select @number", new { number = times });

        Assert.That(await tx.FindAsync<int>("select count(*)::int from pg_prepared_statements where statement like 'select $1%'"), Is.EqualTo(kept));
    }

    /// <summary>False when it lost.</summary>
    private static async Task<bool> EndAsync(Tx tx, int id)
    {
        try
        {
            await tx.ExecuteAsync(Touch, new { id });
            await tx.CommitAsync();
            return true;
        }
        catch (StaleWriteException)
        {
            await tx.DisposeAsync(); // lets the other one go on
            return false;
        }
    }
}
