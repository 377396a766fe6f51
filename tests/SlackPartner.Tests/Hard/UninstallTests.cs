using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Hard;

/// <summary>After the app was removed nothing of the workspace is left, and nothing starts again by itself.</summary>
[TestFixture(Transport.SocketMode)]
[TestFixture(Transport.SignedHttp)]
internal sealed class UninstallTests(Transport transport) : Journey(transport)
{
    private const string TablesOfTeams =
        """
        select tables.table_name
        from information_schema.tables
        join information_schema.columns using (table_schema, table_name)
        where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'team_id'
        """;

    [Test]
    public async Task Every_row_and_the_key_are_gone_and_the_token_does_not_start_again()
    {
        await Bob.OpensHomeAsync();
        await Notes.ShareAsync(Ann, "bob", "You asked Cleo before you decided.");
        await Bob.ReceivesAsync("You asked Cleo");
        await Bob.ClicksAsync("I Need Time");
        await Bob.SubmitsAsync();

        Slack.Uninstall();
        await GoneAsync();

        Assert.That(await LeftAfterTenSecondsAsync(), Is.Empty);
        // An event that was being stored while everything went: nobody can open it.
        await Database.QueryAsync<int>("insert into inbox (team_id, event_id, person, ts, payload) select team_id, 'EvLate', 'U0LATE', 1, '\\x01' from workspace");
        Assert.That(await LeftAfterTenSecondsAsync(), Is.Empty);
        var workspace = (await Database.QueryAsync<(string? KeyId, byte[]? Wrapped, string Bot)>("select key_id, wrapped_key, bot_user_id from workspace")).Single();
        Assert.That(workspace, Is.EqualTo(((string?)null, (byte[]?)null, "")));

        var calls = Slack.Calls.Count(call => call.Method == "chat.postMessage");
        await Slack.AdvanceAsync(TimeSpan.FromHours(3)); // the reminder would be due
        await RestartWithoutWaitingAsync();
        var health = await Bot.NotReadyAsync("install it anew", "does not take the token");
        Assert.Multiple(() =>
        {
            Assert.That(health, Does.Contain("install it anew").Or.Contain("does not take the token"));
            Assert.That(Slack.Calls.Count(call => call.Method == "chat.postMessage"), Is.EqualTo(calls));
        });
    }

    private async Task GoneAsync()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if ((await Database.QueryAsync<DateTime?>("select uninstalled_at from workspace")).Single() is not null) return;
            await Task.Delay(50);
        }
        Assert.Fail("The workspace is still there after ten seconds.");
    }

    /// <summary>Slack says it twice, and the second event is stored for a moment, too.</summary>
    private async Task<List<string>> LeftAfterTenSecondsAsync()
    {
        for (var attempt = 0; attempt < 200 && (await LeftAsync()).Count > 0; attempt++) await Task.Delay(50);
        return await LeftAsync();
    }

    private async Task<List<string>> LeftAsync()
    {
        List<string> left = [];
        foreach (var table in await Database.QueryAsync<string>(TablesOfTeams))
            if (table != "workspace" && (await Database.QueryAsync<long>($"select count(*) from \"{table}\"")).Single() > 0) left.Add(table);
        return left;
    }
}
