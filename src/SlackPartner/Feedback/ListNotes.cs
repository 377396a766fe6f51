using System.Globalization;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary><c>/sbi drafts</c>, the buttons on Home, Older and Newer.</summary>
internal sealed class ShowDrafts(Database database, TextCipher cipher, CommandNames names) : IHandle<SlashCommand>, IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel) => NotePages.ShowAsync(command, DrawAsync, cancel);

    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => NotePages.ShowAsync(action, DrawAsync, cancel);

    private async Task<Modal> DrawAsync(PersonId actor, int page, CancellationToken cancel) =>
        ListViews.Drafts(await database.ReadAsync(tx => tx.DraftsPageAsync(cipher, actor, page), cancel), names);
}

/// <summary><c>/sbi sent</c>.</summary>
internal sealed class ShowSent(Database database, TextCipher cipher, CommandNames names) : IHandle<SlashCommand>, IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel) => NotePages.ShowAsync(command, DrawAsync, cancel);

    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => NotePages.ShowAsync(action, DrawAsync, cancel);

    private async Task<Modal> DrawAsync(PersonId actor, int page, CancellationToken cancel) =>
        ListViews.Sent(await database.ReadAsync(tx => tx.SentPageAsync(cipher, actor, page), cancel), names);
}

/// <summary><c>/sbi inbox</c>.</summary>
internal sealed class ShowInbox(Database database, TextCipher cipher) : IHandle<SlashCommand>, IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel) => NotePages.ShowAsync(command, DrawAsync, cancel);

    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => NotePages.ShowAsync(action, DrawAsync, cancel);

    private async Task<Modal> DrawAsync(PersonId actor, int page, CancellationToken cancel) =>
        ListViews.Inbox(await database.ReadAsync(tx => tx.InboxPageAsync(cipher, actor, page), cancel));
}

/// <summary>Reads lists a page at a time.</summary>
internal static class NotePages
{
    private const int Size = 5;
    private const int LastPage = 10_000;

    public static async Task<Reply> ShowAsync(SlashCommand command, Func<PersonId, int, CancellationToken, Task<Modal>> draw, CancellationToken cancel) =>
        new Reply.Open(await draw(command.Actor, 0, cancel));

    public static async Task<Reply> ShowAsync(BlockAction action, Func<PersonId, int, CancellationToken, Task<Modal>> draw, CancellationToken cancel)
    {
        return action.ShowInPlaceOf(FeedbackIds.View.List, await draw(action.Actor, PageIn(action.Value), cancel));
    }

    /// <summary>The page of the list a button is in.</summary>
    public static int PageOf(BlockAction action) => PageIn(action.View?.Metadata);

    private static int PageIn(string? number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Min(page, LastPage) : 0;

    public static Task<NotePage> DraftsPageAsync(this Tx tx, TextCipher cipher, PersonId author, int page) =>
        PageAsync(page, (limit, offset) => tx.ListWrittenAsync(cipher, author, drafts: true, limit, offset));

    public static Task<NotePage> SentPageAsync(this Tx tx, TextCipher cipher, PersonId author, int page) =>
        PageAsync(page, (limit, offset) => tx.ListWrittenAsync(cipher, author, drafts: false, limit, offset));

    public static Task<NotePage> InboxPageAsync(this Tx tx, TextCipher cipher, PersonId recipient, int page) =>
        PageAsync(page, (limit, offset) => tx.ListReceivedAsync(cipher, recipient, limit, offset));

    /// <summary>Asks for one more than is shown, to know whether there is a next page.</summary>
    private static async Task<NotePage> PageAsync(int page, Func<int, int, Task<IReadOnlyList<FeedbackNote>>> list)
    {
        var notes = await list(Size + 1, page * Size);
        if (notes.Count == 0 && page > 0) return await PageAsync(page - 1, list); // its last note is gone
        return new NotePage([.. notes.Take(Size)], page, HasMore: notes.Count > Size);
    }
}
