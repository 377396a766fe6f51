using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Nudges;

/// <summary>Nudges, watched conversations and third ways, as part of what is kept about a person. What two people hold together goes when one of them does.</summary>
internal sealed class PersonalNudges(TextCipher cipher, WatchList watched) : IPersonalData
{
    private const string Count =
        """
        select
          (select count(*) from nudge where team_id = @Team and person = @User)::int as nudges,
          (select count(*) from watch where team_id = @Team and (one = @User or other = @User) and status <> 1)::int as asked,
          (select count(*) from third_way where team_id = @Team and (starter = @User or other = @User))::int as ways
        """;

    private const string ListWays =
        """
        select id, starter = @User as is_mine, case when starter = @User then other else starter end as beside, topic,
          case when starter = @User then starter_position else other_position end as position,
          case when starter = @User then starter_change else other_change end as change, options, third, decides, look_again_on, created_at
        from third_way
        where team_id = @Team and (starter = @User or other = @User) and topic is not null
        order by created_at, id
        """;

    private const string DropNudges =
        """
        delete from nudge
        where team_id = @Team and person = @User
        """;

    private const string DropFromNudges =
        """
        update nudge
        set other = null
        where team_id = @Team and other = @User
        """;

    private const string DropWatches =
        """
        delete from watch
        where team_id = @Team and (one = @User or other = @User)
        """;

    private const string DropWays =
        """
        delete from third_way
        where team_id = @Team and (starter = @User or other = @User)
        """;

    public IReadOnlyList<string> Tables => ["nudge", "watch", "third_way"];

    public async Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person)
    {
        var counts = await tx.FindAsync<NudgeCounts>(Count, new { person.Team, person.User }) ?? new NudgeCounts(0, 0, 0);
        var watches = (await tx.ListWatchesAsync(person)).Where(watch => watch.Status is WatchStatus.On);
        return
        [
            new StoredKind("Nudges you got, and what you answered", counts.Nudges, "Only you."),
            .. watches.Select(watch => new StoredKind(WatchViews.Stored(watch, person.User), 1, "You and your partner. Never what was said.")
            {
                Manage = (NudgeIds.Action.StopWatching, "Stop Watching"),
                Subject = watch.Id.ToString(),
            }),
            new StoredKind("Conversations one of you asked to have watched, or had watched before", counts.Asked, "You and your partner. Never what was said.")
            {
                Manage = (NudgeIds.Action.ShowWatched, "Show"),
            },
            new StoredKind("Disagreements you looked at together", counts.Ways, "You, and the other one once both have written."),
        ];
    }

    public async Task<IReadOnlyList<ExportPart>> ExportAsync(Tx tx, PersonId person)
    {
        var sealer = await cipher.ForAsync(tx, person.Team);
        return [new ExportPart("disagreements", [.. (await tx.ListAsync<WayRow>(ListWays, new { person.Team, person.User })).Select(row => row.Open(sealer))])];
    }

    public async Task EraseAsync(Tx tx, PersonId person, Instant now)
    {
        await tx.ExecuteAsync(DropNudges, new { person.Team, person.User });
        await tx.ExecuteAsync(DropFromNudges, new { person.Team, person.User });
        await tx.ExecuteAsync(DropWatches, new { person.Team, person.User });
        await tx.ExecuteAsync(DropWays, new { person.Team, person.User });
        watched.Changed();
    }

    private sealed record NudgeCounts(int Nudges, int Asked, int Ways);

    private sealed record WayRow(DisagreementId Id, bool IsMine, UserId Beside, byte[]? Topic, byte[]? Position, byte[]? Change, byte[]? Options, byte[]? Third, byte[]? Decides, LocalDate? LookAgainOn, Instant CreatedAt)
    {
        public ExportEntry Open(WorkspaceCipher sealer)
        {
            PrivateText Opened(string column, byte[]? box) => sealer.Open("third_way", column, Id.ToString(), box);
            var side = IsMine ? "starter" : "other";
            return new ExportEntry()
                .Add("with", Beside).Add("began_at", CreatedAt).Add("topic", IsMine ? Opened("topic", Topic) : default)
                .Add("your_position", Opened($"{side}_position", Position)).Add("what_would_change_it", Opened($"{side}_change", Change))
                .Add("options", Opened("options", Options)).Add("third_way", Opened("third", Third)).Add("who_decides", Opened("decides", Decides)).Add("look_again_on", LookAgainOn);
        }
    }
}
