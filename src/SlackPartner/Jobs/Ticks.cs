using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Jobs;

/// <summary>The guarantee behind the pump: should a node's timer and its LISTEN both fail, work is found within a minute.</summary>
internal sealed class PokePump(WorkPump pump) : ITick
{
    public Task RunAsync(CancellationToken cancel)
    {
        pump.Wake();
        return Task.CompletedTask;
    }
}

/// <summary>Forgets what is settled: handled events after two days, finished work after thirty. Dead letters stay for the operator.</summary>
internal sealed class SweepSettled(Inbox inbox, Database database) : ITick
{
    private const string SweepWork =
        """
        delete from work
        where id in (
          select id
          from work
          where state in (3, 4, 6) and settled_at < now() - interval '30 days'
          limit 1000)
        """;

    public async Task RunAsync(CancellationToken cancel)
    {
        while (await inbox.SweepAsync(cancel) > 0) cancel.ThrowIfCancellationRequested();
        while (await database.WriteAsync(tx => tx.ExecuteAsync(SweepWork), cancel) > 0) cancel.ThrowIfCancellationRequested();
    }
}
