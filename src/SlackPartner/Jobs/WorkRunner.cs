using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Jobs;

/// <summary>
/// Carries one claimed item to its end. A message is marked as being sent, and that committed, before Slack is called; an answer that
/// leaves doubt is looked up in the channel's history instead of being sent again.
/// </summary>
public sealed partial class WorkRunner
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterFailedLook = TimeSpan.FromSeconds(30);
    private const int LooksToBeSure = 2;

    /// <summary>Slack's own clock and ours may differ a little.</summary>
    private static readonly Duration LookBack = Duration.FromMinutes(5);

    private readonly Database _database;
    private readonly IServiceScopeFactory _scopes;
    private readonly WorkRoutes _routes;
    private readonly ISlackApi _slack;
    private readonly People _people;
    private readonly IClock _clock;
    private readonly ILogger<WorkRunner> _logger;

    // Each send needs two commits of its own moment; those of the same moment share one.
    private readonly GroupCommit<SendingWork, bool> _sending;
    private readonly GroupCommit<SettledWork, bool> _settled;

    public WorkRunner(
        Database database, IServiceScopeFactory scopes, WorkRoutes routes, ISlackApi slack, People people, IClock clock, ILogger<WorkRunner> logger)
    {
        (_database, _scopes, _routes, _slack, _people, _clock, _logger) = (database, scopes, routes, slack, people, clock, logger);
        _sending = new(database, static (tx, sending) => tx.MarkSendingAsync(sending));
        _settled = new(database, SettleTogetherAsync);
    }

    /// <summary>Does not throw: whatever happens ends in the row, or in its lease running out.</summary>
    public async Task RunAsync(ClaimedWork work)
    {
        await Task.Yield();
        using var span = Telemetry.Spans.StartActivity("work");
        span?.SetTag("partner.work", work.Kind);
        try
        {
            if (work.NotAfter < _clock.GetCurrentInstant())
                await SettleAsync(work, WorkState.Expired);
            else if (_routes.FindMessage(work.Kind) is { } message)
                await SendMessageAsync(work, message);
            else if (_routes.FindFile(work.Kind) is { } file)
                await SendFileAsync(work, file);
            else if (_routes.FindRepeatable(work.Kind) is { } repeatable)
                await DoAsync(work, repeatable);
            else
                await SettleAsync(work, WorkState.Dead, error: "unknown_kind");
        }
        catch (Exception failure)
        {
            await FailAsync(work, failure);
        }
    }

    /// <summary>Finds out whether a message whose sending ended in doubt was posted.</summary>
    public async Task ReconcileAsync(ClaimedWork work)
    {
        await Task.Yield();
        try
        {
            var oldest = work.ClaimedAt - LookBack;
            if (await _slack.FindPostedAsync(work.TeamId, work.Channel ?? "", work.Id, oldest, CancellationToken.None) is { } found)
                await SentAsync(work, found);
            else if (work.Looks + 1 >= LooksToBeSure)
                await PutBackAsync(work, _clock.GetCurrentInstant(), "not_posted", refundAttempt: false);
            else
                await WriteAsync(tx => tx.LookLaterAsync(work, BetweenLooks, work.Looks + 1));
            LogReconciled(work.Kind, work.Id, work.Looks + 1);
        }
        catch (Exception failure)
        {
            LogFailed(work.Kind, work.Id, work.Attempts, Failures.Describe(failure), (failure as SlackException)?.Error, failure.StackTrace);
            await QuietlyAsync(() => WriteAsync(tx => tx.LookLaterAsync(work, AfterFailedLook, work.Looks)));
        }
    }

    private async Task SendMessageAsync(ClaimedWork work, Type type)
    {
        Message? message;
        await using (var scope = _scopes.CreateAsyncScope())
            message = await ((IMessageHandler)scope.ServiceProvider.GetRequiredService(type)).PrepareAsync(work, CancellationToken.None);
        if (message is null) await SettleAsync(work, WorkState.Canceled);
        else await SendAsync(work, async channel => await _slack.PostAsync(work.TeamId, channel, message, work.Id, CancellationToken.None));
    }

    /// <summary>Files carry no metadata, so the line above them ends in a reference by which an unclear send is found in history.</summary>
    private async Task SendFileAsync(ClaimedWork work, Type type)
    {
        FileMessage? file;
        await using (var scope = _scopes.CreateAsyncScope())
            file = await ((IFileHandler)scope.ServiceProvider.GetRequiredService(type)).PrepareAsync(work, CancellationToken.None);
        if (file is null)
        {
            await SettleAsync(work, WorkState.Canceled);
            return;
        }
        var comment = $"{file.Comment} (Reference {SlackCalls.ReferenceOf(work.Id)})";
        await SendAsync(work, async channel =>
        {
            await _slack.UploadFileAsync(work.TeamId, channel, file.Name, file.Content, comment, CancellationToken.None);
            return null; // Slack does not say where
        });
    }

    private async Task SendAsync(ClaimedWork work, Func<string, Task<MessageRef?>> send)
    {
        var channel = work.Channel ?? await _people.DirectChannelAsync(work.To, CancellationToken.None);
        if (!await _sending.WriteAsync(new SendingWork(work, channel))) return; // held up too long: whoever holds it now sends it

        MessageRef? at;
        try
        {
            at = await send(channel);
        }
        catch (SlackUnclearException unclear)
        {
            LogUnclear(work.Kind, work.Id, unclear.Error);
            await PersistAsync(() => WriteAsync(tx => tx.LookLaterAsync(work with { State = (int)WorkState.Sending }, FirstLook, looks: 0)));
            return;
        }
        try
        {
            await SentAsync(work, at);
        }
        catch (Exception failure) // it is out: whatever kept it from being written down, it is not sent again
        {
            LogFailed(work.Kind, work.Id, work.Attempts, Failures.Describe(failure), null, failure.StackTrace);
            await PersistAsync(() => WriteAsync(tx => tx.LookLaterAsync(work, AfterFailedLook, work.Looks)));
        }
    }

    private async Task DoAsync(ClaimedWork work, Type type)
    {
        await using var scope = _scopes.CreateAsyncScope();
        await ((IRepeatableWork)scope.ServiceProvider.GetRequiredService(type)).RunAsync(work, CancellationToken.None);
        await SettleAsync(work, WorkState.Done);
    }

    /// <summary>The message is out; this must be written down, however long the database is away.</summary>
    private async Task SentAsync(ClaimedWork work, MessageRef? at)
    {
        await PersistAsync(() => _settled.WriteAsync(new SettledWork(work, WorkState.Done, at, Error: null)));
        Count(work, WorkState.Done);
    }

    /// <summary>What a handler writes down about a message that was sent commits together with the item.</summary>
    private async Task<IReadOnlyList<bool>> SettleTogetherAsync(Tx tx, IReadOnlyList<SettledWork> settling)
    {
        var settled = await tx.SettleAsync(settling);
        foreach (var (i, (work, _, at, _)) in settling.Index())
        {
            if (!settled[i] || at is not { } posted || _routes.FindMessage(work.Kind) is not { } type) continue;
            await using var scope = _scopes.CreateAsyncScope();
            await ((IMessageHandler)scope.ServiceProvider.GetRequiredService(type)).SentAsync(tx, work, posted);
        }
        return settled;
    }

    private async Task SettleAsync(ClaimedWork work, WorkState state, string? error = null)
    {
        await _settled.WriteAsync(new SettledWork(work, state, At: null, error));
        Count(work, state);
    }

    private async Task FailAsync(ClaimedWork work, Exception failure)
    {
        var error = (failure as SlackException)?.Error ?? failure.GetType().Name;
        switch (failure)
        {
            case SlackRateLimitedException limited:
                Telemetry.RateLimited.Add(1, new KeyValuePair<string, object?>("method", limited.Method));
                await QuietlyAsync(() => WriteAsync(async tx =>
                {
                    // Limits are per method: only messages hold up messages. Everything else waits by itself.
                    var isMessage = limited.Method == "chat.postMessage";
                    await tx.PutBackAsync(
                        work, isMessage ? work.DueAt : _clock.GetCurrentInstant() + Duration.FromTimeSpan(limited.RetryAfter), error, refundAttempt: true);
                    if (isMessage) await tx.HoldWorkspaceAsync(work.TeamId, limited.RetryAfter);
                }));
                break;
            case SlackException refused when IsFinal(refused):
                await DieAsync(work, error);
                break;
            case NpgsqlException or TimeoutException:
                LogFailed(work.Kind, work.Id, work.Attempts, Failures.Describe(failure), (failure as PostgresException)?.SqlState, failure.StackTrace);
                break; // nothing can be written now: the lease brings it back
            default:
                LogFailed(work.Kind, work.Id, work.Attempts, Failures.Describe(failure), (failure as SlackException)?.Error, failure.StackTrace);
                if (work.Attempts >= Backoff.Tries)
                    await DieAsync(work, error);
                else
                    await QuietlyAsync(() => PutBackAsync(work, _clock.GetCurrentInstant() + Backoff.After(work.Attempts), error, refundAttempt: false));
                break;
        }
    }

    private async Task DieAsync(ClaimedWork work, string error)
    {
        LogDead(work.Kind, work.Id, work.Attempts, error);
        await PersistAsync(() => WriteAsync(async tx =>
        {
            if (!await tx.SettleAsync(work, WorkState.Dead, error)) return;
            await using var scope = _scopes.CreateAsyncScope();
            if (_routes.FindMessage(work.Kind) is { } type)
                await ((IMessageHandler)scope.ServiceProvider.GetRequiredService(type)).UndeliverableAsync(tx, work);
        }));
        Count(work, WorkState.Dead);
    }

    /// <summary>Slack's word that trying again cannot help.</summary>
    private static bool IsFinal(SlackException refused) => refused.Error is
        "channel_not_found" or "user_not_found" or "users_not_found" or "user_disabled" or "user_not_visible" or "is_archived" or "cannot_dm_bot"
        or "not_in_channel" or "restricted_action" or "message_not_found" or "cant_update_message" or "edit_window_closed" or "no_text"
        or "invalid_blocks" or "invalid_blocks_format" or "msg_too_long" or "msg_blocks_too_long" or "invalid_arguments" or "metadata_too_large";

    private Task PutBackAsync(ClaimedWork work, Instant dueAt, string? error, bool refundAttempt) =>
        WriteAsync(tx => tx.PutBackAsync(work, dueAt, error, refundAttempt));

    private Task<T> WriteAsync<T>(Func<Tx, Task<T>> write) => _database.WriteAsync(write, CancellationToken.None);

    private Task WriteAsync(Func<Tx, Task> write) => _database.WriteAsync(write, CancellationToken.None);

    /// <summary>Tries until the database takes it, also when someone changed the row meanwhile: forgetting what was sent would send it twice.</summary>
    private async Task PersistAsync(Func<Task> write)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or StaleWriteException)
            {
                LogNotWritten(Failures.Describe(failure), attempt);
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(5000, 100 * attempt)));
            }
        }
    }

    /// <summary>For what a lease makes good if it cannot be written.</summary>
    private async Task QuietlyAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            LogNotWritten(Failures.Describe(failure), 1);
        }
    }

    private void Count(ClaimedWork work, WorkState state)
    {
        var lag = (_clock.GetCurrentInstant() - work.DueAt).TotalSeconds;
        Telemetry.WorkSettled.Add(1, new KeyValuePair<string, object?>("kind", work.Kind), new KeyValuePair<string, object?>("state", state.ToString()));
        Telemetry.WorkLagSeconds.Record(lag, new KeyValuePair<string, object?>("kind", work.Kind));
        LogSettled(work.Kind, work.Id, state, work.Attempts, lag);
    }

    [LoggerMessage(LogLevel.Information, "Work {Kind} {Id}: {State} on attempt {Attempt}, {Lag} s after it was due")]
    private partial void LogSettled(string kind, Guid id, WorkState state, int attempt, double lag);

    [LoggerMessage(LogLevel.Warning, "Work {Kind} {Id} failed on attempt {Attempt}: {Failure} {Error} {Stack}")]
    private partial void LogFailed(string kind, Guid id, int attempt, string failure, string? error, string? stack);

    [LoggerMessage(LogLevel.Warning, "Work {Kind} {Id}: no clear answer ({Error}); history will tell whether it was posted")]
    private partial void LogUnclear(string kind, Guid id, string error);

    [LoggerMessage(LogLevel.Information, "Work {Kind} {Id} was looked up, time {Look}")]
    private partial void LogReconciled(string kind, Guid id, int look);

    [LoggerMessage(LogLevel.Error, "Work {Kind} {Id} was given up on attempt {Attempt}: {Error}")]
    private partial void LogDead(string kind, Guid id, int attempt, string error);

    [LoggerMessage(LogLevel.Warning, "What was done can't be written down yet: {Failure}, try {Attempt}")]
    private partial void LogNotWritten(string failure, int attempt);
}
