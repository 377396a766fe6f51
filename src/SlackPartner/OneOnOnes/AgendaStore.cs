using System.Security.Cryptography;
using System.Text;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>Names a line of an agenda.</summary>
public readonly record struct ItemId(Guid Value) : ITyped<ItemId, Guid>
{
    public static ItemId New() => new(Guid.CreateVersion7());
    public static ItemId From(Guid value) => new(value);
    public static ItemId? TryParse(string text) => Guid.TryParse(text, out var id) ? new ItemId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum ItemStatus { Open = 0, Done = 1, Dropped = 2 }

/// <summary>A line of an agenda: someone's words, or what another part of the bot wants to have talked about.</summary>
public sealed record AgendaItem(ItemId Id, Pair Pair, UserId Author, PrivateText Words, AgendaHint? Hint, Guid? About, ItemStatus Status, Instant? NotBefore, int PutOff, Instant CreatedAt)
{
    public override string ToString() => $"AgendaItem {Id} {Status}";
}

/// <summary>Agendas in Postgres.</summary>
internal static class AgendaStore
{
    private const string Table = "one_on_one_item";

    private const string Insert =
        """
        insert into one_on_one_item (id, team_id, one, other, author, words, hint, about, status, created_at)
        values (@Id, @TeamId, @One, @Other, @Author, @Words, @Hint, @About, 0, @CreatedAt)
        on conflict (team_id, about) where about is not null do update
        set status = 0, closed_at = null, not_before = null
        where one_on_one_item.status <> 0
        """;

    private const string Find =
        """
        select id, team_id, one, other, author, words, hint, about, status, not_before, put_off, created_at
        from one_on_one_item
        where id = @id and team_id = @team
        """;

    private const string ListOpen =
        """
        select id, team_id, one, other, author, words, hint, about, status, not_before, put_off, created_at
        from one_on_one_item
        where team_id = @Team and one = @One and other = @Other and status = 0
        order by not_before is not null, created_at, id
        limit @limit offset @offset
        """;

    private const string CountOpen =
        """
        select count(*)::int
        from one_on_one_item
        where team_id = @Team and one = @One and other = @Other and status = 0
        """;

    private const string SetStatus =
        """
        update one_on_one_item
        set status = @status, closed_at = @now
        where id = @Id and status = 0
        """;

    private const string SetPutOff =
        """
        update one_on_one_item
        set not_before = @until, put_off = put_off + 1
        where id = @Id and status = 0 and (not_before is null or not_before < @until)
        """;

    // They met, and it is still open: it carries over.
    private const string CarryOver =
        """
        update one_on_one_item
        set put_off = put_off + 1, not_before = null
        where team_id = @Team and one = @One and other = @Other and status = 0 and created_at < @metAt and (not_before is null or not_before <= @metAt)
        """;

    private const string ForgetAbout =
        """
        delete from one_on_one_item
        where team_id = @team and about = @about and status = 0
        """;

    private const string DeleteOfPair =
        """
        delete from one_on_one_item
        where team_id = @Team and one = @One and other = @Other
        """;

    public static async Task AddAsync(this Tx tx, TextCipher cipher, AgendaItem item)
    {
        var sealer = await cipher.ForAsync(tx, item.Pair.Team);
        await tx.ExecuteAsync(
            Insert,
            new
            {
                item.Id,
                TeamId = item.Pair.Team,
                item.Pair.One,
                item.Pair.Other,
                item.Author,
                Words = sealer.Seal(Table, "words", item.Id.ToString(), item.Words),
                Hint = (int?)item.Hint,
                item.About,
                item.CreatedAt,
            });
    }

    public static async Task<AgendaItem?> FindItemAsync(this Tx tx, TextCipher cipher, TeamId team, ItemId id) =>
        await tx.FindAsync<ItemRow>(Find, new { id, team }) is { } row ? row.Open(await cipher.ForAsync(tx, team)) : null;

    /// <summary>What waits to be talked about: what was put off comes last.</summary>
    public static async Task<IReadOnlyList<AgendaItem>> ListItemsAsync(this Tx tx, TextCipher cipher, Pair pair, int limit, int offset = 0)
    {
        var rows = await tx.ListAsync<ItemRow>(ListOpen, new { pair.Team, pair.One, pair.Other, limit, offset });
        if (rows.Count == 0) return [];
        var sealer = await cipher.ForAsync(tx, pair.Team);
        return [.. rows.Select(row => row.Open(sealer))];
    }

    public static Task<int> CountItemsAsync(this Tx tx, Pair pair) => tx.FindAsync<int>(CountOpen, new { pair.Team, pair.One, pair.Other });

    public static Task CloseAsync(this Tx tx, AgendaItem item, ItemStatus status, Instant now) => tx.ExecuteAsync(SetStatus, new { item.Id, status = (int)status, now });

    public static Task PutOffAsync(this Tx tx, AgendaItem item, Instant until) => tx.ExecuteAsync(SetPutOff, new { item.Id, until });

    public static Task CarryOverAsync(this Tx tx, Pair pair, Instant metAt) => tx.ExecuteAsync(CarryOver, new { pair.Team, pair.One, pair.Other, metAt });

    public static Task ForgetAboutAsync(this Tx tx, TeamId team, Guid about) => tx.ExecuteAsync(ForgetAbout, new { team, about });

    public static Task DeleteItemsAsync(this Tx tx, Pair pair) => tx.ExecuteAsync(DeleteOfPair, new { pair.Team, pair.One, pair.Other });

    private sealed record ItemRow(
        ItemId Id, TeamId TeamId, UserId One, UserId Other, UserId Author, byte[]? Words, int? Hint, Guid? About, int Status, Instant? NotBefore, int PutOff, Instant CreatedAt)
    {
        public AgendaItem Open(WorkspaceCipher sealer) => new(
            Id, Pair.Of(TeamId, One, Other), Author, sealer.Open(Table, "words", Id.ToString(), Words), (AgendaHint?)Hint, About, (ItemStatus)Status, NotBefore, PutOff, CreatedAt);
    }
}

/// <summary>The agenda, as the other slices reach it.</summary>
internal sealed class Agenda(TextCipher cipher) : IAgenda, IAgendaHints
{
    public Task HoldAsync(Tx tx, PersonId from, PersonId to, string subject, Instant now) => HintAsync(tx, from, to.User, AgendaHint.Feedback, AboutOf(subject), now);

    public Task ReleaseAsync(Tx tx, PersonId from, PersonId to, string subject) => tx.ForgetAboutAsync(from.Team, AboutOf(subject));

    public Task HintAsync(Tx tx, PersonId from, UserId to, AgendaHint hint, Guid about, Instant now) =>
        tx.AddAsync(cipher, new AgendaItem(ItemId.New(), Pair.Of(from, to), from.User, default, hint, about, ItemStatus.Open, null, 0, now));

    public Task ForgetHintAsync(Tx tx, TeamId team, Guid about) => tx.ForgetAboutAsync(team, about);

    public Task AddAsync(Tx tx, PersonId from, UserId to, PrivateText words, Instant now) =>
        tx.AddAsync(cipher, new AgendaItem(ItemId.New(), Pair.Of(from, to), from.User, words, null, null, ItemStatus.Open, null, 0, now));

    /// <summary>Ids stay themselves; any other name becomes one that is always the same.</summary>
    private static Guid AboutOf(string subject) => Guid.TryParse(subject, out var id) ? id : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(subject)).AsSpan(0, 16));
}

/// <summary>When two people meet next, as the other slices ask it.</summary>
internal sealed class NextOneOnOne : INextOneOnOne
{
    public Task<Instant?> FindAsync(Tx tx, Pair pair, Instant now) => tx.NextStartAsync(pair, now);
}
