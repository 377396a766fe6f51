using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback.Advice;

/// <summary>Requests for advice in Postgres; the topic goes in and out through the workspace's cipher.</summary>
internal static class AdviceStore
{
    private const string Table = "feedback_request";

    private const string Find =
        """
        select id, team_id, asker, asked, topic, status, channel, ts, created_at, updated_at, version
        from feedback_request
        where id = @id and team_id = @team
        """;

    private const string ListOpen =
        """
        select id, team_id, asker, asked, topic, status, channel, ts, created_at, updated_at, version
        from feedback_request
        where team_id = @team and asker = @asker and asked = @asked and status = 0
        """;

    private const string ListUndelivered =
        """
        select id
        from feedback_request
        where team_id = @Team and asked = @User and asker = @asker and status = 0 and ts is null
        """;

    private const string Insert =
        """
        insert into feedback_request (id, team_id, asker, asked, topic, status, created_at, updated_at, version)
        values (@Id, @Team, @Asker, @Asked, @Topic, @Status, @CreatedAt, @UpdatedAt, 0)
        on conflict (id) do nothing
        """;

    private const string Update =
        """
        update feedback_request
        set status = @Status, channel = @Channel, ts = @Ts, updated_at = @UpdatedAt, version = version + 1
        where id = @Id and team_id = @Team and version = @Version
        """;

    private const string Close =
        """
        update feedback_request
        set status = 1, feedback_id = @note, updated_at = @now, version = version + 1
        where id = @note and team_id = @team and asked = @author and asker = @recipient and status = 0
        """;

    public static async Task<AdviceRequest?> FindRequestAsync(this Tx tx, TextCipher cipher, TeamId team, AdviceId id) =>
        await tx.FindAsync<RequestRow>(Find, new { id, team }) is { } row ? row.Open(await cipher.ForAsync(tx, team)) : null;

    /// <summary>The request a button or queued work names. Null for anything that is no request of this workspace.</summary>
    public static Task<AdviceRequest?> FindRequestAsync(this Tx tx, TextCipher cipher, TeamId team, string claimedId) =>
        AdviceId.TryParse(claimedId) is { } id ? tx.FindRequestAsync(cipher, team, id) : Task.FromResult<AdviceRequest?>(null);

    public static async Task<IReadOnlyList<AdviceRequest>> ListOpenRequestsAsync(this Tx tx, TextCipher cipher, PersonId asker, UserId asked)
    {
        var rows = await tx.ListAsync<RequestRow>(ListOpen, new { team = asker.Team, asker = asker.User, asked });
        if (rows.Count == 0) return [];
        var sealer = await cipher.ForAsync(tx, asker.Team);
        return [.. rows.Select(row => row.Open(sealer))];
    }

    /// <summary>Meant for this person, and perhaps still on its way.</summary>
    public static Task<IReadOnlyList<AdviceId>> ListUndeliveredRequestsAsync(this Tx tx, PersonId asked, UserId asker) =>
        tx.ListAsync<AdviceId>(ListUndelivered, new { asked.Team, asked.User, asker });

    /// <exception cref="StaleWriteException">The id is taken: a form was submitted twice.</exception>
    public static async Task AddAsync(this Tx tx, TextCipher cipher, AdviceRequest request)
    {
        var sealer = await cipher.ForAsync(tx, request.Team);
        var row = new
        {
            request.Id,
            request.Team,
            Asker = request.Asker.User,
            Asked = request.AskedUser,
            Topic = sealer.Seal(Table, "topic", request.Id.ToString(), request.Topic),
            Status = (int)request.Status,
            request.CreatedAt,
            request.UpdatedAt,
        };
        if (await tx.ExecuteAsync(Insert, row) == 0) throw new StaleWriteException();
    }

    /// <exception cref="StaleWriteException">Someone else changed the row since it was read.</exception>
    public static async Task SaveAsync(this Tx tx, AdviceRequest request)
    {
        var row = new { request.Id, request.Team, Status = (int)request.Status, request.Card?.Channel, request.Card?.Ts, request.UpdatedAt, request.Version };
        if (await tx.ExecuteAsync(Update, row) == 0) throw new StaleWriteException();
    }

    /// <summary>The note answers a request if it bears its id and goes to the one who asked.</summary>
    public static async Task CloseRequestAsync(this Tx tx, FeedbackNote note, Instant now)
    {
        if (note.RecipientUser is not { } recipient) return;
        if (await tx.ExecuteAsync(Close, new { note = note.Id, team = note.Team, author = note.Author.User, recipient, now }) == 0) return;
        await tx.EnqueueAgainAsync(new WorkItem(AdviceIds.Work.RedrawCard, note.Id.ToString(), note.Author, now));
    }

    private sealed record RequestRow(
        AdviceId Id, TeamId TeamId, UserId Asker, UserId Asked, byte[]? Topic, int Status, string? Channel, string? Ts, Instant CreatedAt, Instant UpdatedAt, int Version)
    {
        public AdviceRequest Open(WorkspaceCipher sealer) => new(
            Id, new PersonId(TeamId, Asker), Asked, sealer.Open(Table, "topic", Id.ToString(), Topic), (AdviceStatus)Status,
            Channel is not null && Ts is not null ? new MessageRef(Channel, Ts) : null, CreatedAt, UpdatedAt, Version);
    }
}
