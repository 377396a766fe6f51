using Npgsql;

namespace SlackPartner.Storage;

/// <summary>Postgres' LISTEN, on a connection of its own that is opened again for as long as it takes.</summary>
public static class Listening
{
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromSeconds(1);

    /// <param name="channel">A constant of ours.</param>
    /// <param name="heard">Called with each notification's payload.</param>
    /// <param name="connected">Called whenever listening begins: what was said before was not heard.</param>
    /// <param name="deaf">Called when the connection is lost.</param>
    public static async Task ListenAsync(
        this Database database, string channel, Action<string> heard, Action connected, Action<Exception> deaf, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync(cancel);
                connection.Notification += (_, notification) => heard(notification.Payload);
                await using (var listen = new NpgsqlCommand($"listen {channel}", connection)) await listen.ExecuteNonQueryAsync(cancel);
                connected();
                while (true) await connection.WaitAsync(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
            {
                deaf(failure);
                await Task.Delay(BeforeRetry, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
