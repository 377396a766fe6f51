using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Show beside the people one muted, in the privacy view.</summary>
internal sealed class ShowMuted(Database database) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) =>
        new Reply.Open(MutedViews.List(await database.ReadAsync(tx => tx.ListMutedAsync(action.Actor), cancel)));
}

/// <summary>Un-mute. Doing it twice is harmless.</summary>
internal sealed class UnmuteAuthor(Database database) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var left = await database.WriteAsync(
            async tx =>
            {
                await tx.UnmuteAsync(action.Actor, action.Value);
                return await tx.ListMutedAsync(action.Actor);
            },
            cancel);
        return action.Show(MutedViews.List(left));
    }
}

/// <summary>Who muted whom. Of someone who left, a code is kept in place of their id.</summary>
internal static class MuteStore
{
    private const string Table = "feedback_mute";

    private const string FindMute =
        """
        select author
        from feedback_mute
        where team_id = @Team and recipient = @User and author in (@author, @hidden)
        limit 1
        """;

    private const string AddMute =
        """
        insert into feedback_mute (team_id, recipient, author, muted_at)
        values (@Team, @User, @author, @now)
        on conflict (team_id, recipient, author) do nothing
        """;

    private const string DropMute =
        """
        delete from feedback_mute
        where team_id = @Team and recipient = @User and author = @author
        """;

    private const string ListMuted =
        """
        select author, muted_at
        from feedback_mute
        where team_id = @Team and recipient = @User
        order by muted_at desc, author
        """;

    public static async Task<bool> HasMutedAsync(this Tx tx, TextCipher cipher, PersonId recipient, UserId author)
    {
        var hidden = await tx.HideAsync(cipher, recipient.Team, recipient.User, author);
        return await tx.FindAsync<string>(FindMute, new { recipient.Team, recipient.User, author, hidden }) is not null;
    }

    public static Task MuteAsync(this Tx tx, PersonId recipient, UserId author, Instant now) =>
        tx.ExecuteAsync(AddMute, new { recipient.Team, recipient.User, author, now });

    public static Task UnmuteAsync(this Tx tx, PersonId recipient, string author) => tx.ExecuteAsync(DropMute, new { recipient.Team, recipient.User, author });

    public static Task<IReadOnlyList<MutedPerson>> ListMutedAsync(this Tx tx, PersonId recipient) =>
        tx.ListAsync<MutedPerson>(ListMuted, new { recipient.Team, recipient.User });

    /// <summary>The code under which a mute outlives the id of the one who was muted.</summary>
    public static async Task<string> HideAsync(this Tx tx, TextCipher cipher, TeamId team, UserId recipient, UserId author) =>
        (await cipher.ForAsync(tx, team)).Fingerprint(Table, "author", recipient.Value, author.Value);
}

/// <param name="Author">An id, or the code of someone who left.</param>
internal sealed record MutedPerson(string Author, Instant MutedAt)
{
    public UserId Who => Author.StartsWith('#') ? UserId.Gone : new UserId(Author);
}
