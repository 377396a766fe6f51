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

    private const string CountWaiting =
        """
        select count(*)::int
        from third_way
        where team_id = @Team and starter = @User and other = @other and status = 0
        """;

    private const string Insert =
        """
        insert into third_way (id, team_id, starter, other, topic, status, starter_position, starter_change, starter_wrote_at, created_at, updated_at, version)
        values (@Id, @TeamId, @Starter, @Other, @Topic, @Status, @StarterPosition, @StarterChange, @StarterWroteAt, @CreatedAt, @UpdatedAt, 1)
        """;

    private const string Update =
        """
        update third_way
        set status = @Status, other_position = @OtherPosition, other_change = @OtherChange, other_wrote_at = @OtherWroteAt, options = @Options, third = @Third,
          decides = @Decides, look_again_on = @LookAgainOn, updated_at = @UpdatedAt, version = version + 1
        where id = @Id and team_id = @TeamId and version = @Version
        """;

    /// <summary>What was taken back or declined is not kept.</summary>
    private const string Delete =
        """
        delete from third_way
        where id = @id and team_id = @team
        """;

    private const string DeleteBetween =
        """
        delete from third_way
        where team_id = @Team and status = 0 and ((starter = @One and other = @Other) or (starter = @Other and other = @One))
        """;

    private const string Forget =
        """
        delete from third_way
        where id in (
          select id
          from third_way
          where updated_at < @before
          limit 500)
        """;

    public static async Task<Disagreement?> FindDisagreementAsync(this Tx tx, TextCipher cipher, TeamId team, string claimedId) =>
        DisagreementId.TryParse(claimedId) is { } id && await tx.FindAsync<ThirdWayRow>(FindById, new { id, team }) is { } row
            ? row.Open(await cipher.ForAsync(tx, team))
            : null;

    public static async Task<bool> HasWaitingAsync(this Tx tx, PersonId starter, UserId other) =>
        await tx.FindAsync<int>(CountWaiting, new { starter.Team, starter.User, other }) > 0;

    /// <exception cref="StaleWriteException">Someone else changed the row since it was read.</exception>
    public static async Task SaveAsync(this Tx tx, TextCipher cipher, Disagreement disagreement)
    {
        var row = ThirdWayRow.Seal(disagreement, await cipher.ForAsync(tx, disagreement.Team));
        if (await tx.ExecuteAsync(disagreement.Version == 0 ? Insert : Update, row) == 0) throw new StaleWriteException();
    }

    public static Task DeleteAsync(this Tx tx, Disagreement disagreement) => tx.ExecuteAsync(Delete, new { id = disagreement.Id, team = disagreement.Team });

    public static Task DeleteWaitingAsync(this Tx tx, Pair pair) => tx.ExecuteAsync(DeleteBetween, new { pair.Team, pair.One, pair.Other });

    public static Task<int> ForgetDisagreementsAsync(this Tx tx, Instant before) => tx.ExecuteAsync(Forget, new { before });

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
