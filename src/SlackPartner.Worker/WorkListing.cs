using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Storage;

namespace SlackPartner.Worker;

/// <summary>The queue as an operator reads it.</summary>
internal static class WorkListing
{
    public static async Task WriteAsync(Database database, Instant now, WorkPace pace, TextWriter output)
    {
        await using var tx = await database.BeginAsync(CancellationToken.None);
        var depth = await tx.DepthAsync(now);
        await output.WriteLineAsync(
            $"Waiting: {depth.Waiting}, due: {depth.Due}, under way: {depth.UnderWay}, dead: {depth.Dead}, oldest due: {(depth.OldestDue is { } oldest ? When(oldest, now) : "none")}");
        foreach (var row in await tx.ListKindsAsync(now))
            await output.WriteLineAsync($"  {row.Kind}: {row.Count} waiting, {row.Due} due, oldest {When(row.OldestDue, now)}, up to {row.MostAttempts} tries");
        foreach (var row in await tx.ListTurnsAsync(now))
            await output.WriteLineAsync($"  workspace {row.TeamId}: {row.Due} due, oldest {When(row.OldestDue, now)}, {Turn(row)}, at most {pace.MessagesPerMinute} a minute");
        var dead = await tx.ListDeadAsync();
        foreach (var row in dead) await output.WriteLineAsync($"  dead {row.Id} {row.TeamId} {row.Kind}: {row.Error} after {row.Attempts} tries, {row.SettledAt}");
        if (depth.Dead > dead.Count) await output.WriteLineAsync($"  and {depth.Dead - dead.Count} older ones");
        if (dead.Count > 0) await output.WriteLineAsync("Take them up again with: work retry ID, or work retry all");
    }

    private static string When(Instant due, Instant now) => due < now ? $"{(now - due).TotalSeconds:0} s late" : $"in {(due - now).TotalSeconds:0} s";

    private static string Turn(WorkspaceTurn row) => row.TurnIn > TimeSpan.Zero ? $"may send again in {row.TurnIn.TotalSeconds:0.0} s" : "may send now";
}
