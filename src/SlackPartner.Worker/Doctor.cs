using System.Text.Json;
using Npgsql;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Worker;

/// <summary>Checks what the bot stands on and says how to mend what is missing. Prints no secret.</summary>
internal static class Doctor
{
    private static readonly string[] Scopes = ["commands", "chat:write", "im:write", "im:history", "users:read", "files:write"];
    private static readonly string[] Commands = ["/sbi", "/1on1", "/cooldown", "/partner"];
    private static readonly string[] Events = ["message.im", "app_home_opened", "app_uninstalled", "tokens_revoked", "user_change"];
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(30);

    /// <summary>0 when all is well, 1 when something needs mending.</summary>
    public static async Task<int> RunAsync(Settings settings, TextWriter output)
    {
        DapperTypes.Register();
        List<Finding> findings = [CheckKeys(settings), .. await CheckDatabaseAsync(settings), .. await CheckSlackAsync(settings), CheckLink(settings), CheckManifest()];
        foreach (var finding in findings)
        {
            await output.WriteLineAsync($"{(finding.Mend is null ? "ok  " : "MEND")}  {finding.What}");
            if (finding.Mend is { } mend) await output.WriteLineAsync($"      {mend}");
        }
        return findings.All(finding => finding.Mend is null) ? 0 : 1;
    }

    private static Finding CheckKeys(Settings settings)
    {
        try
        {
            return new($"Encryption keys: the first is {KeyRing.Parse(settings.Keys).CurrentId}");
        }
        catch (KeyRingException refusal)
        {
            return new("Encryption keys", refusal.Message);
        }
    }

    private static async Task<IReadOnlyList<Finding>> CheckDatabaseAsync(Settings settings)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(settings.Postgres);
            await using var connection = await source.OpenConnectionAsync();
            await using var ask = new NpgsqlCommand("select now(), current_setting('server_version_num')::int", connection);
            await using var row = await ask.ExecuteReaderAsync();
            await row.ReadAsync();
            var skew = (DateTimeOffset.UtcNow - row.GetFieldValue<DateTimeOffset>(0)).Duration();
            var version = row.GetInt32(1) / 10000;
            await row.CloseAsync();
            var isUpToDate = await new Migrator(source).IsUpToDateAsync(CancellationToken.None);
            return
            [
                new($"Database: Postgres {version}", version >= 15 ? null : "Version 15 or newer is needed."),
                new("Migrations", isUpToDate ? null : "Run the worker once, or `migrate`."),
                new($"Clock: {skew.TotalSeconds:0.0} s from the database's", skew < MostSkew ? null : "Let both machines keep time (NTP): Slack refuses requests five minutes off."),
                await CheckStoredKeysAsync(source, settings),
            ];
        }
        catch (Exception failure) when (failure is NpgsqlException or MigrationException or ArgumentException)
        {
            return [new("Database", failure is MigrationException newer ? newer.Message : "It does not answer. Check ConnectionStrings__Postgres.")];
        }
    }

    private static async Task<Finding> CheckStoredKeysAsync(NpgsqlDataSource source, Settings settings)
    {
        const string what = "Stored text can be read with these keys";
        try
        {
            var cipher = new TextCipher(KeyRing.Parse(settings.Keys));
            await using var tx = await new Database(source).BeginAsync(CancellationToken.None);
            await cipher.ProveAsync(tx);
            return new(what);
        }
        catch (KeyRingException refusal)
        {
            return new(what, refusal.Message);
        }
        catch (PostgresException)
        {
            return new(what); // nothing stored yet
        }
    }

    private static async Task<IReadOnlyList<Finding>> CheckSlackAsync(Settings settings)
    {
        if (settings.Slack.BotToken is null) return [new("Bot token", "Set Slack__BotToken to the xoxb token from the app's page, OAuth & Permissions.")];
        var slack = SlackClients.Create(settings);
        try
        {
            var identity = await slack.IdentifyAsync(team: null, CancellationToken.None);
            var granted = identity.Scopes?.Split(',', StringSplitOptions.TrimEntries) ?? [];
            var missing = Scopes.Except(granted).ToList();
            return
            [
                new($"Bot token: workspace {identity.Team}"),
                new("Scopes", missing.Count == 0 ? null : $"Missing: {string.Join(", ", missing)}. Add them under OAuth & Permissions and install the app again."),
                await CheckAppTokenAsync(slack, settings),
            ];
        }
        catch (SlackException refusal)
        {
            return [new("Bot token", $"Slack says {refusal.Error}. Copy the xoxb token of the installed app into Slack__BotToken.")];
        }
    }

    private static async Task<Finding> CheckAppTokenAsync(ISlackApi slack, Settings settings)
    {
        if (settings.Slack.AppToken is null) return new("App token: none, Slack reaches the bot over HTTP");
        try
        {
            await slack.OpenSocketAsync(CancellationToken.None);
            return new("App token: Slack opens a socket");
        }
        catch (SlackException refusal)
        {
            return new("App token", $"Slack says {refusal.Error}. Make an app-level token with connections:write, set Slack__AppToken, and switch Socket Mode on.");
        }
    }

    private static Finding CheckLink(Settings settings) => new(
        "A way for Slack to reach the bot",
        settings.Slack.AppToken is not null || settings.SigningSecret is not null
            ? null
            : "Set Slack__AppToken (Socket Mode), or Slack__SigningSecret and point the app's URLs at this server.");

    private static Finding CheckManifest()
    {
        var path = new[] { "slack-manifest.json", Path.Combine("deploy", "slack-manifest.json") }.FirstOrDefault(File.Exists);
        if (path is null) return new("Manifest: none here to check");
        try
        {
            var manifest = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path));
            var commands = manifest.Items("features", "slash_commands").Where(command => command.IsTrue("should_escape")).Select(command => command.Text("command"));
            List<string?> missing =
            [
                .. Commands.Except(commands).Select(command => $"{command} with should_escape"),
                .. Scopes.Except(manifest.Items("oauth_config", "scopes", "bot").Select(scope => scope.GetString())),
                .. Events.Except(manifest.Items("settings", "event_subscriptions", "bot_events").Select(name => name.GetString())),
            ];
            if (manifest.IsTrue("features", "app_home", "messages_tab_read_only_enabled")) missing.Add("a Messages tab that people can write to");
            return new($"Manifest {path}", missing.Count == 0 ? null : $"Missing: {string.Join(", ", missing)}.");
        }
        catch (JsonException)
        {
            return new($"Manifest {path}", "It is not JSON.");
        }
    }

    private sealed record Finding(string What, string? Mend = null);
}
