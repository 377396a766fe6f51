using System.Globalization;
using NodaTime;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.OneOnOnes.OneOnOneIds.Field;

namespace SlackPartner.OneOnOnes;

/// <summary>Reads a series with its agenda and draws it.</summary>
internal sealed class AgendaReader(Database database, TextCipher cipher, Schedules schedules, IClock clock)
{
    private const int LastPage = 1000;

    public async Task<Modal> DrawAsync(PersonId reader, Series series, int page, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(reader, cancel);
        var now = clock.GetCurrentInstant();
        return AgendaViews.Agenda(await database.WriteAsync(tx => ReadAsync(tx, reader, series, Math.Min(page, LastPage), zone, now), cancel));
    }

    private async Task<AgendaPage> ReadAsync(Tx tx, PersonId reader, Series series, int page, DateTimeZone zone, Instant now)
    {
        var plans = await tx.ListOpenPlansAsync(cipher, reader.Team, series.Id);
        var next = (await tx.NextOfEachAsync([series.Id], now)).GetValueOrDefault(series.Id);
        var count = await tx.CountItemsAsync(series.Pair);
        page = Math.Min(page, Math.Max(0, (count - 1) / AgendaPage.Size)); // its last item may be gone
        var items = await tx.ListItemsAsync(cipher, series.Pair, AgendaPage.Size, page * AgendaPage.Size);
        var question = next is null ? null : await tx.AskAsync(cipher, reader.Team, series.Id, next.Slot, now);
        return new AgendaPage(series, reader.User, zone, plans.FirstOrDefault(plan => plan.Status is PlanStatus.Confirmed), next, question, items, count, page, now);
    }
}

/// <summary>Open Agenda, More Items, Earlier Items; the value is the series, and the page behind a colon.</summary>
internal sealed class OpenAgenda(Database database, AgendaReader agenda) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var (id, page) = Split(action.Value);
        return await database.ReadAsync(tx => tx.FindOwnSeriesAsync(action.Actor, id), cancel) is { } series
            ? action.ShowInPlaceOf(OneOnOneIds.View.Agenda, await agenda.DrawAsync(action.Actor, series, page, cancel))
            : action.Refuse(OneOnOneRefusal.NotFound);
    }

    public static (string Id, int Page) Split(string value) => value.Split(':') is [var id, var page] && int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? (id, number)
        : (value.Split(':')[0], 0);
}

/// <summary><c>/1on1 agenda</c>: the next meeting's, or the overview where there is none.</summary>
internal sealed class ShowAgenda(Database database, TextCipher cipher, IPartnerDirectory partners, AgendaReader agenda, Schedules schedules, CommandNames names, IClock clock) : IHandle<SlashCommand>
{
    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var (named, _) = Mentions.ReadLeading(command.Text);
        var zone = await schedules.ZoneAsync(command.Actor, cancel);
        var standings = await database.ReadAsync(tx => tx.ListStandingsAsync(cipher, partners, command.Actor, clock.GetCurrentInstant()), cancel);
        var series = named is { } other
            ? standings.FirstOrDefault(one => one.Partner == other)?.Series
            : standings.Where(one => one.Series is not null).OrderBy(one => one.Next?.StartsAt ?? Instant.MaxValue).FirstOrDefault()?.Series;
        return new Reply.Open(series is null
            ? OverviewViews.Overview(standings, command.Actor.User, zone, names)
            : await agenda.DrawAsync(command.Actor, series, page: 0, cancel));
    }
}

/// <summary><c>/1on1 add</c>, the message shortcut Add to 1:1, and the button: straight onto the agenda where it is clear which, else a form.</summary>
internal sealed class AddItem(Database database, ItemDesk desk, IAgenda agenda, CommandNames names, IClock clock)
    : IHandle<SlashCommand>, IHandle<BlockAction>, IHandle<MessageShortcut>
{
    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var (named, words) = Mentions.ReadLeadingPlain(command.Text);
        var known = await desk.PartnersOfAsync(command.Actor, cancel);
        if (known.Count > 0 && words.IsBlank && named is { } stranger && !known.Contains(stranger)) return new Reply.Ephemeral(new Message(OverviewViews.NotPartners(stranger, names)));
        // A stranger's name in front may be how the words begin.
        if (named is { } one && !known.Contains(one)) return desk.Offer(known, null, AgendaViews.Whole(command.Text));
        if ((named ?? (known.Count == 1 ? known[0] : null)) is not { } partner || words.IsBlank) return desk.Offer(known, named, words);
        await AddAsync(command.Actor, partner, words, cancel);
        return new Reply.Ephemeral(AgendaViews.Added(partner));
    }

    /// <summary>The value is the series.</summary>
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) =>
        await database.ReadAsync(tx => tx.FindOwnSeriesAsync(action.Actor, action.Value), cancel) is { } series
            ? new Reply.Open(AgendaViews.AddItemForm([], series.Pair.Beside(action.Actor.User), default))
            : action.Refuse(OneOnOneRefusal.NotFound);

    /// <summary>A message as a start: its words are shown before they are added.</summary>
    public async Task<Reply> HandleAsync(MessageShortcut shortcut, CancellationToken cancel)
    {
        var known = await desk.PartnersOfAsync(shortcut.Actor, cancel);
        if (known.Count == 0) return new Reply.Open(OverviewViews.Notice(OverviewViews.NoPartner(names)));
        var author = shortcut.Author is { } one && known.Contains(one) ? one : (UserId?)null;
        return new Reply.Open(AgendaViews.AddItemForm(known, author ?? (known.Count == 1 ? known[0] : null), AgendaViews.FromMessage(shortcut.Text)));
    }

    private Task AddAsync(PersonId author, UserId partner, PrivateText words, CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            var now = clock.GetCurrentInstant();
            await tx.TakeSeriesAsync(Pair.Of(author, partner)); // an agenda may begin before there is a plan
            await agenda.AddAsync(tx, author, partner, words, now);
            foreach (var person in Pair.Of(author, partner).People) await tx.RefreshHomeAsync(person, now);
        },
        cancel);
}

/// <summary>Offers the form with what was typed.</summary>
internal sealed class ItemDesk(Database database, IPartnerDirectory partners, CommandNames names)
{
    public async Task<IReadOnlyList<UserId>> PartnersOfAsync(PersonId person, CancellationToken cancel) =>
        [.. (await database.ReadAsync(tx => partners.ListAsync(tx, person), cancel)).Select(partner => partner.User)];

    /// <summary>For the partner named, the only one, or whom the form asks for. Words that have nowhere to go are given back.</summary>
    public Reply Offer(IReadOnlyList<UserId> known, UserId? named, PrivateText words)
    {
        if (known.Count == 0) return new Reply.Ephemeral(new Message(OverviewViews.NoPartner(names)).ShowingBack(words));
        return words.Length > AgendaViews.LongestWords
            ? new Reply.Ephemeral(AgendaViews.TooLongForForm(names).ShowingBack(words))
            : new Reply.Open(AgendaViews.AddItemForm(known, named ?? (known.Count == 1 ? known[0] : null), words));
    }
}

/// <summary>The form came in.</summary>
internal sealed class SubmitItem(Database database, IPartnerDirectory partners, IAgenda agenda, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var (form, actor) = (submission.Form, submission.Actor);
        var chosen = submission.Metadata.Length > 0 ? new UserId(submission.Metadata) : form.User(Field.Partner);
        var words = form[Field.Words].Trimmed();
        Dictionary<string, string> errors = [];
        if (words.IsBlank) errors[Field.Words] = OneOnOneSentences.Of(OneOnOneRefusal.NothingWritten);
        await using var tx = await database.BeginAsync(cancel);
        if (chosen is not { } partner || await partners.FindAsync(tx, actor, partner) is null)
        {
            // Where the form has no field for the person, the error stands beside the words, which stay.
            errors[form.Has(Field.Partner) ? Field.Partner : Field.Words] =
                OneOnOneSentences.Of(form.Has(Field.Partner) ? OneOnOneRefusal.ChoosePartner : OneOnOneRefusal.NotPartners);
            return new Reply.Errors(errors);
        }
        if (errors.Count > 0) return new Reply.Errors(errors);
        var now = clock.GetCurrentInstant();
        await tx.TakeSeriesAsync(Pair.Of(actor, partner)); // an agenda may begin before there is a plan
        await agenda.AddAsync(tx, actor, partner, words, now);
        foreach (var person in Pair.Of(actor, partner).People) await tx.RefreshHomeAsync(person, now);
        await tx.CommitAsync();
        return new Reply.Update(OverviewViews.Notice(AgendaViews.Added(partner).Fallback));
    }
}

/// <summary>Done, Next Time and Drop beside an item: either of the two.</summary>
internal sealed class PressItemMenu(Database database, TextCipher cipher, AgendaReader agenda, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        if (action.Value.Split(':') is not [var what, var id] || ItemId.TryParse(id) is not { } itemId) return Reply.Done;
        var now = clock.GetCurrentInstant();
        Series? series;
        await using (var tx = await database.BeginAsync(cancel))
        {
            if (await tx.FindItemAsync(cipher, action.Actor.Team, itemId) is not { } item || !item.Pair.Has(action.Actor)) return action.Refuse(OneOnOneRefusal.NotFound);
            series = await tx.FindSeriesAsync(item.Pair);
            if (what == "later")
            {
                // Not the coming meeting but the one after; without a plan, a week says the same.
                var next = await tx.NextStartAsync(item.Pair, now);
                await tx.PutOffAsync(item, (next ?? now + Duration.FromDays(7)) + Duration.FromMinutes(1));
            }
            else
            {
                await tx.CloseAsync(item, what == "done" ? ItemStatus.Done : ItemStatus.Dropped, now);
            }
            foreach (var person in item.Pair.People) await tx.RefreshHomeAsync(person, now);
            await tx.CommitAsync();
        }
        if (series is null) return Reply.Done;
        var (_, page) = OpenAgenda.Split(action.View?.Metadata ?? "");
        return action.ShowInPlaceOf(OneOnOneIds.View.Agenda, await agenda.DrawAsync(action.Actor, series, page, cancel));
    }
}
