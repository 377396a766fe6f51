using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Feedback in Postgres. Text goes in and out through the workspace's cipher; Dapper sees bytes.</summary>
internal static class FeedbackStore
{
    private const string Table = "feedback";
    private const string AnswerTable = "feedback_answer";

    private const string Find =
        """
        select id, team_id, author, recipient, status, occurred_on, situation, behavior, impact, question, request, kept_findings,
          created_at, updated_at, shared_at, delivered_at, channel, ts, talk_step, talk_turn, talked_at, send_local, send_at, asked_at, ask_choice,
          evidence, evidence_link, lifted, lifted_place, version
        from feedback
        where id = @id and team_id = @team
        """;

    private const string Insert =
        """
        insert into feedback (id, team_id, author, recipient, status, occurred_on, situation, behavior, impact, question, request, kept_findings,
          created_at, updated_at, shared_at, delivered_at, channel, ts, talk_step, talk_turn, talked_at, send_local, send_at, asked_at, ask_choice,
          evidence, evidence_link, lifted, lifted_place, version)
        values (@Id, @TeamId, @Author, @Recipient, @Status, @OccurredOn, @Situation, @Behavior, @Impact, @Question, @Request, @KeptFindings,
          @CreatedAt, @UpdatedAt, @SharedAt, @DeliveredAt, @Channel, @Ts, @TalkStep, @TalkTurn, @TalkedAt, @SendLocal, @SendAt, @AskedAt, @AskChoice,
          @Evidence, @EvidenceLink, @Lifted, @LiftedPlace, 0)
        on conflict (id) do nothing
        """;

    private const string Update =
        """
        update feedback
        set recipient = @Recipient, status = @Status, occurred_on = @OccurredOn, situation = @Situation, behavior = @Behavior, impact = @Impact,
          question = @Question, request = @Request, kept_findings = @KeptFindings, updated_at = @UpdatedAt, shared_at = @SharedAt,
          delivered_at = @DeliveredAt, channel = @Channel, ts = @Ts, talk_step = @TalkStep, talk_turn = @TalkTurn, talked_at = @TalkedAt,
          send_local = @SendLocal, send_at = @SendAt, asked_at = @AskedAt, ask_choice = @AskChoice, evidence = @Evidence,
          evidence_link = @EvidenceLink, lifted = @Lifted, lifted_place = @LiftedPlace, version = version + 1
        where id = @Id and team_id = @TeamId and version = @Version
        """;

    private const string Delete =
        """
        delete from feedback
        where id = @Id and version = @Version and status in (0, 4, 5)
        """;

    private const string ListByAuthor =
        """
        select id, team_id, author, recipient, status, occurred_on, situation, behavior, impact, question, request, kept_findings,
          created_at, updated_at, shared_at, delivered_at, channel, ts, talk_step, talk_turn, talked_at, send_local, send_at, asked_at, ask_choice,
          evidence, evidence_link, lifted, lifted_place, version
        from feedback
        where team_id = @Team and author = @User and (status in (0, 4, 5)) = @drafts and (@drafts or shared_at is not null)
        order by updated_at desc, id
        limit @limit offset @offset
        """;

    private const string ListByRecipient =
        """
        select id, team_id, author, recipient, status, occurred_on, situation, behavior, impact, question, request, kept_findings,
          created_at, updated_at, shared_at, delivered_at, channel, ts, talk_step, talk_turn, talked_at, send_local, send_at, asked_at, ask_choice,
          evidence, evidence_link, lifted, lifted_place, version
        from feedback
        where team_id = @Team and recipient = @User and status in (1, 2) and delivered_at is not null
        order by shared_at desc, id
        limit @limit offset @offset
        """;

    private const string FindTalk =
        """
        select id, team_id, author, recipient, status, occurred_on, situation, behavior, impact, question, request, kept_findings,
          created_at, updated_at, shared_at, delivered_at, channel, ts, talk_step, talk_turn, talked_at, send_local, send_at, asked_at, ask_choice,
          evidence, evidence_link, lifted, lifted_place, version
        from feedback
        where team_id = @Team and author = @User and talk_step is not null and status = 0
        order by talked_at desc
        limit 1
        """;

    private const string FindPaused =
        """
        select id, team_id, author, recipient, status, occurred_on, situation, behavior, impact, question, request, kept_findings,
          created_at, updated_at, shared_at, delivered_at, channel, ts, talk_step, talk_turn, talked_at, send_local, send_at, asked_at, ask_choice,
          evidence, evidence_link, lifted, lifted_place, version
        from feedback
        where team_id = @Team and author = @User and talk_step is null and talk_turn > 0 and status = 0 and (@recipient::text is null or recipient = @recipient::text)
        order by updated_at desc
        limit 1
        """;

    private const string FindByCard =
        """
        select id, team_id, author, recipient, status, occurred_on, situation, behavior, impact, question, request, kept_findings,
          created_at, updated_at, shared_at, delivered_at, channel, ts, talk_step, talk_turn, talked_at, send_local, send_at, asked_at, ask_choice,
          evidence, evidence_link, lifted, lifted_place, version
        from feedback
        where team_id = @Team and recipient = @User and channel = @Channel and ts = @Ts
        limit 1
        """;

    private const string FindUnanswered =
        """
        select id, team_id, author, recipient, status, occurred_on, situation, behavior, impact, question, request, kept_findings,
          created_at, updated_at, shared_at, delivered_at, channel, ts, talk_step, talk_turn, talked_at, send_local, send_at, asked_at, ask_choice,
          evidence, evidence_link, lifted, lifted_place, version
        from feedback
        where team_id = @Team and recipient = @User and status = 1 and delivered_at is not null
        order by shared_at desc
        limit 1
        """;

    private const string ListUndelivered =
        """
        select id
        from feedback
        where team_id = @Team and recipient = @User and author = @author and status in (1, 5) and delivered_at is null
        """;

    private const string ListAnswered =
        """
        select id
        from feedback
        where team_id = @Team and author = @User and recipient = @reader and status = 2
        """;

    // Two notes shared at once are counted one after the other.
    private const string LockSharing = "select pg_advisory_xact_lock(hashtext(@team || ':' || @author))";

    private const string CountShared =
        """
        select count(*) filter (where reader = @recipient)::int as with_recipient, count(*)::int as in_all
        from (
          select recipient as reader
          from feedback
          where team_id = @team and author = @author and ((status in (1, 2, 3) and shared_at > @since) or asked_at > @since)
          union all
          select asked
          from feedback_request
          where team_id = @team and asker = @author and status <> 4 and created_at > @since) act
        """;

    private const string FindEarlier =
        """
        select id
        from feedback
        where team_id = @Team and recipient = @User and channel is not null and id <> @id
        union all
        select id
        from feedback_request
        where team_id = @Team and asked = @User and ts is not null and id <> @id
        limit 1
        """;

    private const string InsertAnswer =
        """
        insert into feedback_answer (id, feedback_id, kind, question, situation, behavior, impact, remind_at, created_at)
        values (@id, @feedbackId, @kind, @question, @situation, @behavior, @impact, @remindAt, @createdAt)
        on conflict (feedback_id, kind) do update set remind_at = excluded.remind_at
        """;

    private const string ListAnswers =
        """
        select id, feedback_id, kind, question, situation, behavior, impact, remind_at, created_at
        from feedback_answer
        where feedback_id = @id
        order by created_at
        """;

    private const string ListGiven =
        """
        select answer.id, answer.feedback_id, answer.kind, answer.question, answer.situation, answer.behavior, answer.impact, answer.remind_at, answer.created_at
        from feedback_answer answer
        join feedback note on note.id = answer.feedback_id
        where note.team_id = @Team and note.recipient = @User
        order by answer.created_at, answer.id
        """;

    // Opening a draft is enough to keep it; the version stays, because what it says does.
    private const string Touch =
        """
        update feedback
        set updated_at = @now
        where id = @Id and team_id = @Team and status = 0 and updated_at < @before
        """;

    /// <summary>Null when there is none in this workspace: an id from elsewhere finds nothing.</summary>
    public static async Task<FeedbackNote?> FindFeedbackAsync(this Tx tx, TextCipher cipher, TeamId team, FeedbackId id) =>
        await tx.FindAsync(cipher, Find, team, new { id, team });

    /// <summary>The draft its author is being asked about.</summary>
    public static Task<FeedbackNote?> FindTalkAsync(this Tx tx, TextCipher cipher, PersonId author) =>
        tx.FindAsync(cipher, FindTalk, author.Team, new { author.Team, author.User });

    /// <summary>The latest draft of a conversation that was left; to one person or to anyone.</summary>
    public static Task<FeedbackNote?> FindPausedAsync(this Tx tx, TextCipher cipher, PersonId author, UserId? recipient) =>
        tx.FindAsync(cipher, FindPaused, author.Team, new { author.Team, author.User, recipient = recipient?.Value });

    /// <summary>The note whose card is that message in the reader's direct messages.</summary>
    public static Task<FeedbackNote?> FindByCardAsync(this Tx tx, TextCipher cipher, PersonId reader, MessageRef card) =>
        tx.FindAsync(cipher, FindByCard, reader.Team, new { reader.Team, reader.User, card.Channel, card.Ts });

    /// <summary>The latest note a person has not answered.</summary>
    public static Task<FeedbackNote?> FindUnansweredAsync(this Tx tx, TextCipher cipher, PersonId reader) =>
        tx.FindAsync(cipher, FindUnanswered, reader.Team, new { reader.Team, reader.User });

    /// <exception cref="StaleWriteException">The id is taken: a form was submitted twice.</exception>
    public static async Task AddAsync(this Tx tx, TextCipher cipher, FeedbackNote note)
    {
        if (await tx.ExecuteAsync(Insert, FeedbackRow.Seal(note, await cipher.ForAsync(tx, note.Team))) == 0) throw new StaleWriteException();
    }

    /// <summary>The note with its new version.</summary>
    /// <exception cref="StaleWriteException">Someone else changed the row since it was read.</exception>
    public static async Task<FeedbackNote> SaveAsync(this Tx tx, TextCipher cipher, FeedbackNote note)
    {
        if (await tx.ExecuteAsync(Update, FeedbackRow.Seal(note, await cipher.ForAsync(tx, note.Team))) == 0) throw new StaleWriteException();
        return note with { Version = note.Version + 1 };
    }

    /// <exception cref="StaleWriteException">Someone else changed the row since it was read.</exception>
    public static async Task DeleteAsync(this Tx tx, FeedbackNote note)
    {
        if (await tx.ExecuteAsync(Delete, new { note.Id, note.Version }) == 0) throw new StaleWriteException();
    }

    public static Task<IReadOnlyList<FeedbackNote>> ListWrittenAsync(this Tx tx, TextCipher cipher, PersonId author, bool drafts, int limit, int offset) =>
        tx.ListAsync(cipher, ListByAuthor, author.Team, new { author.Team, author.User, drafts, limit, offset });

    public static Task<IReadOnlyList<FeedbackNote>> ListReceivedAsync(this Tx tx, TextCipher cipher, PersonId recipient, int limit, int offset) =>
        tx.ListAsync(cipher, ListByRecipient, recipient.Team, new { recipient.Team, recipient.User, limit, offset });

    /// <summary>Shared with this person, or announced to them, and perhaps still on its way.</summary>
    public static Task<IReadOnlyList<FeedbackId>> ListUndeliveredAsync(this Tx tx, PersonId recipient, UserId author) =>
        tx.ListAsync<FeedbackId>(ListUndelivered, new { recipient.Team, recipient.User, author });

    /// <summary>Notes of this author that this reader said something to.</summary>
    public static Task<IReadOnlyList<FeedbackId>> ListAnsweredAsync(this Tx tx, PersonId author, UserId reader) =>
        tx.ListAsync<FeedbackId>(ListAnswered, new { author.Team, author.User, reader });

    public static Task<SharedLately> CountSharedAsync(this Tx tx, FeedbackNote note, Instant since) => tx.CountSharedAsync(note.Author, note.RecipientUser, since);

    /// <summary>Notes and requests for advice. Holds up whatever else this person sends until this transaction ends: the limits are for all of it together.</summary>
    public static async Task<SharedLately> CountSharedAsync(this Tx tx, PersonId author, UserId? recipient, Instant since)
    {
        await tx.ExecuteAsync(LockSharing, new { team = author.Team, author = author.User });
        return await tx.FindAsync<SharedLately>(
            CountShared, new { team = author.Team, author = author.User, recipient = recipient?.Value ?? "", since }) ?? new SharedLately(0, 0);
    }

    /// <summary>Whether this note, question about one, or request is the first thing the person ever gets.</summary>
    public static async Task<bool> IsFirstContactAsync(this Tx tx, PersonId recipient, Guid id) =>
        await tx.FindAsync<Guid?>(FindEarlier, new { recipient.Team, recipient.User, id }) is null;

    public static async Task AddAnswerAsync(this Tx tx, TextCipher cipher, TeamId team, FeedbackAnswer answer)
    {
        var sealer = await cipher.ForAsync(tx, team);
        // The row's own id is not echoed anywhere; note and kind name it, so they are what the seal is bound to.
        var row = $"{answer.Note}:{(int)answer.Kind}";
        await tx.ExecuteAsync(
            InsertAnswer,
            new
            {
                id = Guid.CreateVersion7(),
                feedbackId = answer.Note,
                kind = (int)answer.Kind,
                question = sealer.Seal(AnswerTable, "question", row, answer.Text.Question),
                situation = sealer.Seal(AnswerTable, "situation", row, answer.Text.Situation),
                behavior = sealer.Seal(AnswerTable, "behavior", row, answer.Text.Behavior),
                impact = sealer.Seal(AnswerTable, "impact", row, answer.Text.Impact),
                remindAt = answer.RemindAt,
                createdAt = answer.CreatedAt,
            });
    }

    /// <summary>The answers so far, oldest first.</summary>
    public static async Task<IReadOnlyList<FeedbackAnswer>> ListAnswersAsync(this Tx tx, TextCipher cipher, FeedbackNote note)
    {
        var rows = await tx.ListAsync<AnswerRow>(ListAnswers, new { id = note.Id });
        if (rows.Count == 0) return [];
        var sealer = await cipher.ForAsync(tx, note.Team);
        return [.. rows.Select(row => row.Open(sealer))];
    }

    /// <summary>The answers a person gave, oldest first.</summary>
    public static async Task<IReadOnlyList<FeedbackAnswer>> ListGivenAnswersAsync(this Tx tx, TextCipher cipher, PersonId reader)
    {
        var sealer = await cipher.ForAsync(tx, reader.Team);
        return [.. (await tx.ListAsync<AnswerRow>(ListGiven, new { reader.Team, reader.User })).Select(row => row.Open(sealer))];
    }

    /// <summary>Notes that its author looked at the draft, at most once a day. Whether it was worth noting.</summary>
    public static async Task<bool> TouchAsync(this Tx tx, FeedbackNote note, Instant now) =>
        await tx.ExecuteAsync(Touch, new { note.Id, note.Team, now, before = now - Duration.FromDays(1) }) == 1;

    private static async Task<FeedbackNote?> FindAsync(this Tx tx, TextCipher cipher, string sql, TeamId team, object args) =>
        await tx.FindAsync<FeedbackRow>(sql, args) is { } row ? row.Open(await cipher.ForAsync(tx, team)) : null;

    private static async Task<IReadOnlyList<FeedbackNote>> ListAsync(this Tx tx, TextCipher cipher, string sql, TeamId team, object args)
    {
        var rows = await tx.ListAsync<FeedbackRow>(sql, args);
        if (rows.Count == 0) return [];
        var sealer = await cipher.ForAsync(tx, team);
        return [.. rows.Select(row => row.Open(sealer))];
    }

    private sealed record FeedbackRow(
        FeedbackId Id, TeamId TeamId, UserId Author, UserId? Recipient, int Status, LocalDate? OccurredOn,
        byte[]? Situation, byte[]? Behavior, byte[]? Impact, byte[]? Question, byte[]? Request, string KeptFindings,
        Instant CreatedAt, Instant UpdatedAt, Instant? SharedAt, Instant? DeliveredAt, string? Channel, string? Ts,
        int? TalkStep, int TalkTurn, Instant? TalkedAt, LocalDateTime? SendLocal, Instant? SendAt, Instant? AskedAt, int? AskChoice,
        byte[]? Evidence, byte[]? EvidenceLink, byte[]? Lifted, string? LiftedPlace, int Version)
    {
        public static FeedbackRow Seal(FeedbackNote note, WorkspaceCipher sealer)
        {
            byte[]? Seal(string column, PrivateText text) => sealer.Seal(Table, column, note.Id.ToString(), text);
            return new(
                note.Id, note.Team, note.Author.User, note.RecipientUser, (int)note.Status, note.OccurredOn,
                Seal("situation", note.Text.Situation), Seal("behavior", note.Text.Behavior), Seal("impact", note.Text.Impact),
                Seal("question", note.Text.Question), Seal("request", note.Text.Request), string.Join(' ', note.KeptFindings),
                note.CreatedAt, note.UpdatedAt, note.SharedAt, note.DeliveredAt, note.Card?.Channel, note.Card?.Ts,
                (int?)note.Talk?.Step, note.Turn, note.Talk?.At, note.Plan?.Local, note.Plan?.At, note.AskedAt, (int?)note.Choice,
                Seal("evidence", note.Evidence.Words), Seal("evidence_link", note.Evidence.Link),
                note.Lifted is { } lifted ? Seal("lifted", lifted.Words) : null, note.Lifted is { } place ? MoveRules.PlaceOf(place) : null, note.Version);
        }

        public FeedbackNote Open(WorkspaceCipher sealer)
        {
            PrivateText Open(string column, byte[]? box) => sealer.Open(Table, column, Id.ToString(), box);
            return new(
                Id, new PersonId(TeamId, Author), Recipient, (FeedbackStatus)Status, OccurredOn,
                new FeedbackText(
                    Open("situation", Situation), Open("behavior", Behavior), Open("impact", Impact), Open("question", Question), Open("request", Request)),
                KeptFindings.Split(' ', StringSplitOptions.RemoveEmptyEntries), CreatedAt, UpdatedAt, SharedAt, DeliveredAt,
                Channel is not null && Ts is not null ? new MessageRef(Channel, Ts) : null, Version)
            {
                Talk = TalkStep is { } step && TalkedAt is { } talkedAt ? new Talk((TalkStep)step, talkedAt) : null,
                Turn = TalkTurn,
                Plan = SendLocal is { } local && SendAt is { } at ? new SendPlan(local, at) : null,
                AskedAt = AskedAt,
                Choice = (AskChoice?)AskChoice,
                Evidence = new Evidence(Open("evidence", Evidence), Open("evidence_link", EvidenceLink)),
                Lifted = LiftedPlace is { } place ? MoveRules.ReadPlace(place, Open("lifted", Lifted)) : null,
            };
        }
    }

    private sealed record AnswerRow(
        Guid Id, FeedbackId FeedbackId, int Kind, byte[]? Question, byte[]? Situation, byte[]? Behavior, byte[]? Impact, Instant? RemindAt, Instant CreatedAt)
    {
        public FeedbackAnswer Open(WorkspaceCipher sealer)
        {
            PrivateText Open(string column, byte[]? box) => sealer.Open(AnswerTable, column, $"{FeedbackId}:{Kind}", box);
            return new(
                FeedbackId, (AnswerKind)Kind,
                FeedbackText.Empty with
                {
                    Question = Open("question", Question),
                    Situation = Open("situation", Situation),
                    Behavior = Open("behavior", Behavior),
                    Impact = Open("impact", Impact),
                },
                RemindAt, CreatedAt);
        }
    }
}
