using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Home;

/// <summary>Someone wrote to the bot: say how to begin.</summary>
internal sealed class GreetWriter(Database database, IClock clock) : IHandleEvent<DirectMessage>
{
    public Task HandleAsync(DirectMessage happened, CancellationToken cancel) => database.WriteAsync(
        tx => tx.EnqueueAsync(new WorkItem(HomeIds.Work.Greet, $"{happened.Message.Channel}:{happened.Message.Ts}", happened.From, clock.GetCurrentInstant())),
        cancel);
}

internal sealed class SendGreeting(CommandNames names) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => Task.FromResult<Message?>(HomeViews.Greeting(names));
}
