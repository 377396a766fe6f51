using NodaTime;
using SlackPartner.Home;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Mute This Person, in the card's menu. The author is not told.</summary>
internal sealed class MuteAuthor(Database database, TextCipher cipher, HelpTexts help, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindNamedAsync(cipher, action.Actor, action.Value) is not { } note) return action.Refuse(FeedbackRefusal.NotFound);
        if (note.Recipient != action.Actor) return action.Refuse(FeedbackRefusal.NotYours);
        if (note.IsUnshared) return action.Refuse(FeedbackRefusal.NotFound); // before sharing it is its author's alone
        var now = clock.GetCurrentInstant();
        await tx.MuteAsync(action.Actor, note.Author.User, now);
        await tx.RefreshHomeAsync(action.Actor, now);
        await tx.CommitAsync();
        var muted = CardViews.Muted(note, help);
        return action.View is { IsHome: false } ? new Reply.Update(new Modal(FeedbackIds.View.Notice, "Muted", muted.Blocks)) : new Reply.Ephemeral(muted);
    }
}
