using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Slack;

/// <summary>The workspaces this bot is installed in. Whatever comes from any other is acknowledged and forgotten.</summary>
public sealed class Workspaces(Database database, TextCipher cipher)
{
    // Slack revokes a token with the installation it belongs to: another token means that the app was installed anew.
    private const string Install =
        """
        insert into workspace (team_id, bot_user_id, token_hash, installed_at)
        values (@team, @botUser, @tokenHash, @now)
        on conflict (team_id) do update
        set bot_user_id = excluded.bot_user_id, token_hash = excluded.token_hash, uninstalled_at = null
        where workspace.uninstalled_at is null or workspace.token_hash <> excluded.token_hash
        """;

    private const string IsInstalled =
        """
        select team_id
        from workspace
        where team_id = @team and uninstalled_at is null
        """;

    private readonly ConcurrentDictionary<TeamId, bool> _installed = [];

    /// <summary>Takes up a workspace whose token is configured. False when it was uninstalled with this very token: it takes a new one to come back.</summary>
    public async Task<bool> TakeUpAsync(SlackIdentity identity, string token, Instant now, CancellationToken cancel)
    {
        var tokenHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        await database.WriteAsync(
            async tx =>
            {
                await tx.ExecuteAsync(Install, new { team = identity.Team, botUser = identity.BotUser, tokenHash, now });
                await cipher.CreateKeyAsync(tx, identity.Team);
            },
            cancel);
        return await IsInstalledAsync(identity.Team, cancel);
    }

    public async ValueTask<bool> IsInstalledAsync(TeamId team, CancellationToken cancel)
    {
        if (_installed.ContainsKey(team)) return true;
        var found = await database.ReadAsync(tx => tx.FindAsync<string>(IsInstalled, new { team }), cancel) is not null;
        if (found) _installed[team] = true;
        return found;
    }

    public void Forget(TeamId team) => _installed.TryRemove(team, out _);

    public void ForgetAll() => _installed.Clear();
}
