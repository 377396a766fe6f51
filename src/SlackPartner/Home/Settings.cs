using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Home;

/// <summary>Settings on Home, and <c>/partner settings</c>.</summary>
internal sealed class OpenSettings(Database database, People people, IEnumerable<MessageKind> kinds, IClock clock) : IHandle<BlockAction>, IHandle<SlashCommand>
{
    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => OpenAsync(action.Actor, cancel);

    public Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel) => OpenAsync(command.Actor, cancel);

    private async Task<Reply> OpenAsync(PersonId person, CancellationToken cancel)
    {
        var slackZone = await people.ZoneAsync(person, cancel);
        var preference = await database.ReadAsync(tx => tx.FindPreferenceAsync(person, slackZone), cancel);
        return new Reply.Open(SettingsViews.Form(preference, slackZone, [.. kinds], clock.GetCurrentInstant()));
    }
}

/// <summary>The form came in: keep it, and let every plan that hangs on it move along.</summary>
internal sealed class SaveSettings(
    Database database, People people, IEnumerable<MessageKind> kinds, IEnumerable<IScheduleListener> listeners, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var slackZone = await people.ZoneAsync(submission.Actor, cancel);
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        var before = await tx.FindPreferenceAsync(submission.Actor, slackZone);
        var (after, errors) = SettingsRules.Read(submission.Form, before, slackZone, [.. kinds.Select(kind => kind.Id)]);
        if (errors.Count > 0) return new Reply.Errors(errors);

        await tx.SaveAsync(after);
        foreach (var listener in listeners) await listener.ScheduleChangedAsync(tx, after, now);
        await tx.RefreshHomeAsync(after.Person, now);
        await tx.CommitAsync();
        return new Reply.Update(SettingsViews.Saved(after, now));
    }
}
