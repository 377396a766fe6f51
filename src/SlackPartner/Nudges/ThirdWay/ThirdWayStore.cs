using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Nudges;

/// <summary>Disagreements in Postgres, sealed.</summary>
internal static class ThirdWayStore
{
    private const string Table = "third_way";

    private const string FindById =
        """
        select id, team_id, starter, other, topic, status, starter_position, starter_change, starter_wrote_at, other_position, other_change, other_wrote_at,
          options, third, decides, look_again_on, created_at, updated_at, version
        from third_way
        where id = @id and team_id = @team
        """;

    private const string FindUnanswered =
        """
        select topic is not null as has_words, created_at
        from third_way
        where team_id = @Team and starter = @User and other = @other and status in (0, 3)
        order by topic is null, created_at desc
        limit 1
        """;

    private const string Insert =
        """
        insert into third_way (id, team_id, starter, other, topic, status, starter_position, starter_change, starter_wrote_at, created_at, updated_at, version)
        values (@Id, @TeamId, @Starter, @Other, @Topic, @Status, @StarterPosition, @StarterChange, @StarterWroteAt, @CreatedAt, @UpdatedAt, 1)
        on conflict (id) do nothing
        """;

    private const string Update =
        """
        update third_way
        set topic = @Topic, status = @Status, starter_position = @StarterPosition, starter_change = @StarterChange, starter_wrote_at = @StarterWroteAt, other_position = @OtherPosition, other_change = @OtherChange, other_wrote_at = @OtherWroteAt, options = @Options, third = @Third,
          decides = @Decides, look_again_on = @LookAgainOn, updated_at = @UpdatedAt, version = version + 1
        where id = @Id and team_id = @TeamId and version = @Version
        """;

    private const string CloseBetween =
        """
        update third_way
        set status = 3, updated_at = @now, version = version + 1
        where team_id = @Team and status = 0 and ((starter = @One and other = @Other) or (starter = @Other and other = @One))
        """;

    private const string ListBetween =
        """
        select id
        from third_way
        where team_id = @Team and status in (0, 1, 2) and ((starter = @One and other = @Other) or (starter = @Other and other = @One))
        """;

    private const string Forget =
        """
        delete from third_way
        where id in (
          select id
          from third_way
          where (status in (0, 3) and updated_at < @unanswered) or (status in (1, 2) and updated_at < @shown)
          limit 500)
        """;

    public static async Task<Disagreement?> FindDisagreementAsync(this Tx tx, TextCipher cipher, TeamId team, string claimedId) =>
        DisagreementId.TryParse(claimedId) is { } id && await tx.FindAsync<ThirdWayRow>(FindById, new { id, team }) is { } row
            ? row.Open(await cipher.ForAsync(tx, team))
            : null;

    public static Task<Unanswered?> FindUnansweredAsync(this Tx tx, PersonId starter, UserId other) =>
        tx.FindAsync<Unanswered>(FindUnanswered, new { starter.Team, starter.User, other });

    /// <exception cref="StaleWriteException">Someone else changed the row since it was read.</exception>
    public static async Task SaveAsync(this Tx tx, TextCipher cipher, Disagreement disagreement)
    {
        var row = ThirdWayRow.Seal(disagreement, await cipher.ForAsync(tx, disagreement.Team));
        if (await tx.ExecuteAsync(disagreement.Version == 0 ? Insert : Update, row) == 0) throw new StaleWriteException();
    }

    /// <summary>What waits for a side is open no more; its words stay for the one who wrote them.</summary>
    public static Task CloseBetweenAsync(this Tx tx, Pair pair, Instant now) => tx.ExecuteAsync(CloseBetween, new { pair.Team, pair.One, pair.Other, now });

    public static Task<IReadOnlyList<DisagreementId>> ListDisagreementsAsync(this Tx tx, Pair pair) =>
        tx.ListAsync<DisagreementId>(ListBetween, new { pair.Team, pair.One, pair.Other });

    /// <param name="unanswered">What got no second side is older than this.</param>
    /// <param name="shown">What both have seen is older than this.</param>
    public static Task<int> ForgetDisagreementsAsync(this Tx tx, Instant unanswered, Instant shown) => tx.ExecuteAsync(Forget, new { unanswered, shown });

    private sealed record ThirdWayRow(
        DisagreementId Id, TeamId TeamId, UserId Starter, UserId Other, byte[]? Topic, int Status, byte[]? StarterPosition, byte[]? StarterChange, Instant? StarterWroteAt,
        byte[]? OtherPosition, byte[]? OtherChange, Instant? OtherWroteAt, byte[]? Options, byte[]? Third, byte[]? Decides, LocalDate? LookAgainOn,
        Instant CreatedAt, Instant UpdatedAt, int Version)
    {
        public static ThirdWayRow Seal(Disagreement from, WorkspaceCipher sealer)
        {
            byte[]? Sealed(string column, PrivateText text) => sealer.Seal(Table, column, from.Id.ToString(), text);
            return new(
                from.Id, from.Team, from.Starter, from.Other, Sealed("topic", from.Topic), (int)from.Status,
                Sealed("starter_position", from.OfStarter.Position), Sealed("starter_change", from.OfStarter.Change), from.OfStarter.WrittenAt,
                Sealed("other_position", from.OfOther.Position), Sealed("other_change", from.OfOther.Change), from.OfOther.WrittenAt,
                Sealed("options", from.Outcome.Options), Sealed("third", from.Outcome.Third), Sealed("decides", from.Outcome.Decides), from.Outcome.LookAgainOn,
                from.CreatedAt, from.UpdatedAt, from.Version);
        }

        public Disagreement Open(WorkspaceCipher sealer)
        {
            PrivateText Opened(string column, byte[]? box) => sealer.Open(Table, column, Id.ToString(), box);
            return new(
                Id, TeamId, Starter, Other, Opened("topic", Topic), (ThirdWayStatus)Status,
                new Stand(Opened("starter_position", StarterPosition), Opened("starter_change", StarterChange), StarterWroteAt),
                new Stand(Opened("other_position", OtherPosition), Opened("other_change", OtherChange), OtherWroteAt),
                new Outcome(Opened("options", Options), Opened("third", Third), Opened("decides", Decides), LookAgainOn), CreatedAt, UpdatedAt, Version);
        }
    }
}
