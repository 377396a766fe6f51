using SlackPartner.Slack;

namespace SlackPartner.Home;

/// <summary>A shortcut Slack already shows and this version does not have: say so instead of nothing.</summary>
internal sealed class SayNotYet(CommandNames names) : IHandle<GlobalShortcut>, IHandle<MessageShortcut>
{
    public Task<Reply> HandleAsync(GlobalShortcut shortcut, CancellationToken cancel) => Task.FromResult<Reply>(new Reply.Open(HomeViews.NotYet(names)));

    public Task<Reply> HandleAsync(MessageShortcut shortcut, CancellationToken cancel) => Task.FromResult<Reply>(new Reply.Open(HomeViews.NotYet(names)));
}
