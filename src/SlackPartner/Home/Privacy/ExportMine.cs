using System.Text;
using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Home.Privacy;

/// <summary>Export: two files by direct message, made when they are sent and kept nowhere. Pressing twice in one view sends them once.</summary>
internal sealed class AskForExport(Database database, PersonalStore store, Retention retention, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var kinds = await database.WriteAsync(
            async tx =>
            {
                foreach (var format in ExportFormats.All)
                    await tx.EnqueueAsync(new WorkItem(PrivacyIds.Work.Export, $"{format}:{action.View?.Id}", action.Actor, now));
                return await store.CountAsync(tx, action.Actor);
            },
            cancel);
        return new Reply.Update(PrivacyViews.Stored(kinds, retention, isExported: true));
    }
}

/// <summary>Makes one of the two files. An unclear upload is looked up before it is sent again, like any message: rather late than twice.</summary>
internal sealed class SendExport(Database database, PersonalStore store, IClock clock) : IFileHandler
{
    public async Task<FileMessage?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        var format = work.Subject.Split(':')[0];
        var parts = await database.ReadAsync(tx => store.ExportAsync(tx, work.To), cancel);
        var text = ExportViews.Write(format, work.To, parts, clock.GetCurrentInstant());
        return new FileMessage($"partner-export.{format}", Encoding.UTF8.GetBytes(text), ExportViews.Comment(format));
    }
}

internal static class ExportFormats
{
    public const string Json = "json";
    public const string Markdown = "md";

    public static readonly IReadOnlyList<string> All = [Json, Markdown];
}
