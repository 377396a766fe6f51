using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Security;

/// <summary>Wraps every workspace's key under the first master key. The text itself stays as it is, so running nodes notice nothing.</summary>
public sealed class KeyRotation(Database database, KeyRing ring)
{
    private const string FindOld =
        """
        select team_id, key_id, wrapped_key as wrapped
        from workspace
        where wrapped_key is not null and key_id <> @current
        order by team_id
        limit 1
        for update skip locked
        """;

    private const string Rewrap =
        """
        update workspace
        set key_id = @current, wrapped_key = @wrapped
        where team_id = @team
        """;

    /// <summary>How many workspaces were wrapped anew.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var count = 0;
        while (await RewrapOneAsync(cancel)) count++;
        return count;
    }

    private Task<bool> RewrapOneAsync(CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            if (await tx.FindAsync<WrappedKey>(FindOld, new { current = ring.CurrentId }) is not { } old) return false;
            var wrapped = ring.Wrap(ring.Unwrap(old.Wrapped, old.KeyId, old.TeamId.Value), old.TeamId.Value);
            await tx.ExecuteAsync(Rewrap, new { current = ring.CurrentId, wrapped, team = old.TeamId });
            return true;
        },
        cancel);

    private sealed record WrappedKey(TeamId TeamId, string KeyId, byte[] Wrapped);
}
