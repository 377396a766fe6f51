using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Nudges;

/// <summary>Nudges in Postgres, and the signs for them in what other slices show. There is no text in either.</summary>
internal static class NudgeStore
{
    // Someone is seen once more at most: what they were given already is left out here, the rest is for the rules.
    private const string ListSigns =
        """
        select team_id, person, kind, about, other, since
        from nudge_sign_facts
        where (team_id, person) > (@team, @person)
          and due_at <= @now and useful_until > @now
          and not exists (
            select 1
            from nudge
            where nudge.team_id = nudge_sign_facts.team_id and nudge.person = nudge_sign_facts.person
              and nudge.kind = nudge_sign_facts.kind and nudge.about = nudge_sign_facts.about
              and (nudge.kind <> 4 or nudge.sent_at > @monthAgo))
        order by team_id, person, kind, since
        limit @limit
        """;

    private const string FindSign =
        """
        select team_id, person, kind, about, other, since
        from nudge_sign_facts
        where team_id = @Team and person = @User and kind = @kind and about = @about
        """;

    private const string FindMirror =
        """
        select team_id, person, drafts, pauses, skipped, fought, avoided, third, other
        from nudge_mirror_facts(@Team, @User, @since, @till)
        """;

    private const string ListOfPerson =
        """
        select id, team_id, person, kind, about, other, day, sent_at, answer, answered_at, channel, ts
        from nudge
        where team_id = @Team and person = @User and sent_at > @since
        order by sent_at
        """;

    private const string FindById =
        """
        select id, team_id, person, kind, about, other, day, sent_at, answer, answered_at, channel, ts
        from nudge
        where id = @id and team_id = @team
        """;

    private const string Insert =
        """
        insert into nudge (id, team_id, person, kind, about, other, day, sent_at)
        values (@Id, @Team, @User, @Kind, @About, @Other, @Day, @SentAt)
        on conflict (team_id, person, day) do nothing
        """;

    private const string SaveAnswer =
        """
        update nudge
        set answer = @answer, answered_at = @now
        where id = @id and answer is null
        """;

    private const string SaveCard =
        """
        update nudge
        set channel = @Channel, ts = @Ts
        where id = @id
        """;

    private const string Forget =
        """
        delete from nudge
        where id in (
          select id
          from nudge
          where sent_at < @before
          limit 1000)
        """;

    public static Task<IReadOnlyList<Sign>> ListSignsAsync(this Tx tx, PersonId after, Instant now, int limit) =>
        tx.ListAsync<Sign>(ListSigns, new { team = after.Team, person = after.User, now, limit, monthAgo = now - NudgeRules.BetweenMirrors });

    /// <summary>Null once there is nothing to say any more: the draft was shared, the pause was answered.</summary>
    public static Task<Sign?> FindSignAsync(this Tx tx, Nudge nudge) =>
        tx.FindAsync<Sign>(FindSign, new { nudge.Person.Team, nudge.Person.User, kind = (int)nudge.Kind, about = nudge.About });

    public static async Task<MirrorNumbers> FindMirrorAsync(this Tx tx, PersonId person, Instant now) =>
        await tx.FindAsync<MirrorNumbers>(FindMirror, new { person.Team, person.User, since = now - MirrorViews.Month, till = now }) ?? new MirrorNumbers(person.Team, person.User, 0, 0, 0, 0, 0, 0, null);

    public static async Task<IReadOnlyList<Nudge>> ListNudgesAsync(this Tx tx, PersonId person, Instant since) =>
        [.. (await tx.ListAsync<NudgeRow>(ListOfPerson, new { person.Team, person.User, since })).Select(row => row.Read())];

    public static async Task<Nudge?> FindNudgeAsync(this Tx tx, TeamId team, string claimedId) =>
        NudgeId.TryParse(claimedId) is { } id && await tx.FindAsync<NudgeRow>(FindById, new { id, team }) is { } row ? row.Read() : null;

    /// <summary>False when this person got another one today, on another node perhaps.</summary>
    public static async Task<bool> AddAsync(this Tx tx, Nudge nudge) => await tx.ExecuteAsync(
        Insert,
        new { nudge.Id, nudge.Person.Team, nudge.Person.User, Kind = (int)nudge.Kind, nudge.About, Other = nudge.Other?.Value, nudge.Day, nudge.SentAt }) == 1;

    /// <summary>False when it was answered before: the first answer counts.</summary>
    public static async Task<bool> AnswerAsync(this Tx tx, Nudge nudge, NudgeAnswer answer, Instant now) =>
        await tx.ExecuteAsync(SaveAnswer, new { id = nudge.Id, answer = (int)answer, now }) == 1;

    public static Task SaveCardAsync(this Tx tx, Nudge nudge, MessageRef at) => tx.ExecuteAsync(SaveCard, new { id = nudge.Id, at.Channel, at.Ts });

    public static Task<int> ForgetNudgesAsync(this Tx tx, Instant before) => tx.ExecuteAsync(Forget, new { before });

    private sealed record NudgeRow(
        NudgeId Id, TeamId TeamId, UserId Person, int Kind, Guid About, UserId? Other, LocalDate Day, Instant SentAt, int? Answer, Instant? AnsweredAt, string? Channel, string? Ts)
    {
        public Nudge Read() => new(
            Id, new PersonId(TeamId, Person), (NudgeKind)Kind, About, Other, Day, SentAt, (NudgeAnswer?)Answer, AnsweredAt,
            Channel is not null && Ts is not null ? new MessageRef(Channel, Ts) : null);
    }
}

/// <summary>A month of one's own numbers.</summary>
internal sealed record MirrorNumbers(TeamId TeamId, UserId Person, int Drafts, int Pauses, int Skipped, int Fought, int Avoided, int Third, UserId? Other)
{
    public bool IsEmpty => this is { Drafts: 0, Pauses: 0, Skipped: 0, Fought: 0, Avoided: 0, Third: 0 };
}
