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

    // Asked of the catalog, so that a table added tomorrow cannot be forgotten.
    private const string TablesOfTeams =
        """
        select columns.table_name
        from information_schema.columns
        join information_schema.tables on tables.table_schema = columns.table_schema and tables.table_name = columns.table_name
        where columns.table_schema = current_schema() and columns.column_name = 'team_id'
          and tables.table_type = 'BASE TABLE' and columns.table_name <> 'workspace'
        """;

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
        foreach (var table in await tx.ListAsync<string>(TablesOfTeams))
            await tx.ExecuteAsync($"delete from \"{table}\" where team_id = @team", new { team });
        await tx.ExecuteAsync(Announce, new { team });
    }
}
