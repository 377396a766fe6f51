using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>What goes from one to the other waits while something keeps the two apart. It stays shared: nothing is lost, and it can be taken back.</summary>
internal sealed class HoldNotes(Database database, IEnumerable<INotBefore> obstacles, IClock clock) : IHoldListener
{
    public async Task<bool> AreApartAsync(Tx tx, PersonId from, PersonId to) => await obstacles.LatestAsync(tx, from, to, clock.GetCurrentInstant()) is not null;

    /// <summary>True when it was put off; whoever asked then sends nothing.</summary>
    public Task<bool> PutOffAsync(ClaimedWork work, PersonId from, CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            if (await obstacles.LatestAsync(tx, from, work.To, clock.GetCurrentInstant()) is not { } until) return false;
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
        }
    }
}
