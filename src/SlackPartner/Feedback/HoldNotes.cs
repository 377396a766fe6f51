using NodaTime;
using SlackPartner.Feedback.Advice;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>What goes from one to the other waits while something keeps the two apart. It stays shared: nothing is lost, and it can be taken back.</summary>
internal sealed class HoldNotes(Database database, IEnumerable<INotBefore> obstacles, IClock clock) : IHoldListener
{
    /// <summary>Whether something handed over now would wait.</summary>
    public Task<bool> AreApartAsync(Tx tx, PersonId from, PersonId to) => obstacles.KeepApartAsync(tx, from, to, clock.GetCurrentInstant());

    /// <summary>True when it was put off; whoever asked then sends nothing.</summary>
    /// <param name="since">When it was handed over; null is now.</param>
    public Task<bool> PutOffAsync(ClaimedWork work, PersonId from, Instant? since, CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            var now = clock.GetCurrentInstant();
            if (await obstacles.LatestAsync(tx, from, work.To, since ?? now, now) is not { } until) return false;
            await tx.EnqueueAgainAsync(new WorkItem(work.Kind, work.Subject, work.To, until));
            return true;
        },
        cancel);

    public async Task LiftedAsync(Tx tx, Pair pair, Instant now)
    {
        foreach (var reader in pair.People)
        {
            var held = await tx.ListUndeliveredAsync(reader, author: pair.Beside(reader.User));
            foreach (var kind in new[] { FeedbackIds.Work.Deliver, FeedbackIds.Work.AskReader }) await tx.HastenAsync(kind, reader, held, now);
            await tx.HastenAsync(AdviceIds.Work.Deliver, reader, await tx.ListUndeliveredRequestsAsync(reader, asker: pair.Beside(reader.User)), now);
            await tx.HastenAsync(FeedbackIds.Work.Answered, reader, await tx.ListAnsweredAsync(author: reader, pair.Beside(reader.User)), now);
        }
    }
}
