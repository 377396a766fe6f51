using SlackPartner.Slack;

namespace SlackPartner.Home;

/// <summary>Something Slack already shows and this version does not have: say so instead of nothing.</summary>
internal sealed class SayNotYet(CommandNames names) : IHandle<GlobalShortcut>, IHandle<MessageShortcut>, IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(GlobalShortcut shortcut, CancellationToken cancel) => Answer;

    public Task<Reply> HandleAsync(MessageShortcut shortcut, CancellationToken cancel) => Answer;

    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => Answer;

    private Task<Reply> Answer => Task.FromResult<Reply>(new Reply.Open(HomeViews.NotYet(names)));
}
