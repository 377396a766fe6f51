using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Security;

/// <summary>Seals and opens private text, each workspace under a random key of its own, itself wrapped by the master ring.</summary>
public sealed class TextCipher(KeyRing ring)
{
    private const string FindKey =
        """
        select team_id, key_id, wrapped_key
        from workspace
        where team_id = @team
        """;

    private const string AddKey =
        """
        update workspace
        set key_id = @keyId, wrapped_key = @wrapped
        where team_id = @team and wrapped_key is null and uninstalled_at is null
        """;

    private const string AnyKeys =
        """
        select team_id, key_id, wrapped_key
        from workspace
        where wrapped_key is not null
        order by key_id, team_id
        """;

    private readonly ConcurrentDictionary<TeamId, WorkspaceCipher> _known = [];

    /// <summary>Gives a workspace that is being installed a key of its own, in the installing transaction.</summary>
    public Task CreateKeyAsync(Tx tx, TeamId team) =>
        tx.ExecuteAsync(AddKey, new { team, keyId = ring.CurrentId, wrapped = ring.Wrap(RandomNumberGenerator.GetBytes(32), team.Value) });

    /// <summary>The cipher of an installed workspace.</summary>
    /// <exception cref="KeyRingException">The master key is not the one the workspace was sealed under.</exception>
    /// <exception cref="WorkspaceGoneException">It was never installed, or has been wiped.</exception>
    public async ValueTask<WorkspaceCipher> ForAsync(Tx tx, TeamId team)
    {
        if (_known.TryGetValue(team, out var known)) return known;
        var row = await tx.FindAsync<KeyRow>(FindKey, new { team }) ?? throw new WorkspaceGoneException(team);
        return _known.GetOrAdd(team, _ => Open(row, team));
    }

    /// <summary>Reads one workspace key per master key in use, so that a wrong ring stops the start and not a person.</summary>
    /// <exception cref="KeyRingException">A stored workspace key cannot be unwrapped.</exception>
    public async Task ProveAsync(Tx tx)
    {
        foreach (var row in (await tx.ListAsync<KeyRow>(AnyKeys)).DistinctBy(row => row.KeyId)) Open(row, row.TeamId);
    }

    /// <summary>Lets go of a workspace's key after it was shredded.</summary>
    public void Forget(TeamId team) => _known.TryRemove(team, out _);

    public void ForgetAll() => _known.Clear();

    private WorkspaceCipher Open(KeyRow row, TeamId team) =>
        row is { WrappedKey: { } wrapped, KeyId: { } keyId } ? new(team, ring.Unwrap(wrapped, keyId, team.Value)) : throw new WorkspaceGoneException(team);

    private sealed record KeyRow(TeamId TeamId, string? KeyId, byte[]? WrappedKey);
}

/// <summary>Seals text for one place: team, table, column and row. A value moved elsewhere does not open.</summary>
public sealed class WorkspaceCipher(TeamId team, byte[] key)
{
    /// <summary>Null stays null: nothing was written.</summary>
    public byte[]? Seal(string table, string column, string row, PrivateText? text) =>
        text is { IsBlank: false } words ? Aead.Seal(key, Encoding.UTF8.GetBytes(words.Reveal()), Label(table, column, row)) : null;

    public PrivateText Open(string table, string column, string row, byte[]? box) =>
        box is null ? default : new(Encoding.UTF8.GetString(Aead.Open(key, box, Label(table, column, row))));

    /// <summary>A code for an id in one place: the same each time, and of use only to whoever has the workspace's key and asks about that very id.</summary>
    public string Fingerprint(string table, string column, string row, string id) =>
        '#' + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{team}\0{table}\0{column}\0{row}\0{id}")))[..32];

    private byte[] Label(string table, string column, string row) => Encoding.UTF8.GetBytes($"{team}\0{table}\0{column}\0{row}");
}

/// <summary>The workspace was uninstalled, or never known.</summary>
public sealed class WorkspaceGoneException(TeamId team) : Exception($"Workspace {team} is not installed.");
