using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Home.Privacy;

/// <summary><c>/partner privacy</c> and the button on Home: what is stored about this person, by kind and count, and who can read it.</summary>
internal sealed class ShowPrivacy(Database database, PersonalStore store, Retention retention) : IHandle<SlashCommand>, IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel) => new Reply.Open(await DrawAsync(command.Actor, cancel));

    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => new Reply.Open(await DrawAsync(action.Actor, cancel));

    private async Task<Modal> DrawAsync(PersonId person, CancellationToken cancel) =>
        PrivacyViews.Stored(await database.ReadAsync(tx => store.CountAsync(tx, person), cancel), retention);
}
