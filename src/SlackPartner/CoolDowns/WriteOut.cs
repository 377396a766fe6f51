using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.CoolDowns;

/// <summary>Names one page someone wrote instead of talking.</summary>
public readonly record struct WriteOutId(Guid Value) : ITyped<WriteOutId, Guid>
{
    public static WriteOutId New() => new(Guid.CreateVersion7());
    public static WriteOutId From(Guid value) => new(value);

    /// <summary>Null for anything that is no id: metadata and button values are only claims.</summary>
    public static WriteOutId? TryParse(string text) => Guid.TryParse(text, out var id) ? new WriteOutId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>A conflict as a neutral third party would tell it. Its author's alone.</summary>
/// <param name="ExpiresAt">Null: kept until its author deletes it.</param>
internal sealed record WriteOut(
    WriteOutId Id, PersonId Author, UserId? About, PrivateText Happened, PrivateText Hard, PrivateText NextTime, Instant CreatedAt, Instant? ExpiresAt, int Version)
{
    public static readonly Duration Life = Duration.FromDays(7);

    /// <summary>What could go on a shared agenda; blank when there is only what is hard.</summary>
    public PrivateText Shareable => NextTime.IsBlank ? Happened : NextTime;

    public bool IsBlank => Happened.IsBlank && Hard.IsBlank && NextTime.IsBlank;

    public override string ToString() => $"WriteOut {Id}";
}

/// <summary>Pages in Postgres, sealed.</summary>
internal static class WriteOutStore
{
    private const string Table = "write_out";

    private const string FindById =
        """
        select id, team_id, author, about, happened, hard, next_time, created_at, expires_at, version
        from write_out
        where id = @id and team_id = @team
        """;

    private const string ListOfAuthor =
        """
        select id, team_id, author, about, happened, hard, next_time, created_at, expires_at, version
        from write_out
        where team_id = @Team and author = @User
        order by created_at desc
        limit 20
        """;

    private const string CountOfAuthor =
        """
        select count(*)::int
        from write_out
        where team_id = @Team and author = @User
        """;

    private const string Insert =
        """
        insert into write_out (id, team_id, author, about, happened, hard, next_time, created_at, expires_at, version)
        values (@Id, @TeamId, @Author, @About, @Happened, @Hard, @NextTime, @CreatedAt, @ExpiresAt, 1)
        on conflict (id) do nothing
        """;

    private const string Update =
        """
        update write_out
        set about = @About, happened = @Happened, hard = @Hard, next_time = @NextTime, expires_at = @ExpiresAt, version = version + 1
        where id = @Id and team_id = @TeamId and version = @Version
        """;

    private const string Delete =
        """
        delete from write_out
        where id = @id and team_id = @team and author = @author
        """;

    private const string Expire =
        """
        delete from write_out
        where id in (
          select id
          from write_out
          where expires_at <= @now
          limit 500)
        """;

    public static async Task<WriteOut?> FindWriteOutAsync(this Tx tx, TextCipher cipher, TeamId team, string claimedId) =>
        WriteOutId.TryParse(claimedId) is { } id && await tx.FindAsync<WriteOutRow>(FindById, new { id, team }) is { } row
            ? row.Open(await cipher.ForAsync(tx, team))
            : null;

    public static async Task<IReadOnlyList<WriteOut>> ListWriteOutsAsync(this Tx tx, TextCipher cipher, PersonId author)
    {
        var rows = await tx.ListAsync<WriteOutRow>(ListOfAuthor, new { author.Team, author.User });
        if (rows.Count == 0) return [];
        var sealer = await cipher.ForAsync(tx, author.Team);
        return [.. rows.Select(row => row.Open(sealer))];
    }

    public static Task<int> CountWriteOutsAsync(this Tx tx, PersonId author) => tx.FindAsync<int>(CountOfAuthor, new { author.Team, author.User });

    /// <exception cref="StaleWriteException">Someone else changed the row since it was read.</exception>
    public static async Task SaveAsync(this Tx tx, TextCipher cipher, WriteOut page)
    {
        var row = WriteOutRow.Seal(page, await cipher.ForAsync(tx, page.Author.Team));
        if (await tx.ExecuteAsync(page.Version == 0 ? Insert : Update, row) == 0) throw new StaleWriteException();
    }

    public static Task DeleteAsync(this Tx tx, WriteOut page) => tx.ExecuteAsync(Delete, new { id = page.Id, team = page.Author.Team, author = page.Author.User });

    /// <summary>One batch; how many went.</summary>
    public static Task<int> ExpireWriteOutsAsync(this Tx tx, Instant now) => tx.ExecuteAsync(Expire, new { now });

    private sealed record WriteOutRow(
        WriteOutId Id, TeamId TeamId, UserId Author, UserId? About, byte[]? Happened, byte[]? Hard, byte[]? NextTime, Instant CreatedAt, Instant? ExpiresAt, int Version)
    {
        public static WriteOutRow Seal(WriteOut from, WorkspaceCipher sealer)
        {
            var row = from.Id.ToString();
            return new(
                from.Id, from.Author.Team, from.Author.User, from.About,
                sealer.Seal(Table, "happened", row, from.Happened), sealer.Seal(Table, "hard", row, from.Hard), sealer.Seal(Table, "next_time", row, from.NextTime),
                from.CreatedAt, from.ExpiresAt, from.Version);
        }

        public WriteOut Open(WorkspaceCipher sealer)
        {
            var row = Id.ToString();
            return new(
                Id, new PersonId(TeamId, Author), About, sealer.Open(Table, "happened", row, Happened), sealer.Open(Table, "hard", row, Hard),
                sealer.Open(Table, "next_time", row, NextTime), CreatedAt, ExpiresAt, Version);
        }
    }
}
