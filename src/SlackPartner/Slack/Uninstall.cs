using Microsoft.Extensions.Logging;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Slack;

/// <summary>The app was removed, or its token revoked: everything of the workspace goes at once.</summary>
internal sealed partial class WipeWorkspace(Database database, GoneWorkspaces gone, SlackLink link, ILogger<WipeWorkspace> logger)
    : IHandleEvent<AppUninstalled>, IHandleEvent<TokensRevoked>
{
    public Task HandleAsync(AppUninstalled happened, CancellationToken cancel) => WipeAsync(happened.Team, cancel);

    public Task HandleAsync(TokensRevoked happened, CancellationToken cancel) => WipeAsync(happened.Team, cancel);

    private async Task WipeAsync(TeamId team, CancellationToken cancel)
    {
        await database.WriteAsync(tx => tx.EraseWorkspaceAsync(team), cancel);
        gone.Forget(team);
        link.Down("the app was uninstalled; install it anew");
        LogWiped(team.Value);
    }

    [LoggerMessage(LogLevel.Information, "Workspace {Team} uninstalled the app; everything of it is deleted and its key shredded")]
    private partial void LogWiped(string team);
}

/// <summary>Lets go of what this node remembers of a workspace when any node has wiped it.</summary>
public sealed partial class GoneWorkspaces(Database database, Workspaces workspaces, TextCipher cipher, ILogger<GoneWorkspaces> logger)
{
    public void Forget(TeamId team)
    {
        workspaces.Forget(team);
        cipher.Forget(team);
    }

    /// <summary>Hears of it for as long as the bot runs.</summary>
    public Task ListenAsync(CancellationToken cancel) => database.ListenAsync(
        Erasure.Announcement,
        heard: payload => Forget(new TeamId(payload)),
        // Whatever was announced meanwhile was missed: forget all, and ask the database again.
        connected: () =>
        {
            workspaces.ForgetAll();
            cipher.ForgetAll();
        },
        deaf: failure => LogDeaf(Failures.Describe(failure)),
        cancel);

    [LoggerMessage(LogLevel.Warning, "Not hearing of uninstalled workspaces: {Failure}")]
    private partial void LogDeaf(string failure);
}
