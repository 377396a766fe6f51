using NodaTime;
using NodaTime.Text;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.OneOnOnes.OneOnOneIds.Field;

namespace SlackPartner.OneOnOnes;

/// <summary>Answer the Question, and Read once both have.</summary>
internal sealed class OpenQuestion(Database database, TextCipher cipher, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var asked = await database.ReadAsync(tx => tx.FindNamedQuestionAsync(cipher, action.Actor, action.Value, clock.GetCurrentInstant()), cancel);
        return asked is { } found
            ? new Reply.Open(AgendaViews.QuestionForm(found.Asked, action.Actor.User, found.Series.Pair.Beside(action.Actor.User)))
            : action.Refuse(OneOnOneRefusal.NotFound);
    }
}

/// <summary>An answer came in. Both are shown once both are there, and not before.</summary>
internal sealed class SubmitQuestionAnswer(Database database, TextCipher cipher, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var words = submission.Form[Field.Words].Trimmed();
        if (words.IsBlank) return new Reply.Errors(Field.Words, OneOnOneSentences.Of(OneOnOneRefusal.NothingWritten));
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindNamedQuestionAsync(cipher, submission.Actor, submission.Metadata, now, toChange: true) is not { } found)
            return new Reply.Errors(Field.Words, OneOnOneSentences.Of(OneOnOneRefusal.NotFound));
        var (asked, series) = found;
        if (asked.Status is QuestionStatus.Revealed) return new Reply.Errors(Field.Words, OneOnOneSentences.Of(OneOnOneRefusal.AlreadyRevealed));

        // Skipped while this was being written: what somebody wrote is not lost, and the other one is free to leave it there.
        if (asked.Status is QuestionStatus.Skipped) await tx.ReopenQuestionAsync(series.Id, asked.Slot);
        await tx.AnswerAsync(cipher, submission.Actor, series.Id, asked.Slot, words, now);
        var partner = series.Pair.Beside(submission.Actor.User);
        if (asked.Answers.ContainsKey(partner))
        {
            await tx.SettleQuestionAsync(series.Id, asked.Slot, QuestionStatus.Revealed);
            foreach (var person in series.Pair.People)
                await tx.EnqueueAsync(new WorkItem(OneOnOneIds.Work.Revealed, $"{ReminderViews.QuestionRef(asked)}:{person.User}", person, now));
        }
        await tx.CommitAsync();
        return new Reply.Update(OverviewViews.Notice(asked.Answers.ContainsKey(partner)
            ? "Both of you have answered: I'm sending you both answers."
            : asked.Status is QuestionStatus.Skipped ? "Kept. The question was skipped meanwhile; it is open again, and both answers are shown only if both of you answer."
            : $"Kept. {Mrkdwn.Mention(partner)} sees it when they have answered, too; until then you can change it."));
    }
}

/// <summary>Skip This Question: free, and nobody is told who.</summary>
internal sealed class SkipQuestion(Database database, TextCipher cipher, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindNamedQuestionAsync(cipher, action.Actor, action.Value, clock.GetCurrentInstant(), toChange: true) is not { } found) return action.Refuse(OneOnOneRefusal.NotFound);
        if (found.Asked.Status is QuestionStatus.Revealed) return action.Refuse(OneOnOneRefusal.AlreadyRevealed);
        await tx.SettleQuestionAsync(found.Series.Id, found.Asked.Slot, QuestionStatus.Skipped);
        await tx.CommitAsync();
        return action.Say("Skipped. The next one-on-one brings another.");
    }
}

internal static class NamedQuestions
{
    /// <summary>The question a button or a form names (series and slot); null for anyone but the two.</summary>
    public static async Task<(AskedNow Asked, Series Series)?> FindNamedQuestionAsync(this Tx tx, TextCipher cipher, PersonId actor, string claimed, Instant now, bool toChange = false)
    {
        if (claimed.Split(':') is not [var id, var day, ..] || LocalDatePattern.Iso.Parse(day) is not { Success: true, Value: var slot }) return null;
        if (await tx.FindOwnSeriesAsync(actor, id, toChange) is not { } series || !await tx.HasQuestionAsync(series.Id, slot)) return null;
        return (await tx.AskAsync(cipher, actor.Team, series.Id, slot, now), series);
    }
}

/// <summary>Brings both answers to each.</summary>
internal sealed class RevealAnswers(Database database, TextCipher cipher, IClock clock) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindNamedQuestionAsync(cipher, work.To, work.Subject, clock.GetCurrentInstant()) is { Asked.Status: QuestionStatus.Revealed } found
            ? AgendaViews.Revealed(found.Asked, work.Person, found.Series.Pair.Beside(work.Person))
            : null,
        cancel);
}
