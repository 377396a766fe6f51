using Npgsql;

namespace SlackPartner.Storage;

/// <summary>
/// Commits what several callers want written at the same moment in one transaction; each goes on after that commit. Alone, nobody
/// waits longer than without it: the first writes at once, and whoever comes meanwhile is written together next.
/// </summary>
/// <param name="database">Where to.</param>
/// <param name="write">Writes all items, in the order of the results it returns.</param>
/// <param name="writers">How many transactions may run at once.</param>
public sealed class GroupCommit<TItem, TResult>(Database database, Func<Tx, IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> write, int writers = 1)
{
    private const int LargestGroup = 128;

    private readonly Queue<Entry> _waiting = [];
    private int _writing;

    /// <summary>Returns once the item is committed; throws what kept it from being.</summary>
    public async Task<TResult> WriteAsync(TItem item)
    {
        var mine = new Entry(item);
        IReadOnlyList<Entry>? group = null;
        lock (_waiting)
        {
            if (_writing < writers)
            {
                _writing++;
                group = [mine];
            }
            else
            {
                _waiting.Enqueue(mine);
            }
        }
        group ??= await mine.Turn.Task;
        if (group.Count > 0)
        {
            await CommitAsync(group);
            HandOver();
        }
        return mine.Outcome();
    }

    /// <summary>The first of those who came meanwhile writes for all of them.</summary>
    private void HandOver()
    {
        List<Entry> next = [];
        lock (_waiting)
        {
            while (next.Count < LargestGroup && _waiting.TryDequeue(out var entry)) next.Add(entry);
            if (next.Count == 0) _writing--;
        }
        if (next.Count > 0) next[0].Turn.SetResult(next);
    }

    /// <summary>Does not throw: each entry keeps what came of it.</summary>
    private async Task CommitAsync(IReadOnlyList<Entry> group)
    {
        try
        {
            var results = await database.WriteAsync(tx => write(tx, [.. group.Select(entry => entry.Item)]), CancellationToken.None);
            for (var i = 0; i < group.Count; i++) group[i].Succeed(results[i]);
        }
        catch (Exception failure) when (group.Count > 1 && failure is PostgresException or not (NpgsqlException or TimeoutException))
        {
            // One of them cannot be written, which is no one else's trouble.
            foreach (var entry in group) await CommitAsync([entry]);
        }
        catch (Exception failure)
        {
            foreach (var entry in group) entry.Fail(failure);
        }
        foreach (var entry in group) entry.Turn.TrySetResult([]);
    }

    private sealed class Entry(TItem item)
    {
        private TResult _result = default!; // read only after Succeed
        private Exception? _failure;

        public TItem Item => item;

        /// <summary>The group this one writes; empty when another has written it.</summary>
        public TaskCompletionSource<IReadOnlyList<Entry>> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Succeed(TResult result) => _result = result;
        public void Fail(Exception failure) => _failure = failure;

        public TResult Outcome()
        {
            if (_failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
            return _result;
        }
    }
}
