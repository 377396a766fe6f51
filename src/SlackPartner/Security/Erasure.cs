using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Security;

/// <summary>
/// Wipes a workspace: every row of every table that names a team, and the key that its text is sealed under, so that backups cannot be
/// read either. What stays is a tombstone without a person in it.
/// </summary>
public static class Erasure
{
    /// <summary>The channel on which nodes tell each other that a workspace is gone.</summary>
    public const string Announcement = "partner_gone";

    private const string EraseRows = "select erase_rows_of_team(@team)";

    private const string Shred =
        """
        update workspace
        set key_id = null, wrapped_key = null, bot_user_id = '', uninstalled_at = now()
        where team_id = @team and uninstalled_at is null
        """;

    private const string Announce = "select pg_notify('partner_gone', @team)";

    public static async Task EraseWorkspaceAsync(this Tx tx, TeamId team)
    {
        // The workspace first: whoever claims work or seals text waits for this row, and then finds it gone.
        await tx.ExecuteAsync(Shred, new { team });
        await tx.ExecuteAsync(EraseRows, new { team });
        await tx.ExecuteAsync(Announce, new { team });
    }
}
