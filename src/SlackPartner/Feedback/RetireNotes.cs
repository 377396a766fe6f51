using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>
/// Deletes drafts nobody has opened for long and notes that were shared long ago, a batch at a time. A draft that is planned or announced
/// is not forgotten, only waiting. Runs each hour, so that what Home announced for a day goes on that day; running more often changes nothing.
/// </summary>
internal sealed class RetireNotes(Database database, Retention retention, IClock clock) : ITick
{
    private const int Batch = 500;

    private const string DropDrafts =
        """
        delete from feedback
        where id in (
          select id
          from feedback
          where status = 0 and updated_at < @before and coalesce(talked_at, updated_at) < @before
          order by updated_at
          limit @most
          for update skip locked)
        returning team_id, author, null::text as recipient
        """;

    private const string DropShared =
        """
        delete from feedback
        where id in (
          select id
          from feedback
          where status in (1, 2, 3) and shared_at < @before
          order by shared_at
          limit @most
          for update skip locked)
        returning team_id, author, recipient
        """;

    private const string DropRequests =
        """
        delete from feedback_request
        where id in (
          select id
          from feedback_request
          where updated_at < @before
          limit @most
          for update skip locked)
        """;

    // Those of a draft go with it.
    private const string DropTalk =
        """
        delete from talk_message
        where (team_id, channel, ts) in (
          select team_id, channel, ts
          from talk_message
          where feedback_id is null and heard_at < @before
          limit @most
          for update skip locked)
        """;

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var drafts = now - Duration.FromDays(retention.Drafts);
        var shared = now - Duration.FromDays(retention.Shared);
        while (await DropNotesAsync(DropDrafts, drafts, now, cancel) == Batch) cancel.ThrowIfCancellationRequested();
        while (await DropNotesAsync(DropShared, shared, now, cancel) == Batch) cancel.ThrowIfCancellationRequested();
        while (await database.WriteAsync(tx => tx.ExecuteAsync(DropRequests, new { before = shared, most = Batch }), cancel) == Batch) cancel.ThrowIfCancellationRequested();
        while (await database.WriteAsync(tx => tx.ExecuteAsync(DropTalk, new { before = drafts, most = Batch }), cancel) == Batch) cancel.ThrowIfCancellationRequested();
    }

    private Task<int> DropNotesAsync(string sql, Instant before, Instant now, CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            var gone = await tx.ListAsync<RetiredNote>(sql, new { before, most = Batch });
            foreach (var person in gone.SelectMany(note => note.People).Distinct()) await tx.RefreshHomeAsync(person, now);
            return gone.Count;
        },
        cancel);

    private sealed record RetiredNote(TeamId TeamId, UserId Author, UserId? Recipient)
    {
        public IEnumerable<PersonId> People => Recipient is { } reader ? [new(TeamId, Author), new(TeamId, reader)] : [new(TeamId, Author)];
    }
}
