using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum QuestionStatus { Open = 0, Revealed = 1, Skipped = 2 }

/// <summary>A meeting's question and what the two said so far.</summary>
internal sealed record AskedNow(SeriesId Series, LocalDate Slot, DeckQuestion Question, QuestionStatus Status, IReadOnlyDictionary<UserId, PrivateText> Answers)
{
    public override string ToString() => $"AskedNow {Series} {Slot} {Status}";
}

/// <summary>Questions and answers in Postgres.</summary>
internal static class QuestionStore
{
    private const string Table = "one_on_one_answer";

    private const string Find =
        """
        select question, status
        from one_on_one_question
        where series_id = @series and slot = @slot
        """;

    private const string ListAsked =
        """
        select question, status = 1 as was_answered
        from one_on_one_question
        where series_id = @series
        order by asked_at, slot
        """;

    private const string Insert =
        """
        insert into one_on_one_question (series_id, slot, question, status, asked_at)
        values (@series, @slot, @question, 0, @now)
        on conflict (series_id, slot) do nothing
        """;

    private const string SetStatus =
        """
        update one_on_one_question
        set status = @status
        where series_id = @series and slot = @slot and status = 0
        """;

    private const string Reopen =
        """
        update one_on_one_question
        set status = 0
        where series_id = @series and slot = @slot and status = 2
        """;

    private const string ListAnswers =
        """
        select person, words
        from one_on_one_answer
        where series_id = @series and slot = @slot
        """;

    private const string SaveAnswer =
        """
        insert into one_on_one_answer (series_id, slot, person, words, answered_at)
        values (@series, @slot, @person, @words, @now)
        on conflict (series_id, slot, person) do update set words = excluded.words, answered_at = excluded.answered_at
        """;

    private const string ForgetAnswers =
        """
        delete from one_on_one_answer
        where answered_at < @before
        """;

    private const string ForgetItems =
        """
        delete from one_on_one_item
        where closed_at < @before
        """;

    /// <summary>The meeting's question; chosen when it is first asked for, once for both.</summary>
    public static async Task<AskedNow> AskAsync(this Tx tx, TextCipher cipher, TeamId team, SeriesId series, LocalDate slot, Instant now)
    {
        var row = await tx.FindAsync<QuestionRow>(Find, new { series, slot });
        if (row is null)
        {
            var chosen = QuestionDeck.Next(await tx.ListAsync<AskedQuestion>(ListAsked, new { series }), series.Value);
            await tx.ExecuteAsync(Insert, new { series, slot, question = chosen.Id, now });
            row = await tx.FindAsync<QuestionRow>(Find, new { series, slot }) ?? new QuestionRow(chosen.Id, 0);
        }
        var sealer = await cipher.ForAsync(tx, team);
        var answers = (await tx.ListAsync<AnswerRow>(ListAnswers, new { series, slot }))
            .ToDictionary(answer => answer.Person, answer => sealer.Open(Table, "words", RowOf(series, slot, answer.Person), answer.Words));
        var question = QuestionDeck.Find(row.Question) ?? new DeckQuestion(row.Question, 1, "This question is no longer in the deck.");
        return new AskedNow(series, slot, question, (QuestionStatus)row.Status, answers);
    }

    /// <summary>Whether the meeting has one: ids that were made up have none.</summary>
    public static async Task<bool> HasQuestionAsync(this Tx tx, SeriesId series, LocalDate slot) => await tx.FindAsync<QuestionRow>(Find, new { series, slot }) is not null;

    public static async Task AnswerAsync(this Tx tx, TextCipher cipher, PersonId person, SeriesId series, LocalDate slot, PrivateText words, Instant now)
    {
        var sealer = await cipher.ForAsync(tx, person.Team);
        await tx.ExecuteAsync(SaveAnswer, new { series, slot, person = person.User, words = sealer.Seal(Table, "words", RowOf(series, slot, person.User), words), now });
    }

    public static Task SettleQuestionAsync(this Tx tx, SeriesId series, LocalDate slot, QuestionStatus status) =>
        tx.ExecuteAsync(SetStatus, new { series, slot, status = (int)status });

    public static Task ReopenQuestionAsync(this Tx tx, SeriesId series, LocalDate slot) => tx.ExecuteAsync(Reopen, new { series, slot });

    /// <summary>What two people told each other is kept as long as their shared notes.</summary>
    public static async Task ForgetOldAsync(this Tx tx, Instant before)
    {
        await tx.ExecuteAsync(ForgetAnswers, new { before });
        await tx.ExecuteAsync(ForgetItems, new { before });
    }

    /// <summary>The slot's day names the row besides the series; a person answers once.</summary>
    internal static string RowOf(SeriesId series, LocalDate slot, UserId person) => $"{series}:{slot:uuuu-MM-dd}:{person}";

    private sealed record QuestionRow(string Question, int Status);

    private sealed record AnswerRow(UserId Person, byte[] Words);
}
