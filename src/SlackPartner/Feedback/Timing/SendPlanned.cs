using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>The moment has come: share it by the rules that hold now, or give it back to its author.</summary>
internal sealed class SendPlanned(Database database, TextCipher cipher, People people, Schedules schedules, IClock clock) : IRepeatableWork
{
    public async Task RunAsync(ClaimedWork work, CancellationToken cancel)
    {
        var known = await database.ReadAsync(tx => tx.FindSubjectAsync(cipher, work), cancel);
        if (known is not { Status: FeedbackStatus.Scheduled, Recipient: { } recipient }) return;
        // Asks Slack before the transaction: someone may have left or moved since it was planned.
        var profile = await people.RefreshAsync(recipient, cancel);
        var reader = await schedules.FindAsync(recipient, cancel);
        await database.WriteAsync(tx => SendAsync(tx, work, profile, reader), cancel);
    }

    private async Task SendAsync(Tx tx, ClaimedWork work, Person? profile, Preference reader)
    {
        if (await tx.FindSubjectAsync(cipher, work) is not { Status: FeedbackStatus.Scheduled, Plan: { } plan } note) return;
        if (Plans.SubjectOf(note.Id, plan.At) != work.Subject) return; // planned anew since
        var now = clock.GetCurrentInstant();
        var today = TimingRules.Move(plan, reader, now);
        if (today.At > now)
        {
            await tx.SavePlannedAsync(cipher, note with { Plan = today }, note, now); // clocks or hours there changed without a word
            return;
        }

        var facts = await tx.FindFactsAsync(note, profile);
        // What the reader asked to get tomorrow was counted when they were asked.
        var lately = note.Choice is AskChoice.TomorrowMorning ? SharedLately.Nothing : await tx.CountSharedAsync(note, since: now - Duration.FromDays(1));
        if (FeedbackRules.Share(note, note.Author, facts, lately, now).Succeeded(out var shared, out var refusal))
        {
            await tx.SaveSharedAsync(cipher, shared, now);
            return;
        }
        await tx.SaveAsync(cipher, FeedbackRules.ReturnToDrafts(note, now));
        await tx.EnqueueAsync(new WorkItem(FeedbackIds.Work.NotSent, $"{note.Id}:{note.Version}:{refusal}", note.Author, now));
        await tx.RefreshHomeAsync(note.Author, now);
    }
}

/// <summary>Tells the author that it did not go out, and that it is back in Drafts.</summary>
internal sealed class TellNotSent(Database database, TextCipher cipher) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindSubjectAsync(cipher, work) is { } note && Enum.TryParse<FeedbackRefusal>(work.Subject.Split(':')[^1], out var refusal)
            ? TimingViews.NotSent(note, refusal)
            : null,
        cancel);
}

/// <summary>The reader moved to another zone or changed their hours: their plans move along.</summary>
internal sealed class MovePlans : IScheduleListener
{
    private const string ListPlanned =
        """
        select id, author, send_local, send_at
        from feedback
        where team_id = @Team and recipient = @User and status = 4 and send_at is not null
        for update
        """;

    private const string Update =
        """
        update feedback
        set send_local = @local, send_at = @at, version = version + 1
        where id = @id
        """;

    public async Task ScheduleChangedAsync(Tx tx, Preference schedule, Instant now)
    {
        var reader = schedule.Person;
        foreach (var (id, author, local, at) in await tx.ListAsync<PlannedRow>(ListPlanned, new { reader.Team, reader.User }))
        {
            var moved = TimingRules.Move(new SendPlan(local, at), schedule, now);
            if (moved.At == at) continue;
            await tx.ExecuteAsync(Update, new { id, local = moved.Local, at = moved.At });
            await tx.CancelWorkAsync(reader.Team, FeedbackIds.Work.SendPlanned, Plans.SubjectOf(id, at));
            await tx.QueuePlanAsync(id, reader, moved.At);
            await tx.RefreshHomeAsync(new PersonId(reader.Team, author), now);
        }
    }

    private sealed record PlannedRow(FeedbackId Id, UserId Author, LocalDateTime SendLocal, Instant SendAt);
}
