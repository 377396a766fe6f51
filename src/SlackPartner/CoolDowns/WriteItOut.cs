using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.CoolDowns.CoolDownIds.Field;

namespace SlackPartner.CoolDowns;

/// <summary>Write It Out, I'd Rather Write and <c>/cooldown write</c>: three prompts instead of a quarrel.</summary>
internal sealed class OpenWriteOut(Database database, ReturnDesk desk, IClock clock) : IHandle<BlockAction>, IHandle<SlashCommand>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        var pause = await tx.FindCoolDownAsync(action.Actor.Team, action.Value);
        if (pause is not null && !pause.Has(action.Actor)) return action.Refuse(CoolDownRefusal.NotYours);
        if (pause is not null && action.ActionId == CoolDownIds.Action.RatherWrite) await desk.ComeBackWritingAsync(tx, pause, action.Actor, action.Source, now);
        await tx.CommitAsync();
        return new Reply.Open(WriteOutViews.Form(WriteOutId.New(), pause?.Beside(action.Actor.User)));
    }

    public Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel) =>
        Task.FromResult<Reply>(new Reply.Open(WriteOutViews.Form(WriteOutId.New(), Mentions.ReadLeading(command.Text).Person)));
}

/// <summary>The page came in: it is kept for seven days, and may become something.</summary>
internal sealed class SubmitWriteOut(Database database, TextCipher cipher, Schedules schedules, AgendaSeam agenda, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        if (submission.Metadata.Split('|') is not [var claimedId, var about] || WriteOutId.TryParse(claimedId) is not { } id) return Reply.Done;
        var zone = await schedules.ZoneAsync(submission.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        var known = await tx.FindWriteOutAsync(cipher, submission.Actor.Team, claimedId);
        if (known is not null && known.Author != submission.Actor) return Reply.Done;
        var page = (known ?? new WriteOut(id, submission.Actor, about.Length > 0 ? new UserId(about) : null, default, default, default, now, now + WriteOut.Life, Version: 0)) with
        {
            Happened = submission.Form[Field.Happened].Trimmed(),
            Hard = submission.Form[Field.Hard].Trimmed(),
            NextTime = submission.Form[Field.NextTime].Trimmed(),
        };
        if (page.IsBlank) return new Reply.Errors(Field.Happened, CoolDownSentences.Of(CoolDownRefusal.NothingWritten));
        await tx.SaveAsync(cipher, page);
        var hasAgenda = await agenda.FindAsync(tx, page.Author, page.About) is not null;
        await tx.RefreshHomeAsync(page.Author, now);
        await tx.CommitAsync();
        return new Reply.Update(WriteOutViews.Written(page, zone, hasAgenda));
    }
}

/// <summary>Written Pages on Home, and one of them.</summary>
internal sealed class ShowWriteOuts(Database database, TextCipher cipher, Schedules schedules, AgendaSeam agenda) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        if (action.ActionId == CoolDownIds.Action.ShowWritten)
            return new Reply.Open(WriteOutViews.List(await database.ReadAsync(tx => tx.ListWriteOutsAsync(cipher, action.Actor), cancel), zone));
        var (page, hasAgenda) = await database.ReadAsync(
            async tx => await tx.FindWriteOutAsync(cipher, action.Actor.Team, action.Value) is { } found && found.Author == action.Actor
                ? (found, await agenda.FindAsync(tx, found.Author, found.About) is not null)
                : (null, false),
            cancel);
        return page is null ? action.Refuse(CoolDownRefusal.NotFound) : new Reply.Open(WriteOutViews.Written(page, zone, hasAgenda));
    }
}

/// <summary>Make It a Draft, Add to 1:1, Keep It, Delete It: what becomes of a page.</summary>
internal sealed class UseWriteOut(Database database, TextCipher cipher, IEnumerable<IFeedbackDrafts> drafts, AgendaSeam agenda, Schedules schedules, CommandNames names, IClock clock)
    : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindWriteOutAsync(cipher, action.Actor.Team, action.Value) is not { } page || page.Author != action.Actor) return action.Refuse(CoolDownRefusal.NotFound);
        Modal? shown = null;
        switch (action.ActionId)
        {
            case CoolDownIds.Action.MakeDraft when drafts.FirstOrDefault() is { } there:
                var words = page.Happened.IsBlank ? page.Hard : page.Happened;
                shown = await there.AddAsync(tx, page.Id.Value, page.Author, page.About, words, page.NextTime, now)
                    ? WriteOutViews.Drafted(page, zone, names)
                    : WriteOutViews.DraftedBefore(page, zone, names);
                break;
            case CoolDownIds.Action.AddToAgenda when page.Shareable.IsBlank:
                return action.Refuse(CoolDownRefusal.NothingToShare);
            case CoolDownIds.Action.AddToAgenda:
                if (page.About is not { } other || await agenda.FindAsync(tx, page.Author, other) is not { } shared) return action.Refuse(CoolDownRefusal.NobodyToTell);
                shown = await shared.AddOnceAsync(tx, page.Id.Value, page.Author, other, page.Shareable, now)
                    ? WriteOutViews.OnAgenda(page, other, zone)
                    : WriteOutViews.OnAgendaBefore(page, other, zone);
                await tx.RefreshHomeAsync(new PersonId(page.Author.Team, other), now);
                break;
            case CoolDownIds.Action.Keep:
                var kept = page with { ExpiresAt = null };
                await tx.SaveAsync(cipher, kept);
                shown = WriteOutViews.Written(kept, zone, await agenda.FindAsync(tx, page.Author, page.About) is not null);
                break;
            case CoolDownIds.Action.Delete:
                await tx.DeleteAsync(page);
                shown = CoolDownViews.Notice("The page is gone. Nobody else has seen it.");
                break;
        }
        await tx.RefreshHomeAsync(action.Actor, now);
        await tx.CommitAsync();
        return shown is null ? Reply.Done : action.View is { IsHome: false } ? new Reply.Update(shown) : new Reply.Open(shown);
    }
}

/// <summary>Pages nobody kept go after seven days, pauses and what was noted after them when no mirror looks back that far.</summary>
internal sealed class ForgetCoolDowns(Database database, IClock clock) : ITick
{
    private static readonly Duration Kept = Duration.FromDays(400);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        while (await database.WriteAsync(tx => tx.ExpireWriteOutsAsync(now), cancel) > 0) cancel.ThrowIfCancellationRequested();
        while (await database.WriteAsync(tx => tx.ForgetPausesAsync(now - Kept), cancel) > 0) cancel.ThrowIfCancellationRequested();
        while (await database.WriteAsync(tx => tx.ForgetRatingsAsync(now - Kept), cancel) > 0) cancel.ThrowIfCancellationRequested();
    }
}
